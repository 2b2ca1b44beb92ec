"""The verbs about papers that are kept: list, compare, mend a sentence; and many papers in one go."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from smartplanner.base.i18n import N_, _, translate
from smartplanner.base.problems import shorten
from smartplanner.cli.output import Output, Verb, add_as_of, add_json, as_of, table
from smartplanner.commands.office import open_office
from smartplanner.commands.papers import (
    Comparison,
    compare,
    issue_named,
    issues_of,
    mend,
    prepare,
    reopen,
    write_batch,
)
from smartplanner.commands.papers.batches import OVER
from smartplanner.commands.reporting import report_formats, report_titles
from smartplanner.model.issue import IssueState

_SHOWN_ID = 8
"""Characters of the end of an id that are shown: enough to name it."""


def _book(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("book", type=Path, metavar="BOOK", help=_("the book (.splan)"))


def _issues_arguments(parser: argparse.ArgumentParser) -> None:
    _book(parser)
    parser.add_argument("report", nargs="?", default=None, metavar="REPORT", help=_("only papers of this report"))
    add_json(parser)


def _issues(arguments: argparse.Namespace, output: Output) -> None:
    with open_office(arguments.book, writable=False) as office:
        rows = issues_of(office, arguments.report)
    output.document(
        {
            "issues": [
                {
                    "id": row.id, "report": row.report, "title": row.title, "as_of": row.as_of.isoformat(),
                    "state": str(row.state), "number": row.number, "total_number": row.total_number,
                    "document_number": row.document_number, "signer": row.signer,
                    "issued_on": row.issued_on.isoformat() if row.issued_on else None,
                }
                for row in rows
            ]
        }
    )  # fmt: skip
    if not rows:
        output.say(_("No paper was kept yet. One is kept when a sentence is mended, or with: report … --freeze."))
        return
    titles = (_("Id"), _("Title of the paper"), _("Figures as of"), _("No."), _("State of the paper"), _("Issued on"))
    lines = [
        (
            row.id[-_SHOWN_ID:], shorten(row.title, 40), row.as_of.isoformat(), str(row.number or ""),
            translate(IssueState.of(str(row.state)).label), row.issued_on.isoformat() if row.issued_on else "",
        )
        for row in rows
    ]  # fmt: skip
    for line in table(titles, lines):
        output.say(line)


def _compare_arguments(parser: argparse.ArgumentParser) -> None:
    _book(parser)
    parser.add_argument("one", metavar="ONE", help=_("a kept paper: its id, the end of that, or its title"))
    parser.add_argument("other", metavar="OTHER", help=_("another one"))
    add_json(parser)


def _compare(arguments: argparse.Namespace, output: Output) -> None:
    with open_office(arguments.book, writable=False) as office:
        found = compare(office, issue_named(office, arguments.one), issue_named(office, arguments.other))
    output.document(_as_json(found))
    if found.same:
        output.say(_("The two papers say the same."))
    if found.numbers:
        output.say(_("Numbers:"))
    for number in found.numbers:
        output.say(f"  {number.place}  {number.name}：{number.before} → {number.after}，{number.difference}")
    if found.paragraphs:
        output.say(_("Paragraphs:"))
    nothing = _("(nothing)")
    for pair in found.paragraphs:
        output.say(f"  {pair.place}")
        output.say(f"    - {pair.before or nothing}")
        output.say(f"    + {pair.after or nothing}")
    if found.rows:
        output.say(_("Lines of tables:"))
    for row in found.rows:
        output.say(f"  {'+' if row.added else '-'} {row.table}：{shorten('，'.join(filter(None, row.row)), 80)}")


def _as_json(found: Comparison) -> dict[str, Any]:
    return {
        "one": {"id": found.one.issue, "title": found.one.title, "as_of": found.one.as_of.isoformat()},
        "other": {"id": found.other.issue, "title": found.other.title, "as_of": found.other.as_of.isoformat()},
        "numbers": [
            {"place": one.place, "name": one.name, "before": one.before, "after": one.after,
             "difference": one.difference}
            for one in found.numbers
        ],
        "paragraphs": [{"place": one.place, "before": one.before, "after": one.after} for one in found.paragraphs],
        "rows": [{"table": one.table, "row": list(one.row), "added": one.added} for one in found.rows],
    }  # fmt: skip


def _mend_arguments(parser: argparse.ArgumentParser) -> None:
    _book(parser)
    parser.add_argument(
        "issue", metavar="ISSUE|REPORT",
        help=_("a draft: its id, the end of that, or its title; or a report, whose paper of --as-of is then kept"),
    )  # fmt: skip
    parser.add_argument("--before", required=True, metavar="TEXT", help=_("the paragraph as it was computed"))
    parser.add_argument(
        "--after", required=True, metavar="TEXT",
        help=_("how it should read; as computed: the edit is taken back; empty: the paragraph is struck out"),
    )  # fmt: skip
    add_as_of(parser)
    add_json(parser)


def _mend(arguments: argparse.Namespace, output: Output) -> None:
    with open_office(arguments.book) as office:
        if arguments.issue in report_titles():
            paper = prepare(office, arguments.issue, as_of=as_of(arguments))
        else:
            paper = reopen(office, issue_named(office, arguments.issue))
        paper = mend(office, paper, arguments.before, arguments.after)
    output.say(_("“{title}” has {count} mended sentence(s).", title=paper.title, count=len(paper.edits)))
    output.document({"issue": paper.issue, "edits": len(paper.edits)})


def _batch_arguments(parser: argparse.ArgumentParser) -> None:
    _book(parser)
    parser.add_argument("report", metavar="REPORT", help=_("the report's name; report --list names them"))
    parser.add_argument("--over", required=True, choices=OVER, metavar="WHAT",
                        help=_("a paper for each: {names}", names=", ".join(OVER)))  # fmt: skip
    parser.add_argument("--out", type=Path, required=True, metavar="FOLDER|X.zip", help=_("a folder, or a zip"))
    parser.add_argument(
        "--format", dest="formats", action="append", default=[], metavar="FORMAT",
        help=_("one of: {names}; may be given several times", names=", ".join(report_formats())),
    )  # fmt: skip
    parser.add_argument("--period", default="", metavar="PERIOD", help=_("2026, 2026-Q4 or 2026-11"))
    add_as_of(parser)
    add_json(parser)


def _batch(arguments: argparse.Namespace, output: Output) -> None:
    def progress(done: int, total: int, name: str) -> None:
        output.complain(f"{done}/{total} {name}".rstrip())

    with open_office(arguments.book, writable=False) as office:
        written = write_batch(
            office, arguments.report, over=arguments.over, as_of=as_of(arguments), target=arguments.out,
            formats=arguments.formats or ["docx"], progress=progress, period=arguments.period,
        )  # fmt: skip
    output.say(_("{count} file(s) written: {place}", count=len(written), place=arguments.out))
    output.document({"report": arguments.report, "files": [str(one.path) for one in written]})


VERBS = (
    Verb("issues", N_("list the papers that were kept"), _issues_arguments, _issues),
    Verb("compare-issues", N_("say what differs between two kept papers"), _compare_arguments, _compare),
    Verb("mend", N_("mend a sentence of a draft"), _mend_arguments, _mend),
    Verb("batch", N_("write a paper for each district, unit and so on"), _batch_arguments, _batch),
)
