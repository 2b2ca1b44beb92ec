"""A chart as shapes and words on a rectangle, without colours: each medium has its own.

x counts from the left, y downwards from the top, in the medium's unit (points on paper, pixels on the screen).
A ``role`` names what something is: ``ink``, ``muted``, ``line``, ``ground``, a light (``red``) or a series
(``series0`` … ``series3``); the medium knows how that looks.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

SERIES = ("series0", "series1", "series2", "series3")
"""Series that can be told apart without colour."""
CUT = "…"


class Anchor(StrEnum):
    """Which part of the words stands at their x."""

    START = "start"
    MIDDLE = "middle"
    END = "end"


@dataclass(frozen=True, slots=True)
class Box:
    """A filled rectangle; with ``outlined`` it has an edge of its own."""

    x: float
    y: float
    width: float
    height: float
    role: str
    outlined: bool = True


@dataclass(frozen=True, slots=True)
class Words:
    """One line of text; ``y`` is the middle of its height.  ``on`` is the role that it stands on, for contrast."""

    x: float
    y: float
    text: str
    size: float
    anchor: Anchor = Anchor.START
    role: str = "ink"
    on: str = ""
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line through points."""

    points: tuple[tuple[float, float], ...]
    role: str
    width: float


@dataclass(frozen=True, slots=True)
class Dot:
    """A light with its letter, or a line's marker when the role is a series; x and y are its middle."""

    x: float
    y: float
    side: float
    role: str


Shape = Box | Words | Stroke | Dot


@dataclass(frozen=True, slots=True)
class Area:
    """Where the mouse learns ``words``, and what a click there hands back."""

    x: float
    y: float
    width: float
    height: float
    key: str
    words: str

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies inside."""
        return self.x <= x < self.x + self.width and self.y <= y < self.y + self.height


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart that is laid out; later shapes lie over earlier ones."""

    width: float
    height: float
    shapes: tuple[Shape, ...]
    areas: tuple[Area, ...] = ()


@dataclass(frozen=True, slots=True)
class Terms:
    """The words that a chart says by itself: Chinese on paper, those of the window on the screen."""

    nothing: str = "暂无数据"
    unit: str = "单位：{unit}"
    says: str = "{name}：{value}"
    part: str = "{name}，{part}：{value}"
    rest: str = "（其余{count}项未列出）"
    no_map: str = "方位示意，不表示边界，不是地图"
    lights: Mapping[str, str] = field(
        default_factory=lambda: {"red": "红灯", "yellow": "黄灯", "green": "绿灯", "blue": "蓝灯", "grey": "灰灯"}
    )


@dataclass(frozen=True, slots=True)
class Room:
    """What a chart is laid out for: the size of its letters, how wide it is, and how high it may be and should be.

    ``measure`` gives the length of a text in letters of a size.  ``height`` 0: as high as it needs.
    """

    width: float
    em: float
    measure: Callable[[str, float], float]
    highest: float
    height: float = 0
    terms: Terms = Terms()

    @property
    def small(self) -> float:
        """The size of the words that matter least."""
        return self.em * 0.88

    def cut(self, text: str, width: float, size: float = 0) -> str:
        """Return *text*, cut with … where it is longer than *width*."""
        size = size or self.em
        if self.measure(text, size) <= width:
            return text
        while text and self.measure(text + CUT, size) > width:
            text = text[:-1]
        return text.rstrip() + CUT
