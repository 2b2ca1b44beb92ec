"""The window of the manual: contents and search at the left, the topic beside them.  Nothing comes from a network."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QSize, Qt, QUrl
from PySide6.QtGui import (
    QColor,
    QDesktopServices,
    QFont,
    QKeySequence,
    QPixmap,
    QResizeEvent,
    QShortcut,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QMessageBox,
    QSplitter,
    QTextBrowser,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from smartplanner.base.i18n import _
from smartplanner.base.paths import resources
from smartplanner.ui.help.topics import FIRST, Topic, folder, search, topics
from smartplanner.ui.session import literally
from smartplanner.ui.sizes import resize_within_screen
from smartplanner.ui.theme import SELECTED_TEXT_GROUND, SPACE

_ID = Qt.ItemDataRole.UserRole
_CONTENTS = 250
_EDGE = 24


class HelpWindow(QDialog):
    """Stays open beside the work; ``show_topic`` turns to a topic."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setWindowTitle(_("Manual"))
        self.topics = {topic.id: topic for topic in topics()}
        self.searching = QLineEdit()
        self.searching.setPlaceholderText(_("Search the manual (one character is enough)"))
        self.searching.setAccessibleName(_("Search the manual"))
        self.searching.setClearButtonEnabled(True)
        self.searching.textChanged.connect(self._list)
        self.searching.returnPressed.connect(self._next)
        self.contents = QListWidget()
        self.contents.setAccessibleName(_("Contents"))
        self.contents.setWordWrap(True)
        self.contents.currentItemChanged.connect(self._turn_to)
        self.found = QLabel()
        self.found.setObjectName("muted")
        self.page = Page()
        self.page.setAccessibleName(_("Manual"))
        self.page.anchorClicked.connect(self.follow)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        for widget in (self.searching, self.found, self.contents):
            column.addWidget(widget)
        across = QSplitter(Qt.Orientation.Horizontal)
        across.addWidget(left)
        across.addWidget(self.page)
        across.setStretchFactor(1, 1)
        across.setSizes([_CONTENTS, 4 * _CONTENTS])
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        row.addWidget(across)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self, self.searching.setFocus)
        resize_within_screen(self, 1080, 700)
        self._list("")
        self.show_topic(FIRST)

    def show_topic(self, id: str) -> None:
        """Turn to a topic; the first one where there is none of that name."""
        self.searching.clear()
        for row in range(self.contents.count()):
            if self.contents.item(row).data(_ID) == (id if id in self.topics else FIRST):
                self.contents.setCurrentRow(row)

    def topic(self) -> Topic | None:
        """Return the topic in view."""
        item = self.contents.currentItem()
        return self.topics[item.data(_ID)] if item is not None else None

    def follow(self, link: QUrl) -> None:
        """Follow a link: to another topic, or after a question to what is outside of the program."""
        id = Path(link.path()).stem.partition("-")[2]
        if link.isRelative() and id in self.topics:
            self.show_topic(id)
        elif link.scheme() in ("http", "https"):
            question = _("Open this address outside of the program?\n{address}", address=link.toString())
            if QMessageBox.question(self, _("Manual"), literally(question)) == QMessageBox.StandardButton.Yes:
                QDesktopServices.openUrl(link)

    def _list(self, query: str) -> None:
        """List the topics, or those that hold what is searched for."""
        here = self.topic()
        known = list(self.topics.values())
        self.contents.blockSignals(True)
        self.contents.clear()
        if query.strip():
            hits = search(known, query)
            for one in hits:
                self._add(one.topic, f"{one.topic.title}（{one.count}）\n…{one.around}…")
            self.found.setText(_("{count} topics found", count=len(hits)) if hits else _("Nothing found."))
        else:
            for number, topic in enumerate(known, 1):
                self._add(topic, f"{number}  {topic.title}")
        self.contents.blockSignals(False)
        self.found.setVisible(bool(query.strip()))
        if self.contents.count():
            ids = [self.contents.item(row).data(_ID) for row in range(self.contents.count())]
            self.contents.setCurrentRow(ids.index(here.id) if here is not None and here.id in ids else 0)

    def _add(self, topic: Topic, text: str) -> None:
        item = QListWidgetItem(text, self.contents)
        item.setData(_ID, topic.id)
        lines = text.count("\n") * 2 + 1
        item.setSizeHint(QSize(0, self.fontMetrics().height() * lines + SPACE))

    def _turn_to(self) -> None:
        topic = self.topic()
        if topic is not None:
            self.page.show_text(topic.text, marked=self.searching.text())

    def _next(self) -> None:
        """Go to the next place of what is searched for, from the top again after the last."""
        words = self.searching.text().split()
        if words and not self.page.find(words[0]):
            cursor = self.page.textCursor()
            cursor.setPosition(0)
            self.page.setTextCursor(cursor)
            self.page.find(words[0])


class Page(QTextBrowser):
    """Shows Markdown of our own; pictures come from the program's folders alone and fit the width."""

    def __init__(self) -> None:
        super().__init__()
        self.setOpenLinks(False)
        self._text = ""
        self._width = 0
        self.document().setDocumentMargin(_EDGE)

    def show_text(self, text: str, *, marked: str = "") -> None:
        """Show *text* from its beginning, or from the first place of *marked*, whose places stand out."""
        self._text, self._width = text, self.viewport().width()
        self.document().clear()
        self.setMarkdown(text)
        self._calm_headings()
        self._mark(marked.split())

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        """Return a picture of the manual; nothing else is ever loaded."""
        url = name if isinstance(name, QUrl) else QUrl(name)
        if kind != QTextDocument.ResourceType.ImageResource.value and kind != QTextDocument.ResourceType.ImageResource:
            return None
        path = picture(url.path())
        if not url.isRelative() or path is None:
            return None
        pixmap = QPixmap(str(path))
        room = max(320, self.viewport().width() - 3 * _EDGE)
        if pixmap.width() > room:
            scale = self.devicePixelRatioF()
            pixmap = pixmap.scaledToWidth(round(room * scale), Qt.TransformationMode.SmoothTransformation)
            pixmap.setDevicePixelRatio(scale)
        return pixmap

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the pictures to the new width."""
        super().resizeEvent(event)
        if self._text and abs(self.viewport().width() - self._width) > _EDGE:
            place = self.verticalScrollBar().value()
            self.show_text(self._text)
            self.verticalScrollBar().setValue(place)

    def _calm_headings(self) -> None:
        """Make headings as large as those of the window: what Qt makes of them is meant for a printed page."""
        block = self.document().firstBlock()
        while block.isValid():
            level = block.blockFormat().headingLevel()
            if level:
                cursor = QTextCursor(block)
                cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
                letters = QTextCharFormat()
                letters.setProperty(QTextFormat.Property.FontSizeAdjustment, 2 if level == 1 else 1)
                letters.setFontWeight(QFont.Weight.DemiBold)
                cursor.mergeCharFormat(letters)
            block = block.next()

    def _mark(self, words: list[str]) -> None:
        marks = []
        ground = QColor(SELECTED_TEXT_GROUND)
        for word in words:
            cursor = self.document().find(word)
            while not cursor.isNull():
                mark = QTextEdit.ExtraSelection()
                mark.cursor = cursor
                mark.format.setBackground(ground)
                marks.append(mark)
                cursor = self.document().find(word, cursor)
        self.setExtraSelections(marks)
        if marks:
            first = marks[0].cursor
            first.clearSelection()
            self.setTextCursor(first)
            self.ensureCursorVisible()


def picture(name: str) -> Path | None:
    """Return the file of a picture that the manual names; None where there is none inside the program's folders."""
    path = (folder() / name).resolve()
    inside = path.is_relative_to(folder().resolve()) or path.is_relative_to(resources("pictures").resolve())
    return path if inside and path.is_file() else None
