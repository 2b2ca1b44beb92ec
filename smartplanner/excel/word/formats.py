"""What styles say about paragraphs and their characters: defaults, styles based on others, and what stands in place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from smartplanner.excel.word.lengths import TWIPS_PER_POINT, number

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_DEEPEST = 20
_USUAL_SIZE = 10.0
"""Word's size where nothing names one."""


@dataclass(frozen=True, slots=True)
class Format:
    """How a paragraph and its characters are set; lengths are points, ``pitch`` 0 where the face decides."""

    font: str = ""
    latin: str = ""
    size: float = _USUAL_SIZE
    bold: bool = False
    color: str = ""
    spacing: float = 0.0
    align: str = "left"
    first_line: float = 0.0
    first_line_characters: float | None = None
    left: float = 0.0
    right: float = 0.0
    pitch: float = 0.0
    on_grid: bool = True
    framed: bool = False
    right_characters: float | None = None
    before: float = 0.0
    after: float = 0.0
    line: float = 1.0
    line_rule: str = "auto"
    breaks_before: bool = False
    borders: tuple[tuple[str, str, float], ...] = ()
    """Edge, colour and distance of each border."""
    tabs: tuple[tuple[float, str], ...] = ()

    def with_properties(self, paragraph: Any, run: Any, *, theme: Mapping[str, str] | None = None) -> Format:
        """Return the format with what ``w:pPr`` and ``w:rPr`` say put over it."""
        made = _with_paragraph(self, paragraph) if paragraph is not None else self
        return _with_run(made, run, theme or {}) if run is not None else made


class Formats:
    """The styles of one document."""

    def __init__(self, styles: Any, theme: Any) -> None:
        self.theme = _theme_fonts(theme)
        self._styles: dict[str, Any] = {}
        self._usual = ""
        self._base = Format()
        self._known: dict[str, Format] = {}
        if styles is None:
            return
        defaults = styles.find(W + "docDefaults")
        if defaults is not None:
            self._base = self._base.with_properties(
                defaults.find(f"{W}pPrDefault/{W}pPr"), defaults.find(f"{W}rPrDefault/{W}rPr"), theme=self.theme
            )
        for style in styles.findall(W + "style"):
            id = style.get(W + "styleId", "")
            self._styles[id] = style
            if style.get(W + "type") == "paragraph" and style.get(W + "default") in ("1", "true", "on"):
                self._usual = id

    def name(self, style: str) -> str:
        """Return the name of a style as a person sees it."""
        found = self._styles.get(style or self._usual)
        name = found.find(W + "name") if found is not None else None
        return name.get(W + "val", "") if name is not None else ""

    def paragraph(self, style: str) -> Format:
        """Return what a paragraph of a style is set in; the usual style for an empty name."""
        style = style if style in self._styles else self._usual
        if style not in self._known:
            made = self._base
            for item in self._chain(style):
                made = made.with_properties(item.find(W + "pPr"), item.find(W + "rPr"), theme=self.theme)
            self._known[style] = made
        return self._known[style]

    def with_character_style(self, format: Format, style: str) -> Format:
        """Return *format* with a style of characters put over it."""
        for item in self._chain(style):
            format = format.with_properties(None, item.find(W + "rPr"), theme=self.theme)
        return format

    def _chain(self, style: str) -> list[Any]:
        """Return a style and those that it is based on, the base first; a ring ends where it began."""
        chain: list[Any] = []
        while style in self._styles and len(chain) < _DEEPEST:
            chain.append(self._styles[style])
            base = chain[-1].find(W + "basedOn")
            style = base.get(W + "val", "") if base is not None else ""
        return chain[::-1]


def _with_run(format: Format, node: Any, theme: Mapping[str, str]) -> Format:
    changes: dict[str, Any] = {}
    for item in node:
        value = item.get(W + "val", "")
        if item.tag == W + "rFonts":
            changes |= _fonts(item, theme)
        elif item.tag == W + "sz":
            changes["size"] = number(value) / 2 or format.size
        elif item.tag == W + "b":
            changes["bold"] = value not in ("0", "false", "off")
        elif item.tag == W + "color":
            changes["color"] = "" if value == "auto" else value
        elif item.tag == W + "spacing":
            changes["spacing"] = number(value) / TWIPS_PER_POINT
    return replace(format, **changes) if changes else format


def _fonts(node: Any, theme: Mapping[str, str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for field, name in (("font", "eastAsia"), ("latin", "ascii")):
        if value := theme.get(node.get(f"{W}{name}Theme", ""), "") or node.get(W + name, ""):
            found[field] = value
    return found


def _with_paragraph(format: Format, node: Any) -> Format:
    changes: dict[str, Any] = {}
    for item in node:
        if item.tag == W + "jc":
            changes["align"] = item.get(W + "val", "left")
        elif item.tag == W + "ind":
            changes |= _indents(item)
        elif item.tag == W + "spacing":
            changes |= _spacing(item, on_grid=changes.get("on_grid", format.on_grid))
        elif item.tag == W + "snapToGrid":
            changes["on_grid"] = item.get(W + "val", "1") not in ("0", "false", "off")
        elif item.tag == W + "framePr":
            changes["framed"] = True
        elif item.tag == W + "pageBreakBefore":
            changes["breaks_before"] = item.get(W + "val", "1") not in ("0", "false", "off")
        elif item.tag == W + "pBdr":
            changes["borders"] = _borders(item)
        elif item.tag == W + "tabs":
            changes["tabs"] = _tabs(item, format.tabs)
    return replace(format, **changes) if changes else format


def _spacing(node: Any, *, on_grid: bool) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name in ("before", "after"):
        if node.get(W + name) is not None:
            found[name] = number(node.get(W + name)) / TWIPS_PER_POINT
    if node.get(W + "line"):
        rule = node.get(W + "lineRule", "auto")
        exact = rule == "exact"
        value = number(node.get(W + "line"))
        times = value / 240
        # A multiple of a line on the grid is a multiple of the grid; only the single line keeps it.
        found["pitch"] = value / TWIPS_PER_POINT if exact else 0.0
        found["on_grid"] = on_grid and (exact or abs(times - 1) < 0.01)
        found["line_rule"] = rule
        found["line"] = times if rule == "auto" else value / TWIPS_PER_POINT
    return found


def _borders(node: Any) -> tuple[tuple[str, str, float], ...]:
    return tuple(
        (edge, item.get(W + "color", ""), number(item.get(W + "space", "0")))
        for edge in ("top", "bottom")
        if (item := node.find(W + edge)) is not None and item.get(W + "val", "none") not in ("none", "nil")
    )


def _tabs(node: Any, inherited: tuple[tuple[float, str], ...]) -> tuple[tuple[float, str], ...]:
    found = dict(inherited)
    for item in node.findall(W + "tab"):
        place, kind = number(item.get(W + "pos", "0")) / TWIPS_PER_POINT, item.get(W + "val", "left")
        if kind == "clear":
            found.pop(place, None)
        else:
            found[place] = kind
    return tuple(sorted(found.items()))


def _indents(node: Any) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for field, *names in (("left", "left", "start"), ("right", "right", "end")):
        for name in names:
            if node.get(W + name) is not None:
                found[field] = number(node.get(W + name)) / TWIPS_PER_POINT
                if field == "right":
                    found["right_characters"] = None
    for name in ("rightChars", "endChars"):
        if node.get(W + name) is not None:
            found["right_characters"] = number(node.get(W + name)) / 100
    if node.get(W + "hanging") is not None:
        found |= {"first_line": -number(node.get(W + "hanging")) / TWIPS_PER_POINT, "first_line_characters": None}
    elif node.get(W + "firstLine") is not None:
        found |= {"first_line": number(node.get(W + "firstLine")) / TWIPS_PER_POINT, "first_line_characters": None}
    if node.get(W + "firstLineChars") is not None:
        found["first_line_characters"] = number(node.get(W + "firstLineChars")) / 100
    return found


def _theme_fonts(theme: Any) -> Mapping[str, str]:
    """Return the Chinese and Latin faces that the names of a theme stand for."""
    found: dict[str, str] = {}
    if theme is None:
        return found
    for kind in ("major", "minor"):
        fonts = next(theme.iter(f"{_A}{kind}Font"), None)
        if fonts is None:
            continue
        chinese = next((item.get("typeface", "") for item in fonts if item.get("script") == "Hans"), "")
        named = fonts.find(_A + "ea")
        found[f"{kind}EastAsia"] = (named.get("typeface", "") if named is not None else "") or chinese
        latin = fonts.find(_A + "latin")
        found[f"{kind}HAnsi"] = found[f"{kind}Ascii"] = latin.get("typeface", "") if latin is not None else ""
    return found
