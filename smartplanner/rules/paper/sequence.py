"""Whether headings count without a gap: 一、二、三、 and （一）（二） (GB/T 9704-2012 §7.3.3)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from smartplanner.base.i18n import _
from smartplanner.rules.paper.elements import Part
from smartplanner.rules.paper.facts import ParagraphFacts
from smartplanner.rules.paper.findings import Finding, at

_DIGITS = {sign: value for value, sign in enumerate("〇一二三四五六七八九")}
_NUMERAL = re.compile(r"^[（(]?([一二三四五六七八九十]+)[）)、]")


def check_sequence(found: Sequence[tuple[ParagraphFacts, Part]]) -> Iterator[Finding]:
    """Give the headings of level 1 and 2 whose number does not follow the one before."""
    last = {Part.HEADING_1: 0, Part.HEADING_2: 0}
    for paragraph, part in found:
        if part in (Part.TITLE, Part.ANNEX):
            last = dict.fromkeys(last, 0)
        if part not in last:
            continue
        number = numeral(paragraph.text)
        if number != last[part] + 1:
            yield at(
                paragraph, "sequence",
                _("the heading has number {number} after {before}", number=number, before=last[part]),
                _("numbers follow one another, each level from one"), "7.3.3",
            )  # fmt: skip
        last[part] = number
        if part is Part.HEADING_1:
            last[Part.HEADING_2] = 0


def numeral(text: str) -> int:
    """Return the number that a heading begins with, up to 99; 0 for none."""
    found = _NUMERAL.match(text.strip())
    if found is None:
        return 0
    tens, ten, ones = found.group(1).rpartition("十")
    if not ten:
        return _DIGITS.get(found.group(1), 0)
    return 10 * (_DIGITS.get(tens, 0) if tens else 1) + (_DIGITS.get(ones, 0) if ones else 0)
