"""Where 署名 and 成文日期 stand (GB/T 9704 §7.3.5), in characters from the left edge of the 版心."""

from __future__ import annotations

from dataclasses import dataclass

from smartplanner.reports.document.blocks import Sealing, Signature
from smartplanner.reports.page.geometry import CHARACTERS_PER_LINE
from smartplanner.reports.page.linebreak import characters

_STAMP = 6.0
"""Characters that the name under a title takes as a stamp."""


@dataclass(frozen=True, slots=True)
class SignaturePlaces:
    """Where both begin, and how many blank lines stand above them."""

    unit_left: float
    date_left: float
    blank_lines: int


def signature_places(signature: Signature) -> SignaturePlaces:
    """Return where the unit and the date begin.

    Without a seal the unit ends two characters from the right and the date begins two characters after it; a date
    that would reach further stands two characters from the right itself.  Sealed: the date four characters from
    the right, the unit centred over it; the seal of 42 mm covers both and begins within a line of the text.
    """
    unit, date = characters(signature.unit), characters(signature.date)
    line = float(CHARACTERS_PER_LINE)
    if signature.sealing is Sealing.SEAL:
        date_left = line - 4 - date
        unit_left = min(date_left + (date - unit) / 2, line - unit)
        return SignaturePlaces(max(0.0, unit_left), date_left, 2)
    if signature.sealing is Sealing.STAMP:
        return SignaturePlaces(max(0.0, line - 4 - _STAMP - 2 - unit), line - 4 - date, 2)
    unit_left = line - 2 - unit
    date_left = unit_left + 2
    over = max(0.0, date_left + date - (line - 2))
    return SignaturePlaces(max(0.0, unit_left - over), max(0.0, date_left - over), 1)
