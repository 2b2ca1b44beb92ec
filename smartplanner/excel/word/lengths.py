"""Lengths as a Word file writes them; a file from outside may say anything."""

from __future__ import annotations

TWIPS_PER_POINT = 20.0
LARGEST = 1e7
"""Twips and hundredths of characters that no page has."""


def number(text: str, *, largest: float = LARGEST) -> float:
    """Return the number that *text* is; 0 for no number, for nan and inf, and for one as large as *largest*."""
    try:
        found = float(text)
    except ValueError:
        return 0.0
    return found if abs(found) < largest else 0.0
