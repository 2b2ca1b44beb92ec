"""The assessment of a contract: the grid of monthly scores, typed in place, with the trend above it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSplitter, QVBoxLayout, QWidget

from smartplanner.base.i18n import _
from smartplanner.commands.service_scores import write_scores
from smartplanner.queries.contracts import ContractPage
from smartplanner.rules.contract_facts import month_of, month_of_day, months_between, next_month
from smartplanner.ui.contract_form.grid import BELOW, Cell, Item, Score, ScoreGrid, month_words
from smartplanner.ui.operation.listing import line_label
from smartplanner.ui.operation.parts import OwnedTab
from smartplanner.ui.session import Session, literally
from smartplanner.ui.theme import SPACE

_MOST_MONTHS = 60
"""Months that are shown at most: five years."""


class ScoresTab(QWidget):
    """The trend and the grid; a button leads to the service items themselves."""

    def __init__(self, session: Session, id: str) -> None:
        super().__init__()
        self.session, self.id = session, id
        self._chart: Any = None
        self.words = line_label()
        self.grid = ScoreGrid(self._write)
        self.grid.setAccessibleName(_("Monthly scores"))
        self.grid.scores.writable = session.office.writable
        self.levels = OwnedTab(
            session, id, "service_level",
            {"title": 22, "target": 9, "weight": 7, "target_score": 9, "deduct_amount": 12, "deduction": 30},
            owner="contract",
            nothing=_("No service item is agreed yet. Add the items with their weights; months can be scored as a "
                      "whole without them."),
        )  # fmt: skip
        self.levels.hide()
        self.levels_button = QPushButton(_("Service items"))
        self.levels_button.setCheckable(True)
        self.levels_button.setAutoDefault(False)
        self.levels_button.toggled.connect(self.levels.setVisible)
        self._lay_out()

    def show_page(self, page: ContractPage) -> None:
        """Show the scores of the contract as they are now."""
        reader, as_of = self.session.office.reader, self.session.as_of
        row = page.row
        levels = reader.rows_naming("service_level", "contract", [self.id])
        rows = reader.rows_naming("service_score", "contract", [self.id])
        scores: dict[Cell, Score] = {
            (month_of(one.period), one.level or ""): Score(one.score, one.remark or "") for one in rows
        }
        items = [Item("", _("Month as a whole"), row.score_needed)]
        items += [
            Item(one.id, one.title, one.target_score if one.target_score is not None else row.score_needed, _about(one))
            for one in levels
        ]
        for month in page.service.months:
            if month.items:  # then the month is the weighted mean of its items, whatever was typed for the whole
                scores[month.month, ""] = Score(round(float(month.score), 2), computed=True)
        months = _months(row, scores, month_of_day(as_of))
        self.grid.scores.show_scores(months[::-1], items, scores)
        self.levels.load()
        self._say(row.score_needed, scores, months)
        shown = [(scores.get((month, "")) or Score(None)).score for month in months]
        self._trend = ([month[2:].replace("-", ".") for month in months], shown, row.score_needed)
        if any(score is not None for score in shown):
            self.session.in_background(_load_trend, self._show_trend)

    def _show_trend(self, chart: Any) -> None:
        if self._chart is None:
            self._chart = chart()
            self._split.insertWidget(0, self._chart)
            self._split.setSizes([170, 400])
        months, shown, needed = self._trend
        self._chart.show_scores(months, shown, needed)

    def _say(self, needed: float | None, scores: Mapping[Cell, Score], months: list[str]) -> None:
        whole = [(month, scores[month, ""].score) for month in months if (month, "") in scores]
        low = [month for month, score in whole if score is not None and needed is not None and score < needed]
        if needed is None:
            words = _("The contract does not say which score counts as kept; “All facts” takes it.")
        elif low:
            named = "、".join(month_words(month) for month in low[-3:])
            words = _(
                "{sign} {count} month(s) below {score}, the last: {months}. Type a score to change it.",
                sign=BELOW, count=len(low), score=f"{needed:g}", months=named,
            )  # fmt: skip
        else:
            words = _("No month is below {score}. Type a score into its cell.", score=f"{needed:g}")
        self.words.setText(words)
        self.words.setToolTip(literally(words))

    def _write(self, cells: Mapping[Cell, str]) -> object:
        session = self.session
        return session.perform(
            lambda: write_scores(session.office, self.id, cells, as_of=session.as_of), window=self.window()
        )

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self.words, 1)
        top.addWidget(self.levels_button)
        self._split = QSplitter(Qt.Orientation.Vertical)
        self._split.addWidget(self.grid)
        self._split.addWidget(self.levels)
        layout = QVBoxLayout(self)
        layout.setSpacing(SPACE)
        layout.addLayout(top)
        layout.addWidget(self._split, 1)


def _months(row: Any, scores: Mapping[Cell, Score], this: str) -> list[str]:
    """Return the months to show: those of the contract until this one, and all that have a score."""
    scored = {month for month, _level in scores if month}
    first = month_of_day(row.start) if row.start else min(scored, default=this)
    last = min(this, month_of_day(row.end)) if row.end else this
    shown = set(months_between(first, next_month(last))) | scored
    return sorted(shown)[-_MOST_MONTHS:]


def _about(level: Any) -> str:
    return "\n".join(filter(None, (level.title, level.target, level.deduction)))


def _load_trend() -> Any:
    from smartplanner.ui.operation.charts import Trend

    return Trend
