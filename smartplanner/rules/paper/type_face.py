"""Fonts, sizes, pitch and indents of each element (GB/T 9704-2012 §5.2.2, §7.3)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from smartplanner.base.i18n import N_, _
from smartplanner.rules.paper.elements import HEADINGS, Part
from smartplanner.rules.paper.facts import PaperFacts, ParagraphFacts
from smartplanner.rules.paper.findings import Finding, at, point_size
from smartplanner.rules.paper.page import CHARACTERS, LINES

TEXT_WIDTH, TEXT_HEIGHT = 442.2, 637.8
"""版心 in points: 156 mm × 225 mm."""


class _Wanted(NamedTuple):
    label: str
    font: str
    names: tuple[str, ...]
    size: float
    size_name: str
    clause: str


_SONG = ("小标宋", "中宋", "STZhongsong", "BiaoSong", "Biaosong")
_FANG = ("仿宋", "FangSong", "Fangsong")
_KAI = ("楷体", "KaiTi", "Kaiti")
_HEI = ("黑体", "SimHei", "Hei")
WANTED: Mapping[Part, _Wanted] = {
    Part.NUMBER: _Wanted(N_("the document number"), "仿宋", _FANG, 16, "三号", "7.2.5"),
    Part.MARKING: _Wanted(N_("secrecy and urgency"), "黑体", _HEI, 16, "三号", "7.2"),
    Part.TITLE: _Wanted(N_("the title"), "小标宋", _SONG, 22, "二号", "7.3.1"),
    Part.ADDRESSEE: _Wanted(N_("the addressee"), "仿宋", _FANG, 16, "三号", "7.3.2"),
    Part.HEADING_1: _Wanted(N_("a heading of level 1"), "黑体", _HEI, 16, "三号", "7.3.3"),
    Part.HEADING_2: _Wanted(N_("a heading of level 2"), "楷体", _KAI, 16, "三号", "7.3.3"),
    Part.HEADING_3: _Wanted(N_("a heading of level 3"), "仿宋", _FANG, 16, "三号", "7.3.3"),
    Part.HEADING_4: _Wanted(N_("a heading of level 4"), "仿宋", _FANG, 16, "三号", "7.3.3"),
    Part.BODY: _Wanted(N_("the text"), "仿宋", _FANG, 16, "三号", "7.3.3"),
    Part.ANNEX_LIST: _Wanted(N_("the list of annexes"), "仿宋", _FANG, 16, "三号", "7.3.4"),
    Part.UNIT: _Wanted(N_("the name of the issuing unit"), "仿宋", _FANG, 16, "三号", "7.3.5"),
    Part.DATE: _Wanted(N_("the date of the paper"), "仿宋", _FANG, 16, "三号", "7.3.5"),
    Part.ANNEX: _Wanted(N_("the mark of an annex"), "黑体", _HEI, 16, "三号", "7.3.7"),
    Part.ANNEX_TITLE: _Wanted(N_("the title of an annex"), "小标宋", _SONG, 22, "二号", "7.3.7"),
    Part.ATTENDANCE: _Wanted(N_("the label of those present"), "黑体", _HEI, 16, "三号", "10.3"),
    Part.TAIL: _Wanted(N_("the imprint"), "仿宋", _FANG, 14, "四号", "7.4"),
}
_NEVER_BOLD = (*_SONG, *_KAI, *_HEI)
_PITCHED = (Part.BODY, Part.ADDRESSEE, *HEADINGS)
_INDENTED = (Part.BODY, *HEADINGS)


def check_type(facts: PaperFacts, paragraph: ParagraphFacts, part: Part) -> Iterator[Finding]:
    """Give what deviates in how a paragraph is set."""
    yield from _bold(paragraph)
    wanted = WANTED.get(part)
    if wanted is not None:
        yield from _face(paragraph, part, wanted)
    upright = not facts.sections[paragraph.section].turned
    if part in _PITCHED and upright:
        yield from _pitch(facts, paragraph)
    if part in _INDENTED and paragraph.align not in ("center", "right", "end") and not facts.is_sheet:
        yield from _indent(paragraph, part)
    if part in (Part.TITLE, Part.ANNEX_TITLE) and paragraph.align not in ("center", "distribute"):
        yield at(paragraph, "title_centred", _("the title is not centred"), _("centred, broken by meaning"), "7.3.1")


def _face(paragraph: ParagraphFacts, part: Part, wanted: _Wanted) -> Iterator[Finding]:
    run = paragraph.main
    if run is None:
        return
    label = _(wanted.label)
    if not any(name in run.font for name in wanted.names) or _wrong_hei(run.font, wanted):
        yield at(
            paragraph, "font", _("{element} is in {font}", element=label, font=run.font or _("no named font")),
            _("{font}, {size}", font=wanted.font, size=wanted.size_name), wanted.clause,
        )  # fmt: skip
    if abs(run.size - wanted.size) > 0.3:
        yield at(
            paragraph, "size", _("{element} is set in {size}", element=label, size=point_size(run.size)),
            _("{name} is {size}", name=wanted.size_name, size=point_size(wanted.size)), wanted.clause,
        )  # fmt: skip


def _wrong_hei(font: str, wanted: _Wanted) -> bool:
    """Whether a face is meant for the screen: 微软雅黑 is no 黑体 of print."""
    return wanted.font == "黑体" and "YaHei" in font


def _bold(paragraph: ParagraphFacts) -> Iterator[Finding]:
    for run in paragraph.runs:
        if run.bold and run.text.strip() and any(name in run.font for name in _NEVER_BOLD):
            yield at(
                paragraph, "bold", _("{font} is set in bold", font=run.font),
                _("小标宋, 黑体 and 楷体 are never thickened"), "5.2.2",
            )  # fmt: skip
            return


def _pitch(facts: PaperFacts, paragraph: ParagraphFacts) -> Iterator[Finding]:
    section = facts.sections[paragraph.section]
    pitch = paragraph.pitch or (section.grid_pitch if paragraph.on_grid else 0.0)
    if not pitch:
        yield at(
            paragraph, "pitch", _("the line pitch is not fixed"), _("28.95 pt, 22 lines on a page"), "5.2.3"
        )  # fmt: skip
        return
    lines = int(TEXT_HEIGHT / pitch + 0.005)
    if lines != LINES:
        yield at(
            paragraph, "pitch",
            _("the line pitch is {pitch}: {lines} lines on a page", pitch=point_size(pitch), lines=lines),
            _("28.95 pt, 22 lines on a page"), "5.2.3",
        )  # fmt: skip
    run = paragraph.main
    if run is None or abs(run.size - 16) > 0.3:
        return
    spread = run.spacing + (section.grid_character if paragraph.on_grid and "har" in section.grid else 0.0)
    characters = int(TEXT_WIDTH / (run.size + spread) + 0.01)
    if characters != CHARACTERS:
        yield at(
            paragraph, "characters", _("a line has {count} characters", count=characters),
            _("28 characters: follow the grid, or tighten by 0.2 pt"), "5.2.3",
        )  # fmt: skip


def _indent(paragraph: ParagraphFacts, part: Part) -> Iterator[Finding]:
    run = paragraph.main
    if run is None or paragraph.text.startswith("\u3000\u3000"):
        return
    characters = paragraph.first_line_characters
    if characters is None:
        characters = (paragraph.first_line + paragraph.left) / (run.size or 16)
    else:
        characters += paragraph.left / (run.size or 16)
    if paragraph.first_line < 0 and part is Part.BODY:
        # 出席：… and the like hang by their label; they begin two characters in.
        characters = (paragraph.left + paragraph.first_line) / (run.size or 16)
    if abs(characters - 2) > 0.25:
        yield at(
            paragraph, "indent",
            _("the first line begins {count} characters in", count=f"{characters:.1f}".removesuffix(".0")),
            _("2 characters; the following lines begin at the edge"), "7.3.3",
        )  # fmt: skip
