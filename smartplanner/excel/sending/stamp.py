"""What a fill-in workbook says about itself on a hidden sheet, so that it is known again when it comes back.

The stamp names the book, the unit, the step at which it was made, and for every row what the book had then.
A seal over all of it, keyed by the book, tells whether somebody changed it.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from smartplanner.excel.reading.grid import Grid
from smartplanner.fields import text
from smartplanner.fields.description import Field, Kind
from smartplanner.fields.values import decode, encode
from smartplanner.queries import Reader

MAGIC = "SmartPlanner fill-in workbook"
SHEET = "smartplanner"
"""The name of the hidden sheet; it is known by its first cell, whatever it is called."""
_FACTS = ("version", "book", "unit", "entity", "step", "made", "supporting", "seal")
_VERSION = "1"
_ID, _HEAD = "id", "head"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """The facts of one fill-in workbook.

    ``book`` is a fingerprint, not the key itself; ``step`` the number of the book's last step when it was made;
    ``supporting`` says that the unit does not lead these rows but co-operates.  ``rows`` gives, by the id of a
    row, the texts of its fields as the book had them: the unit's own ones encoded, the others as shown.
    """

    book: str
    unit: str
    entity: str
    step: int
    made: date
    supporting: bool = False
    fields: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    """What stands over the columns of ``fields``, in the words of the day it was made."""
    rows: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    seal: str = ""

    def sealed(self, key: str) -> Stamp:
        """Return the same stamp with the seal of the book whose key is *key*."""
        return replace(self, seal=self._seal(key))

    def is_sealed_by(self, key: str) -> bool:
        """Return whether nothing was changed since the book sealed it."""
        return hmac.compare_digest(self.seal, self._seal(key))

    def _seal(self, key: str) -> str:
        rows = [
            [id, *(_plain(values.get(name, "")) for name in self.fields)] for id, values in sorted(self.rows.items())
        ]
        facts = [
            self.book,
            self.unit,
            self.entity,
            self.step,
            self.made.isoformat(),
            self.supporting,
            list(self.fields),
            list(self.heads),
        ]
        content = json.dumps([facts, rows], ensure_ascii=False).encode()
        return hmac.new(key.encode(), content, hashlib.sha256).hexdigest()[:32]


def book_key(reader: Reader) -> str:
    """Return the key that only this book knows of itself."""
    return str(dict(reader.columns("book", ("key", "value")))["book"])


def fingerprint(key: str) -> str:
    """Return what a workbook may say of the book that it came from without giving away its key."""
    return hmac.new(key.encode(), b"fingerprint", hashlib.sha256).hexdigest()[:16]


def stamp_lines(stamp: Stamp) -> Iterator[Sequence[str]]:
    """Return the lines of the hidden sheet."""
    yield [MAGIC]
    facts = {
        "version": _VERSION, "book": stamp.book, "unit": stamp.unit, "entity": stamp.entity, "step": str(stamp.step),
        "made": stamp.made.isoformat(), "supporting": str(int(stamp.supporting)), "seal": stamp.seal,
    }  # fmt: skip
    for name in _FACTS:
        yield [name, facts[name]]
    yield [_HEAD, *stamp.heads]
    yield [_ID, *stamp.fields]
    for id, values in stamp.rows.items():
        yield [id, *(values.get(name, "") for name in stamp.fields)]


def read_stamp(grids: Sequence[Grid]) -> Stamp | None:
    """Return the stamp of a fill-in workbook; None if these are the sheets of any other workbook.

    Its seal is not yet checked.  A stamp of which parts are missing has an empty seal and fits no book.
    """
    grid = next((each for each in grids if is_stamp(each)), None)
    if grid is None:
        return None
    lines = [[text.words(value) for value in row] for row in grid.rows]
    facts = {line[0]: line[1] for line in lines[1 : len(_FACTS) + 1] if len(line) > 1}
    head = next((place for place, line in enumerate(lines) if line and line[0] == _ID), len(lines))
    names = tuple(name for name in lines[head][1:] if name) if head < len(lines) else ()
    heads = lines[head - 1][1 : len(names) + 1] if lines[head - 1][:1] == [_HEAD] else []
    rows = {line[0]: dict(zip(names, line[1:], strict=False)) for line in lines[head + 1 :] if line and line[0]}
    try:
        return Stamp(
            book=facts["book"],
            unit=facts["unit"],
            entity=facts["entity"],
            step=int(facts["step"]),
            made=date.fromisoformat(facts["made"]),
            supporting=facts["supporting"] == "1",
            fields=names,
            heads=tuple(heads),
            rows=rows,
            seal=facts["seal"] if facts["version"] == _VERSION else "",
        )
    except (KeyError, ValueError):
        return Stamp(book=facts.get("book", ""), unit="", entity="", step=0, made=date.min)


def is_stamp(grid: Grid) -> bool:
    """Return whether *grid* is the hidden sheet of a fill-in workbook."""
    return bool(grid.rows) and bool(grid.rows[0]) and grid.value(0, 0) == MAGIC


def encoded(described: Field, value: Any) -> str:
    """Return a value of the unit's own column as the text that the stamp keeps."""
    if value in (None, "", ()):
        return ""
    if described.kind in (Kind.TEXT, Kind.LONG_TEXT):
        return text.words(value)
    return json.dumps(encode(described, value), ensure_ascii=False)


def decoded(described: Field, words: str) -> Any:
    """Return the value of a text of the stamp; the inverse of ``encoded``."""
    if not words:
        return None
    return words if described.kind in (Kind.TEXT, Kind.LONG_TEXT) else decode(described, json.loads(words))


def _plain(words: str) -> str:
    """Return *words* without what a program may change when it saves a workbook anew: blanks and line ends."""
    return "".join(text.words(words).split())
