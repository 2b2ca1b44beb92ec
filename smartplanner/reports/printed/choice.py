"""What a person chooses about the paper, as a value that is kept as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from smartplanner.base.i18n import N_

AUTO = "auto"
SIZES = {AUTO: N_("As fits best"), "A4": "A4", "A3": "A3"}
TURNS = {AUTO: N_("As fits best"), "portrait": N_("Upright"), "landscape": N_("Lying")}
PERCENTS = (0, 60, 70, 80, 90, 100, 110, 125, 150)
"""Of the usual size; 0 fits all columns to the width of the page."""
MARGINS = {"normal": 15.0, "narrow": 8.0}
"""Millimetres at each edge."""
_LONGEST = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperChoice:
    """Paper, its turn, the scale in per cent (0: fit the width), margins, texts at head and foot, without colours."""

    size: str = AUTO
    turn: str = AUTO
    percent: int = 0
    margins: str = "normal"
    head: str = ""
    foot: str = ""
    grey: bool = False
    stretch: str = ""
    """How much time a page of a chart shows; empty: as the chart would."""
    selected: bool = False
    """Only the selected rows."""

    def to_json(self) -> dict[str, Any]:
        """Return the choice as JSON keeps it; the selection of one day means nothing on another."""
        return {name: value for name, value in asdict(self).items() if name != "selected"}

    @staticmethod
    def from_json(content: Any) -> PaperChoice:
        """Return a kept choice; what cannot be read in it is as if never chosen."""
        if not isinstance(content, Mapping):
            return PaperChoice()
        usual = PaperChoice()
        percent, grey = content.get("percent"), content.get("grey")
        return PaperChoice(
            size=_one_of(SIZES, content.get("size"), usual.size),
            turn=_one_of(TURNS, content.get("turn"), usual.turn),
            percent=percent if isinstance(percent, int) and percent in PERCENTS else usual.percent,
            margins=_one_of(MARGINS, content.get("margins"), usual.margins),
            head=_text(content.get("head")),
            foot=_text(content.get("foot")),
            grey=grey if isinstance(grey, bool) else usual.grey,
            stretch=_text(content.get("stretch")),
        )


def _one_of(known: Mapping[str, Any], value: Any, usual: str) -> str:
    return value if isinstance(value, str) and value in known else usual


def _text(value: Any) -> str:
    return value[:_LONGEST] if isinstance(value, str) else ""
