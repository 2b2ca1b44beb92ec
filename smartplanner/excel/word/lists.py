"""Reads the parts of a .docx that say how paragraphs are numbered: numbering.xml and styles.xml."""

from __future__ import annotations

from collections.abc import Mapping

from smartplanner.excel.word.numbering import Level, Numbering


class NumberingHandler:
    """The handlers of the parser for numbering.xml."""

    def __init__(self, numbering: Numbering) -> None:
        self._numbering = numbering
        self._abstract = self._number = ""
        self._level = 0

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Take one element by its local name; attributes too are local."""
        value = attributes.get("val", "")
        if name == "abstractNum":
            self._abstract, self._number = attributes.get("abstractNumId", ""), ""
            self._numbering.levels.setdefault(self._abstract, {})
        elif name == "num":
            self._number, self._abstract = attributes.get("numId", ""), ""
        elif name == "abstractNumId" and self._number:
            self._numbering.abstract_of[self._number] = value
        elif name in ("lvl", "lvlOverride"):
            self._level = whole(attributes.get("ilvl", "0"))
            if name == "lvl" and self._abstract:
                self._numbering.levels[self._abstract][self._level] = Level()
        elif name == "startOverride" and self._number:
            self._numbering.starts[self._number, self._level] = whole(value)
        elif self._abstract and (level := self._numbering.levels[self._abstract].get(self._level)) is not None:
            if name == "start":
                level.start = whole(value)
            elif name == "numFmt":
                level.format = value
            elif name == "lvlText":
                level.pattern = value[:40]

    def end(self, name: str) -> None:
        """Nothing is left to do at the end of an element."""

    def text(self, content: str) -> None:
        """There is no text in this part."""


class StylesHandler:
    """The handlers of the parser for styles.xml: which styles of paragraphs are numbered."""

    def __init__(self, numbering: Numbering) -> None:
        self._numbering = numbering
        self._style = self._list = ""
        self._level = 0

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Take one element by its local name."""
        value = attributes.get("val", "")
        if name == "style":
            self._style, self._list, self._level = attributes.get("styleId", ""), "", 0
        elif name == "basedOn" and self._style:
            self._numbering.parents[self._style] = value
        elif name == "ilvl":
            self._level = whole(value)
        elif name == "numId":
            self._list = value

    def end(self, name: str) -> None:
        """Keep the list of a style when the style ends."""
        if name == "style" and self._style and self._list:
            self._numbering.styles[self._style] = (self._list, self._level)

    def text(self, content: str) -> None:
        """There is no text in this part."""


def whole(value: str) -> int:
    """Return a small whole number, 0 for anything else."""
    return int(value) if value.isdecimal() and len(value) < 6 else 0
