"""How lights look on paper: their shape in the colour of the light look, and a word."""

from __future__ import annotations

from collections.abc import Mapping

from smartplanner.base.i18n import _
from smartplanner.reports.printed.listing import LightMark
from smartplanner.rules.lights import LETTERS
from smartplanner.ui import theme

_SHAPES = {"square": "■", "triangle": "▲", "circle": "●", "diamond": "◆"}


def light_marks() -> Mapping[str, LightMark]:
    """Return the mark of each light; call it in the window's thread."""
    with theme.paper():
        return {
            str(light): LightMark(_SHAPES.get(look.shape, "●"), look.colour.name()[1:], _(LETTERS[light]))
            for light, look in theme.LIGHT_LOOKS.items()
        }
