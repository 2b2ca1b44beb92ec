"""A person's mistake as a value: what, where, why and what to do.

Everything that a user can mend is a ``Problem``; anything else that goes wrong is a bug and crashes
into the one report dialog.  A Problem can be collected in a list (an import preview) or raised (a
refusal); it is the same object, so the window and the command line say the same sentence.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, replace
from enum import StrEnum

from smartplanner.base.i18n import _
from smartplanner.base.quotes import nested, single


class Level(StrEnum):
    """How much a problem weighs: an error keeps its row out, a warning is accepted but shown, a note informs."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(eq=True, kw_only=True)
class Problem(Exception):  # noqa: N818 - it is a value first, and raised second
    """One thing that a person can mend.

    ``code`` is stable and English (for scripts); ``message`` says what is wrong and why, ``remedy`` what
    to do, both in the user's language.  The place is as exact as is known: ``file``, ``sheet``, ``cell``
    (``F12``), ``field`` (the entity's field name) and the ``value`` as it was given.
    """

    code: str
    message: str
    remedy: str = ""
    level: Level = Level.ERROR
    file: str = ""
    sheet: str = ""
    cell: str = ""
    field: str = ""
    value: str = ""
    details: tuple[Problem, ...] = dataclasses.field(default=(), compare=False)

    def __str__(self) -> str:
        return self.sentence()

    def __hash__(self) -> int:
        return hash((self.code, self.message, self.file, self.sheet, self.cell, self.field, self.value))

    def at(self, **place: str) -> Problem:
        """Return the same problem with its place filled in (file, sheet, cell, field, value)."""
        return replace(self, **place)  # type: ignore[arg-type]

    def __reduce__(self) -> tuple[object, ...]:
        values = {item.name: getattr(self, item.name) for item in dataclasses.fields(self)}
        return _rebuild, (values,)

    def sentence(self) -> str:
        """Return one line for a person: place, reason, value as given, remedy."""
        place = ""
        if self.file:
            place += _("File “{file}” ", file=self.file)
        if self.sheet:
            place += _("sheet “{sheet}” ", sheet=self.sheet)
        if self.cell:
            place += _("cell {cell} ", cell=self.cell)
        text = (place.rstrip() + _(": ") if place else "") + self.message.rstrip()
        if self.value and single(self.value) not in single(self.message):
            text += _(" Value as given: “{value}”.", value=shorten(self.value))
        if self.remedy:
            text += self.remedy if text.endswith(("。", "！", "？")) else _(" {remedy}", remedy=self.remedy)
        return nested(text)


def shorten(text: str, limit: int = 60) -> str:
    """Return *text* on one line and at most *limit* characters long, with … where it was cut."""
    line = " ".join(text.split())
    return line if len(line) <= limit else line[: limit - 1] + "…"


def _rebuild(values: dict[str, object]) -> Problem:
    return Problem(**values)  # type: ignore[arg-type]
