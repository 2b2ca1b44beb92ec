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

    @property
    def is_sheet(self) -> bool:
        """Whether it is one sheet on its side (a board, a one-page overview), which is no official paper."""
        return all(section.turned for section in self.sections)
