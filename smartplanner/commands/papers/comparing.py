"""Two issues beside each other: paragraphs that differ, numbers that changed, rows of tables that came and went."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from smartplanner.base.i18n import _
from smartplanner.base.problems import Problem
from smartplanner.commands.office import Office
from smartplanner.commands.papers.preparing import reopen
from smartplanner.commands.papers.sentences import spots
from smartplanner.commands.papers.values import Paper
from smartplanner.reports.document.blocks import Block, Document, Table


@dataclass(frozen=True, slots=True)
class ParagraphPair:
    """A paragraph in the two papers; empty where one of them has none there."""

    place: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class NumberChange:
    """A number that both papers say of the same thing."""

    place: str
    name: str
    """What it is said of: the words around it, or the line and column of a table."""
    before: str
    after: str
    difference: str
    """In words: 增加3项, 下降0.4个百分点."""


@dataclass(frozen=True, slots=True)
class RowChange:
    """A row of a table that only one of the papers has."""

    table: str
    row: tuple[str, ...]
    added: bool


@dataclass(frozen=True, slots=True)
class Comparison:
    """What differs between two papers, the first one being the earlier."""

    one: Paper
    other: Paper
    paragraphs: tuple[ParagraphPair, ...]
    numbers: tuple[NumberChange, ...]
    rows: tuple[RowChange, ...]

    @property
    def same(self) -> bool:
        """Whether nothing differs."""
        return not (self.paragraphs or self.numbers or self.rows)


def compare(office: Office, one: str, other: str) -> Comparison:
    """Return what differs between two kept papers, by their ids; the earlier one goes first, however they are named.

    A draft is computed as it would read now.  A Problem for papers of two kinds.
    """
    papers = sorted((reopen(office, one), reopen(office, other)), key=lambda paper: paper.as_of)
    if papers[0].report != papers[1].report:
        raise Problem(
            code="two_kinds",
            message=_("“{one}” and “{other}” are papers of two kinds.", one=papers[0].title, other=papers[1].title),
            remedy=_("Choose two issues of the same report."),
        )
    return compared(*papers)


def compared(one: Paper, other: Paper) -> Comparison:
    """Return what differs between two papers at hand."""
    return Comparison(
        one,
        other,
        tuple(_paragraphs(one.document, other.document)),
        (*_numbers(one.document, other.document), *_cells(one.document, other.document)),
        tuple(_rows(one.document, other.document)),
    )


# -- paragraphs


def _paragraphs(one: Document, other: Document) -> Iterator[ParagraphPair]:
    """Pair the paragraphs under equal headings: equal ones fall away, the others in their order."""
    before, after = _by_place(one), _by_place(other)
    for place in dict.fromkeys([*before, *after]):
        old, new = before.get(place, []), after.get(place, [])
        gone = list((Counter(old) - Counter(new)).elements())
        come = list((Counter(new) - Counter(old)).elements())
        for text in list(gone):  # pairs that differ in their figures only stand beside each other
            twin = next((words for words in come if _skeleton(words) == _skeleton(text)), None)
            if twin is not None:
                gone.remove(text)
                come.remove(twin)
                yield ParagraphPair(place, text, twin)
        for number in range(max(len(gone), len(come))):
            yield ParagraphPair(
                place, gone[number] if number < len(gone) else "", come[number] if number < len(come) else ""
            )


def _by_place(document: Document) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for spot in spots(document):
        if not spot.heading:
            found.setdefault(_without_figures(spot.place), []).append(spot.text)
        elif spot.block < 0 and spot.annex < 0:
            found.setdefault("标题", []).append(spot.text.replace("\n", ""))
    return found


_FIGURE = re.compile(r"\d+(?:\.\d+)?")
_DATE = re.compile(r"(?:\d{4}年)?\d{1,2}月(?:\d{1,2}日|底|末|[上中下]旬)?|\d{4}年")


def _skeleton(text: str) -> str:
    return _FIGURE.sub("#", text)


def _without_figures(text: str) -> str:
    return _DATE.sub("", text).replace("\n", "")


# -- numbers in sentences

_CLAUSE = re.compile(r"[^，。；：、（）\n]+")
_MEASURE = re.compile(r"^(个百分点|[%％]|万元|亿元|元|项|个|家|份|笔|次|分|天|日|处|人|件)")


class _Figure(NamedTuple):
    """A number in a clause, with the words before it."""

    name: str
    text: str
    measure: str


def _numbers(one: Document, other: Document) -> Iterator[NumberChange]:
    before, after = _figures(one), _figures(other)
    for key, old in before.items():
        new = after.get(key)
        if new is not None and old.text != new.text and old.measure == new.measure:
            yield NumberChange(
                key[0], old.name, old.text + old.measure, new.text + new.measure,
                difference_in_words(old.text, new.text, old.measure),
            )  # fmt: skip


def _figures(document: Document) -> dict[tuple[str, str], _Figure]:
    """Return the numbers by the heading above and the words of their clause, those that stand there once."""
    found: dict[tuple[str, str], _Figure] = {}
    often: Counter[tuple[str, str]] = Counter()
    for spot in spots(document):
        if spot.heading or spot.annex >= 0:
            continue
        for clause in _CLAUSE.findall(spot.text):
            for figure in _figures_in(clause):
                key = (_without_figures(spot.place), f"{figure.name}#{figure.measure}")
                often[key] += 1
                found[key] = figure
    return {key: figure for key, figure in found.items() if often[key] == 1}


def _figures_in(clause: str) -> Iterator[_Figure]:
    dates = [match.span() for match in _DATE.finditer(clause)]
    for match in _FIGURE.finditer(clause):
        if any(start <= match.start() < end for start, end in dates):
            continue
        measure = _MEASURE.match(clause[match.end() :])
        name = _FIGURE.sub("", _DATE.sub("", clause[: match.start()])).strip()
        if measure and name:
            yield _Figure(name, match.group(), measure.group())


def difference_in_words(before: str, after: str, measure: str) -> str:
    """Return the difference of two numbers as a paper says it: 增加3项, 下降0.4个百分点; of percentages in points."""
    difference = Decimal(after) - Decimal(before)
    if measure in ("%", "％"):
        return f"{'提高' if difference > 0 else '下降'}{abs(difference)}个百分点" if difference else "持平"
    return f"{'增加' if difference > 0 else '减少'}{abs(difference)}{measure}" if difference else "持平"


# -- tables


class _Line(NamedTuple):
    """A row of a table: what its lines are called by, and its cells by the heads of the columns."""

    table: str
    name: str
    cells: dict[str, str]
    row: tuple[str, ...]
    short: bool
    measure: str
    """What its numbers count, 项 or 万元; empty where columns differ."""


def _cells(one: Document, other: Document) -> Iterator[NumberChange]:
    before = _lines(one)
    for key, line in _lines(other).items():
        old = before.get(key)
        if old is None or not line.short:
            continue
        for column, cell in line.cells.items():
            was = old.cells.get(column, cell)
            if was == cell or not _is_number(was) or not _is_number(cell):
                continue
            measure = "%" if cell.endswith("%") else line.measure
            yield NumberChange(
                line.table, f"{line.name}·{column}", was, cell,
                difference_in_words(was.rstrip("%"), cell.rstrip("%"), measure),
            )  # fmt: skip


def _is_number(cell: str) -> bool:
    return _FIGURE.fullmatch(cell.rstrip("%")) is not None


def _rows(one: Document, other: Document) -> Iterator[RowChange]:
    before, after = _lines(one), _lines(other)
    for key, line in after.items():
        if key not in before:
            yield RowChange(line.table, line.row, added=True)
    for key, line in before.items():
        if key not in after:
            yield RowChange(line.table, line.row, added=False)


def _lines(document: Document) -> dict[tuple[str, str], _Line]:
    found: dict[tuple[str, str], _Line] = {}
    places: list[tuple[str, Iterable[Block]]] = [("", document.blocks)]
    places += [(annex.title, annex.blocks) for annex in document.annexes]
    for title, blocks in places:
        for table in (block for block in blocks if isinstance(block, Table)):
            name = _without_figures(re.sub(r"^表\d+\s*|（\d+项）$", "", table.caption) or title)
            for line in _lines_of(name, table):
                key, number = (name, line.name), 1
                while key in found:
                    number += 1
                    key = (name, f"{line.name}#{number}")
                found[key] = line
    return found


def _lines_of(name: str, table: Table) -> Iterator[_Line]:
    head = _heads(table)
    for row in table.rows:
        cells = dict(zip(head, row, strict=False))
        words = [cell for column, cell in cells.items() if column != "序号" and not _is_number(cell)]
        yield _Line(name, words[0] if words else "", cells, row, not table.small, table.unit)


def _heads(table: Table) -> list[str]:
    """Return what each column is called; a head of several rows says it at the lowest cell over the column."""
    names = [""] * len(table.columns)
    reached: list[int] = [0] * len(table.columns)
    for number, cells in enumerate(table.head):
        column = 0
        for cell in cells:
            while column < len(names) and reached[column] > number:
                column += 1
            for place in range(column, min(column + cell.columns, len(names))):
                names[place] = cell.text.replace("\n", "")
                reached[place] = number + cell.rows
            column += cell.columns
    return [name or str(number) for number, name in enumerate(names, start=1)]
