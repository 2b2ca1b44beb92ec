"""Which element of an official paper a paragraph is, told by what it says and how it stands, whatever its style."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum

from smartplanner.rules.paper.facts import ParagraphFacts

_NUMERAL = "一二三四五六七八九十百"
HEADING_1 = re.compile(rf"^[{_NUMERAL}]+、")
HEADING_2 = re.compile(rf"^[（(][{_NUMERAL}]+[）)]")
HEADING_3 = re.compile(r"^\d{1,2}(?:[.．、](?!\d)|[)）])")
HEADING_4 = re.compile(r"^[（(]\d{1,2}[）)]")
ANNEX = re.compile(r"^附\s*件\s*[\d一二三四五六七八九十]*\s*[：:]?$")
ANNEX_LIST = re.compile(r"^附\s*件\s*[：:]\s*\S")
DATE = re.compile(
    r"^(?:\d{2,4}|[〇○零一二三四五六七八九十]{2,4})年[\d〇○零一二三四五六七八九十]{1,3}月[\d一二三四五六七八九十]{1,3}日$"
)
_TAIL = re.compile(r"^(?:抄送|主送|报|送|发)[：:]|印发$|^（共印\d+份）$")
_ATTENDANCE = re.compile(r"^(?:出席|列席|请假|缺席|主持|参加|记录)[：:]")
_NUMBERED = re.compile(r"[〔［\[（(【〈]\s*\d{2,4}\s*[〕］\])）】〉].*号")
_MARKING = re.compile(r"^(?:绝密|机密|秘密|特急|加急|急件|特提)")
_FIGURE = re.compile(r"^图\s*\d{1,3}(?:[-—.]\d{1,3})?\s+\S")
"""What stands below a picture; a sentence that begins with 图1 is not centred."""
_LARGEST_BODY = 18.0
_SMALLEST_NAME = 26.0
_LONGEST_NUMBER = 40
_RED = re.compile(r"^(?:[A-F][0-9A-F]|[C-F][0-9A-F])[0-4][0-9A-F][0-4][0-9A-F]$")


class Part(StrEnum):
    """The elements that have rules of their own."""

    HEAD = "head"
    NUMBER = "number"
    """发文字号 with 签发人, above the title."""
    MARKING = "marking"
    """密级和保密期限, 紧急程度."""
    TITLE = "title"
    ADDRESSEE = "addressee"
    HEADING_1 = "heading_1"
    HEADING_2 = "heading_2"
    HEADING_3 = "heading_3"
    HEADING_4 = "heading_4"
    BODY = "body"
    NOTE = "note"
    """按语, set in 楷体."""
    ANNEX_LIST = "annex_list"
    UNIT = "unit"
    DATE = "date"
    ANNEX = "annex"
    ANNEX_TITLE = "annex_title"
    SUBTITLE = "subtitle"
    """A centred line right below a title: （2026年第47周）."""
    ATTENDANCE = "attendance"
    """出席、请假、列席 of 纪要: the label in 黑体."""
    CAPTION = "caption"
    TAIL = "tail"


HEADINGS = (Part.HEADING_1, Part.HEADING_2, Part.HEADING_3, Part.HEADING_4)
_PATTERNS = (
    (HEADING_1, Part.HEADING_1), (HEADING_2, Part.HEADING_2), (HEADING_3, Part.HEADING_3),
    (HEADING_4, Part.HEADING_4),
)  # fmt: skip


def parts(paragraphs: Sequence[ParagraphFacts]) -> Iterator[tuple[ParagraphFacts, Part]]:
    """Give each paragraph that says something with the element that it is."""
    said = [paragraph for paragraph in paragraphs if paragraph.text.strip()]
    titles = {paragraph.number for paragraph in said if _is_title(paragraph)}
    titles -= _black_names(said, titles)
    first = min(titles, default=0)
    before = Part.HEAD
    for place, paragraph in enumerate(said):
        following = said[place + 1] if place + 1 < len(said) else None
        found = _part(paragraph, before, following, titles=titles, first=first)
        yield paragraph, found
        before = found


def _is_title(paragraph: ParagraphFacts) -> bool:
    run = paragraph.main
    if run is None or paragraph.framed or is_red(run.color):
        return False
    return paragraph.style == "Title" or (
        paragraph.align == "center" and run.size >= _LARGEST_BODY and not paragraph.before_table
    )


def _black_names(said: Sequence[ParagraphFacts], titles: set[int]) -> set[int]:
    """Return the first lines that are no title but the name of the issuing unit in black: the number follows them."""
    first = next((place for place, one in enumerate(said) if one.number in titles), None)
    if first is None or len(titles) < 2:
        return set()
    run = said[first].main
    below = said[first + 1 : first + 4]
    numbered = next((one for one in below if _NUMBERED.search(one.text) and len(one.text) < _LONGEST_NUMBER), None)
    if run is None or run.size < _SMALLEST_NAME or numbered is None:
        return set()
    return {one for one in titles if one < numbered.number}


def is_red(color: str) -> bool:
    """Whether a colour (RRGGBB) is a red: the head of a paper is."""
    return bool(_RED.match(color.upper()))


def _part(
    paragraph: ParagraphFacts, before: Part, following: ParagraphFacts | None, *, titles: set[int], first: int
) -> Part:
    text = paragraph.text.strip()
    if paragraph.framed or (_TAIL.search(text.replace("\t", "")) and not HEADING_3.match(text)):
        return Part.TAIL
    if ANNEX.match(text):
        return Part.ANNEX
    if paragraph.number in titles:
        return Part.ANNEX_TITLE if before in (Part.ANNEX, Part.ANNEX_TITLE) else Part.TITLE
    if before is Part.ANNEX:
        return Part.ANNEX_TITLE
    if paragraph.number < first:
        return Part.NUMBER if _NUMBERED.search(text) else Part.MARKING if _MARKING.match(text) else Part.HEAD
    # A heading may stand right above a table as well, and the date above an imprint that is one.
    heading = HEADING_1.match(text) or HEADING_2.match(text) or DATE.match(text)
    if (paragraph.before_table and not heading) or (before is Part.CAPTION and text.startswith("（单位")):
        return Part.CAPTION
    if paragraph.align == "center" and _FIGURE.match(text):
        return Part.CAPTION
    return _part_of_text(paragraph, text, before, following)


def _part_of_text(paragraph: ParagraphFacts, text: str, before: Part, following: ParagraphFacts | None) -> Part:
    if ANNEX_LIST.match(text) or (before is Part.ANNEX_LIST and HEADING_3.match(text)):
        return Part.ANNEX_LIST
    if DATE.match(text):
        return Part.DATE
    if following is not None and DATE.match(following.text.strip()) and len(text) < 40 and not text.endswith("。"):
        return Part.UNIT
    if _ATTENDANCE.match(text):
        return Part.ATTENDANCE
    if before in (Part.TITLE, Part.SUBTITLE) and paragraph.align == "center":
        return Part.SUBTITLE
    for pattern, part in _PATTERNS:
        if pattern.match(text):
            return part
    if text.endswith(("：", ":")) and before in (Part.TITLE, Part.SUBTITLE, Part.HEAD) and len(text) < 200:
        return Part.ADDRESSEE
    if "按语" in paragraph.style or text.startswith(("按语", "编者按")):
        return Part.NOTE
    return Part.BODY
