"""The text of a sentence in a form to match by, of which every character still knows where it stood."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from smartplanner.fields import text

_PAUSES = re.compile(r"[,;:。!?、()\[\]【】“”\"…]")
_EDGES = " \t\n\u3000,，;；:：。.、!！?？—…"
_CONNECTIVE = re.compile(r"^(?:并且|同时|并(?!行|联|网)|其中|要(?!求|素|点|闻)|由(?!于))+")
_LEAD_IN = re.compile(
    r"^(?:(?:会议)?(?:议定|决定|确定|明确|要求|强调|指出)(?:以下事项|如下)?[:：,，]?"
    r"|[(（]?[一二三四五六七八九十]{1,3}[)）、]|\d{1,2}[.、．](?!\d)|[(（]\d{1,2}[)）]|[①-⑳]"
    r"|下一步[,，]?|第?[一二三四五六七八九十](?:是|要)|第[一二三四五六七八九十][,，])\s*"
)
_EMPTY_BRACKETS = re.compile(r"[(（\[【][\s,，;；:：。、]*[)）\]】]")
_DOUBLED = re.compile(r"[,，;；:：。、\s]+(?=[,，;；。)）\]】])|(?<=[(（\[【])[,，;；:：。、\s]+")


@dataclass(frozen=True, slots=True)
class Plain:
    """``line`` is the text half-width and without blanks; ``places[n]`` is where its n-th character stood.

    ``ends[n]`` is behind that character; left out, each took one character of the text.
    """

    given: str
    line: str
    places: tuple[int, ...]
    ends: tuple[int, ...] = ()

    def all_ends(self) -> tuple[int, ...]:
        """Return for each character of the line where the text goes on behind it."""
        return self.ends or tuple(place + 1 for place in self.places)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where the characters *start* to *end* of the line stood in the text as given."""
        if start >= end:
            at = self.places[start] if start < len(self.places) else len(self.given)
            return at, at
        return self.places[start], self.ends[end - 1] if self.ends else self.places[end - 1] + 1


def plain(given: str) -> Plain:
    """Return *given* prepared for matching."""
    line: list[str] = []
    places: list[int] = []
    for place, character in enumerate(given):
        shown = character if "一" <= character <= "鿿" else text.squeeze(character)
        for one in shown:
            line.append(one)
            places.append(place)
    return Plain(given, "".join(line), tuple(places))


def clauses(line: str) -> Iterator[tuple[int, int]]:
    """Return the clauses of a line: what stands between two marks of punctuation."""
    start = 0
    for mark in _PAUSES.finditer(line):
        if mark[0] == "、":
            continue
        if mark.start() > start:
            yield start, mark.start()
        start = mark.end()
    if start < len(line):
        yield start, len(line)


def without(given: str, removed: Iterable[tuple[int, int]]) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Return *given* without the spans *removed*, tidied, and the spans of what stayed."""
    kept: list[tuple[int, int]] = []
    position = 0
    for start, end in sorted(removed):
        if start > position:
            kept.append((position, start))
        position = max(position, end)
    if position < len(given):
        kept.append((position, len(given)))
    spans = tuple(span for span in (_trimmed(given, *span) for span in kept) if span[0] < span[1])
    return tidy("".join(given[start:end] for start, end in kept)), spans


def tidy(words: str) -> str:
    """Return what is left of a sentence without empty brackets, doubled punctuation and words that lead in."""
    words = " ".join(text.visible(words).split())
    words = _EMPTY_BRACKETS.sub("", words)
    words = _DOUBLED.sub("", words).strip(_EDGES)
    while (shorter := _CONNECTIVE.sub("", _LEAD_IN.sub("", words)).strip(_EDGES)) != words:
        words = shorter
    return words


def _trimmed(given: str, start: int, end: int) -> tuple[int, int]:
    while start < end and given[start] in _EDGES + "()（）":
        start += 1
        if given[start - 1] in "（(" and (lead_in := _LEAD_IN.match(given, start - 1, end)):
            start = lead_in.end()
    while lead_in := _LEAD_IN.match(given, start, end):
        start = max(lead_in.end(), start + 1)
    while start < end and given[end - 1] in _EDGES + "()（）":
        end -= 1
    return start, end
