"""All colours of the program: each token with its value in the light, the dark and the high-contrast look.

A token is ONE ``QColor`` for the program's whole life; ``wear`` changes its value in place.  So a module may import
tokens by name, and everything that is painted, or asked of a model, takes the new look at the next paint.  What copies
a colour does not follow: a style sheet, an icon, a brush given to an item.  Such things are made by a function when
they are needed, never when a module is loaded; the window makes its pages anew when the look changes.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from PySide6.QtGui import QColor

LIGHT, DARK, CONTRAST = "light", "dark", "contrast"
LOOK_NAMES = (LIGHT, DARK, CONTRAST)
_VALUES: list[tuple[QColor, tuple[str, str, str]]] = []
_worn = [LIGHT]


def _token(light: str, dark: str, contrast: str) -> QColor:
    made = QColor(light)
    _VALUES.append((made, (light, dark, contrast)))
    return made


# Grounds and what stands on them                 light      dark       high contrast
INK = _token("#1E2733", "#E6EBF1", "#FFFFFF")
MUTED = _token("#5A6779", "#A7B3C2", "#FFFFFF")
FAINT = _token("#4A5666", "#B5C0CE", "#FFFFFF")
DISABLED_INK = _token("#A3ACB8", "#65707E", "#A0A0A0")
PAPER = _token("#FFFFFF", "#1C2229", "#000000")
GROUND = _token("#F3F5F8", "#14191F", "#000000")
ALTERNATE = _token("#F8FAFC", "#20272F", "#000000")
HEADER = _token("#EDF1F6", "#28313B", "#1A1A1A")
GROUP_GROUND = _token("#F4F7FB", "#232B34", "#1A1A1A")
LINE = _token("#D9DEE5", "#3A4551", "#7A7A7A")
EDGE = _token("#828C9C", "#75839A", "#FFFFFF")
"""The border of what can be typed into or pressed: at least 3:1 against its ground."""
ACCENT = _token("#1F5FA8", "#74B3F3", "#FFFF00")
ON_ACCENT = _token("#FFFFFF", "#0A1A2C", "#000000")
ACCENT_QUIET = _token("#AEBFD6", "#33475F", "#4A4A00")
"""The ground of the default button while it cannot be pressed."""
LINK = _token("#1F5FA8", "#74B3F3", "#FFFF00")
SELECTED = _token("#E3EDF9", "#24405F", "#003C5C")
SELECTED_TEXT_GROUND = _token("#BCD4F2", "#335A86", "#00567F")
"""Behind chosen letters in a field."""
HOVER = _token("#EEF3F9", "#2A333D", "#262626")
PRESSED = _token("#E0E8F2", "#333E4A", "#3A3A3A")
CONTROL = _token("#FAFBFC", "#252D36", "#000000")
SCROLL = _token("#8E99A8", "#66758A", "#FFFFFF")
SCROLL_HOVER = _token("#6F7D90", "#8393A9", "#FFFF00")
SHADOW = _token("#1C1E2733", "#60000000", "#00000000")
NOTHING = _token("#00000000", "#00000000", "#00000000")

# The navigation at the left
NAVIGATION = _token("#22324A", "#10151B", "#000000")
NAVIGATION_INK = _token("#DCE4EF", "#D5DDE8", "#FFFFFF")
NAVIGATION_HEADING = _token("#9AABC2", "#93A1B3", "#FFFFFF")
NAVIGATION_SELECTED = _token("#31466A", "#26374D", "#003C5C")
NAVIGATION_SELECTED_INK = _token("#FFFFFF", "#FFFFFF", "#FFFF00")
NAVIGATION_HOVER = _token("#2A3C58", "#1A222C", "#262626")
NAVIGATION_MARK = _token("#7FB2F0", "#74B3F3", "#FFFF00")

# Letters that say how a thing stands, and the tints behind them
ERROR = _token("#B71C1C", "#FF8F88", "#FF8A8A")
ERROR_TINT = _token("#FBE4E1", "#4A2422", "#330000")
ERROR_FIELD = _token("#FDF1F0", "#3A2123", "#330000")
WARNING = _token("#7A5200", "#F0B94A", "#FFFF00")
WARNING_TINT = _token("#FFF3D6", "#42351A", "#333300")
GOOD = _token("#2A732E", "#79CC7F", "#3CFF5A")
GOOD_TINT = _token("#E8F3E8", "#1F3825", "#002E00")
NEWS = _token("#1565C0", "#7DB8F5", "#7FC4FF")
CHANGED_TINT = _token("#FFF8E1", "#3B351F", "#333300")
NOTE_TINT = _token("#F0F2F5", "#2A323B", "#1A1A1A")
ON_SIGN = _token("#FFFFFF", "#14191F", "#000000")
"""Drawn inside a sign that is filled with one of the inks above."""
NOTICE_INK = _token("#FFFFFF", "#FFFFFF", "#FFFFFF")
NOTICE_REFUSAL = _token("#8E1B1B", "#8E2424", "#5C0000")
NOTICE_WARNING = _token("#7A4A00", "#754A0A", "#4A3A00")
NOTICE_NEWS = _token("#22324A", "#2F4564", "#00304A")

# The board
COLUMN = _token("#E6EBF1", "#232B34", "#1A1A1A")
LANE = _token("#D3DCE7", "#2E3945", "#333333")
TARGET = _token("#CFE1F6", "#264566", "#003C5C")
REFUSED_GROUND = _token("#F1DEDE", "#3F2627", "#330000")
REFUSED_INK = _token("#8E1B1B", "#FF8F88", "#FF8A8A")
FULL = _token("#FBDDC0", "#523418", "#4A2A00")
FULL_INK = _token("#7E3500", "#FFB77A", "#FFC080")
TRACK = _token("#E4E8ED", "#36414D", "#404040")

# The chart of dates and the portfolio
FREE_DAY = _token("#EFF1F5", "#232A32", "#1A1A1A")
PLANNED = _token("#8791A0", "#7E8CA0", "#C0C0C0")
CRITICAL = _token("#8E1B1B", "#FF8F88", "#FF8A8A")
AS_OF = _token("#A84B18", "#F0A36B", "#FFC080")
CHART_LINK = _token("#6F7C8E", "#94A2B5", "#FFFFFF")
SUMMARY_INK = _token("#3C4A5E", "#B9C5D4", "#FFFFFF")
OPEN_INK = _token("#A23B00", "#FFB083", "#FFC080")
HATCH = _token("#B9C2CE", "#495563", "#8A8A8A")
REACHED = _token("#CFE0F4", "#2C4A6B", "#003C5C")
TO_COME = _token("#EDF0F4", "#2A323B", "#1A1A1A")

# The meeting on the full screen
NIGHT = _token("#16263D", "#0C1219", "#000000")
PALE = _token("#C9D6E8", "#B9C7D9", "#FFFFFF")
ON_NIGHT = _token("#FFFFFF", "#F2F5F9", "#FFFFFF")
UNLIT = _token("#8791A0", "#75839A", "#C0C0C0")
VEIL = _token("#C80A1424", "#D0000000", "#E0000000")


@dataclass(frozen=True, slots=True)
class LightLook:
    """How one light is drawn: its colour, the colours of its letter and edge, the tint behind a row, its shape.

    ``ink`` is for words that are coloured as the light is.
    """

    colour: QColor
    letter: QColor
    edge: QColor
    ink: QColor
    tint: QColor
    shape: str


LIGHT_LOOKS: Mapping[str, LightLook] = {
    "red": LightLook(
        colour=_token("#C62828", "#F0706B", "#FF5C5C"),
        letter=_token("#FFFFFF", "#260404", "#000000"),
        edge=_token("#C62828", "#F0706B", "#FF5C5C"),
        ink=ERROR,
        tint=_token("#FBE9E7", "#432322", "#330000"),
        shape="square",
    ),
    "yellow": LightLook(
        colour=_token("#F2B01E", "#F2B93B", "#FFFF00"),
        letter=_token("#3A2A00", "#332500", "#000000"),
        edge=_token("#A87400", "#F2B93B", "#FFFF00"),
        ink=WARNING,
        tint=_token("#FFF6DD", "#3F351C", "#333300"),
        shape="triangle",
    ),
    "green": LightLook(
        colour=_token("#2E7D32", "#62BD69", "#3CFF5A"),
        letter=_token("#FFFFFF", "#04210A", "#000000"),
        edge=_token("#2E7D32", "#62BD69", "#3CFF5A"),
        ink=GOOD,
        tint=_token("#E8F3E8", "#1F3825", "#002E00"),
        shape="circle",
    ),
    "blue": LightLook(
        colour=_token("#1565C0", "#67A9F0", "#7FC4FF"),
        letter=_token("#FFFFFF", "#03182E", "#000000"),
        edge=_token("#1565C0", "#67A9F0", "#7FC4FF"),
        ink=NEWS,
        tint=_token("#E5EFFA", "#1E3550", "#00264D"),
        shape="circle",
    ),
    "grey": LightLook(
        colour=_token("#687485", "#98A4B4", "#D0D0D0"),
        letter=_token("#FFFFFF", "#10151B", "#000000"),
        edge=_token("#687485", "#98A4B4", "#D0D0D0"),
        ink=MUTED,
        tint=_token("#EEF0F3", "#2A323B", "#222222"),
        shape="diamond",
    ),
}
"""Colour is never alone: each light has a shape and a letter as well, for print and for eyes that mix colours."""


def worn() -> str:
    """Return the name of the look that the tokens have now."""
    return _worn[0]


def wear(name: str) -> None:
    """Give all tokens the values of the look *name*: light, dark or contrast.  What is on screen is not repainted."""
    place = LOOK_NAMES.index(name)
    for token, values in _VALUES:
        token.setRgba(QColor(values[place]).rgba())
    _worn[0] = name


@contextlib.contextmanager
def paper() -> Iterator[None]:
    """Paint inside for paper: with the light look whatever the window wears.  Only for painting, in Qt's own thread."""
    before = worn()
    if before == LIGHT:
        yield
        return
    wear(LIGHT)
    try:
        yield
    finally:
        wear(before)
