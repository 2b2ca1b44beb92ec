"""Charts in Word: a picture in the line, centred, with words for those who cannot see it, and its caption below."""

from __future__ import annotations

import base64
import io
from collections.abc import Iterator

from docx.document import Document as WordDocument
from lxml import etree  # type: ignore[import-untyped]

from smartplanner.reports.charts.tables import say
from smartplanner.reports.document.blocks import Chart
from smartplanner.reports.page.geometry import LINE_PITCH_PT, Page
from smartplanner.reports.pdf.charts import picture
from smartplanner.reports.word.xml import Element, child, paragraph

_EMU_PER_POINT = 12700
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_MAIN = "http://schemas.openxmlformats.org/drawingml/2006/main"
_PICTURE = "http://schemas.openxmlformats.org/drawingml/2006/picture"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_EMBED = f"{{{_RELATIONS}}}embed"
_WAITING = "png:"
"""Before the bytes of a picture that has no part in the package yet."""
_LONGEST_ALTERNATIVE = 1000


def chart_elements(chart: Chart, page: Page) -> Iterator[Element]:
    """Give the picture and its caption; ``embed_pictures`` has to follow when they stand in the document."""
    highest = page.text_height - 4 * LINE_PITCH_PT
    png, height = picture(chart.data, width=page.text_width, highest=highest)
    made = paragraph("Figure")
    drawing = child(child(made, "r"), "drawing")
    drawing.append(_inline(chart, png, page.text_width, height))
    yield made
    yield paragraph("FigureCaption", chart.caption)


def embed_pictures(word: WordDocument) -> None:
    """Take the pictures that wait in the document into its package; names count from 1, so files stay the same."""
    for blip in word.element.body.iter(f"{{{_MAIN}}}blip"):
        waiting = str(blip.get(_EMBED, ""))
        if waiting.startswith(_WAITING):
            png = base64.b64decode(waiting.removeprefix(_WAITING))
            relation, _image = word.part.get_or_add_image(io.BytesIO(png))
            blip.set(_EMBED, relation)


def _inline(chart: Chart, png: bytes, width: float, height: float) -> Element:
    across, down = str(round(width * _EMU_PER_POINT)), str(round(height * _EMU_PER_POINT))
    number = str(chart.number)
    made = etree.Element(f"{{{_DRAWING}}}inline", nsmap={"wp": _DRAWING, "a": _MAIN, "pic": _PICTURE, "r": _RELATIONS})
    for edge in ("distT", "distB", "distL", "distR"):
        made.set(edge, "0")
    _add(made, _DRAWING, "extent", cx=across, cy=down)
    words = f"{chart.caption}。{say(chart.data)}"[:_LONGEST_ALTERNATIVE]
    _add(made, _DRAWING, "docPr", id=number, name=f"图{number}", descr=words)
    data = _add(_add(made, _MAIN, "graphic"), _MAIN, "graphicData", uri=_PICTURE)
    inner = _add(data, _PICTURE, "pic")
    facts = _add(inner, _PICTURE, "nvPicPr")
    _add(facts, _PICTURE, "cNvPr", id=number, name=f"图{number}")
    _add(facts, _PICTURE, "cNvPicPr")
    filled = _add(inner, _PICTURE, "blipFill")
    blip = _add(filled, _MAIN, "blip")
    blip.set(_EMBED, _WAITING + base64.b64encode(png).decode("ascii"))
    _add(_add(filled, _MAIN, "stretch"), _MAIN, "fillRect")
    shape = _add(inner, _PICTURE, "spPr")
    frame = _add(shape, _MAIN, "xfrm")
    _add(frame, _MAIN, "off", x="0", y="0")
    _add(frame, _MAIN, "ext", cx=across, cy=down)
    _add(_add(shape, _MAIN, "prstGeom", prst="rect"), _MAIN, "avLst")
    return made


def _add(parent: Element, space: str, tag: str, /, **attributes: str) -> Element:
    made = etree.SubElement(parent, f"{{{space}}}{tag}")
    for name, value in attributes.items():
        made.set(name, value)
    return made
