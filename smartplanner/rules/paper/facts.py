"""What was measured in a document; lengths are points."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

POINTS_PER_MM = 72 / 25.4


class RunFacts(NamedTuple):
    """A stretch of text in one face; ``spacing`` is what each character is spread by."""

    text: str
    font: str
    """The face of Chinese characters."""
    latin: str
    size: float
    bold: bool
    color: str
    spacing: float


class RuleFacts(NamedTuple):
    """A rule along a paragraph: a border of it, or a line that is drawn and anchored at it; lengths are points."""

    edge: str
    """``top`` or ``bottom`` for a border, ``drawn`` for a line."""
    color: str
    width: float
    """How long it is; 0: as long as the paragraph is wide."""
    space: float
    """From the text to a border."""


class SettingFacts(NamedTuple):
    """How a paragraph stands among the others; lengths are points."""

    before: float = 0.0
    after: float = 0.0
    line: float = 0.0
    """What its line spacing says: points for exact and atLeast, times for auto."""
    line_rule: str = "auto"
    mark_size: float = 0.0
    """The size of its last sign, which an empty paragraph is as high as."""
    right: float = 0.0
    right_characters: float | None = None
    rules: tuple[RuleFacts, ...] = ()
    held_at: str = ""
    """What a frame holds it at: ``bottom`` for the foot of the 版心, ``frame`` for any other place."""
    lines: tuple[str, ...] = ()
    """Its text between line breaks."""
    breaks_before: bool = False
    breaks_inside: bool = False
    """Whether a page ends before it, or at a mark in it."""
    tabs: tuple[tuple[float, str], ...] = ()
    """Its tab stops: where, and how text is set to them."""
    pictured: bool = False
    """Whether something that takes room stands in its line."""


PLAIN = SettingFacts()


class ParagraphFacts(NamedTuple):
    """One paragraph outside of tables; ``number`` counts from 1 over all paragraphs, empty ones too."""

    number: int
    text: str
    """With the automatic number before it."""
    style: str
    """The name of its style."""
    runs: tuple[RunFacts, ...]
    align: str
    first_line: float
    """Indent of the first line; negative: it hangs."""
    first_line_characters: float | None
    """The same in characters, where it is given so."""
    left: float
    pitch: float
    """Points from line to line; 0 where the face decides."""
    on_grid: bool
    """Whether lines and characters follow the grid of the page."""
    section: int
    framed: bool = False
    before_table: bool = False
    """Whether a table follows at once: then it is its caption or unit."""
    setting: SettingFacts = PLAIN

    @property
    def main(self) -> RunFacts | None:
        """The first stretch with Chinese characters, else with any."""
        chinese = (run for run in self.runs if any("\u4e00" <= sign <= "\u9fff" for sign in run.text))
        return next(chinese, next((run for run in self.runs if run.text.strip()), None))

    @property
    def first_words(self) -> str:
        """How the paragraph begins, for a reader who looks for it."""
        plain = " ".join(self.text.split())
        return plain if len(plain) <= 16 else plain[:15] + "…"


@dataclass(frozen=True, slots=True)
class FooterFacts:
    """The foot of a kind of pages: ``text`` with # for the number of the page."""

    text: str
    font: str
    size: float
    align: str
    indent: float
    """How far the text stands from the edge that it is set to."""


@dataclass(frozen=True, slots=True)
class SectionFacts:
    """Pages of one shape."""

    width: float
    height: float
    top: float
    bottom: float
    left: float
    right: float
    grid: str
    """lines, linesAndChars or empty."""
    grid_pitch: float
    grid_character: float
    """What the grid adds to each character's size."""
    odd: FooterFacts | None = None
    even: FooterFacts | None = None
    header_distance: float = 0.0
    """From the edge of the paper to its header."""
    first_header: tuple[ParagraphFacts, ...] = ()
    """The paragraphs above the first page, where it has a header of its own: the head of a letter."""

    @property
    def turned(self) -> bool:
        """Whether the paper lies on its side."""
        return self.width > self.height


@dataclass(frozen=True, slots=True)
class TableFacts:
    """A table: its rows, whether its head is repeated, and the paragraph that it stands after."""

    rows: int
    repeats_head: bool
    after: int
    text: str = ""
    """How its text begins."""
    held: bool = False
    """Whether it has a place of its own and does not go along with the text."""


@dataclass(frozen=True, slots=True)
class PaperFacts:
    """Everything that was measured in one file."""

    file: str
    sections: tuple[SectionFacts, ...]
    paragraphs: tuple[ParagraphFacts, ...]
    tables: tuple[TableFacts, ...]
    odd_and_even: bool
    """Whether odd and even pages have feet of their own."""
    normal_size: float
    pages: int = 0
    """How many pages there were when it was last saved; 0: not known."""

    @property
    def is_sheet(self) -> bool:
        """Whether it is one sheet on its side (a board, a one-page overview), which is no official paper."""
        return all(section.turned for section in self.sections)
