"""The form of a case: its words, and beside them the districts that it fits and how far its adoption has come."""

from __future__ import annotations

from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QVBoxLayout, QWidget

from smartplanner.ui.pilots.cases import AdoptionPanel
from smartplanner.ui.record_form import Form
from smartplanner.ui.session import Session
from smartplanner.ui.sizes import resize_within_screen
from smartplanner.ui.theme import SPACE

_SOURCES = frozenset({"case", "adoption", "task", "commitment", "requirement", "district", "plan"})


class CaseForm(Form):
    """The form of one case, or of a new one."""

    def __init__(self, session: Session, id: str, parent: QWidget | None = None) -> None:
        self.panel: AdoptionPanel | None = None
        super().__init__(session, "case", id, parent)
        resize_within_screen(self, *((1080, 680) if self.row is not None else (620, 560)))
        session.changed.connect(self._follow)

    def lay_out(self, body: QWidget) -> None:
        """Put the fields at the left, and of a case in the book the districts at the right."""
        form = QFormLayout()
        form.setSpacing(SPACE)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for field in self.described.fields:
            form.addRow(self.label(field), self.editor(field.name))
        layout = QHBoxLayout(body)
        layout.setSpacing(SPACE * 2)
        layout.addLayout(form, 2)
        if self.row is not None:
            self.panel = AdoptionPanel(self.session)
            right = QVBoxLayout()
            right.addWidget(self.panel)
            layout.addLayout(right, 3)
            self.panel.show_case(self.row)

    def _follow(self, rows: dict[str, set[str]]) -> None:
        """Show what was adopted meanwhile; what the person is typing stays."""
        if self.panel is None or _SOURCES.isdisjoint(rows):
            return
        row = self.session.office.reader.row("case", self.id)
        if row is None:
            return
        self.panel.show_case(row)
        if self.id in rows.get("case", ()):
            self.row = row
            self.refill()
