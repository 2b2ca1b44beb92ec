"""The list of matters: lights first, quick filters by light and state, everything else as in any list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QComboBox, QMenu, QPushButton

from smartplanner.base.i18n import _
from smartplanner.fields.dates import format_date
from smartplanner.fields.values import choice_label, trim
from smartplanner.model import entity as described_entity
from smartplanner.model.task import TaskState
from smartplanner.queries.tasks import (
    TaskLine,
    is_due_soon,
    light_sources,
    task_lines,
    task_lines_of,
    with_matters_above,
)
from smartplanner.rules.lights import Light, say_cause, say_reason
from smartplanner.ui.grid.entity_columns import drawn_amount, spare_columns
from smartplanner.ui.icons import dress
from smartplanner.ui.life.batch import menu_of_acts
from smartplanner.ui.list_page import ListPage
from smartplanner.ui.session import Session
from smartplanner.ui.set_light import ask_light
from smartplanner.ui.table import LIGHT_ORDER, Column

DUE_SOON = "soon"
"""Stands among the lights for the open matters whose deadline is near."""


class TasksPage(ListPage):
    """All matters as of the session's day."""

    def __init__(self, session: Session) -> None:
        columns = _columns(session)
        spare = spare_columns(session, described_entity("task"), shown=[column.name for column in columns])
        super().__init__(session, "task", [*columns, *spare], lambda line: str(line.id))
        self.light_box, self.state_box = QComboBox(), QComboBox()
        self.light_box.addItem(_("All lights"), "")
        for light in Light:
            self.light_box.addItem(_(light.label), str(light))
        self.light_box.addItem(_("Due within 15 days"), DUE_SOON)
        self.light_box.setAccessibleName(_("Which lights"))
        self.state_box.setAccessibleName(_("Which states"))
        self.state_box.addItem(_("All states"), "")
        for state in TaskState:
            self.state_box.addItem(_(state.label), str(state))
        for box in (self.light_box, self.state_box):
            box.currentIndexChanged.connect(lambda _place: self.apply_filter())
            self.tools.line.insertWidget(self.tools.place_of(self.export_button), box)
        self.tools.fold(self.state_box, self.light_box)
        self._offer_acts()
        self.table.sortByColumn(0, Qt.SortOrder.AscendingOrder)  # the worst light first
        self.model.colour_by((), tinted=True)

    def _offer_acts(self) -> None:
        """Offer what can be done with the selected matters: by a button, a key and the context menu."""
        self.act_button = QPushButton(_("Act"))
        dress(self.act_button, "forward")
        self.act_button.setToolTip(_("Act on the selected matters (Ctrl+J)"))
        self.act_button.setShortcut(QKeySequence("Ctrl+J"))
        self.tools.line.insertWidget(2, self.act_button)
        self.act_button.clicked.connect(
            lambda _on=False: self._act(self.act_button.mapToGlobal(self.act_button.rect().bottomLeft()))
        )
        self._enable()

    def _enable(self) -> None:
        super()._enable()
        if hasattr(self, "act_button"):  # the frame asks before this page has its own button
            self.act_button.setEnabled(self.remove_button.isEnabled())

    def _act(self, at: QPoint) -> None:
        if ids := self.table.selected_ids():
            menu = self.menu(ids)
            menu.exec(at)
            menu.deleteLater()

    def _add_to_menu(self, menu: QMenu, ids: list[str]) -> None:
        if ids:
            acts = self.menu(ids)
            acts.setTitle(_("Act"))
            menu.addMenu(acts)
        super()._add_to_menu(menu, ids)

    def menu(self, ids: Sequence[str]) -> QMenu:
        """Return what can be done with the matters *ids*: the acts, and of a single one its light."""
        made = menu_of_acts(self.session, ids, self)
        if len(ids) == 1:
            made.addSeparator()
            made.addAction(_("Set the light by hand…")).triggered.connect(lambda: ask_light(self.session, ids[0], self))
        return made

    def read_rows(self, ids: Sequence[str] | None) -> list[TaskLine]:
        """Return the matters with their lights."""
        reader, as_of = self.session.office.reader, self.session.as_of
        return task_lines(reader, as_of=as_of) if ids is None else task_lines_of(reader, ids, as_of=as_of)

    def _follow(self, rows: dict[str, set[str]]) -> None:
        if "task" in rows and not self._reads_anew(rows["task"]):  # a light may come from below
            rows = rows | {"task": with_matters_above(self.session.office.reader, rows["task"])}
        super()._follow(rows)

    def _names_concerned(self, rows: dict[str, set[str]]) -> bool:
        return super()._names_concerned(rows) or bool(light_sources(self.session.office.reader) & rows.keys())

    def accepts(self) -> Callable[[Any], bool] | None:
        """Return the choice of light and state."""
        light, state = self.light_box.currentData(), self.state_box.currentData()
        if not light and not state:
            return None
        as_of = self.session.as_of

        def fits(line: TaskLine) -> bool:
            if light == DUE_SOON:
                return is_due_soon(line, as_of=as_of) and (not state or line.state == state)
            return (not light or line.signal.light == light) and (not state or line.state == state)

        return fits

    def quick(self) -> tuple[str, ...]:
        """Return the choice of light and state."""
        boxes = {"light": self.light_box, "state": self.state_box}
        return tuple(f"{name}={box.currentData()}" for name, box in boxes.items() if box.currentData())

    def said_filters(self) -> list[str]:
        """Return in words what narrows the list, the choice of light and state first."""
        boxes = (self.light_box, self.state_box)
        return [*(box.currentText() for box in boxes if box.currentData()), *super().said_filters()]

    def set_quick(self, chosen: Sequence[str]) -> None:
        """Choose a light and a state; what is not named is all of them."""
        values = dict(one.split("=", 1) for one in chosen if "=" in one)
        for name, box in {"light": self.light_box, "state": self.state_box}.items():
            box.setCurrentIndex(max(0, box.findData(values.get(name, ""))))

    def show_light(self, light: str) -> None:
        """Show the matters of one light only, or those due soon (an empty text: all)."""
        self.clear_filters()
        self.light_box.setCurrentIndex(self.light_box.findData(light))

    def lights(self) -> Counter[str]:
        """Return how many of the shown matters have which light."""
        return Counter(line.signal.light for line in self.model.shown_rows())


def _why(line: TaskLine) -> str:
    """Return why a matter has its light; of one set by hand also which it would have."""
    if line.signal is line.computed:
        return say_cause(line.signal)
    light = _(Light.of(line.computed.light).label)
    return _("{cause} (computed: {light})", cause=say_cause(line.signal), light=light)


def _say_light(line: TaskLine) -> str:
    """Return why a matter has its light, by which rule; and beside a light set by hand the computed one."""
    if line.signal is line.computed:
        return say_reason(line.signal)
    light = _(Light.of(line.computed.light).label)
    return (
        say_reason(line.signal) + "\n" + _("computed: {light}, {cause}", light=light, cause=say_reason(line.computed))
    )


def due_words(line: TaskLine) -> str:
    """Return a deadline as people say it: the exact day, or the period that the ledger named."""
    if line.due is None:
        return line.due_text or (_("ongoing") if line.due_precision == "ongoing" else "")
    return format_date(line.due, line.due_precision or "day")


def _columns(session: Session) -> list[Column]:
    task = described_entity("task")
    name = session.office.reader.name

    def named(entity: str, field: str) -> Callable[[Any], str]:
        return lambda line: name(entity, value) if (value := getattr(line, field)) else ""

    def plain(field: str) -> Callable[[Any], str]:
        return lambda line: getattr(line, field) or ""

    def label(field: str) -> str:
        return _(task[field].note.label)

    return [
        Column(
            "light", _("Light"), 6, lambda line: _(Light.of(line.signal.light).label),
            key=lambda line: (LIGHT_ORDER[line.signal.light], -line.overdue_days, line.due or date.max),
            light=lambda line: str(line.signal.light), tip=_say_light,
        ),
        Column("code", label("code"), 14, plain("code")),
        Column("title", label("title"), 38, plain("title")),
        Column("lead", label("lead"), 26, named("organisation", "lead")),
        Column("district", label("district"), 10, named("district", "district")),
        Column(
            "due", label("due"), 14, due_words, key=lambda line: line.due,
            raw=lambda line: (line.due, line.due_precision, line.due_text), late=lambda line: line.overdue_days > 0,
        ),
        Column(
            "cause", _("Reason for the light"), 18, _why, tip=_say_light,
            raw=lambda line: (line.signal, line.computed.light),
        ),
        Column("state", label("state"), 12, lambda line: choice_label(task["state"], line.state) if line.state else ""),
        Column(
            "progress", label("progress"), 8, lambda line: "" if line.progress is None else f"{trim(line.progress)}%",
            key=lambda line: line.progress, raw=lambda line: line.progress, right=True,
        ),
        Column("category", label("category"), 18, plain("category")),
        Column("group", label("group"), 18, named("group", "group")),
        Column(
            "amount", _("Total investment (10,000 yuan)"), 14,
            lambda line: "" if line.amount is None else trim(line.amount / 1_000_000),
            key=lambda line: line.amount, raw=lambda line: line.amount, right=True,
            shown=lambda line: drawn_amount(line.amount),
        ),
        Column(
            "support", label("support"), 30, lambda line: "、".join(name("organisation", id) for id in line.support)
        ),
    ]  # fmt: skip
