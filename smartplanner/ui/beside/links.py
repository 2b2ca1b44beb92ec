"""Links of a record, made by a search field; beside them what the book's own references relate it to."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QInputDialog,
    QLineEdit,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from smartplanner.base.i18n import _
from smartplanner.commands.links import explain_link, part, relate
from smartplanner.model import entities
from smartplanner.queries.beside import BESIDE, Linked, links_of
from smartplanner.ui.beside.related import RelatedTree
from smartplanner.ui.beside.searching import RecordSearch
from smartplanner.ui.operation.listing import Listing, plain_label
from smartplanner.ui.session import Session
from smartplanner.ui.table import Column
from smartplanner.ui.theme import SPACE


class LinksTab(QWidget):
    """The links of the record *id* of *entity* at the left, related records at the right."""

    def __init__(self, session: Session, entity: str, id: str) -> None:
        super().__init__()
        self.session, self.entity, self.id = session, entity, id
        self.search = RecordSearch(session, without=(entity, id))
        self.reason = QLineEdit()
        self.reason.setPlaceholderText(_("Why they belong together (may be left empty)"))
        self.reason.setAccessibleName(_("Reason of the link"))
        self.link_button = QPushButton(_("Link"))
        self.open_button = QPushButton(_("Open"))
        self.explain_button = QPushButton(_("Change the reason"))
        self.part_button = QPushButton(_("Take the link away"))
        columns = [
            Column("kind", _("Kind"), 10, lambda link: _kind(link.entity)),
            Column("title", _("Linked record"), 30, lambda link: link.title, tip=lambda link: link.title),
            Column(
                "remark",
                _("Reason of the link"),
                20,
                lambda link: link.row.remark or "",
                tip=lambda link: link.row.remark or "",
            ),
        ]
        nothing = _(
            "Nothing is linked by hand yet. Find a record above by its words, pinyin or code, and press “Link”."
        )
        self.listing = Listing(columns, _identity, nothing=nothing, opened=self._open)
        self.listing.table.setAccessibleName(_("Links"))
        self.related = RelatedTree(session, entity, id)
        self._connect()
        self._lay_out()
        self.load()

    def load(self) -> None:
        """Read the links anew."""
        self.listing.show_rows(links_of(self.session.office.reader, self.entity, self.id))
        self._enable()

    def link(self) -> None:
        """Link the record that was found, with the reason that is typed."""
        other = self.search.found()
        if other is None:
            self.search.setFocus()
            return
        office, one, remark = self.session.office, (self.entity, self.id), self.reason.text()
        if self.session.perform(lambda: relate(office, one, other, remark=remark), window=self.window()):
            self.search.clear()
            self.reason.clear()
            self.search.setFocus()

    def open_chosen(self) -> None:
        """Open the chosen linked record."""
        for link in self.listing.chosen()[:1]:
            self._open(link)

    def explain(self) -> None:
        """Ask for the reason of the chosen link anew."""
        if not (chosen := self.listing.chosen()):
            return
        row, title = chosen[0].row, _("Why they belong together")
        text, said = QInputDialog.getMultiLineText(self, title, title, row.remark or "")
        if said:
            self.session.perform(lambda: explain_link(self.session.office, row.id, text), window=self.window())

    def part_chosen(self) -> None:
        """Take the chosen links away; undo brings them back, so nothing is asked."""
        if ids := [link.row.id for link in self.listing.chosen()]:
            self.session.perform(lambda: part(self.session.office, ids), window=self.window())

    def _open(self, link: Linked) -> None:
        self.session.asked.emit(link.entity, link.id)

    def _enable(self) -> None:
        writable, chosen = self.session.office.writable, bool(self.listing.chosen())
        self.search.setEnabled(writable)
        self.reason.setEnabled(writable)
        self.link_button.setEnabled(writable and self.search.found() is not None)
        self.open_button.setEnabled(chosen)
        self.explain_button.setEnabled(chosen and writable)
        self.part_button.setEnabled(chosen and writable)

    def _connect(self) -> None:
        for button, action in (
            (self.link_button, self.link), (self.open_button, self.open_chosen), (self.explain_button, self.explain),
            (self.part_button, self.part_chosen),
        ):  # fmt: skip
            button.setAutoDefault(False)
            button.clicked.connect(lambda _on=False, action=action: action())
        self.search.chosen.connect(self._enable)
        self.search.chosen.connect(self.reason.setFocus)
        self.search.textEdited.connect(lambda _text: self._enable())
        self.reason.returnPressed.connect(self.link)
        self.listing.table.selectionModel().selectionChanged.connect(lambda *_both: self._enable())
        self.session.changed.connect(self._follow)

    def _follow(self, rows: dict[str, set[str]]) -> None:
        if "link" in rows or any(link.id in rows.get(link.entity, ()) for link in self.listing.model.shown_rows()):
            self.load()
        if rows.keys() - BESIDE.keys():
            self.related.load()

    def _lay_out(self) -> None:
        adding = QHBoxLayout()
        adding.addWidget(self.search, 3)
        adding.addWidget(self.reason, 2)
        adding.addWidget(self.link_button)
        below = QHBoxLayout()
        for button in (self.open_button, self.explain_button, self.part_button):
            below.addWidget(button)
        below.addStretch()
        left, right = QWidget(), QWidget()
        for side, title, parts in (
            (left, _("Linked by hand"), (adding, self.listing, below)),
            (right, _("Related by what the records say"), (self.related,)),
        ):
            column = QVBoxLayout(side)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(SPACE)
            column.addWidget(plain_label(title, "subheading"))
            for one in parts:
                if isinstance(one, QWidget):
                    column.addWidget(one, 1)
                else:
                    column.addLayout(one)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.addWidget(left)
        split.addWidget(right)
        for place, share in enumerate((3, 2)):
            split.setStretchFactor(place, share)
        split.setSizes([600, 400])
        layout = QVBoxLayout(self)
        layout.addWidget(split)


def _identity(link: Linked) -> str:
    return str(link.row.id)


def _kind(entity: str) -> str:
    described = entities()[entity]
    return _(described.label)
