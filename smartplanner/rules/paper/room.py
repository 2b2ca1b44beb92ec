"""Where things stand on a page, as far as spacing, indents and fixed lines tell without setting the page.

Heights are points, places across are characters of 三号 (28 to the line of 版心).  None stands for what depends on
how a program sets the page: pictures, tables, a change of pages, blanks at the end of a line.
"""

from __future__ import annotations

import math
import unicodedata

from smartplanner.rules.paper.facts import POINTS_PER_MM, PaperFacts, ParagraphFacts

CHARACTER = 156 * POINTS_PER_MM / 28
LINE = 28.95
_NATURAL = 1.3
"""How high Chinese faces are set where nothing fixes the line, by their size."""
_WIDE = "FWA"


def width_of(text: str) -> float:
    """Return how wide a text is, in characters: letters and digits of the Latin script take half of one."""
    return sum(1.0 if unicodedata.east_asian_width(sign) in _WIDE else 0.5 for sign in text)


def line_height(facts: PaperFacts, paragraph: ParagraphFacts) -> float:
    """Return how high a line of a paragraph is."""
    setting, run = paragraph.setting, paragraph.main
    if setting.line_rule == "exact":
        return setting.line
    size = run.size if run is not None else setting.mark_size or facts.normal_size
    natural = size * _NATURAL
    if setting.line_rule == "atLeast":
        return max(setting.line, natural)
    section = facts.sections[paragraph.section]
    if paragraph.on_grid and section.grid and section.grid_pitch:
        # A line just a little higher than the grid is not given two cells: faces differ in their height.
        natural = max(1, math.ceil(natural / section.grid_pitch - 0.2)) * section.grid_pitch
    return natural * setting.line


def top_of_characters(facts: PaperFacts, paragraph: ParagraphFacts) -> float:
    """Return how far the characters of a line begin below its upper edge."""
    run = paragraph.main
    size = run.size if run is not None else 0.0
    height = line_height(facts, paragraph)
    # Programs keep four fifths of a fixed line above the baseline; a Chinese sign reaches 0.85 of its size up.
    return 0.8 * height - 0.85 * size if paragraph.setting.line_rule == "exact" else (height - size) / 2


def foot_of_characters(facts: PaperFacts, paragraph: ParagraphFacts) -> float:
    """Return how far the characters of a line end above its lower edge."""
    run = paragraph.main
    size = run.size if run is not None else 0.0
    height = line_height(facts, paragraph)
    return 0.2 * height - 0.12 * size if paragraph.setting.line_rule == "exact" else (height - size) / 2


def lines_between(facts: PaperFacts, above: ParagraphFacts, below: ParagraphFacts) -> float | None:
    """Return how many blank lines lie between two paragraphs of a page."""
    between = facts.paragraphs[above.number : below.number - 1]
    if _parted(facts, above, below) or any(one.text or one.setting.pictured for one in between):
        return None
    room = above.setting.after + below.setting.before
    for one in between:
        if not one.framed:
            room += one.setting.before + line_height(facts, one) + one.setting.after
    return room / LINE


def below_top(facts: PaperFacts, paragraph: ParagraphFacts) -> float | None:
    """Return how far the characters of a paragraph on the first page stand below the upper edge of 版心."""
    if paragraph.section or any(table.after < paragraph.number for table in facts.tables):
        return None
    height = 0.0
    for one in facts.paragraphs[: paragraph.number - 1]:
        if one.setting.pictured or one.setting.breaks_inside or len(one.text) > 28:
            return None
        if not one.framed:
            height += one.setting.before + line_height(facts, one) + one.setting.after
    return height + paragraph.setting.before + top_of_characters(facts, paragraph)


def begins_page(facts: PaperFacts, paragraph: ParagraphFacts) -> bool:
    """Whether a paragraph is the first that says something on its page."""
    above = next((one for one in reversed(facts.paragraphs[: paragraph.number - 1]) if one.text), None)
    return above is None or _parted(facts, above, paragraph, tables=False)


def _parted(facts: PaperFacts, above: ParagraphFacts, below: ParagraphFacts, *, tables: bool = True) -> bool:
    """Whether a page ends between two paragraphs, or a table stands there."""
    following = facts.paragraphs[above.number : below.number]
    return (
        above.section != below.section
        or any(one.setting.breaks_before for one in following)
        or any(one.setting.breaks_inside for one in (above, *following[:-1]))
        or below.setting.breaks_inside
        or (tables and any(above.number <= table.after < below.number for table in facts.tables))
    )


def room_across(facts: PaperFacts, paragraph: ParagraphFacts) -> float:
    """Return how many characters the 版心 of a paragraph's page is wide."""
    section = facts.sections[paragraph.section]
    return (section.width - section.left - section.right) / CHARACTER


def right_room(facts: PaperFacts, paragraph: ParagraphFacts) -> float | None:
    """Return how many characters a line of one line ends before the right edge."""
    text = "".join(run.text for run in paragraph.runs)
    if text != text.rstrip() or "\t" in text or len(paragraph.setting.lines) > 1:
        return None
    if paragraph.align in ("right", "end"):
        given = paragraph.setting.right_characters
        return paragraph.setting.right / CHARACTER if given is None else given
    if paragraph.align == "center":
        return (room_across(facts, paragraph) - width_of(text)) / 2
    return room_across(facts, paragraph) - first_place(paragraph) - width_of(text.strip())


def first_place(paragraph: ParagraphFacts) -> float:
    """Return where the text of a line that is set from the left begins, in characters from the edge."""
    text = "".join(run.text for run in paragraph.runs)
    first = paragraph.first_line / CHARACTER
    if paragraph.first_line_characters is not None:
        first = paragraph.first_line_characters
    blanks = text[: len(text) - len(text.lstrip())]
    place = paragraph.left / CHARACTER + first
    for sign in blanks:
        stops = [at / CHARACTER for at, _kind in paragraph.setting.tabs if at / CHARACTER > place + 0.01]
        place = (stops[0] if stops else place + 2) if sign == "\t" else place + width_of(sign)
    return place


def start_of(facts: PaperFacts, paragraph: ParagraphFacts) -> float | None:
    """Return where the text of one line begins, however it is set."""
    right = right_room(facts, paragraph)
    if right is None:
        return None
    return room_across(facts, paragraph) - right - width_of(paragraph.text.strip())
