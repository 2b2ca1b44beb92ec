"""Names of units as people set them off in a sentence: 由【市交通委】牵头, “市公安局”配合, 市公安局 市财政局.

Marks around known names are left out, and a blank between two of them becomes a 、, before anything is looked for.
Each character still knows where it stood.
"""

from __future__ import annotations

import re

from smartplanner.fields.sentence_text import Plain
from smartplanner.fields.sentence_units import DutyFinder

_MARKED = re.compile(
    r"【([^【】]{2,80})】|\[([^\[\]]{2,80})\]|“([^“”]{2,80})”|\"([^\"]{2,80})\"|「([^「」]{2,80})」|《([^《》]{2,80})》"
)
_JOINED = "、和及与"
_LONGEST_NAME = 30
_MOST_BLANKS = 200
"""Blanks of a sentence that are looked at."""


def with_names_apart(prepared: Plain, names: DutyFinder) -> Plain:
    """Return *prepared* with the known names of units free of marks, and parted where a blank parts them."""
    return _parted(_unmarked(prepared, names), names)


def _unmarked(prepared: Plain, names: DutyFinder) -> Plain:
    line, places, ends = prepared.line, list(prepared.places), list(prepared.all_ends())
    dropped: set[int] = set()
    for found in _MARKED.finditer(line):
        start, end = found.start() + 1, found.end() - 1
        if names.names_end(line, start) != end or not _takes_part(line, found, names):
            continue
        places[start], ends[end - 1] = places[found.start()], ends[end]
        dropped |= {found.start(), end}
    if not dropped:
        return prepared
    kept = [at for at in range(len(line)) if at not in dropped]
    return Plain(
        prepared.given,
        "".join(line[at] for at in kept),
        tuple(places[at] for at in kept),
        tuple(ends[at] for at in kept),
    )


def _takes_part(line: str, found: re.Match[str], names: DutyFinder) -> bool:
    """Whether the marked words are charged: a role or a further name follows, or a word such as 由 stands before."""
    before, after = line[max(0, found.start() - _LONGEST_NAME) : found.start()], line[found.end() : found.end() + 1]
    return (
        names.role_at(line, found.end())
        or names.charged_by(before)
        or (bool(after) and after in _JOINED)
        or (bool(before) and before[-1] in _JOINED)
    )


def _parted(prepared: Plain, names: DutyFinder) -> Plain:
    line, places, ends = prepared.line, prepared.places, prepared.all_ends()
    gaps = [at for at in range(1, len(line)) if _is_blank(prepared.given[ends[at - 1] : places[at]])][:_MOST_BLANKS]
    parting = [at for at in gaps if names.names_end(line, at) is not None and _ends_name(line, at, names)]
    for at in reversed(parting):
        line = f"{line[:at]}、{line[at:]}"
        places = (*places[:at], ends[at - 1], *places[at:])
        ends = (*ends[:at], places[at + 1], *ends[at:])
    return Plain(prepared.given, line, places, ends) if parting else prepared


def _is_blank(between: str) -> bool:
    return bool(between) and between.isspace() and "\n" not in between


def _ends_name(line: str, at: int, names: DutyFinder) -> bool:
    return any(names.names_end(line, start, at) == at for start in range(max(0, at - _LONGEST_NAME), at - 1))
