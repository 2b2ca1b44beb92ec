"""The page of the Gantt: reads the rows, shows them filtered and compared, and hands wishes to the commands."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeySequence, QShowEvent
from PySide6.QtWidgets import QLabel, QMenu, QPushButton, QVBoxLayout, QWidget

from smartplanner.base import clock
from smartplanner.base.i18n import _
from smartplanner.base.memory import without_scans
from smartplanner.commands.reference import calendar
from smartplanner.queries.city_calendar import unknown_years
from smartplanner.queries.gantt import EVERYTHING, SUMMARY, Gantt, GanttRow, Scope, gantt, versions
from smartplanner.queries.initials import Initials, matcher
from smartplanner.queries.schedule import read_schedule
from smartplanner.ui.gantt.bar import GanttBar
from smartplanner.ui.gantt.canvas import GanttCanvas
from smartplanner.ui.gantt.paths import PathsDialog
from smartplanner.ui.gantt.plan_actions import PlanActions
from smartplanner.ui.gantt.shapes import days_of
from smartplanner.ui.navigation import GANTT
from smartplanner.ui.page_keys import WITHIN, add_key
from smartplanner.ui.session import Session
from smartplanner.ui.theme import SPACE

_READ = frozenset(
    {
        "plan", "pilot", "contract", "milestone", "dependency", "payment", "baseline", "baseline_item", "light_rule",
        "district", "organisation", "alias", "holiday",
    }
)  # fmt: skip
"""A commit that touches one of these changes the chart."""
_LINKS_IN_MENU = 12


class GanttPage(QWidget):
    """All plans and pilots as of the session's day; read when the page is first looked at, and after commits."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.bar = GanttBar(self)
        self.canvas = GanttCanvas(session.as_of, clock.today(), calendar(session.office.reader), self)
        self._actions = self.canvas.commands = PlanActions(session, self)
        self.empty = _Empty(self)
        self.gantt: Gantt | None = None
        self._stale = False
        self._guessed = ""
        self._initials = Initials()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE * 2, SPACE * 2, SPACE, SPACE)
        layout.setSpacing(SPACE)
        layout.addWidget(self.bar)
        layout.addWidget(self.canvas, 1)
        layout.addWidget(self.empty, 1)
        self.empty.hide()
        self._connect()

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with the book."""
        super().showEvent(event)
        if self.gantt is None:
            self.load()
            self.canvas.fit()
        elif self._stale:
            self.load()

    def load(self) -> None:
        """Read all rows anew."""
        self._stale = False
        reader = self.session.office.reader
        self.bar.offer(_scopes(self.session))
        self.bar.offer_versions(versions(reader))
        scope, compare, as_of = self.bar.scope, self.bar.compare, self.session.as_of
        with without_scans():
            known = calendar(reader)
            schedule = self._actions.schedule = read_schedule(reader, known)
            self.gantt = gantt(reader, as_of=as_of, scope=scope, compare=compare, times=schedule.times)
        self.canvas.use_calendar(known)
        self.canvas.show_gantt(self.gantt)
        self._guessed = unknown_years(known, (row.due for row in self.gantt.rows))
        self.apply()

    def apply(self) -> None:
        """Show the rows that the bar asks for."""
        if self.gantt is None:
            return
        rows, critical = self.gantt.rows, self.bar.critical.isChecked()
        match = matcher(self.bar.search.text(), self._initials, lambda: map(_searched, rows))

        def fits(row: GanttRow) -> bool:
            if critical and not (row.critical and row.shape != SUMMARY):
                return False
            return match is None or match(_searched(row))

        self.canvas.look_for(fits if match is not None or critical else None)
        shown = len(self.canvas.outline.rows)
        self.canvas.setVisible(shown > 0)
        self.empty.setVisible(shown == 0)
        self.empty.explain(self.gantt, critical=critical)
        self.bar.tell(_summary(self.gantt), self._guessed)
        self.bar.warn(len(self._actions.schedule.problems) if self._actions.schedule else 0)

    def print_chart(self) -> None:
        """Show the pages as they would be printed, as Ctrl+P does."""
        from smartplanner.ui.printing import print_page

        print_page(self.session, GANTT, self, self.window())

    def explain(self) -> None:
        """Say which milestones hold everything up, and what contradicts itself."""
        schedule = self._actions.schedule
        if schedule is not None:
            owner = self.bar.scope.id if self.bar.scope.entity in ("plan", "pilot", "contract") else ""
            dialog = PathsDialog(schedule, owner or None, _plan_names(self.gantt), self)
            dialog.chosen.connect(self.canvas.select)
            dialog.exec()
            dialog.deleteLater()

    def row_menu(self, id: str) -> QMenu:
        """Return the menu of a row: open it, fold it, or let it no longer wait for another."""
        menu, outline = QMenu(self), self.canvas.outline
        row = outline.row(id)
        if row is None or self.gantt is None:
            return menu
        menu.addAction(_("Open"), lambda: self._actions.open(row))
        if id in outline.below:
            words = _("Unfold") if id in outline.folded else _("Fold")
            menu.addAction(words, lambda: self.canvas.fold(id))
        menu.addAction(_("Show in time"), lambda: self._show_in_time(row))
        links = [link for link in self.gantt.links if link.after == id]
        if links:
            menu.addSeparator()
        for link in links[:_LINKS_IN_MENU]:
            before = outline.row(link.before)
            words = _("No longer wait for “{title}”", title=before.title if before else "")
            action = menu.addAction(words.replace("&", "&&"), partial(self._actions.unlink, link))
            action.setEnabled(self.session.office.writable)
        return menu

    def _show_menu(self, id: str, at: QPoint) -> None:
        menu = self.row_menu(id)
        menu.exec(at)
        menu.deleteLater()

    def _show_in_time(self, row: GanttRow) -> None:
        start, due = days_of(row, {})
        if day := start or due:
            self.canvas.go_to_day(day)

    def _rescope(self) -> None:
        self.load()
        self.canvas.fit()
        self.canvas.verticalScrollBar().setValue(0)

    def _connect(self) -> None:
        self.bar.rescoped.connect(self._rescope)
        self.bar.filtered.connect(self.apply)
        self.bar.zooming.connect(lambda scale: self.canvas.zoom(scale))
        self.bar.folding.connect(lambda folded: self.canvas.fold_all(folded=folded))
        self.bar.fitting.connect(self.canvas.fit)
        self.bar.today.connect(lambda: self.canvas.go_to_day(self.session.as_of))
        self.bar.printing.connect(self.print_chart)
        self.canvas.zoomed.connect(self.bar.show_scale)
        self.canvas.menu_wanted.connect(self._show_menu)
        self.bar.explaining.connect(self.explain)
        self.empty.clearing.connect(self.bar.clear)
        self.empty.adding.connect(lambda entity: self.session.asked.emit(entity, ""))
        self.session.changed.connect(self._follow)
        add_key(self, QKeySequence.StandardKey.Find, self.bar.search.setFocus, where=WITHIN)

    def _follow(self, rows: dict[str, set[str]]) -> None:
        if self.gantt is None or not _READ & rows.keys():
            return
        if self.isVisible():
            self.load()
        else:
            self._stale = True


def _scopes(session: Session) -> list[tuple[Scope, str]]:
    """Return what can be shown, with the words for it: everything, each district with plans, each plan and pilot."""
    reader = session.office.reader
    found = [
        (EVERYTHING, _("All plans and pilots")),
        (Scope("plan"), _("All plans")),
        (Scope("pilot"), _("All pilots")),
    ]
    if reader.count("contract"):
        found.append((Scope("contract"), _("All contracts with their payments")))
    plans, pilots = reader.rows("plan"), reader.rows("pilot")
    with_plans = {row.district for row in [*plans, *pilots] if row.district}
    found += [(Scope("district", row.id), row.name) for row in reader.rows("district") if row.id in with_plans]
    found += [(Scope("plan", row.id), row.title) for row in plans]
    found += [(Scope("pilot", row.id), row.name) for row in pilots]
    return found


def _searched(row: GanttRow) -> str:
    return f"{row.title}\n{row.lead}".casefold()


def _plan_names(gantt: Gantt | None) -> dict[str, str]:
    return {row.id: row.title for row in gantt.rows if row.level == 0} if gantt else {}


def _summary(gantt: Gantt) -> str:
    work = [row for row in gantt.rows if row.shape != SUMMARY]
    late = sum(row.signal is not None and row.signal.cause == "overdue" for row in work)
    later = [row for row in work if row.due and row.planned_due and row.due > row.planned_due]
    words = _("{count} items, {links} links, {late} overdue", count=len(work), links=len(gantt.links), late=late)
    if any(row.planned_due for row in work):
        words += _(", {count} later than in the compared version", count=len(later))
    if any(row.slack is not None for row in work):
        words += _(", {count} critical", count=sum(row.critical for row in work))
    return words


class _Empty(QWidget):
    """What stands in the place of a chart without rows: what to do now."""

    clearing = Signal()
    adding = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.sentence = QLabel()
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.sentence.setWordWrap(True)
        self.plan_button = QPushButton(_("Add a plan"))
        self.clear_button = QPushButton(_("Show all rows"))
        self.plan_button.clicked.connect(lambda: self.adding.emit("plan"))
        self.clear_button.clicked.connect(self.clearing)
        layout = QVBoxLayout(self)
        layout.setSpacing(SPACE * 2)
        layout.addStretch(1)
        layout.addWidget(self.sentence)
        for button in (self.plan_button, self.clear_button):
            layout.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(2)

    def explain(self, gantt: Gantt, *, critical: bool) -> None:
        """Say why there is nothing."""
        self.plan_button.setVisible(not gantt.rows)
        self.clear_button.setVisible(bool(gantt.rows))
        if not gantt.rows:
            words = _("There is no plan or pilot here yet. Add a plan, or import a ledger of plans and milestones.")
        elif critical:
            words = _("No item is critical: links between milestones tell what holds what.")
        else:
            words = _("No row fits what you are looking for.")
        self.sentence.setText(words)
