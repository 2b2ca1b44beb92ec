"""What is wrong with a paper before it goes out, as Problems: too long, gaps left, edits that lost their place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from smartplanner.base.i18n import _
from smartplanner.base.problems import Level, Problem, shorten
from smartplanner.commands.papers.values import Edit
from smartplanner.queries.tasks import TaskLine
from smartplanner.reports.document.blocks import Block, Document, Heading, LetterHead, Paragraph, RedHead, Table
from smartplanner.rules.lights import ENDED, FINISHED

LONGEST_GENERAL, LONGEST_SPECIAL = 5_000, 4_000
"""字 of a paper on all work, and of one on one matter.  Source: 《整治形式主义为基层减负若干规定》, 2024-08-06."""
_GENERAL = frozenset({"monthly-briefing", "year-summary", "meeting-material", "tier-overview", "report-up"})
_UNLIMITED = frozenset({"board-page", "scoring-table", "urging-notice", "one-page", "supervision-notice"})
"""Sheets, and files of several papers."""
ON_MATTERS = frozenset({"monthly-briefing", "supervision-circular", "report-up", "year-summary"})
"""Reports that count all matters of their scope."""
_ONGOING = "ongoing"
LONGEST_TITLE, TITLE_LINES, TITLE_LINE = 50, 3, 20
"""字 and lines of a title, and 字 of 二号 that a line of 156 mm takes."""
LONGEST_PARAGRAPH = 500
_WORD = re.compile(r"[0-9A-Za-z\u00c0-\u024f]+(?:[.,:/%\-][0-9A-Za-z]+)*%?|[^\s]")
_GAPS = re.compile(r"X{2,}|×{2,}|_{2,}|＿{2,}|〔\s*〕|\{\{|\{%|待填写?|待补充|【[^】]{0,20}待[^】]{0,20}】")
_BLANK, _UNSIGNED = "　　", "待签发"
"""What a head prints where the number or the signer is not known (``reports.prose.official``)."""
_MISSING = {"未明确": ("牵头单位", "责任单位"), "—": ("完成时限",), "未填报": ("滞后原因及下步措施",)}
"""What a table prints where the book has nothing, and the columns where that is a gap."""


def letters_of(document: Document) -> int:
    """Return the 字数 of the running text: each Chinese sign is one, and each number or foreign word is one."""
    return sum(len(_WORD.findall(text)) for text in (document.title, *_texts(document.blocks)))


def limit_of(report: str) -> int | None:
    """Return how many 字 a paper of this kind may have; None where no rule says so."""
    if report in _UNLIMITED:
        return None
    return LONGEST_GENERAL if report in _GENERAL else LONGEST_SPECIAL


def problems_of(
    document: Document, *, letters: int, limit: int | None, unused: Iterable[Edit] = ()
) -> tuple[Problem, ...]:
    """Return what a person should look at before the paper goes out, the weightiest first."""
    return (
        *(_lost(edit) for edit in unused),
        *_too_long(letters, limit),
        *_title(document.title),
        *_head(document),
        *_gaps(document),
        *_missing(document),
        *_long_paragraphs(document),
    )


def gaps_in_matters(lines: Iterable[TaskLine]) -> Iterator[Problem]:
    """Give what open matters lack that a paper counts by: the unit in the lead, the deadline."""
    still_open = [line for line in lines if line.state not in FINISHED | ENDED]
    without_lead = [line.title for line in still_open if not line.lead]
    without_due = [line.title for line in still_open if line.due is None and line.due_precision != _ONGOING]
    remedy = _("Fill it in with the matters, or ask the units.")
    if without_lead:
        count, title = len(without_lead), shorten(min(without_lead), 30)
        yield _warning(
            "matters_without_lead",
            _("{count} open matter(s) have no unit in the lead, such as “{title}”.", count=count, title=title),
            remedy,
        )
    if without_due:
        count, title = len(without_due), shorten(min(without_due), 30)
        yield _warning(
            "matters_without_due",
            _("{count} open matter(s) have no deadline, such as “{title}”.", count=count, title=title),
            remedy,
        )


def _lost(edit: Edit) -> Problem:
    return _warning(
        "edit_lost",
        _("An edit has lost its sentence, since the figures have moved on: “{text}”.", text=shorten(edit.before)),
        _("Look for the new sentence and mend it again; the edit read: “{text}”.", text=shorten(edit.after, 200)),
        edit.before,
    )


def _too_long(letters: int, limit: int | None) -> Iterator[Problem]:
    if limit is not None and letters > limit:
        yield _warning(
            "paper_too_long",
            _("The text has {count} characters, more than the {limit} that are allowed.", count=letters, limit=limit),
            _("Shorten it, or move lists into an annex."),
        )


def _title(title: str) -> Iterator[Problem]:
    length = len(title.replace("\n", ""))
    lines = sum(max(1, -(-len(line) // TITLE_LINE)) for line in title.split("\n"))
    if length > LONGEST_TITLE or lines > TITLE_LINES:
        yield _warning(
            "title_too_long",
            _("The title has {count} characters on {lines} lines.", count=length, lines=lines),
            _("Keep it to {count} characters and {lines} lines.", count=LONGEST_TITLE, lines=TITLE_LINES),
            title,
        )


def _head(document: Document) -> Iterator[Problem]:
    head = document.masthead
    if isinstance(head, (RedHead, LetterHead)) and _BLANK in head.number:
        yield _warning("no_document_number", _("The document number is not filled in."), _("Give it when issuing."))
    if isinstance(head, RedHead) and any(_UNSIGNED in name for name in head.signers):
        yield _warning("no_signer", _("It is not said who signs the paper off."), _("Give it when issuing."))


def _gaps(document: Document) -> Iterator[Problem]:
    for text in (document.title, *_texts(document.blocks), *_annex_texts(document)):
        if gap := _GAPS.search(text):
            yield _warning(
                "placeholder_left",
                _("A place is not filled in: “{text}”.", text=shorten(_around(text, gap))),
                _("Write what belongs there."),
                text,
            )


def _around(text: str, gap: re.Match[str]) -> str:
    return text[max(0, gap.start() - 15) : gap.end() + 15]


def _missing(document: Document) -> Iterator[Problem]:
    counts: dict[tuple[str, str], int] = {}
    places = [("", document.blocks), *((f"{annex.label}", annex.blocks) for annex in document.annexes)]
    for place, table in ((place, block) for place, blocks in places for block in blocks if isinstance(block, Table)):
        head = [cell.text.replace("\n", "") for cell in table.head[-1]] if table.head else []
        for row in table.rows:
            for name, cell in zip(head, row, strict=False):
                if name in _MISSING.get(cell, ()):
                    counts[place or table.caption, name] = counts.get((place or table.caption, name), 0) + 1
    for (place, column), count in counts.items():
        yield _warning(
            "figures_missing",
            _("{place}: “{column}” is not said for {count} line(s).", place=place, column=column, count=count),
            _("Fill it in with the matters, or ask the units."),
        )


def _long_paragraphs(document: Document) -> Iterator[Problem]:
    for block in document.blocks:
        if isinstance(block, Paragraph) and len(block.text) > LONGEST_PARAGRAPH:
            yield _warning(
                "paragraph_too_long",
                _("A paragraph has {count} characters: “{text}”.", count=len(block.text), text=shorten(block.text, 30)),
                _("Divide it, or move the list into an annex."),
                block.text,
            )


def _texts(blocks: Iterable[Block]) -> Iterator[str]:
    return (block.text for block in blocks if isinstance(block, (Heading, Paragraph)))


def _annex_texts(document: Document) -> Iterator[str]:
    for annex in document.annexes:
        yield annex.title
        yield from _texts(annex.blocks)


def _warning(code: str, message: str, remedy: str, value: str = "") -> Problem:
    """Return a problem; its value is the sentence that it is about, so that a window can lead there."""
    return Problem(code=code, message=message, remedy=remedy, level=Level.WARNING, value=value)
