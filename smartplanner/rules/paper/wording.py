"""The forms of numbers, dates, headings, annexes and punctuation (GB/T 9704-2012, GB/T 15834), and length."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from smartplanner.base.i18n import _
from smartplanner.base.problems import Level
from smartplanner.rules.paper.elements import Part
from smartplanner.rules.paper.facts import PaperFacts, ParagraphFacts
from smartplanner.rules.paper.findings import Finding, at

LONGEST_SPECIAL, LONGEST_GENERAL = 4_000, 5_000
"""Characters (《整治形式主义为基层减负若干规定》, 2024): of a paper about one task, and of any other."""
LONG_TABLE = 22
"""Rows from which a table is likely to go on overleaf."""
_CHINESE = "\u4e00-\u9fff"
_HALF = re.compile(rf"(?<=[{_CHINESE}])[,;:?!()](?=\S|$)|(?<=\S)[,;:?!(](?=[{_CHINESE}])|^[(](?=[{_CHINESE}])")
_STRAIGHT = re.compile(rf"\"(?=[{_CHINESE}])|(?<=[{_CHINESE}])\"")
_NUMBER = re.compile(r"([〔［\[（(【〈])\s*(\d{2,4})\s*([〕］\])）】〉])[\s　]*(第?)[\s　]*(\d*)[\s　]*号")
_PADDED = re.compile(r"\d{4}年0\d月|月0\d日")
_SHORT_YEAR = re.compile(r"(?<!\d)\d{2}年\d{1,2}月")
_ARABIC_DATE = re.compile(r"^\d{4}年[1-9]\d?月[1-9]\d?日$")
_NO_TEXT = re.compile(r"此页无正文")
_HEADING_MARK = re.compile(r"^([（(][一二三四五六七八九十百\d]+[）)])[、，,.．]")
_COUNTED = re.compile(r"\s")


def check_wording(paragraph: ParagraphFacts, part: Part) -> Iterator[Finding]:
    """Give what deviates in how a paragraph is worded."""
    text = paragraph.text.strip()
    if _NO_TEXT.search(text):
        wanted = _("change the pitch of lines or characters instead")
        yield at(paragraph, "no_text", _("“此页无正文” is written"), wanted, "7.3.5")
    if part is Part.NUMBER:
        yield from _document_number(paragraph, text)
    yield from _dates(paragraph, part, text)
    yield from _punctuation(paragraph, text)
    yield from _headings(paragraph, part, text)
    yield from _annexes(paragraph, part, text)


def _document_number(paragraph: ParagraphFacts, text: str) -> Iterator[Finding]:
    found = _NUMBER.search(text)
    if found is None:
        return
    opening, year, closing, ordinal, number = found.groups()
    wanted = _("〔2026〕12号: 六角括号, the whole year, no 第, no 0 in front")
    if (opening, closing) != ("〔", "〕"):
        yield at(paragraph, "number_brackets", _("发文字号 has the brackets {signs}", signs=opening + closing), wanted,
                 "7.2.5")  # fmt: skip
    if len(year) != 4:
        yield at(paragraph, "number_year", _("发文字号 has the year {year}", year=year), wanted, "7.2.5")
    if ordinal:
        yield at(paragraph, "number_ordinal", _("发文字号 has 第"), wanted, "7.2.5")
    if number.startswith("0"):
        yield at(paragraph, "number_zero", _("发文字号 has the number {number}", number=number), wanted, "7.2.5")


def _dates(paragraph: ParagraphFacts, part: Part, text: str) -> Iterator[Finding]:
    wanted = _("2026年9月3日: Arabic figures, the whole year, no 0 in front")
    if found := _PADDED.search(text):
        yield at(paragraph, "date_zero", _("a date is written “{text}”", text=found.group()), wanted, "7.3.5.4")
    elif part is Part.DATE and not _ARABIC_DATE.match(text):
        yield at(paragraph, "date_form", _("成文日期 is written “{text}”", text=text), wanted, "7.3.5.4")
    elif found := _SHORT_YEAR.search(text):
        yield at(paragraph, "date_year", _("a date is written “{text}”", text=found.group()), wanted, "7.3.5.4")


def _punctuation(paragraph: ParagraphFacts, text: str) -> Iterator[Finding]:
    wanted = _("full-width punctuation in Chinese text")
    if found := _HALF.search(text):
        around = text[max(0, found.start() - 4) : found.end() + 4]
        yield at(paragraph, "half_width", _("half-width “{sign}” in “{text}”", sign=found.group(), text=around), wanted,
                 "GB/T 15834")  # fmt: skip
    if found := _STRAIGHT.search(text):
        around = text[max(0, found.start() - 4) : found.end() + 4]
        yield at(paragraph, "straight_quotes", _("straight quotation marks in “{text}”", text=around),
                 _("“” and, within them, ‘’"), "GB/T 15834")  # fmt: skip


def _headings(paragraph: ParagraphFacts, part: Part, text: str) -> Iterator[Finding]:
    if found := _HEADING_MARK.match(text):
        yield at(paragraph, "heading_mark", _("a sign follows “{text}”", text=found.group(1)),
                 _("nothing after a closing bracket"), "7.3.3")  # fmt: skip
    if part is Part.HEADING_3 and text.lstrip("0123456789")[:1] in "、)）":
        yield at(
            paragraph, "heading_mark", _("the number of level 3 is written “{text}”", text=text[:3]), _("1."), "7.3.3"
        )
    if part in (Part.HEADING_2, Part.HEADING_4) and text.startswith("("):
        yield at(
            paragraph, "heading_brackets", _("the number is in half-width brackets"), _("（一） and （1）"), "7.3.3"
        )
    alone = len(text) <= 40 and text.count("。") == 1 and text.endswith("。")
    if part is Part.HEADING_1 and alone:
        yield at(paragraph, "heading_end", _("the heading ends with 。"), _("no sign after a heading on its own line"),
                 "7.3.3")  # fmt: skip
    if part is Part.TITLE and text.endswith(("。", "；", "，", ".")):
        yield at(paragraph, "title_end", _("the title ends with “{sign}”", sign=text[-1]), _("no sign after a title"),
                 "7.3.1")  # fmt: skip


def _annexes(paragraph: ParagraphFacts, part: Part, text: str) -> Iterator[Finding]:
    if part is Part.ANNEX and text.endswith(("：", ":")):
        yield at(paragraph, "annex_colon", _("the mark of the annex has a colon"), _("“附件1” without a sign"), "7.3.7")
    if part is not Part.ANNEX_LIST:
        return
    wanted = _("“附件：1.名称” without a sign at the end")
    if re.match(r"^附\s*件\s*:", text):
        yield at(paragraph, "annex_list", _("附件说明 has a half-width colon"), wanted, "7.3.4")
    if re.search(r"(?:^|[：:])\s*\d+、", text):
        yield at(paragraph, "annex_list", _("the number of an annex is followed by 、"), wanted, "7.3.4")
    if text.endswith(("。", "；", ";", "，", "、")):
        yield at(paragraph, "annex_list", _("附件说明 ends with “{sign}”", sign=text[-1]), wanted, "7.3.4")


def check_annexes(found: Sequence[tuple[ParagraphFacts, Part]]) -> Iterator[Finding]:
    """Give whether as many annexes follow as 附件说明 names; files with several papers are not counted."""
    annexes = [paragraph for paragraph, part in found if part is Part.ANNEX]
    named = [paragraph for paragraph, part in found if part is Part.ANNEX_LIST]
    if sum(part is Part.TITLE for _paragraph, part in found) > 3:
        return
    if annexes and not named:
        yield at(annexes[0], "annex_list", _("an annex follows, and no 附件说明 names it"),
                 _("“附件：名称” one line below the text"), "7.3.4")  # fmt: skip
    elif named and annexes and len(named) != len(annexes):
        yield at(
            named[0], "annex_count",
            _("附件说明 names {named}, and {count} follow", named=len(named), count=len(annexes)),
            _("number and titles agree"), "7.3.7",
        )  # fmt: skip


def check_tables(facts: PaperFacts) -> Iterator[Finding]:
    """Give the long tables whose head is not repeated."""
    for number, table in enumerate(facts.tables, start=1):
        if table.rows > LONG_TABLE and not table.repeats_head:
            yield Finding(
                "table_head", _("table {number} has {rows} rows and no repeated head", number=number, rows=table.rows),
                _("the head is repeated on each page (Table → Repeat header rows)"), "9", table.after,
            )  # fmt: skip


def check_length(found: Sequence[tuple[ParagraphFacts, Part]]) -> Iterator[Finding]:
    """Give whether the text is longer than papers may be; head, tail, annexes and tables do not count."""
    counted = 0
    for paragraph, part in found:
        if part is Part.ANNEX:
            break
        if part not in (Part.HEAD, Part.NUMBER, Part.MARKING, Part.TAIL, Part.CAPTION):
            counted += len(_COUNTED.sub("", paragraph.text))
    titles = sum(part is Part.TITLE for _paragraph, part in found)
    if titles > 3 or counted <= LONGEST_SPECIAL:
        return
    if counted > LONGEST_GENERAL:
        wanted = _("at most 5,000 characters; at most 4,000 about a single task")
        level = Level.WARNING
    else:
        wanted = _("at most 4,000 characters if it is about a single task")
        level = Level.NOTE
    yield Finding("length", _("the text has {count} characters", count=f"{counted:,}"), wanted,
                  "《整治形式主义为基层减负若干规定》", level=level)  # fmt: skip
