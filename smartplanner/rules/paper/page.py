"""Paper, margins, grid and page numbers (GB/T 9704-2012 §5.1, §5.2, §7.5)."""

from __future__ import annotations

from collections.abc import Iterator

from smartplanner.base.i18n import _
from smartplanner.rules.paper.facts import POINTS_PER_MM, FooterFacts, PaperFacts, SectionFacts
from smartplanner.rules.paper.findings import Finding, millimetres, point_size

PAPER_MM = (210.0, 297.0)
TOP_MM, LEFT_MM, TEXT_WIDTH_MM, TEXT_HEIGHT_MM = 37.0, 28.0, 156.0, 225.0
TOLERANCE_MM = 1.0
LINES, CHARACTERS = 22, 28
NUMBER_SIZE = 14.0
_NUMBER = "— # —"


def check_page(facts: PaperFacts) -> Iterator[Finding]:
    """Give what deviates in the shape of the pages; sections of one shape are named once."""
    if facts.is_sheet:
        return
    seen: set[Finding] = set()
    for section in facts.sections:
        for finding in (*_shape(section), *_grid(section, facts.normal_size), *_numbers(section, facts)):
            if finding not in seen:
                seen.add(finding)
                yield finding


def _shape(section: SectionFacts) -> Iterator[Finding]:
    """Measure a page as if it were upright: what is above on a turned page is its binding edge (§9)."""
    width, height = section.width, section.height
    top, left, bottom, right = section.top, section.left, section.bottom, section.right
    if section.turned:
        width, height = height, width
        top, left, bottom, right = section.right, section.top, section.left, section.bottom
    if not (_near(width, PAPER_MM[0]) and _near(height, PAPER_MM[1])):
        yield Finding(
            "paper", _("the paper is {width} × {height}", width=millimetres(width), height=millimetres(height)),
            _("A4 is 210 mm × 297 mm"), "5.1",
        )  # fmt: skip
    if not _near(top, TOP_MM):
        yield Finding(
            "top", _("the margin above is {length}", length=millimetres(top)), _("天头 is 37 mm ± 1 mm"), "5.2.1"
        )
    if not _near(left, LEFT_MM):
        yield Finding(
            "left", _("the margin at the binding edge is {length}", length=millimetres(left)),
            _("订口 is 28 mm ± 1 mm"), "5.2.1",
        )  # fmt: skip
    inner_width, inner_height = width - left - right, height - top - bottom
    if not (_near(inner_width, TEXT_WIDTH_MM) and _near(inner_height, TEXT_HEIGHT_MM)):
        yield Finding(
            "text_area",
            _("版心 is {width} × {height}", width=millimetres(inner_width), height=millimetres(inner_height)),
            _("版心 is 156 mm × 225 mm"), "5.2.1",
        )  # fmt: skip


def _near(points: float, millimetres: float) -> bool:
    return abs(points / POINTS_PER_MM - millimetres) <= TOLERANCE_MM + 0.01


def _grid(section: SectionFacts, normal_size: float) -> Iterator[Finding]:
    if section.grid not in ("linesAndChars", "snapToChars"):
        yield Finding(
            "grid", _("the page has no grid of lines and characters"),
            _("22 lines of 28 characters fill 版心 (Layout → Page setup → Document grid)"), "5.2.3",
        )  # fmt: skip
        return
    if section.turned:
        return
    height = section.height - section.top - section.bottom
    width = section.width - section.left - section.right
    lines = int(height / section.grid_pitch + 0.02) if section.grid_pitch else 0
    characters = int(width / (normal_size + section.grid_character) + 0.02)
    if (lines, characters) != (LINES, CHARACTERS):
        yield Finding(
            "grid",
            _("the grid has {lines} lines of {characters} characters (pitch {pitch})", lines=lines,
              characters=characters, pitch=point_size(section.grid_pitch)),
            _("22 lines of 28 characters; the pitch is 28.95 pt"), "5.2.3",
        )  # fmt: skip


def _numbers(section: SectionFacts, facts: PaperFacts) -> Iterator[Finding]:
    if section.odd is None or "#" not in section.odd.text:
        yield Finding("number", _("there is no page number"), _("“— 1 —” below 版心"), "7.5")
        return
    if not facts.odd_and_even or section.even is None or "#" not in section.even.text:
        yield Finding(
            "number_sides", _("odd and even pages have the number on one side"),
            _("odd: right, one character in; even: left, one character in"), "7.5",
        )  # fmt: skip
    elif not section.turned:
        yield from _side(section.odd, "right")
        yield from _side(section.even, "left")
    for foot in (section.odd, section.even):
        if foot is not None and "#" in foot.text:
            yield from _number_form(foot)


def _side(foot: FooterFacts, side: str) -> Iterator[Finding]:
    sides = {"right": _("right"), "left": _("left"), "center": _("centred"), "both": _("left")}
    wanted = _("odd: right, one character in; even: left, one character in")
    align = {"end": "right", "start": "left", "both": "left", "distribute": "center"}.get(foot.align, foot.align)
    if align != side:
        yield Finding(
            "number_sides", _("the page number stands {side}", side=sides.get(align, align)), wanted, "7.5"
        )  # fmt: skip
    elif not 10 <= foot.indent <= 22:
        yield Finding(
            "number_indent", _("the page number is {length} from the edge of 版心", length=millimetres(foot.indent)),
            _("one character (about 5 mm) from it"), "7.5",
        )  # fmt: skip


def _number_form(foot: FooterFacts) -> Iterator[Finding]:
    if foot.text.strip() != _NUMBER:
        shown = foot.text.strip().replace("#", "1")
        yield Finding("number_form", _("the page number is written “{text}”", text=shown), _("“— 1 —”"), "7.5")
    if abs(foot.size - NUMBER_SIZE) > 0.3 or not any(name in foot.font for name in ("宋体", "SimSun", "Song")):
        yield Finding(
            "number_face", _("the page number is in {font} {size}", font=foot.font, size=point_size(foot.size)),
            _("宋体 14 pt (四号)"), "7.5",
        )  # fmt: skip
