"""The issues that were kept of one kind of paper: opened again, two compared, removed."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import (
    QHeaderView,
    QLabel,
    QMenu,
    QMessageBox,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from smartplanner.base.i18n import _
from smartplanner.commands.editing import remove_rows
from smartplanner.commands.papers import issues_of
from smartplanner.model.issue import Issue, IssueState
from smartplanner.ui.folding import FoldingRow
from smartplanner.ui.icons import dress
from smartplanner.ui.papers.comparison import ComparisonDialog
from smartplanner.ui.session import Session, literally
from smartplanner.ui.theme import SPACE

_LINES, _FEWEST = 5, 3
"""Lines of the list, its head included, that are always in view: usually, and in a low window."""


class IssueList(QWidget):
    """The list with its buttons.  ``opened`` tells the id of an issue to look at; empty: a new paper."""

    opened = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self._report = ""
        self.heading = QLabel(_("Kept issues"))
        self.heading.setObjectName("subheading")
        self.tree = QTreeWidget(self)
        self.tree.setAccessibleName(_("Kept issues"))
        self.tree.setRootIsDecorated(False)
        self.tree.setSelectionMode(QTreeWidget.SelectionMode.ExtendedSelection)
        self.tree.setHeaderLabels([_("Issue number"), _("As of"), _("State of the paper")])
        self.tree.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.tree.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)  # it would hide the only line
        self.hint = QLabel(_("A paper whose sentences were mended, or that was issued, is kept here."))
        self.hint.setObjectName("muted")
        self.hint.setWordWrap(True)
        self.new_button, self.compare_button = QPushButton(_("Compute anew")), QPushButton(_("Compare"))
        self.remove_button = QPushButton(_("Remove"))
        dress(self.new_button, "refresh")
        dress(self.remove_button, "remove")
        self.new_button.setToolTip(_("Leave the kept issue and make the paper from the book as of today"))
        self.compare_button.setToolTip(_("Compare two issues: choose them with Ctrl and a click"))
        self._low = False
        self._lay_out()
        self.save_height(on=False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take as much height as the lines of buttons need beside the list; a splitter asks for no more than that."""
        super().resizeEvent(event)
        layout = self.layout()
        if layout is not None:
            width, least = event.size().width(), layout.totalMinimumSize().height()
            self.setMinimumHeight(layout.totalMinimumHeightForWidth(width) if layout.hasHeightForWidth() else least)

    def save_height(self, *, on: bool) -> None:
        """Leave out, or not, what the page can do without in a low window."""
        self._low = on
        lines = _FEWEST if on else _LINES
        self.tree.setMinimumHeight(lines * self.tree.fontMetrics().lineSpacing() * 3 // 2)
        self.hint.setVisible(not on and not self.tree.isVisibleTo(self))

    def show_report(self, report: str) -> None:
        """List the issues of one kind of paper."""
        self._report = report
        self.load()

    def load(self) -> None:
        """Read the list anew; what is chosen stays chosen."""
        chosen = set(self.chosen())
        rows = issues_of(self.session.office, self._report) if self._report else []
        with QSignalBlocker(self.tree):
            self.tree.clear()
            for row in rows:
                item = _item(row)
                self.tree.addTopLevelItem(item)
                item.setSelected(row.id in chosen)
        self.tree.setVisible(bool(rows))
        self.hint.setVisible(not rows and not self._low)
        self._enable()

    def chosen(self) -> list[str]:
        """Return the ids of the chosen issues."""
        return [item.data(0, Qt.ItemDataRole.UserRole) for item in self.tree.selectedItems()]

    def choose(self, *ids: str) -> None:
        """Choose issues by their ids."""
        with QSignalBlocker(self.tree):
            for row in range(self.tree.topLevelItemCount()):
                item = self.tree.topLevelItem(row)
                if item is not None:
                    item.setSelected(item.data(0, Qt.ItemDataRole.UserRole) in ids)
        self._pick()

    def compare(self) -> None:
        """Show what differs between the two chosen issues."""
        chosen = self.chosen()
        if len(chosen) == _TWO:
            dialog = ComparisonDialog(self.session, chosen[0], chosen[1], self.window())
            dialog.exec()
            dialog.deleteLater()

    def remove(self) -> None:
        """Remove the chosen issues after a question; it can be undone."""
        chosen, office = self.chosen(), self.session.office
        if not chosen:
            return
        text = _("Remove {count} kept issue(s)? This can be undone.", count=len(chosen))
        if QMessageBox.question(self, _("Remove"), literally(text)) == QMessageBox.StandardButton.Yes:
            self.session.perform(lambda: remove_rows(office, "issue", chosen), window=self)

    def _enable(self) -> None:
        count = len(self.chosen())
        self.new_button.setEnabled(count > 0)
        self.compare_button.setEnabled(count == _TWO)
        self.remove_button.setEnabled(count > 0 and self.session.office.writable)

    def _pick(self) -> None:
        self._enable()
        chosen = self.chosen()
        if len(chosen) == 1:
            self.opened.emit(chosen[0])

    def _leave(self) -> None:
        self.tree.clearSelection()
        self._enable()
        self.opened.emit("")

    def _show_menu(self, place: QPoint) -> None:
        menu = QMenu(self)
        for button in (self.new_button, self.compare_button, self.remove_button):
            entry = QAction(button.text(), menu)
            entry.setEnabled(button.isEnabled())
            entry.triggered.connect(lambda _checked=False, button=button: button.click())
            menu.addAction(entry)
        menu.exec(self.tree.viewport().mapToGlobal(place))
        menu.deleteLater()

    def _lay_out(self) -> None:
        header = self.tree.header()
        header.setStretchLastSection(True)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Fixed)
        header.resizeSection(0, 48)
        header.resizeSection(1, 84)
        band = FoldingRow(self, gap=SPACE // 2)
        buttons = (self.new_button, self.compare_button, self.remove_button)
        for button in buttons:
            band.line.addWidget(button)
        band.fold(*reversed(buttons))
        band.line.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE // 2)
        column.addWidget(self.heading)
        column.addWidget(self.hint)
        column.addWidget(self.tree, 1)
        column.addWidget(band)
        column.addStretch()
        self.tree.itemSelectionChanged.connect(self._pick)
        self.tree.customContextMenuRequested.connect(self._show_menu)
        self.new_button.clicked.connect(self._leave)
        self.compare_button.clicked.connect(self.compare)
        self.remove_button.clicked.connect(self.remove)


_TWO = 2


def _item(row: Issue) -> QTreeWidgetItem:
    issued = row.issued_on.isoformat() if row.issued_on else ""
    state = _("Issued") if row.state == IssueState.ISSUED else _("Draft of the paper")
    number = str(row.number) if row.number else ""
    item = QTreeWidgetItem([number, row.as_of.isoformat(), state])
    item.setData(0, Qt.ItemDataRole.UserRole, row.id)
    for column in range(3):
        item.setToolTip(column, literally(" · ".join(filter(None, (row.title, row.document_number, issued)))))
    return item
