"""Small pieces of WordprocessingML: text goes in as text, never as markup.

Elements are made with lxml directly: python-docx's own objects are far too slow for a table of a thousand rows.
"""

from __future__ import annotations

import re
from typing import Any, TypeAlias

from lxml import etree  # type: ignore[import-untyped]

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
Element: TypeAlias = Any
"""An lxml element; lxml has no types."""
_PREFIX = f"{{{NAMESPACE}}}"
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_BREAKS = re.compile(r"([\n\t])")


def element(tag: str, /, **attributes: str | int) -> Element:
    """Return ``<w:tag w:name="value">``."""
    made = etree.Element(_PREFIX + tag)
    for name, value in attributes.items():
        made.set(_PREFIX + name, str(value))
    return made


def child(parent: Element, tag: str, /, **attributes: str | int) -> Element:
    """Add ``<w:tag>`` to *parent* and return it."""
    made = etree.SubElement(parent, _PREFIX + tag)
    for name, value in attributes.items():
        made.set(_PREFIX + name, str(value))
    return made


def paragraph(style: str, text: str = "", *, align: str = "") -> Element:
    """Return a paragraph of a style; a line feed in *text* is a line break."""
    made = element("p")
    properties = child(made, "pPr")
    child(properties, "pStyle", val=style)
    if align:
        child(properties, "jc", val=align)
    if text:
        add_run(made, text)
    return made


def add_run(target: Element, text: str, *, bold: bool = False) -> Element:
    """Add a run.  The hint makes Word draw signs such as “ ” … — from the Chinese font."""
    run = child(target, "r")
    properties = child(run, "rPr")
    child(properties, "rFonts", hint="eastAsia")
    if bold:
        child(properties, "b")
    for part in _BREAKS.split(text):
        if part == "\n":
            child(run, "br")
        elif part == "\t":
            child(run, "tab")
        elif part:
            words = child(run, "t")
            words.text = part
            words.set(_XML_SPACE, "preserve")
    return run


def add_field(target: Element, instruction: str, shown: str) -> None:
    """Add a field such as PAGE with the text that stands until Word works it out."""
    for kind in ("begin", "separate", "end"):
        run = child(target, "r")
        if kind == "separate":
            code = run
            child(code, "instrText").text = f" {instruction} "
            run = child(target, "r")
        child(run, "fldChar", fldCharType=kind)
        if kind == "separate":
            child(child(target, "r"), "t").text = shown
