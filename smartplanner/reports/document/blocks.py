"""The typed block tree: what a report says and how it is structured, free of any file format.

Text in these blocks is text: no block carries markup.  A line feed inside a text is a line break.
Everything is frozen, so a document can be built once and written in several formats.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from smartplanner.reports.charts.data import ChartData

KEPT_ROWS = 22
"""Rows up to which a table is held together on one page."""


class Paper(StrEnum):
    """The paper that a document is on."""

    PORTRAIT = "portrait"
    """A4 upright, the page of GB/T 9704."""
    LANDSCAPE = "landscape"
    """A4 on its side with narrow margins, without a page number: a sheet to hang up."""
    WIDE = "wide"
    """A3 on its side, likewise."""


class Align(StrEnum):
    """Where the text of a table cell stands."""

    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


class ParagraphStyle(StrEnum):
    """How a paragraph is set."""

    BODY = "body"
    """三号仿宋, first line indented by two characters."""
    ABSTRACT = "abstract"
    """按语: 三号楷体, indented."""
    RIGHT = "right"
    """One line at the right, one character away from the edge, e.g. （市智慧城市建设领导小组办公室供稿）."""
    CENTER = "center"
    FLUSH = "flush"
    """Without an indent: 主送机关."""
    REMARK = "remark"
    """附注 in brackets, below the date: two characters in."""
    TITLE = "title"
    """The title of a further paper in the same file: begins a new page."""


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text; bold is used for 仿宋 only, never for 小标宋, 黑体 or 楷体."""

    text: str
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph."""

    runs: tuple[Run, ...]
    style: ParagraphStyle = ParagraphStyle.BODY

    @property
    def text(self) -> str:
        """The paragraph's words."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 (一、), 2 （一）, 3 (1.) or 4 （1）; the number is part of the text."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class HeadCell:
    """A cell of a table's head that covers some columns and rows."""

    text: str
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True, slots=True)
class Column:
    """A table column: its share of the width in millimetres (0: a fair share) and where its text stands."""

    width_mm: float = 0
    align: Align = Align.LEFT


@dataclass(frozen=True, slots=True)
class Table:
    """A table; the head is repeated on each page.

    A head row lists only the cells that begin in it: a cell that reaches down from the row above is not
    repeated.  ``unit`` stands right above the table as （单位：万元）.
    """

    columns: tuple[Column, ...]
    head: tuple[tuple[HeadCell, ...], ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str = ""
    unit: str = ""
    small: bool = False
    """Set in 五号 with a tight pitch: a long list.  Otherwise 小四."""
    form: bool = False
    """Set in 四号 with room around: a form that is filled in and signed."""

    @property
    def kept(self) -> bool:
        """Whether the table stands on one page: a list may break between any rows, a short table may not."""
        return not self.small and len(self.rows) <= KEPT_ROWS


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins on a new page."""


class Sealing(StrEnum):
    """What goes over a signature when the paper is printed (GB/T 9704 §7.3.5)."""

    NONE = "none"
    """Nothing: the unit two characters from the right, the date below it, two characters further in."""
    SEAL = "seal"
    """The unit's seal: the date four characters from the right, the unit centred over it, with room for the seal."""
    STAMP = "stamp"
    """签名章: the title of the post, then room for the name of its holder; the date below."""


@dataclass(frozen=True, slots=True)
class Signature:
    """署名 and 成文日期; with a stamp ``unit`` is the title of the post."""

    unit: str
    date: str
    sealing: Sealing = Sealing.NONE


@dataclass(frozen=True, slots=True)
class Attendance:
    """One line of who took part: 出席, 请假 or 列席, and the names."""

    label: str
    names: str
    first: bool = False
    """Whether it is the first of them: a blank line stands above."""

    @property
    def text(self) -> str:
        """The line's words."""
        return f"{self.label}：{self.names}"


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart as its data, drawn when the paper is written; numbered through the whole paper, the annexes too."""

    data: ChartData
    number: int = 1

    @property
    def caption(self) -> str:
        """图1 and the title, below the chart."""
        return f"图{self.number}　{self.data.title}"


Block = Heading | Paragraph | Table | PageBreak | Signature | Attendance | Chart
_ANNOUNCING = ("：", "如下。", "见下表。")


def announcing(blocks: Sequence[Block]) -> Iterator[tuple[Block, bool]]:
    """Give each block with whether its words announce the table after it: no page ends between the two."""
    for block, following in itertools.zip_longest(blocks, blocks[1:]):
        announces = isinstance(block, Paragraph) and block.text.endswith(_ANNOUNCING) and isinstance(following, Table)
        yield block, announces


@dataclass(frozen=True, slots=True)
class Annex:
    """An annex: begins on a new page with 附件1 (number 0: 附件) and a centred title."""

    number: int
    title: str
    blocks: tuple[Block, ...]
    landscape: bool = False

    @property
    def label(self) -> str:
        """附件1, without a colon."""
        return f"附件{self.number}" if self.number else "附件"

    @property
    def begins_with_caption(self) -> bool:
        """Whether a table's caption follows the title at once: it needs no blank line between."""
        return bool(self.blocks) and isinstance(self.blocks[0], Table) and bool(self.blocks[0].caption)


@dataclass(frozen=True, slots=True)
class Masthead:
    """报头 of a 简报: the red name, 第X期（总第XX期）, the issuing office, the date, a note top left."""

    name: str
    issue: str
    total_issue: str
    issuer: str
    date: str
    note: str = ""

    @property
    def number(self) -> str:
        """第9期（总第33期）; a number that is no plain figure (京智纪〔2026〕5号) stands as it is."""
        if not self.issue.isdecimal():
            return self.issue
        return f"第{self.issue}期" + (f"（总第{self.total_issue}期）" if self.total_issue else "")


@dataclass(frozen=True, slots=True)
class Markings:
    """What stands at the very top of a paper: 份号 (six digits), 密级和保密期限 (机密★1年), 紧急程度 (特急)."""

    copy_number: str = ""
    secrecy: str = ""
    urgency: str = ""

    @property
    def lines(self) -> tuple[str, ...]:
        """Those that are there, in the order of the standard; the later ones move up."""
        return tuple(text for text in (self.copy_number, self.secrecy, self.urgency) if text)


@dataclass(frozen=True, slots=True)
class RedHead:
    """版头 of an official paper: 发文机关标志, 发文字号, 签发人 of a paper to superiors, over the red rule.

    With ``issuer`` and ``date`` it is the head of 纪要: they stand on a line of their own above the rule.
    """

    name: str
    number: str
    signers: tuple[str, ...] = ()
    markings: Markings = Markings()
    issuer: str = ""
    date: str = ""

    @property
    def signer_rows(self) -> tuple[tuple[str, ...], ...]:
        """The signers, two on each line."""
        return tuple(self.signers[place : place + 2] for place in range(0, len(self.signers), 2))


@dataclass(frozen=True, slots=True)
class LetterHead:
    """版头 of 信函格式 (§10.1): the name 30 mm from the edge of the paper, red double rules, 文号 at the right."""

    name: str
    number: str
    markings: Markings = Markings()


Head = Masthead | RedHead | LetterHead


@dataclass(frozen=True, slots=True)
class Imprint:
    """版记: 抄送, 印发机关 and 印发日期 between rules; that of a letter has 抄送 only, and no rules."""

    copy_to: str = ""
    printed_by: str = ""
    printed_on: str = ""

    @property
    def lines(self) -> tuple[str, ...]:
        """The line of those that get a copy, if any."""
        return (f"抄送：{self.copy_to.rstrip('。')}。",) if self.copy_to else ()


@dataclass(frozen=True, slots=True)
class Tail:
    """报尾: 报 (superiors), 送 (equals), 发 (subordinates), and the number of copies (0: not said)."""

    report_to: str = ""
    send_to: str = ""
    issue_to: str = ""
    copies: int = 0

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines that are filled, with their labels and the closing full stop."""
        pairs = (("报：", self.report_to), ("送：", self.send_to), ("发：", self.issue_to))
        return tuple(f"{label}{text.rstrip('。')}。" for label, text in pairs if text)


@dataclass(frozen=True, slots=True)
class Meta:
    """The document's properties; ``dated`` makes the file the same each time it is written."""

    title: str
    subject: str
    author: str
    dated: date


@dataclass(frozen=True, slots=True)
class Document:
    """A whole paper.  The tail stands at the foot of the last page, after the annexes (GB/T 9704 §7.3.5)."""

    meta: Meta
    title: str
    blocks: tuple[Block, ...]
    masthead: Head | None = None
    annexes: tuple[Annex, ...] = ()
    tail: Tail | Imprint | None = None
    paper: Paper = Paper.PORTRAIT

    @property
    def lines_above_title(self) -> int:
        """Blank lines over the title: two below a red rule (GB/T 9704 §7.3.1), one elsewhere, none on a sheet."""
        if self.paper is not Paper.PORTRAIT:
            return 0
        return 2 if isinstance(self.masthead, RedHead | LetterHead) else 1

    @property
    def before_annex_list(self) -> int:
        """How many of the blocks stand before the 附件说明: all, or those before the 署名 (GB/T 9704 §7.3.4)."""
        places = (place for place, block in enumerate(self.blocks) if isinstance(block, Signature))
        return next(places, len(self.blocks))

    @property
    def annex_list(self) -> tuple[tuple[str, str], ...]:
        """The 附件说明: the number (1.; empty for a single annex without one) and the title of each annex."""
        return tuple((f"{annex.number}." if annex.number else "", annex.title) for annex in self.annexes)


ANNEX_LIST_LABEL = "附件："
