"""The parts of minutes (会议纪要): what meeting it was, who was there, and the paragraphs that hold its decisions.

Knows the forms that offices use, but no unit and no date; ``proposing`` reads the paragraphs found here.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from smartplanner.excel.word import WordLine
from smartplanner.fields import text

_NUMBERED = re.compile(
    r"\s*(?P<number>[（(][一二三四五六七八九十\d]{1,3}[)）]|第[一二三四五六七八九十]{1,3}(?=[，,、])"
    r"|[一二三四五六七八九十]{1,3}(?=、)|\d{1,2}(?=[.．、](?!\d))|[①-⑳]|[一二三四五六七八九十]是)"
    r"[、.．，,：:\s]*"
)
_ORDINAL = r"^(?:[一二三四五六七八九十]{1,2}、)?"
_DECIDES = re.compile(
    rf"{_ORDINAL}(?:经(?:会议)?(?:研究|讨论)[，,]?)?"
    r"(?:会议(?:研究)?(?:议定|确定|决定|明确|要求|部署)|议定|研究(?:确定|决定|议定))(?:了)?(?:如下|以下)?"
    r"(?:事项|内容|意见|工作|任务)?(?:如下)?"
    rf"|{_ORDINAL}(?:工作要求|任务分工|任务清单|下一步工作(?:安排)?|工作安排)(?=[:：]?$)"
)
_TALKS = re.compile(
    rf"{_ORDINAL}(?:会议(?:听取|认为|指出|强调|传达|学习|通报|审议|讨论|概况|情况)|会前|基本情况|总体情况)"
)
_ENDS = re.compile(
    r"^(?:出席|列席|请假|缺席|参会|参加|与会|主送|抄送|分送|发送|报送?|送|发|记录|整理|审核|签发|附件|共印)"
    r"(?:会议)?(?:人员|单位|人|领导)?(?:名单)?[:：]"
)
_CONTINUES = re.compile(
    r"^[（(【\[]?(?:责任|牵头|主办|承办|配合|协办|参与|落实)(?:责任)?(?:单位|部门|主体)?[:：]"
    r"|^[（(【\[]?(?:完成|办结|办理)?(?:时限|期限)(?:要求)?[:：]|^[（(【\[]?(?:完成|办结)时间[:：]"
)
_LABEL = re.compile(r"^(?P<label>[一-鿿][一-鿿\s　]{0,9})[:：]\s*(?P<value>.+)$", re.DOTALL)
_LABELS = {
    "held": ("时间", "会议时间", "召开时间", "会议日期"),
    "place": ("地点", "会议地点"),
    "chair": ("主持", "主持人", "会议主持", "召集人"),
    "present": ("出席", "出席人员", "出席单位", "参会单位", "参会人员", "参加单位", "参加人员", "参加", "与会单位"),
    "attending": ("列席", "列席单位", "列席人员"),
    "absent": ("请假", "请假单位", "请假人员", "缺席", "缺席单位", "缺席人员"),
    "topic": ("议题", "会议议题"),
}
_MEANING = {label: name for name, labels in _LABELS.items() for label in labels}
_NUMBER = re.compile(r"[一-鿿]{0,12}[〔\[（(]\d{4}[〕\]）)]\s*第?\s*\d{1,4}\s*[号期次]?|第\s*\d{1,4}\s*期")
_HELD = re.compile(r"(?P<day>(?:\d{4}年)\d{1,2}月\d{1,2}日)[^。]{0,40}?(?:召开|主持|会议)")
_CHAIRED = re.compile(r"[，,日午]\s*(?P<chair>[^，,。日]{2,24}?)(?:同志)?(?:主持召开|主持了?会议)")
_CONVENED = re.compile(r"召开了?([^，,。；;]{4,40}?会议?)(?=[，,。；;]|$)")
_BARE_TITLE = len("专题会议纪要")
_HEAD = 15
"""Lines at the top in which title, number and the sentence about the meeting stand."""
_DUTY = re.compile(r"牵头|负责|责任|由|请|会同|[前内]完成|[（(：:]")
_LONGEST_HEADING = 40
_COLUMNS = {
    "title": (
        "议定事项",
        "事项",
        "任务",
        "工作任务",
        "工作内容",
        "重点任务",
        "主要任务",
        "工作事项",
        "事项内容",
        "内容",
    ),
    "lead": ("牵头单位", "责任单位", "主办单位", "主责单位", "承办单位", "牵头部门", "责任部门"),
    "support": ("配合单位", "协办单位", "参与单位", "配合部门"),
    "due": ("完成时限", "时限", "完成时间", "办结时限", "时限要求", "时间节点", "完成期限"),
}
_COLUMN_WORDS = {"lead": "牵头单位", "support": "配合单位", "due": "完成时限"}


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A piece of the minutes that may hold decisions: ``first`` to ``last`` are its lines, both counted.

    ``number`` is what stood before it; ``decided`` says that it stands under 议定事项 and the like.
    """

    text: str
    number: str
    first: int
    last: int
    decided: bool


@dataclass(slots=True)
class Outline:
    """What meeting it was, in words as given, and the paragraphs of its minutes in their order."""

    title: str = ""
    number: str = ""
    facts: dict[str, str] = field(default_factory=dict)
    """held, place, chair, present, attending, absent, topic."""
    paragraphs: list[Paragraph] = field(default_factory=list)


def outline(lines: Sequence[WordLine]) -> Outline:
    """Return the parts of the minutes that *lines* are."""
    found = Outline()
    walk = _Walk(found)
    for at, line in enumerate(lines):
        walk.take(at, line)
    walk.end()
    _read_head(lines[:_HEAD], found)  # what stands behind a label goes before prose
    found.paragraphs = _without_headings(found.paragraphs)
    return found


def _read_head(lines: Iterable[WordLine], found: Outline) -> None:
    convened = ""
    for line in lines:
        words = " ".join(line.text.split())
        if "纪要" in words and len(words) <= 60 and len(words) > len(found.title) and not line.cells:
            found.title = words
        if not found.number and len(words) <= 60 and (number := _NUMBER.search(words)) and "会议" not in number[0]:
            found.number = text.squeeze(number[0]).replace("(", "（").replace(")", "）")
        if "held" not in found.facts and (held := _HELD.search(words)):
            found.facts["held"] = held["day"]
            if named := _CONVENED.search(words):
                convened = named[1]
            if chaired := _CHAIRED.search(words):
                found.facts.setdefault("chair", chaired["chair"].strip())
    if convened and len(found.title) <= _BARE_TITLE:
        # Under a masthead that says 会议纪要 for all meetings, the sentence names which it was.
        found.title = f"{convened}纪要"


class _Walk:
    """Goes through the lines once and knows in which part of the minutes it is."""

    def __init__(self, found: Outline) -> None:
        self._found = found
        self._part = "head"
        self._heads: dict[int, str] = {}
        self._table = 0
        self._open: Paragraph | None = None
        self._fact = ""

    def take(self, at: int, line: WordLine) -> None:
        if line.cells:
            self._take_row(at, line)
            return
        self._table = 0
        words = line.text.strip()
        if self._take_fact(words):
            self.end()
            return
        if _CONTINUES.match(words) and self._open is not None:
            self._continue(at, words)
            return
        if _ENDS.match(text.squeeze(words)):
            self.end()
            self._part = "end"
            return
        if self._part == "end":
            return
        number, rest = _number_of(line, words)
        if self._open is not None and not number and self._open.text.endswith(("，", "、", ",")):
            self._continue(at, words)  # a line broken by hand
            return
        heading = self._turn(rest)
        if heading:
            self.end()
            rest = rest[heading:].lstrip("，,：:。 ") if heading < len(rest) else ""
            inner, rest = _number_of(WordLine(rest), rest)
            number = inner
        if not rest:
            return
        self.end()
        self._open = Paragraph(rest, number, at, at, self._part == "decisions")

    def end(self) -> None:
        """Close the paragraph under way."""
        if self._open is not None:
            self._found.paragraphs.append(self._open)
        self._open = None

    def _continue(self, at: int, words: str) -> None:
        assert self._open is not None
        one = self._open
        joint = "" if one.text.endswith(("。", "；", "，", "、", ",", ";")) else "。"
        self._open = Paragraph(one.text + joint + words, one.number, one.first, at, one.decided)

    def _take_fact(self, words: str) -> bool:
        """Keep 时间：… and its like; who was there may stand at the end as well."""
        if (match := _LABEL.match(words)) is None:
            return False
        name = _MEANING.get(text.squeeze(match["label"]))
        if name is None:
            return False
        self._found.facts.setdefault(name, match["value"].strip())
        return True

    def _turn(self, words: str) -> int:
        """Note where another part begins; returns the length of the words that say so, 0 if none do."""
        if found := _DECIDES.match(words):
            # 会议要求，由…牵头 begins a part and is a decision at once.
            self._part = "decisions"
            return found.end()
        if _TALKS.match(words):
            self._part = "talk"
        return 0

    def _take_row(self, at: int, line: WordLine) -> None:
        self.end()
        if line.table != self._table:
            self._table, self._heads = line.table, _heads(line.cells)
            if self._heads:
                return
            self._take_facts_in(line.cells)
            return
        if self._heads:
            words, number = _row_words(line.cells, self._heads)
            if words:
                self._found.paragraphs.append(Paragraph(words, number, at, at, decided=True))
            return
        self._take_facts_in(line.cells)

    def _take_facts_in(self, cells: Sequence[str]) -> None:
        """A table at the top may hold 时间 | … in pairs of cells."""
        for label, value in itertools.pairwise(cells):
            name = _MEANING.get(text.squeeze(label).rstrip(":"))
            if name is not None and value.strip():
                self._found.facts.setdefault(name, value.strip())


def _without_headings(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """Return the paragraphs without those that only head others; what has no number takes that of its heading."""
    kept: list[Paragraph] = []
    number = ""
    for paragraph, following in zip(paragraphs, [*paragraphs[1:], None], strict=True):
        if following is not None and _is_heading(paragraph, following):
            number = paragraph.number
            continue
        if paragraph.number:
            number = ""
        kept.append(replace(paragraph, number=paragraph.number or number))
    return kept


def _is_heading(paragraph: Paragraph, following: Paragraph) -> bool:
    if not paragraph.number or not following.decided or len(paragraph.text) > _LONGEST_HEADING:
        return False
    ends = paragraph.text.endswith(("。", "；", ";"))
    return not ends and not _DUTY.search(paragraph.text) and _style(paragraph.number) != _style(following.number)


def _style(number: str) -> str:
    """Return the form of a number: 一、 and 二、 have the same, （一） another."""
    return "".join("1" if sign.isdecimal() else "一" if sign in "一二三四五六七八九十" else sign for sign in number)[:2]


def _number_of(line: WordLine, words: str) -> tuple[str, str]:
    """Return the number of a paragraph, automatic or typed, and its words without it."""
    if line.label:
        return line.label.strip("、.．，, "), words
    if found := _NUMBERED.match(words):
        return found["number"], words[found.end() :]
    return "", words


def _heads(cells: Sequence[str]) -> dict[int, str]:
    """Return which column of a table of decisions means what; empty if it is no such table."""
    found: dict[int, str] = {}
    for column, head in enumerate(cells):
        plain = text.squeeze(head)
        name = next((name for name, heads in _COLUMNS.items() if plain in heads), None)
        if name is not None and name not in found.values():
            found[column] = name
        elif plain in ("序号", "编号"):
            found[column] = "number"
    names = set(found.values())
    return found if "title" in names and len(names & {"lead", "support", "due"}) else {}


def _row_words(cells: Sequence[str], heads: dict[int, str]) -> tuple[str, str]:
    """Return a row as one sentence with its parts named, and its number."""
    values = {heads[column]: " ".join(cell.split()) for column, cell in enumerate(cells) if column in heads}
    title = values.get("title", "").rstrip("。；;")
    if not title or title in ("合计", "小计"):
        return "", ""
    named = [f"{words}：{values[name]}" for name, words in _COLUMN_WORDS.items() if not text.is_empty(values.get(name))]
    return title + (f"（{'；'.join(named)}）" if named else ""), values.get("number", "")
