"""How a paragraph of a .docx stands among the others: room above and below, rules, frames, breaks of line and page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from smartplanner.excel.word.formats import Format
from smartplanner.excel.word.lengths import number
from smartplanner.rules.paper.facts import RuleFacts, SettingFacts

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_VML = "{urn:schemas-microsoft-com:vml}"
_EMU_PER_POINT = 12700
_FLATTEST = 4.0
"""Points that a drawn line is high at most; what is higher is a picture or a box."""
_LARGEST_EMU = 1e12
_LENGTHS = {"pt": 1.0, "in": 72.0, "mm": 72 / 25.4, "cm": 720 / 25.4, "px": 0.75}


def setting_of(node: Any, format: Format, *, mark_size: float) -> SettingFacts:
    """Return how the paragraph *node* stands; *format* is what its styles and its own properties say."""
    properties = node.find(W + "pPr")
    borders = tuple(RuleFacts(edge, color, 0.0, space) for edge, color, space in format.borders)
    return SettingFacts(
        before=format.before,
        after=format.after,
        line=format.line,
        line_rule=format.line_rule,
        mark_size=mark_size,
        right=format.right,
        right_characters=format.right_characters,
        rules=(*borders, *_drawn(node), *_underlined(node)),
        held_at=_held_at(properties),
        lines=tuple(_lines(node)),
        breaks_before=format.breaks_before,
        breaks_inside=any(item.get(W + "type") == "page" for item in node.iter(W + "br")),
        tabs=format.tabs,
        pictured=next(node.iter(_DRAWING + "inline"), None) is not None,
    )


def _held_at(properties: Any) -> str:
    frame = properties.find(W + "framePr") if properties is not None else None
    if frame is None:
        return ""
    at_foot = frame.get(W + "yAlign") == "bottom" and frame.get(W + "vAnchor", "page") == "margin"
    return "bottom" if at_foot else "frame"


def _lines(node: Any) -> Iterator[str]:
    """Give the text of a paragraph between its line breaks; text boxes and deleted text are left out."""
    pieces: list[str] = []
    for run in node.iter(W + "r"):
        for item in run:
            if item.tag == W + "t":
                pieces.append(item.text or "")
            elif item.tag == W + "br" and item.get(W + "type", "textWrapping") == "textWrapping":
                yield "".join(pieces).strip()
                pieces.clear()
    yield "".join(pieces).strip()


def _drawn(node: Any) -> Iterator[RuleFacts]:
    for drawing in (*node.iter(_DRAWING + "anchor"), *node.iter(_DRAWING + "inline")):
        extent = drawing.find(_DRAWING + "extent")
        if extent is None:
            continue
        width, height = (number(extent.get(name, "0"), largest=_LARGEST_EMU) / _EMU_PER_POINT for name in ("cx", "cy"))
        line = next(drawing.iter(_A + "ln"), None)
        color = next(line.iter(_A + "srgbClr"), None) if line is not None else None
        if height <= _FLATTEST and width > _FLATTEST:
            yield RuleFacts("drawn", color.get("val", "") if color is not None else "", width, 0.0)
    for drawn in node.iter(_VML + "line"):
        start, end = (_number_with_unit(drawn.get(name, "").partition(",")[0]) for name in ("from", "to"))
        yield RuleFacts("drawn", _vml_color(drawn.get("strokecolor", "")), abs(end - start), 0.0)


def _underlined(node: Any) -> Iterator[RuleFacts]:
    """Give a line that is nothing but underlined blanks; offices draw rules so."""
    if any((item.text or "").strip() for item in node.iter(W + "t")):
        return
    for run in node.iter(W + "r"):
        mark = run.find(f"{W}rPr/{W}u")
        if mark is not None and mark.get(W + "val") != "none" and run.find(W + "tab") is not None:
            yield RuleFacts("bottom", mark.get(W + "color", ""), 0.0, 0.0)


def _vml_color(text: str) -> str:
    name = text.partition(" ")[0].lstrip("#")
    return {"red": "FF0000"}.get(name, "".join(sign * 2 for sign in name) if len(name) == 3 else name).upper()


def _number_with_unit(text: str) -> float:
    unit = text[-2:]
    return number(text[:-2]) * _LENGTHS[unit] if unit in _LENGTHS else number(text) * _LENGTHS["px"]
