"""The overview of the office and of a convener: numbers, then panels that reflow with the window."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from smartplanner.base import clock
from smartplanner.base.i18n import N_, _
from smartplanner.commands.supervision import perform_act
from smartplanner.queries.overview.situation import Situation
from smartplanner.queries.tasks import TaskLine
from smartplanner.rules.life import OPEN, USUAL_STATE
from smartplanner.ui.charts import ChartView
from smartplanner.ui.overview import ways, words
from smartplanner.ui.overview.chart import counted_by_bar, light_chart, way_to_bar
from smartplanner.ui.overview.columns import Columns
from smartplanner.ui.overview.listing import show_list
from smartplanner.ui.overview.money_lines import MoneyLines
from smartplanner.ui.overview.panel import Panel
from smartplanner.ui.overview.rows import Row
from smartplanner.ui.overview.tiles import TILES, Tiles, way_of
from smartplanner.ui.overview.ways import Way
from smartplanner.ui.overview.words import Names
from smartplanner.ui.session import Session
from smartplanner.ui.theme import SPACE, as_chip

SINCE = {"day": N_("Since yesterday"), "week": N_("Since last week"), "look": N_("Since I last looked")}
"""From when on changes are told (msgids)."""
_LEAST = 350
"""Pixels of a column."""
_FEW, _MANY, _TALL = 5, 8, 900
"""Lines of a panel in a window of the usual height, and in one that is at least so many pixels high."""
ORDER = ("worst", "changed", "week", "silent", "money", "gates", "contracts", "meetings", "chart", "alarms")
CONVENER_ORDER = ("worst", "meetings", "changed", "week", "silent", "gates", "chart", "contracts", "money", "alarms")


class Dashboard(QWidget):
    """Numbers and panels of one situation.

    ``going`` asks for a page with what to choose on it; ``since_chosen`` tells from when on changes are wanted;
    ``meeting_wanted`` asks to hold a meeting.
    """

    going = Signal(str, object)
    since_chosen = Signal(str)
    meeting_wanted = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.found: Situation | None = None
        self.names = Names({}, {})
        self.tiles = Tiles()
        self.panels = _panels()
        self.money_lines = MoneyLines()
        self.since = QComboBox()
        self.change_buttons = {key: QPushButton() for key in ("reddened", "put_off", "finished", "added")}
        self.urge_button = QPushButton(_("Urge"))
        self.meeting_button = QPushButton(_("Hold a meeting (F11)"))
        self.chart = ChartView()
        self.expiring_button = QPushButton()
        self._lay_out()
        self._connect()

    def show_situation(self, found: Situation, names: Names) -> None:
        """Show what there is."""
        self.found, self.names = found, names
        as_of = found.as_of
        self.tiles.show_situation(found)
        show = {name: panel.show_rows for name, panel in self.panels.items()}
        show["worst"](words.worst_rows(found, names, most=words.IN_PANEL), count=len(found.red))
        soon = found.due_soon
        show["week"](words.matter_rows(soon[: words.IN_PANEL], names, as_of=as_of), count=len(soon))
        self._show_changes()
        show["silent"](words.silent_rows(found, names))
        show["gates"](words.gate_rows(found))
        self._show_contracts(found)
        show["alarms"](words.alarm_rows(found))
        show["meetings"](words.meeting_rows(found), nothing=self._no_meeting(found))
        self._show_money(found)
        chart = light_chart(found)
        self.chart.show_chart(chart)
        self.panels["chart"].show_rows((), nothing="" if chart is not None else _("No matter names its district yet."))
        can_urge = bool(self._to_urge()) and self.session.office.writable
        self.urge_button.setVisible(bool(found.silent))
        self.urge_button.setEnabled(can_urge)
        self.meeting_button.setEnabled(self.session.office.writable)

    def order(self, names: Sequence[str]) -> None:
        """Put the panels into this order."""
        self._grid.order([self.panels[name] for name in names])

    def fit(self, height: int) -> None:
        """Show as many lines as a window of this height has room for."""
        for panel in self.panels.values():
            panel.list.show_most(_MANY if height >= _TALL else _FEW)

    def urge(self) -> None:
        """Urge the units that owe reports, in one step."""
        ids = self._to_urge()
        if not ids:
            return
        office = self.session.office
        step = self.session.perform(lambda: perform_act(office, ids, "urge", on=clock.today()), window=self)
        if step is not None:
            self.session.said.emit(_("{count} matter(s) urged.", count=len(ids)))

    def ask(self, name: str) -> None:
        """Open the whole list behind a number or a panel."""
        found = self.found
        if found is None:
            return
        if found.scope.is_whole:
            self.going.emit(*(way_of(name, found) if name in TILES else self._ways()[name]()))
            return
        title = _(TILES[name]) if name in TILES else self.panels[name].title
        show_list(self.session, title, self._own_rows(name), self)

    def _ways(self) -> Mapping[str, Callable[[], Way]]:
        return {
            "worst": ways.red_list,
            "week_panel": lambda: ways.light("soon"),
            "gates": lambda: ways.red_list("gate"),
            "contracts": lambda: ways.operation("blocked"),
            "alarms": lambda: ways.operation("largest"),
            "money": lambda: ways.operation("total"),
            "meetings": lambda: ways.to_page("meeting"),
        }

    def _own_rows(self, name: str) -> Sequence[Row]:
        found, names = self.found, self.names
        assert found is not None
        lines: Mapping[str, Callable[[TaskLine], bool]] = {
            "overdue": lambda line: line.overdue_days > 0,
            "red": lambda line: line.signal.light == "red",
            "yellow": lambda line: line.signal.light == "yellow",
            "done": lambda line: line.signal.light == "blue",
            "total": lambda _line: True,
        }
        if name in lines:
            return words.matter_rows((line for line in found.lines if lines[name](line)), names)
        if name in ("week", "soon"):
            return words.matter_rows(found.due_week if name == "week" else found.due_soon, names, as_of=found.as_of)
        if name == "worst":
            return words.red_rows(found, names)
        if name in ("contracts", "expiring"):
            return words.blocked_rows(found) if name == "contracts" else words.running_rows(found)
        panel = self.panels.get(name)
        return panel.list.every if panel is not None else ()

    def _show_changes(self) -> None:
        found = self.found
        assert found is not None
        changed, panel = found.changed, self.panels["changed"]
        nothing = "" if changed.known else _("The book was begun later: there is nothing yet to compare with.")
        panel.show_rows(words.changed_rows(found, self.names), nothing=nothing)
        panel.say_all("")
        said = {
            "reddened": _("Red {count}", count=len(changed.reddened)),
            "put_off": _("Put off {count}", count=len(changed.put_off)),
            "finished": _("Done {count}", count=len(changed.finished)),
            "added": _("New {count}", count=len(changed.added)),
        }
        for key, button in self.change_buttons.items():
            button.setText(said[key])
            button.setVisible(bool(getattr(changed, key)))

    def _show_change(self, key: str) -> None:
        if self.found is not None:
            lines = getattr(self.found.changed, key)
            show_list(self.session, self.change_buttons[key].text(), words.matter_rows(lines, self.names), self)

    def _show_expiring(self) -> None:
        if self.found is not None and self.found.scope.is_whole:
            self.going.emit(*ways.operation("expiring"))
        elif self.found is not None:
            show_list(self.session, _("Running out"), self._own_rows("expiring"), self)

    def _show_money(self, found: Situation) -> None:
        said = words.money_words(found)
        panel = self.panels["money"]
        panel.show_rows((), nothing=said)
        self.money_lines.setVisible(bool(said))
        self.money_lines.show_money(found.money, as_of=found.as_of)
        panel.say_all(_("details") if said else "")

    def _show_contracts(self, found: Situation) -> None:
        panel, blocked, ending = self.panels["contracts"], len(found.blocked), words.still_running(found)
        panel.show_rows(words.contract_rows(found))
        panel.say_all(_("{count} payments blocked", count=blocked) if blocked else "")
        self.expiring_button.setText(_("{count} running out ›", count=len(ending)))
        self.expiring_button.setVisible(bool(ending))

    def _no_meeting(self, found: Situation) -> str:
        return _("No meeting within 15 days. One held now would have {count} items.", count=found.agenda)

    def _to_urge(self) -> list[str]:
        if self.found is None:
            return []
        owing = [item for item in self.found.red if item.kind == "unreported" and (item.state or USUAL_STATE) in OPEN]
        return list(dict.fromkeys(item.id for item in owing))

    def _connect(self) -> None:
        self.tiles.asked.connect(self.ask)
        for name, panel in self.panels.items():
            key = "week_panel" if name == "week" else name
            panel.asked.connect(lambda key=key: self._ask_panel(key))
            panel.opened.connect(lambda entity, id, key=key: self._open(key, entity, id))
        self.money_lines.clicked.connect(lambda: self._ask_panel("money"))
        self.urge_button.clicked.connect(self.urge)
        self.meeting_button.clicked.connect(self.meeting_wanted)
        self.expiring_button.clicked.connect(self._show_expiring)
        self.chart.picked.connect(self._open_bar)
        self.since.currentIndexChanged.connect(lambda _place: self.since_chosen.emit(str(self.since.currentData())))
        for key, button in self.change_buttons.items():
            button.clicked.connect(lambda _on=False, key=key: self._show_change(key))

    def _ask_panel(self, key: str) -> None:
        whole = self.found is not None and self.found.scope.is_whole
        if key in ("money", "alarms") or (whole and key in self._ways()):
            self.going.emit(*self._ways()[key]())
        else:
            self.ask("soon" if key == "week_panel" else key)

    def _open(self, key: str, entity: str, id: str) -> None:
        """Open the record of a line; where it has none, the list that says more."""
        if entity:
            self.session.asked.emit(entity, id)
        else:
            self._ask_panel(key)

    def _open_bar(self, key: str) -> None:
        found = self.found
        if found is None:
            return
        if found.scope.is_whole:
            self.going.emit(*way_to_bar(key, found))
            return
        title, counted = counted_by_bar(key, found)
        show_list(self.session, title, words.matter_rows(filter(counted, found.lines), self.names), self)

    def _lay_out(self) -> None:
        self.since.setAccessibleName(_("Changes since when"))
        for name, label in SINCE.items():
            self.since.addItem(_(label), name)
        changed = self.panels["changed"]
        changed.head.insertWidget(changed.head.count() - 1, self.since)
        line = QHBoxLayout()
        line.setSpacing(SPACE // 2)
        for button in self.change_buttons.values():
            as_chip(button)
            button.hide()
            line.addWidget(button)
        line.addStretch()
        changed.inside.insertLayout(1, line)
        for name, button in (
            ("silent", self.urge_button),
            ("meetings", self.meeting_button),
            ("contracts", self.expiring_button),
        ):
            as_chip(button)
            head = self.panels[name].head
            head.insertWidget(head.count() - 1, button)
        self.panels["money"].inside.insertWidget(3, self.money_lines, 1)
        self.panels["chart"].inside.insertWidget(1, self.chart, 1)
        self._grid = Columns(least=_LEAST, gap=SPACE, most=4)
        for name, panel in self.panels.items():
            self._grid.add(panel, span=2 if name in ("worst", "chart") else 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        layout.addWidget(self.tiles)
        layout.addLayout(self._grid)
        layout.addStretch()


def _panels() -> dict[str, Panel]:
    titles = {
        "worst": (_("Most pressing"), _("Nothing is red.")),
        "changed": (_("What changed"), _("Nothing changed since then.")),
        "week": (_("Due within 15 days"), _("Nothing falls due within 15 days.")),
        "silent": (_("Not reported"), _("Every unit has reported.")),
        "money": (_("Money against time"), _("No payment is planned this year.")),
        "gates": (_("Reviews due"), _("No review is due.")),
        "contracts": (_("Contracts and payments"), _("Nothing runs out within 90 days, no payment is blocked.")),
        "meetings": (_("Meetings and agenda"), ""),
        "chart": (_("Lights by district"), ""),
        "alarms": (_("Concentration alarms"), _("No operator is too large.")),
    }
    return {name: Panel(title, nothing) for name, (title, nothing) in titles.items()}
