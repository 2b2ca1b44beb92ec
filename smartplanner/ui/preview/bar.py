"""The bar above pages: which page, how large, and a text to look for."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget

from smartplanner.base.i18n import N_, _
from smartplanner.ui.icons import dress
from smartplanner.ui.layouts import FlowLayout
from smartplanner.ui.preview.keys import STEP
from smartplanner.ui.preview.layout import FIT_PAGE, FIT_WIDTH
from smartplanner.ui.preview.view import PageView
from smartplanner.ui.theme import SPACE

_FITS = {FIT_WIDTH: N_("Fit width"), FIT_PAGE: N_("Fit page")}
_PERCENTS = (50, 75, 100, 125, 150, 200, 300)


class PreviewBar(QWidget):
    """Turns, zooms and searches the pages of one ``PageView``; Ctrl+F goes to its search field."""

    def __init__(self, view: PageView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = view
        self._saving = False
        self.page = QLineEdit()
        self.page.setAccessibleName(_("Page number"))
        self.page.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.page.setFixedWidth(46)
        self.count = QLabel()
        self.zoom = QComboBox()
        self.zoom.setAccessibleName(_("Zoom"))
        for zoom, label in _FITS.items():
            self.zoom.addItem(_(label), zoom)
        for percent in _PERCENTS:
            self.zoom.addItem(f"{percent}%", percent / 100)
        self.smaller, self.larger = _button("–", _("Smaller (Ctrl+-)")), _button("+", _("Larger (Ctrl++)"))
        self.before, self.after = _button("‹", _("Page before")), _button("›", _("Next page"))
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("Find in the pages"))
        self.search.setToolTip(_("Find in the pages (Ctrl+F)"))
        self.search.setAccessibleName(_("Find in the pages"))
        self.search.setClearButtonEnabled(True)
        self.search.setFixedWidth(132)
        self.hits = QLabel()
        self.hits.setObjectName("muted")
        self.hits.setMinimumWidth(self.hits.fontMetrics().horizontalAdvance("88 / 88"))
        self.find_button = _button("", _("Find in the pages (Ctrl+F)"))
        dress(self.find_button, "find")
        self.hit_before, self.hit_after = _button("∧", _("Hit before (Shift+F3)")), _button("∨", _("Next hit (F3)"))
        self._lay_out()
        self._connect()
        self._show_page(0, 0)
        self._show_hits(0, 0)

    def look_for(self) -> None:
        """Go to the search field."""
        self._finding.show()
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def save_height(self, *, on: bool) -> None:
        """Show the search only when it is asked for, as long as it has a line of its own; or always."""
        self._saving = on
        self.find_button.setVisible(on)
        self._finding.setVisible(not on or bool(self.search.text()) or self.search.hasFocus())

    def _connect(self) -> None:
        view = self._view
        self.find_button.clicked.connect(lambda _on=False: self.look_for())
        self.search.editingFinished.connect(self._found)
        view.page_changed.connect(self._show_page)
        view.zoomed.connect(self._show_zoom)
        view.found.connect(self._show_hits)
        self.page.returnPressed.connect(self._go_to_page)
        self.before.clicked.connect(lambda: view.go_to(view.current - 1))
        self.after.clicked.connect(lambda: view.go_to(view.current + 1))
        self.smaller.clicked.connect(lambda: view.zoom_by(1 / STEP))
        self.larger.clicked.connect(lambda: view.zoom_by(STEP))
        self.zoom.activated.connect(lambda _place: self._zoom())
        self.search.textChanged.connect(view.search)
        self.search.returnPressed.connect(lambda: view.next_hit())
        self.hit_before.clicked.connect(lambda: view.next_hit(-1))
        self.hit_after.clicked.connect(lambda: view.next_hit())
        window = self.parentWidget() or self
        reach = Qt.ShortcutContext.WidgetWithChildrenShortcut
        for keys, act in (
            (QKeySequence("Ctrl+F"), self.look_for),
            (QKeySequence("F3"), view.next_hit),
            (QKeySequence("Shift+F3"), lambda: view.next_hit(-1)),
        ):
            shortcut = QShortcut(keys, window)
            shortcut.setContext(reach)
            shortcut.activated.connect(act)

    def _found(self) -> None:
        if self._saving and not self.search.text():
            self._finding.hide()

    def _go_to_page(self) -> None:
        typed = self.page.text().strip()
        if typed.isdecimal():
            self._view.go_to(int(typed))
        self.page.setText(str(self._view.current))

    def _zoom(self) -> None:
        self._view.set_zoom(float(self.zoom.currentData()))

    def _show_page(self, number: int, count: int) -> None:
        self.page.setText(str(number))
        self.count.setText(f"/ {count}")
        self.before.setEnabled(number > 1)
        self.after.setEnabled(number < count)
        self.setEnabled(count > 0)

    def _show_zoom(self, zoom: float) -> None:
        place = self.zoom.findData(zoom)
        with QSignalBlocker(self.zoom):
            if place < 0:
                # A zoom between those of the list is shown as an entry of its own, the last one.
                place = len(_FITS) + len(_PERCENTS)
                if self.zoom.count() > place:
                    self.zoom.removeItem(place)
                self.zoom.addItem(f"{zoom:.0%}", zoom)
            self.zoom.setCurrentIndex(place)

    def _show_hits(self, number: int, count: int) -> None:
        wanted = bool(self.search.text().strip())
        self.hits.setText((f"{number} / {count}" if count else _("Not found")) if wanted else "")
        self.hit_before.setEnabled(count > 0)
        self.hit_after.setEnabled(count > 0)

    def _lay_out(self) -> None:
        row = FlowLayout(self, gap=SPACE)  # goes on in a second line where the window is narrow
        row.addWidget(_group(self, self.before, self.page, self.count, self.after))
        row.addWidget(_group(self, self.smaller, self.zoom, self.larger, self.find_button))
        self._finding = _group(self, self.search, self.hit_before, self.hit_after, self.hits)
        row.addWidget(self._finding)
        self.find_button.hide()


def _group(parent: QWidget, *widgets: QWidget) -> QWidget:
    made = QWidget(parent)
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(SPACE // 2)
    for widget in widgets:
        row.addWidget(widget)
    return made


def _button(sign: str, name: str) -> QToolButton:
    made = QToolButton()
    made.setText(sign)
    made.setToolTip(name)
    made.setAccessibleName(name)
    made.setFixedWidth(28)
    return made
