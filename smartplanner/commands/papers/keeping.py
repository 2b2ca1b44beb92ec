"""Keeping papers: sentences mended, papers issued and numbered.  Each is one step to take back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import date
from typing import Any, NamedTuple

from smartplanner.base.i18n import N_, _
from smartplanner.base.ids import new_id
from smartplanner.base.problems import Problem, shorten
from smartplanner.changes import Change, Label, Step, insert, update
from smartplanner.commands.office import Office
from smartplanner.commands.papers.preparing import (
    asked_for,
    computed,
    draft_of,
    edits_of,
    issue_row,
    last_step,
    made,
    numbered,
    reopen,
)
from smartplanner.commands.papers.sentences import cleaned, spot_named
from smartplanner.commands.papers.values import NO_NUMBERS, Edit, Numbers, Paper
from smartplanner.commands.reporting import request_of
from smartplanner.model.issue import Issue, IssueState
from smartplanner.reports.document.frozen import figures_text, options_kept, text_of
from smartplanner.reports.papers.comparing.opening import scope_of
from smartplanner.reports.request import Request


def mend(office: Office, paper: Paper, before: str, text: str) -> Paper:
    """Keep how a sentence should read, and return the paper with it.

    *before* is the sentence's key, or its words where they stand once; *text* equal to what was computed takes the
    edit back, an empty one strikes the sentence out.  A Problem for an issued paper, a sentence that is not there,
    and a title or heading without words.
    """
    if paper.issued:
        raise _issued_already()
    spot = spot_named(paper.computed, before)
    if spot is None:
        raise Problem(
            code="no_sentence",
            message=_("The paper has no such sentence, or has it at several places: “{text}”.", text=shorten(before)),
            remedy=_("Take the words as they were computed, with the heading before them where they repeat."),
            value=before,
        )
    words = cleaned(text)
    if not words and spot.heading:
        raise Problem(
            code="empty_heading",
            message=_("A title or heading cannot be without words."),
            remedy=_("Write it, or keep it as it was."),
        )
    row = _draft(office, paper)
    edits = [edit for edit in edits_of(row) if (edit.place, edit.before) != (spot.place, spot.text)]
    if words not in (spot.text, before):
        edits.append(Edit(spot.place, spot.text, words))
    after = {
        **_asked(paper, request_of(office, paper.report, as_of=paper.as_of, **paper.options)),
        "edits": json.dumps([asdict(edit) for edit in edits], ensure_ascii=False) if edits else None,
    }
    mended = made(replace(paper, issue=row.id if row else new_id(), edits=tuple(edits)))
    after["title"] = mended.title
    label = Label(N_("Mend a sentence in “{title}”"), {"title": shorten(mended.title, 40)})
    _commit(office, label, mended.issue or "", row, after)
    return mended


def issue_paper(office: Office, paper: Paper, numbers: Numbers = NO_NUMBERS, *, issued_on: date) -> Step:
    """Freeze the paper: as it reads now, with these numbers, it is printed again word by word from here on.

    A Problem as of ``ready_to_issue``.
    """
    return issue_ready(office, ready_to_issue(office, paper, numbers, issued_on=issued_on))


class Ready(NamedTuple):
    """A paper with its numbers, computed and about to be kept."""

    title: str
    issue: str
    """The id that the issue has or gets."""
    row: Any | None
    after: Mapping[str, Any]


def ready_to_issue(office: Office, paper: Paper, numbers: Numbers = NO_NUMBERS, *, issued_on: date) -> Ready:
    """Compute the paper as it will be kept; it only reads, and may run beside the window.

    A Problem when it is issued already, when the book has moved on so that it would read otherwise than the one
    looked at, and for a number that was given to another issue.
    """
    if paper.issued:
        raise _issued_already()
    document_number, signer = numbers.document_number.strip(), numbers.signer.strip()
    numbers = replace(numbers, document_number=document_number, signer=signer)
    row = _draft(office, paper)
    request = request_of(office, paper.report, as_of=paper.as_of, **paper.options)
    _refuse_taken(office, paper, request, numbers)
    _refuse_moved(office, paper, numbered(request, paper.numbers), row)
    position = last_step(office)
    figures, document, _replaced = computed(office, paper.report, numbered(request, numbers))
    final = made(replace(paper, computed=document, figures=figures))
    after = {
        **_asked(paper, request),
        "title": final.title,
        "edits": json.dumps([asdict(edit) for edit in paper.edits], ensure_ascii=False) if paper.edits else None,
        "number": numbers.number,
        "total_number": numbers.total_number,
        "document_number": document_number or None,
        "signer": signer or None,
        "state": IssueState.ISSUED,
        "issued_on": issued_on,
        "document": text_of(final.document),
        "figures": figures_text(figures),
        "position": position,
    }
    return Ready(final.title, row.id if row else new_id(), row, after)


def issue_ready(office: Office, ready: Ready) -> Step:
    """Keep what ``ready_to_issue`` computed; a Problem where the book was changed meanwhile."""
    if last_step(office) != ready.after["position"]:
        raise _moved_on()
    label = Label(N_("Issue the paper “{title}”"), {"title": shorten(ready.title, 40)})
    step = _commit(office, label, ready.issue, ready.row, ready.after)
    assert step is not None
    return step


def newest_issue(office: Office, paper: Paper) -> Paper:
    """Return the paper as it was issued last: what ``issue_paper`` just froze."""
    request = request_of(office, paper.report, as_of=paper.as_of, **paper.options)
    rows = office.reader.columns("issue", ["id", "report", "as_of", "state", "options", "position"])
    found = [
        (position or 0, id)
        for id, report, as_of, state, options, position in rows
        if (report, as_of, state) == (paper.report, paper.as_of, IssueState.ISSUED)
        and options_kept(options) == json.loads(json.dumps(asked_for(request)))
    ]
    return reopen(office, max(found)[1])


def suggested_numbers(office: Office, report: str, as_of: date) -> tuple[int | None, int | None]:
    """Return the numbers that the next issue would get: in the year, and since the first.

    They follow the last issue of the year and of all years; where there is none, the month's number and None.
    """
    fields = ["report", "state", "as_of", "number", "total_number"]
    rows = [
        (day.year, number, total)
        for of, state, day, number, total in office.reader.columns("issue", fields)
        if of == report and state == IssueState.ISSUED
    ]
    of_year = [number for year, number, _total in rows if year == as_of.year and number is not None]
    totals = [total for _year, _number, total in rows if total is not None]
    return (max(of_year) + 1 if of_year else as_of.month), (max(totals) + 1 if totals else None)


def issues_of(office: Office, report: str | None = None) -> list[Issue]:
    """Return the papers that were kept, the newest first; without their frozen texts, which ``reopen`` reads."""
    fields = [name for name in Issue.__dataclass_fields__ if name not in ("document", "figures")]
    rows = [Issue(**dict(zip(fields, row, strict=True))) for row in office.reader.columns("issue", fields)]
    rows.sort(key=lambda row: (row.as_of, row.id), reverse=True)
    return [row for row in rows if report is None or row.report == report]


def _draft(office: Office, paper: Paper) -> Any | None:
    """Return the row of the paper's draft as it is now; None where nothing was kept yet."""
    issue = paper.issue
    if issue is None or office.reader.row("issue", issue) is None:
        request = request_of(office, paper.report, as_of=paper.as_of, **paper.options)
        issue = draft_of(office, paper.report, as_of=paper.as_of, asked=asked_for(request))
    row = issue_row(office, issue) if issue else None
    if row is not None and row.state == IssueState.ISSUED:
        raise _issued_already()
    return row


def _asked(paper: Paper, request: Request) -> dict[str, Any]:
    return {
        "report": paper.report,
        "as_of": paper.as_of,
        "options": json.dumps(asked_for(request), ensure_ascii=False) if asked_for(request) else None,
    }


def _commit(office: Office, label: Label, id: str, row: Any | None, after: Mapping[str, Any]) -> Step | None:
    change: Change | None
    if row is None:
        change = insert("issue", id, {"state": IssueState.DRAFT, **after})
    else:
        change = update("issue", row.id, {name: getattr(row, name) for name in after}, after)
    return office.journal.commit(label, [change] if change else [])


def _refuse_taken(office: Office, paper: Paper, request: Request, numbers: Numbers) -> None:
    """Refuse a number that another issue of the same report and scope has, in the year or since the first."""
    fields = ["id", "report", "state", "as_of", "options", "number", "total_number"]
    for id, report, state, as_of, options, number, total in office.reader.columns("issue", fields):
        if report != paper.report or state != IssueState.ISSUED or id == paper.issue:
            continue
        if scope_of(options_kept(options)) != scope_of(asked_for(request)):
            continue
        same_year = as_of.year == paper.as_of.year
        if (same_year and number is not None and number == numbers.number) or (
            total is not None and total == numbers.total_number
        ):
            raise Problem(
                code="number_taken",
                message=_("The issue as of {day} has this number already.", day=as_of.isoformat()),
                remedy=_("Take the next number."),
                field="number",
            )


def _refuse_moved(office: Office, paper: Paper, request: Request, row: Any | None) -> None:
    """Refuse to issue what would read otherwise than what was looked at."""
    if last_step(office) == paper.position:
        return
    _figures, document, _replaced = computed(office, paper.report, request)
    if document != paper.computed or (row is not None and edits_of(row) != paper.edits):
        raise _moved_on()


def _moved_on() -> Problem:
    return Problem(
        code="paper_moved_on",
        message=_("The book has changed since this paper was made, and it would read otherwise now."),
        remedy=_("Have it computed anew, read it once more, then issue it."),
    )


def _issued_already() -> Problem:
    return Problem(
        code="issued_already",
        message=_("This paper is issued; what is issued stays as it is."),
        remedy=_("Take the issuing back (undo), or make a new paper."),
    )
