"""Typing the monthly scores of a contract: a cell or a whole block is one step that can be taken back."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from datetime import date
from typing import Any

from smartplanner.base.i18n import N_, _
from smartplanner.base.ids import new_id
from smartplanner.base.problems import Problem
from smartplanner.changes import Change, Label, Step, delete, insert, update
from smartplanner.commands.office import Office
from smartplanner.rules.contract_facts import month_of, month_of_day

Cell = tuple[str, str]
"""A month (2026-11) and the id of a service level; the empty id is the month as a whole."""


def write_scores(office: Office, contract: str, cells: Mapping[Cell, str], *, as_of: date) -> Step | None:
    """Write what was typed into *cells* of the *contract*: a score from 0 to 100, or nothing to take one away.

    Returns None where nothing differs.  A Problem for what is no score, for a month outside the contract or yet to
    come; then nothing is written.
    """
    row = office.reader.row("contract", contract)
    if row is None:
        message = _("The record has been removed meanwhile.")
        raise Problem(code="row_gone", message=message, remedy=_("Refresh the view."))
    known: dict[Cell, Any] = {}
    for score in office.reader.rows_naming("service_score", "contract", [contract]):
        known[month_of(score.period), score.level or ""] = score
    ends = _last_month(office, row)
    changes = [
        change
        for cell, text in cells.items()
        if (change := _change(contract, cell, _read(text), known.get(cell))) is not None
    ]
    if not changes:
        return None
    for month, _level in cells:
        _check_month(row, month, ends, as_of)
    label = Label(N_("Note {count} score(s) of “{title}”"), {"count": str(len(changes)), "title": str(row.title)})
    return office.journal.commit(label, changes)


def _change(contract: str, cell: Cell, score: float | None, row: Any | None) -> Change | None:
    month, level = cell
    if row is not None:
        if score is None and not row.remark:
            return delete("service_score", row)
        return update("service_score", row.id, {"score": row.score}, {"score": score})
    if score is None:
        return None
    # As ledgers write it, so that the next import finds the row again.
    period = f"{month[:4]}年{int(month[5:])}月"
    values = {"contract": contract, "level": level or None, "period": period, "score": score}
    return insert("service_score", new_id(), values)


def _read(text: str) -> float | None:
    plain = unicodedata.normalize("NFKC", text).strip().removesuffix("分").strip()
    if not plain:
        return None
    try:
        score = float(plain)
    except ValueError:
        score = -1
    if not 0 <= score <= 100:
        raise Problem(
            code="no_score",
            message=_("“{words}” is no score.", words=text),
            remedy=_("Type a number from 0 to 100, or nothing."),
            field="score",
            value=text,
        )
    return score


def _last_month(office: Office, row: Any) -> str:
    ends = [one.new_end for one in office.reader.rows_naming("amendment", "contract", [row.id]) if one.new_end]
    days = [day for day in (row.end, *ends) if day is not None]
    return month_of_day(max(days)) if days else ""


def _check_month(row: Any, month: str, last: str, as_of: date) -> None:
    first = month_of_day(row.start) if row.start else ""
    if (first and month < first) or (last and month > last):
        raise Problem(
            code="score_outside",
            message=_("{month} lies outside the contract “{title}”.", month=month, title=row.title),
            remedy=_("Correct the month, or the days of the contract."),
            field="period",
            value=month,
        )
    if month > month_of_day(as_of):
        raise Problem(
            code="score_too_early",
            message=_("{month} has not come yet.", month=month),
            remedy=_("Wait until the month is over."),
            field="period",
            value=month,
        )
