"""The tabs of a matter's form about its life: its units, its record, its extensions and its parts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel, QMenu, QVBoxLayout

from smartplanner.base.i18n import N_, _
from smartplanner.fields.values import choice_label, show
from smartplanner.model import entity as described_entity
from smartplanner.queries.life import Part, children_of, events_of, extensions_of, missed_reports, parts_of, who_blocks
from smartplanner.queries.tasks import task_lines_of
from smartplanner.rules import life
from smartplanner.rules.lights import Light, say_cause
from smartplanner.ui.form_tab import FormTab
from smartplanner.ui.life.acts import part_done_dialog
from smartplanner.ui.life.batch import ask
from smartplanner.ui.session import Session
from smartplanner.ui.table import Column, Table, TableModel

_MOST_MISSED = 3
"""Missing reports that are named; the rest is counted."""
_WHY = {
    "unsigned": N_("has not signed"),
    "unreported": N_("owes a report"),
    "blocked": N_("says it is held up"),
}


class LifeTab(FormTab):
    """A small table over rows of one matter, with a sentence where it is empty, and buttons beside it."""

    def __init__(self, session: Session, id: str, columns: Sequence[Column], identity: Callable[[Any], str]) -> None:
        super().__init__(session, id)
        self.model = TableModel(columns, identity, self)
        self.table = Table(self.model, self)
        self.table.horizontalHeader().setStretchLastSection(True)
        self.empty = QLabel()
        self.empty.setObjectName("muted")
        self.empty.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.addWidget(self.empty, 1, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.tool_row)

    def load(self) -> None:
        """Show the rows as they are now."""
        rows = self.read()
        self.model.set_rows(rows)
        self.table.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        self.empty.setText(self.nothing())


class UnitsTab(LifeTab):
    """The units of a matter: who signed, who reported when, who is done, and what holds a unit up."""

    def __init__(self, session: Session, id: str) -> None:
        self._holds: dict[str, str] = {}
        super().__init__(session, id, self._columns(session), lambda part: f"{part.role} {part.organisation}")
        self.sign_button = self.add_button(life.label_of("sign"), lambda: self._ask("sign"))
        self.report_button = self.add_button(life.label_of("report"), lambda: self._ask("report"))
        self.done_button = self.add_button(_("Own part done"), self._finish)
        self.urge_button = self.add_button(life.label_of("urge"), lambda: self._ask("urge"))
        self.tools.addStretch()
        self.missed = QLabel()
        self.missed.setTextFormat(Qt.TextFormat.PlainText)
        self.tools.addWidget(self.missed)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(self._show_menu)
        self.table.selectionModel().selectionChanged.connect(lambda *_change: self._enable())
        self.load()

    def read(self) -> Sequence[Part]:
        """Return the parts, and find out who holds the matter up."""
        reader = self.session.office.reader
        row = reader.row("task", self.id)
        if row is None:
            return []
        self._holds = {}
        for hold in who_blocks(reader, row, as_of=self.session.as_of):
            words = _(_WHY[hold.why]) + (f"：{hold.words}" if hold.words else "")
            self._holds[hold.organisation] = "；".join(filter(None, (self._holds.get(hold.organisation), words)))
        return parts_of(reader, row)

    def nothing(self) -> str:
        """Say how units come here."""
        return _("No unit has a part in this matter yet. Fill in the lead unit and the co-operating units, then save.")

    def load(self) -> None:
        """Show the units; the first is chosen, so that the keyboard can act at once."""
        chosen = self.table.selected_ids()[:1]
        super().load()
        if self.model.rowCount():
            self.table.select(chosen[0] if chosen else self.model.id_at(0))
        self._say_missed()
        self._enable()

    def _say_missed(self) -> None:
        row = self.session.office.reader.row("task", self.id)
        missed = missed_reports(self.session.office.reader, row, as_of=self.session.as_of) if row is not None else []
        periods = "、".join(period.name for period in missed[-_MOST_MISSED:])
        text = _("{count} report(s) missing, the last: {periods}", count=len(missed), periods=periods)
        self.missed.setText(text if missed else "")

    def _columns(self, session: Session) -> list[Column]:
        party, name = described_entity("party"), session.office.reader.name

        def of_row(field: str) -> Callable[[Any], str]:
            return lambda part: show(party[field], getattr(part.party, field), name) if part.party is not None else ""

        def label(field: str) -> str:
            return _(party[field].note.label)

        return [
            Column("organisation", label("organisation"), 24, lambda part: name("organisation", part.organisation)),
            Column("role", label("role"), 6, lambda part: choice_label(party["role"], part.role)),
            Column("signed_on", label("signed_on"), 11, of_row("signed_on")),
            Column("reported_on", label("reported_on"), 11, of_row("reported_on")),
            Column("done_on", label("done_on"), 11, of_row("done_on")),
            Column("holds", _("Holds up the matter"), 30, lambda part: self._holds.get(part.organisation, "")),
        ]

    def _chosen(self) -> Part | None:
        ids = self.table.selected_ids()
        return self.model.row_of(ids[0]) if ids else None

    def _enable(self) -> None:
        part, writable = self._chosen(), self.session.office.writable
        row = self.session.office.reader.row("task", self.id)
        legal = life.legal_acts(row.state) if row is not None else []
        signed = part is not None and part.party is not None and part.party.signed_on is not None
        open_still = row is not None and (row.state or life.USUAL_STATE) in life.OPEN
        self.sign_button.setEnabled(writable and part is not None and not signed and open_still)
        self.report_button.setEnabled(writable and part is not None and "report" in legal)
        done = part is not None and part.party is not None and part.party.done_on is not None
        self.done_button.setEnabled(writable and part is not None and part.role != "lead" and not done)
        self.urge_button.setEnabled(writable and part is not None and "urge" in legal)

    def _ask(self, act: str) -> None:
        if (part := self._chosen()) is not None:
            ask(self.session, act, [self.id], self.window(), unit=part.organisation)

    def _finish(self) -> None:
        if (part := self._chosen()) is not None:
            dialog = part_done_dialog(self.session, self.id, part.organisation, self.window())
            dialog.exec()
            dialog.deleteLater()

    def _show_menu(self, place: QPoint) -> None:
        menu = QMenu(self)
        for button in (self.sign_button, self.report_button, self.done_button, self.urge_button):
            action = menu.addAction(button.text())
            action.setEnabled(button.isEnabled())
            action.triggered.connect(lambda _on=False, button=button: button.click())
        menu.exec(self.table.viewport().mapToGlobal(place))
        menu.deleteLater()


class RecordTab(LifeTab):
    """What happened to a matter, the latest first: when, what, from where to where, who, why."""

    def __init__(self, session: Session, id: str) -> None:
        event, name = described_entity("task_event"), session.office.reader.name

        def column(field: str, width: int) -> Column:
            return Column(
                field, _(event[field].note.label), width, lambda row: show(event[field], getattr(row, field), name)
            )

        act = event["act"]
        columns = [
            column("happened_on", 11),
            Column("act", _(act.note.label), 16, _say_act),
            Column("states", _("State before and after"), 18, _say_states),
            column("organisation", 20),
            Column("words", _("Reason, evidence"), 40, _say_words),
            column("person", 10),
        ]
        super().__init__(session, id, columns, lambda row: str(row.id))
        self.load()

    def read(self) -> Sequence[Any]:
        """Return the events, the latest first."""
        return events_of(self.session.office.reader, self.id)[::-1]

    def nothing(self) -> str:
        """Say what comes here."""
        return _("Nothing is recorded yet. Every act from the buttons above is noted here with its day and reason.")


class ExtensionsTab(LifeTab):
    """The requests to move the deadline, with what became of them."""

    def __init__(self, session: Session, id: str) -> None:
        extension, name = described_entity("extension"), session.office.reader.name
        widths = {
            "requested_on": 11, "original_due": 11, "new_due": 11, "state": 8, "reason": 26, "progress": 22,
            "decided_by": 10, "decided_on": 11, "answer": 22,
        }  # fmt: skip

        def text(field: str) -> Callable[[Any], str]:
            return lambda row: show(extension[field], getattr(row, field), name)

        columns = [Column(field, _(extension[field].note.label), width, text(field)) for field, width in widths.items()]
        super().__init__(session, id, columns, lambda row: str(row.id))
        self.load()

    def read(self) -> Sequence[Any]:
        """Return the requests, the earliest first."""
        return extensions_of(self.session.office.reader, self.id)

    def nothing(self) -> str:
        """Say when a request may be made."""
        return _("No extension was asked for. It has to be asked for before the deadline, with reason and progress.")


class PartsTab(LifeTab):
    """The matters that this one was divided into, with their lights."""

    def __init__(self, session: Session, id: str) -> None:
        task, name = described_entity("task"), session.office.reader.name

        def text(field: str) -> Callable[[Any], str]:
            return lambda line: show(task[field], getattr(line, field), name)

        columns = [
            Column(
                "light", _("Light"), 6, lambda line: _(Light.of(line.signal.light).label),
                light=lambda line: str(line.signal.light), tip=lambda line: say_cause(line.signal),
            ),
            *(Column(field, _(task[field].note.label), width, text(field))
              for field, width in (("title", 34), ("lead", 20), ("due", 11), ("state", 10), ("progress", 7))),
        ]  # fmt: skip
        super().__init__(session, id, columns, lambda line: str(line.id))
        self.table.opened.connect(lambda id: self.session.asked.emit("task", id))
        self.divide_button = self.add_button(
            life.label_of("divide"), lambda: ask(session, "divide", [id], self.window())
        )
        self.tools.addStretch()
        self.load()

    def read(self) -> Sequence[Any]:
        """Return the parts with their lights as of the session's day."""
        reader = self.session.office.reader
        return task_lines_of(reader, children_of(reader, self.id), as_of=self.session.as_of)

    def nothing(self) -> str:
        """Say what dividing does."""
        return _("This matter has no parts. Parts inherit its units and its deadline.")

    def load(self) -> None:
        """Show the parts; only an open matter is divided."""
        super().load()
        row = self.session.office.reader.row("task", self.id)
        open_still = row is not None and (row.state or life.USUAL_STATE) in life.OPEN
        self.divide_button.setEnabled(self.session.office.writable and open_still)


def _say_act(row: Any) -> str:
    event = described_entity("task_event")
    act = choice_label(event["act"], row.act)
    return f"{act}（{choice_label(event['grade'], row.grade)}）" if row.grade else act


def _say_states(row: Any) -> str:
    if not row.before and not row.after:
        return ""
    return " → ".join(life.state_label(state) for state in (row.before, row.after) if state)


def _say_words(row: Any) -> str:
    evidence = _("evidence: {words}", words=row.evidence) if row.evidence else ""
    return "；".join(" ".join(text.split()) for text in (row.reason, evidence) if text)
