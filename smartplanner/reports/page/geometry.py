"""The page of GB/T 9704-2012 (党政机关公文格式) as numbers, each with its derivation.

Lengths are millimetres (``_MM``), points (``_PT``) or twips (``_TWIPS``, 1/20 pt); nothing here knows a
file format.
"""

from __future__ import annotations

from dataclasses import dataclass

POINTS_PER_MM = 72 / 25.4
TWIPS_PER_POINT = 20

PAPER_WIDTH_MM = 210.0
PAPER_HEIGHT_MM = 297.0
"""A4, §5.1."""
TOP_MM = 37.0
"""天头, §5.2.1: 37 ± 1 mm."""
LEFT_MM = 28.0
"""订口, §5.2.1: 28 ± 1 mm."""
TEXT_WIDTH_MM = 156.0
TEXT_HEIGHT_MM = 225.0
"""版心, §5.2.1: 156 × 225 mm."""
RIGHT_MM = PAPER_WIDTH_MM - LEFT_MM - TEXT_WIDTH_MM
"""26 mm: not in the standard, what remains of the paper."""
BOTTOM_MM = PAPER_HEIGHT_MM - TOP_MM - TEXT_HEIGHT_MM
"""35 mm: not in the standard, what remains of the paper."""

LINES_PER_PAGE = 22
CHARACTERS_PER_LINE = 28
"""§5.2.3: 每面排22行，每行排28个字，撑满版心."""

LINE_PITCH_PT = 28.95
"""225 mm / 22 = 28.99 pt; 28.95 because 22 × 29 pt = 638 pt is higher than the 637.8 pt of the 版心, and Word
would then fit 21 lines."""
CHARACTER_PITCH_PT = TEXT_WIDTH_MM * POINTS_PER_MM / CHARACTERS_PER_LINE
"""156 mm / 28 = 15.793 pt: a little less than the 16 pt of 三号, so 28 characters need a grid."""

ER_HAO_PT = 22.0
SAN_HAO_PT = 16.0
SI_HAO_PT = 14.0
XIAO_SI_PT = 12.0
WU_HAO_PT = 10.5
"""Character sizes 二号 三号 四号 小四 五号 in points."""


@dataclass(frozen=True, slots=True)
class TableSetting:
    """How the text of a table is set, in points: size, line pitch, room above and below, room at the sides."""

    size: float
    leading: float
    above: float
    beside: float


TABLE = TableSetting(XIAO_SI_PT, 15.0, 2.25, 3.5)
SMALL_TABLE = TableSetting(WU_HAO_PT, 12.0, 1.25, 2.5)
FORM_TABLE = TableSetting(SI_HAO_PT, 19.0, 2.75, 5.0)
"""The standard says nothing about the text of tables; offices want few pages and legible rows."""


def table_setting(*, small: bool, form: bool) -> TableSetting:
    """Return how a table is set: a long list, a form, or any other."""
    return SMALL_TABLE if small else FORM_TABLE if form else TABLE


PAGE_NUMBER_BELOW_TEXT_MM = 7.0
"""§7.5: the dash of the page number stands 7 mm below the 版心."""
THICK_RULE_MM = 0.35
THIN_RULE_MM = 0.25
"""§7.4.1: first and last rule of the 版记, and the rules between."""
RED_RULE_MM = 0.5
"""The red rule of the 版头 (§7.2.7 gives the width of the 版心 and no thickness; offices use 0.35 to 0.75)."""
RED = "E60012"
"""The red of the masthead as RRGGBB: §5.2.4 only says red; close to 金红 (M100 Y100) of the printers."""

NAME_BELOW_TOP_MM = 35.0
"""§7.2.4, §10.3: from the top of the 版心 to the 发文机关标志."""
RED_RULE_BELOW_NUMBER_MM = 4.0
"""§7.2.7."""
LETTER_NAME_FROM_EDGE_MM = 30.0
LETTER_RULE_BELOW_NAME_MM = 4.0
LETTER_RULE_FROM_BOTTOM_MM = 20.0
LETTER_RULE_MM = 170.0
LETTER_RULE_STROKES_PT = (1.5, 0.75)
"""§10.1: the name from the edge of the paper, the red double rules and their length; the thick and the thin stroke."""

MASTHEAD_NAME_PT = 48.0
"""The name of a 简报, at most; a long name is set smaller so that it stays on one line."""
MASTHEAD_NAME_WIDTH_MM = 148.0


def points(millimetres: float) -> float:
    """Return a length in points."""
    return millimetres * POINTS_PER_MM


def twips(millimetres: float) -> int:
    """Return a length in whole twips, as Word files want it."""
    return round(millimetres * POINTS_PER_MM * TWIPS_PER_POINT)


def twips_of_points(size: float) -> int:
    """Return a length given in points in whole twips."""
    return round(size * TWIPS_PER_POINT)


def character_space(normal_size_pt: float = SAN_HAO_PT) -> int:
    """Return ``w:charSpace`` of the Word grid: 1/4096 pt that each character of the Normal style is spread by."""
    return round((CHARACTER_PITCH_PT - normal_size_pt) * 4096)


@dataclass(frozen=True, slots=True)
class Page:
    """One page's paper and 版心, in points; ``left`` and ``top`` are the distances from the paper's edges."""

    width: float
    height: float
    left: float
    top: float
    text_width: float
    text_height: float

    @property
    def right_edge(self) -> float:
        """The right edge of the 版心, measured from the paper's left edge."""
        return self.left + self.text_width


PORTRAIT = Page(
    points(PAPER_WIDTH_MM), points(PAPER_HEIGHT_MM), points(LEFT_MM), points(TOP_MM),
    points(TEXT_WIDTH_MM), points(TEXT_HEIGHT_MM),
)  # fmt: skip
LANDSCAPE = Page(
    points(PAPER_HEIGHT_MM), points(PAPER_WIDTH_MM), points(BOTTOM_MM), points(LEFT_MM),
    points(TEXT_HEIGHT_MM), points(TEXT_WIDTH_MM),
)  # fmt: skip
"""The portrait page turned a quarter to the right (§9: 横排表格): its binding edge is on top."""
SHEET_MARGIN_MM = 12.0
"""Around a sheet that is hung up or laid on the table: what office printers leave free at most."""


def _sheet(width_mm: float, height_mm: float) -> Page:
    edge = points(SHEET_MARGIN_MM)
    width, height = points(width_mm), points(height_mm)
    return Page(width, height, edge, edge, width - 2 * edge, height - 2 * edge)


SHEET_A4 = _sheet(PAPER_HEIGHT_MM, PAPER_WIDTH_MM)
SHEET_A3 = _sheet(2 * PAPER_WIDTH_MM, PAPER_HEIGHT_MM)
"""Sheets on their side that show one table: no part of GB/T 9704."""
