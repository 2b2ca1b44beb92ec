"""Where the title, 主送机关, 附件说明, 署名, 成文日期 and the marks of annexes stand (GB/T 9704-2012 §7.3)."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from smartplanner.base.i18n import _
from smartplanner.base.problems import Level
from smartplanner.rules.paper.elements import HEADINGS, Part
from smartplanner.rules.paper.facts import PaperFacts, ParagraphFacts
from smartplanner.rules.paper.findings import Finding, at
from smartplanner.rules.paper.heads import is_bulletin, letter_name
from smartplanner.rules.paper.room import (
    begins_page,
    first_place,
    lines_between,
    right_room,
    room_across,
    start_of,
    width_of,
)

Found = Sequence[tuple[ParagraphFacts, Part]]
_BELOW_TITLE = (Part.ADDRESSEE, Part.BODY, Part.NOTE, *HEADINGS)
_NEAR = 0.6
"""Characters and lines: what is less than this away is taken to be right."""
_NEVER_FIRST = "的了和与及、，；。）》”"
_NEVER_LAST = "（《“、"
_WIDEST_BLANK = 1.7


def check_places(facts: PaperFacts, found: Found) -> Iterator[Finding]:
    """Give what stands elsewhere than the standard says."""
    if facts.is_sheet:
        return
    yield from _titles(facts, found)
    for place, (paragraph, part) in enumerate(found):
        above = found[place - 1] if place else None
        if part is Part.ADDRESSEE and paragraph.align in ("left", "both", "start") and first_place(paragraph) > 0.4:
            yield at(paragraph, "addressee_place",
                     _("主送机关 begins {count} characters in", count=_short(first_place(paragraph))),
                     _("at the edge, one blank line below the title"), "7.3.2")  # fmt: skip
        if part is Part.ANNEX_LIST:
            yield from _annex_list(facts, paragraph, above)
        if part is Part.DATE:
            yield from _date(facts, paragraph, above, found[place - 2] if place > 1 else None)
        if part is Part.ANNEX:
            following = found[place + 1] if place + 1 < len(found) else None
            yield from _annex(facts, paragraph, following)


def _titles(facts: PaperFacts, found: Found) -> Iterator[Finding]:
    """Look at each title: the blank lines above and below, and how it is broken."""
    place = 0
    while place < len(found):
        if found[place][1] is not Part.TITLE:
            place += 1
            continue
        end = place
        while end < len(found) and found[end][1] is Part.TITLE and (end == place or _same(facts, found, end)):
            end += 1
        title = [paragraph for paragraph, _part in found[place:end]]
        above = found[place - 1] if place else None
        below = found[end] if end < len(found) else None
        yield from _above_title(facts, title[0], above, plain=not is_bulletin(found))
        if below is not None and below[1] in _BELOW_TITLE:
            blank = lines_between(facts, title[-1], below[0])
            if blank is not None and abs(blank - 1) > _NEAR:
                yield at(below[0], "title_below", _("{count} blank line(s) below the title", count=_short(blank)),
                         _("one blank line"), "7.3.2")  # fmt: skip
        yield from _title_lines(facts, title)
        place = end


def _same(facts: PaperFacts, found: Found, place: int) -> bool:
    """Whether a paragraph goes on with the title above it."""
    blank = lines_between(facts, found[place - 1][0], found[place][0])
    return blank is not None and blank < 0.5


def _above_title(
    facts: PaperFacts, title: ParagraphFacts, above: tuple[ParagraphFacts, Part] | None, *, plain: bool
) -> Iterator[Finding]:
    headed = above is not None and (above[1] is Part.NUMBER or letter_name(facts) is not None)
    if above is None or not plain or not headed or above[1] not in (Part.NUMBER, Part.HEAD, Part.MARKING):
        return
    blank = lines_between(facts, above[0], title)
    if blank is not None and abs(blank - 2) > _NEAR + 0.1:
        yield at(title, "title_above", _("{count} blank line(s) above the title", count=_short(blank)),
                 _("two blank lines below the red rule"), "7.3.1")  # fmt: skip


def _title_lines(facts: PaperFacts, title: Sequence[ParagraphFacts]) -> Iterator[Finding]:
    run = title[0].main
    size = run.size if run is not None else 22.0
    room = room_across(facts, title[0]) * 15.79 / size
    if room < 1:
        return
    lines = [line for one in title for line in (one.setting.lines or (one.text,)) if line.strip()]
    widths = [width_of(line) for line in lines]
    too_long = next((place for place, width in enumerate(widths) if width > room + 0.3), None)
    if too_long is not None:
        yield _too_long(title[0], widths, too_long, room)
        return
    for before, line in itertools.pairwise(lines):
        if line[0] in _NEVER_FIRST or before[-1] in _NEVER_LAST:
            yield at(title[0], "title_words", _("the title is broken into “{above}” and “{below}”", above=before[-4:],
                     below=line[:4]), _("broken by meaning: no word is parted"), "7.3.1")  # fmt: skip
    if len(widths) > 2 and max(widths) - min(widths) < 0.6:
        yield at(title[0], "title_shape", _("the {count} lines of the title are of one length", count=len(widths)),
                 _("梯形 or 菱形"), "7.3.1")  # fmt: skip
    elif any(
        two < one - 1 and two < three - 1 for one, two, three in zip(widths, widths[1:], widths[2:], strict=False)
    ):
        yield at(title[0], "title_shape", _("the title is narrow in the middle"), _("梯形 or 菱形"), "7.3.1")


def _too_long(title: ParagraphFacts, widths: Sequence[float], place: int, room: float) -> Finding:
    rest = widths[place] % int(room) or int(room)
    found = _("a line of the title has {count} characters and {room} fit: the last line gets {rest}",
              count=_short(widths[place]), room=int(room), rest=_short(rest))  # fmt: skip
    finding = at(title, "title_broken", found, _("broken by hand, by meaning, into 梯形 or 菱形"), "7.3.1")
    if len(widths) == 1 and rest > 3:
        return Finding(finding.code, finding.found, finding.wanted, finding.clause, finding.paragraph, finding.words,
                       Level.NOTE)  # fmt: skip
    return finding


def _annex_list(
    facts: PaperFacts, paragraph: ParagraphFacts, above: tuple[ParagraphFacts, Part] | None
) -> Iterator[Finding]:
    if above is None or above[1] is Part.ANNEX_LIST:
        return
    blank = lines_between(facts, above[0], paragraph)
    if blank is not None and not 1 - _NEAR < blank < _WIDEST_BLANK:
        yield at(paragraph, "annex_list_place", _("{count} blank line(s) above 附件说明", count=_short(blank)),
                 _("one blank line below the text"), "7.3.4")  # fmt: skip
    indent = first_place(paragraph)
    if paragraph.align in ("left", "both", "start") and abs(indent - 2) > 0.4:
        yield at(paragraph, "annex_list_place", _("附件说明 begins {count} characters in", count=_short(indent)),
                 _("two characters in"), "7.3.4")  # fmt: skip


def _annex(
    facts: PaperFacts, paragraph: ParagraphFacts, following: tuple[ParagraphFacts, Part] | None
) -> Iterator[Finding]:
    if not begins_page(facts, paragraph):
        yield at(
            paragraph, "annex_page", _("the annex does not begin on a new page"), _("on a page of its own"), "7.3.7"
        )
    if paragraph.align in ("left", "both", "start") and first_place(paragraph) > 0.4:
        yield at(paragraph, "annex_place",
                 _("the mark of the annex begins {count} characters in", count=_short(first_place(paragraph))),
                 _("at the edge, on the first line"), "7.3.7")  # fmt: skip
    if following is not None and following[1] is Part.ANNEX_TITLE:
        blank = lines_between(facts, paragraph, following[0])
        if blank is not None and abs(blank - 1) > _NEAR:
            yield at(following[0], "annex_title_place",
                     _("{count} blank line(s) between the mark of the annex and its title", count=_short(blank)),
                     _("the title is on the third line"), "7.3.7")  # fmt: skip


def _date(
    facts: PaperFacts,
    date: ParagraphFacts,
    above: tuple[ParagraphFacts, Part] | None,
    before: tuple[ParagraphFacts, Part] | None,
) -> Iterator[Finding]:
    unit = above[0] if above is not None and above[1] is Part.UNIT else None
    first, over = (unit, before) if unit is not None else (date, above)
    if over is not None and over[1] in (Part.BODY, Part.ANNEX_LIST, *HEADINGS):
        blank = lines_between(facts, over[0], first)
        if blank is not None and blank < 1 - _NEAR:
            yield at(first, "unit_place", _("署名 follows the text at once"), _("at least one blank line below it"),
                     "7.3.5")  # fmt: skip
    yield from _across(facts, unit, date)


def _across(facts: PaperFacts, unit: ParagraphFacts | None, date: ParagraphFacts) -> Iterator[Finding]:
    right = right_room(facts, date)
    if right is None:
        return
    wanted = _("with a seal: 4 characters from the right; without: 署名 2 characters from the right, and the date "
               "begins 2 characters after it")  # fmt: skip
    unit_right = right_room(facts, unit) if unit is not None else None
    if unit is None or unit_right is None:
        if not any(abs(right - known) <= _NEAR for known in (2, 4)) and unit is None:
            found = _("成文日期 ends {count} characters from the right", count=_short(right))
            yield at(date, "date_place", found, wanted, "7.3.5")
        return
    sealed = abs(right - 4) <= _NEAR
    after = (start_of(facts, date) or 0) - (start_of(facts, unit) or 0)
    plain = abs(after - 2) <= _NEAR and (abs(unit_right - 2) <= _NEAR or abs(right - 2) <= _NEAR)
    if not sealed and not plain:
        found = _("成文日期 ends {count} characters from the right, 署名 {unit}, and it begins {after} after 署名",
                  count=_short(right), unit=_short(unit_right), after=_short(after))  # fmt: skip
        yield at(date, "date_place", found, wanted, "7.3.5")


def _short(count: float) -> str:
    return f"{count:.1f}".removesuffix(".0").replace("-0", "0")
