"""Making a paper to look at: computed from the book with the edits of its draft, or as it was issued."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, Unpack, cast

from smartplanner.base.i18n import _
from smartplanner.base.memory import without_scans
from smartplanner.base.problems import Problem
from smartplanner.commands.office import Office
from smartplanner.commands.papers.checking import ON_MATTERS, gaps_in_matters, letters_of, limit_of, problems_of
from smartplanner.commands.papers.sentences import sentences, with_edits
from smartplanner.commands.papers.values import Edit, Numbers, Paper
from smartplanner.commands.reporting import EXTRA, Options, gathered, report_formats, request_of, wordings_of
from smartplanner.model.issue import IssueState
from smartplanner.queries.tasks import task_lines
from smartplanner.reports.document.blocks import Document, Heading
from smartplanner.reports.document.clean import clean_tree
from smartplanner.reports.document.frozen import document_of, options_kept
from smartplanner.reports.pdf.fonts import load_fonts
from smartplanner.reports.pdf.writer import write_pdf
from smartplanner.reports.printed import Work
from smartplanner.reports.registry import find_report
from smartplanner.reports.request import OPTIONS, Request
from smartplanner.reports.writing import Written, write_document


def prepare(
    office: Office,
    report: str,
    *,
    as_of: date,
    issue: str | None = None,
    numbers: Numbers | None = None,
    **options: Unpack[Options],
) -> Paper:
    """Return the paper for what the options name; it only reads, and may run beside the window.

    With *issue*, the edits and numbers of that draft are put on; without, those of the draft of just this paper, if
    one was kept; *numbers* are printed in place of those of the draft.
    A Problem for what ``reporting.write`` refuses, and for an own template that is wrong.
    """
    position = last_step(office)
    request = request_of(office, report, as_of=as_of, **options)
    issue = issue or draft_of(office, report, as_of=as_of, asked=asked_for(request))
    row = issue_row(office, issue) if issue else None
    if row is not None and row.state == IssueState.ISSUED:
        return _as_issued(row)
    numbers = numbers or numbers_of(row)
    figures, document, replaced = computed(office, report, numbered(request, numbers))
    return made(
        Paper(
            report=report, title="", as_of=as_of, options=options, issue=issue, state=IssueState.DRAFT,
            document=document, sentences=(), headings=(), problems=(), letters=0, limit=None, computed=document,
            figures=figures, edits=edits_of(row), position=position, replaced=replaced, numbers=numbers,
            gaps=_gaps(office, report, request),
        )
    )  # fmt: skip


def reopen(office: Office, issue: str) -> Paper:
    """Return a paper that was kept: an issued one as it was issued, a draft computed anew.

    A Problem when it is not there, or its kept text is damaged.
    """
    row = issue_row(office, issue)
    if row.state == IssueState.ISSUED:
        return _as_issued(row)
    return prepare(office, row.report, as_of=row.as_of, issue=issue, **options_of(row))


def pdf_of(paper: Paper, work: Work | None = None) -> bytes:
    """Return the paper as PDF, to be shown; raises ``Stopped`` when *work* is stopped meanwhile."""
    return write_pdf(paper.document, fonts=load_fonts(), work=work)


def write_paper(_office: Office, paper: Paper, *, format: str, path: Path) -> Written:
    """Write the paper to *path* as docx, pdf or xlsx; a Problem for another format or a place that is closed."""
    check_format(format)
    return write_document(paper.document, format=format, path=path, extra=EXTRA, replaced=paper.replaced)


def check_format(format: str) -> None:
    """Raise a Problem for a format that papers are not written in."""
    if format not in report_formats():
        raise Problem(
            code="unknown_format",
            message=_("A report cannot be written as “{format}”.", format=format),
            remedy=_("Formats: {names}.", names=", ".join(report_formats())),
        )


def _gaps(office: Office, report: str, request: Request) -> tuple[Problem, ...]:
    """Return what the matters lack that a paper on all of them counts."""
    if report not in ON_MATTERS:
        return ()
    lines = task_lines(office.reader, as_of=request.as_of)
    return tuple(gaps_in_matters(line for line in lines if request.within(line)))


@without_scans()
def computed(office: Office, report: str, request: Request) -> tuple[Any, Document, int]:
    """Return the figures of a paper, the paper without edits, and how many characters were replaced in it."""
    # Cleaned before they meet the template, as in ``registry.write_report``.
    figures, replaced = clean_tree(gathered(office, report, request))
    return figures, find_report(report).build(figures, wordings=wordings_of(office)), replaced


def made(paper: Paper) -> Paper:
    """Return a paper with all that follows from its computed text and its edits."""
    document, unused = with_edits(paper.computed, paper.edits)
    letters, limit = letters_of(document), limit_of(paper.report)
    return replace(
        paper,
        document=document,
        title=document.title.replace("\n", ""),
        sentences=sentences(paper.computed, paper.edits),
        headings=headings_of(document),
        letters=letters,
        limit=limit,
        problems=(*problems_of(document, letters=letters, limit=limit, unused=unused), *paper.gaps),
    )


def headings_of(document: Document) -> tuple[tuple[int, str], ...]:
    """Return the headings of a paper, with those of its annexes."""
    found = [(block.level, block.text) for block in document.blocks if isinstance(block, Heading)]
    found += [(1, f"{annex.label}  {annex.title}") for annex in document.annexes]
    return tuple(found)


def _as_issued(row: Any) -> Paper:
    document = document_of(row.document or "")
    paper = Paper(
        report=row.report, title=row.title, as_of=row.as_of, options=options_of(row), issue=row.id,
        state=IssueState.ISSUED, document=document, sentences=sentences(document, ()), headings=headings_of(document),
        problems=(), letters=letters_of(document), limit=limit_of(row.report), computed=document,
        edits=edits_of(row), position=row.position or 0, numbers=numbers_of(row),
    )  # fmt: skip
    words = {line for edit in paper.edits for line in (edit.after, *edit.after.split("\n"))}
    return replace(
        paper, sentences=tuple(replace(one, edited=one.text in words) for one in paper.sentences)
    )  # fmt: skip


# -- what an issue's row keeps


def issue_named(office: Office, words: str) -> str:
    """Return the id of a kept paper by its id, the end of that, or its title where one paper only has it.

    A Problem when it names none, or several.
    """
    rows = office.reader.columns("issue", ["id", "title"])
    found = [id for id, title in rows if words in (id, title) or (len(words) >= _SHORT and id.endswith(words))]
    if len(found) != 1:
        raise _no_issue(words)
    return str(found[0])


_SHORT = 4
"""Characters at the end of an id that name it, if no other ends so."""


def _no_issue(words: str) -> Problem:
    return Problem(
        code="no_issue",
        message=_("There is no paper “{issue}” among those that were kept, or there are several.", issue=words),
        remedy=_("The verb “issues” lists them."),
    )


def issue_row(office: Office, issue: str) -> Any:
    """Return the row of a kept paper by its id; a Problem when it is gone."""
    row = office.reader.row("issue", issue)
    if row is None:
        raise _no_issue(issue)
    return row


def draft_of(office: Office, report: str, *, as_of: date, asked: Mapping[str, Any]) -> str | None:
    """Return the id of the draft that was kept of just this paper, the newest of several; None if there is none."""
    wanted = json.loads(json.dumps(asked))
    rows = office.reader.columns("issue", ["id", "report", "as_of", "state", "options"])
    found = [
        id
        for id, of, day, state, options in rows
        if (of, day, state) == (report, as_of, IssueState.DRAFT) and options_kept(options) == wanted
    ]
    return max(found, default=None)


def asked_for(request: Request) -> dict[str, Any]:
    """Return the options of a request that say something, as they are kept: ids and words."""
    return {option: value for option in OPTIONS if (value := getattr(request, option))}


def options_of(row: Any) -> Options:
    """Return the options that a kept paper was asked for with."""
    kept = {option: value for option, value in options_kept(row.options).items() if option in OPTIONS}
    return cast("Options", kept)


def edits_of(row: Any | None) -> tuple[Edit, ...]:
    """Return the edits of a kept paper; none of no paper.  A Problem when their text was damaged."""
    if row is None or not row.edits:
        return ()
    try:
        return tuple(
            Edit(str(one["place"]), str(one["before"]), str(one["after"])) for one in json.loads(row.edits)
        )  # fmt: skip
    except (ValueError, KeyError, TypeError) as error:
        raise Problem(
            code="edits_unreadable",
            message=_("The edits of “{title}” cannot be read: their text is damaged.", title=row.title),
            remedy=_("Take back the change of the record in the history, or empty its field of edits."),
        ) from error


def numbers_of(row: Any | None) -> Numbers:
    """Return the numbers that a kept paper has; none of no paper."""
    if row is None:
        return Numbers()
    return Numbers(
        number=row.number,
        total_number=row.total_number,
        document_number=row.document_number or "",
        signer=row.signer or "",
    )


def numbered(request: Request, numbers: Numbers) -> Request:
    """Return the request with the numbers to print."""
    return replace(
        request,
        issue_number=numbers.number,
        total_number=numbers.total_number,
        document_number=numbers.document_number,
        signer=numbers.signer,
    )


def last_step(office: Office) -> int:
    """Return the number of the book's last step."""
    steps = office.journal.steps(limit=1)
    return steps[0].number if steps else 0
