"""The head of a paper: 发文机关标志, 发文字号, 签发人 and the red rule (GB/T 9704-2012 §7.2, §10.1, §10.3).

A paper that is printed on paper with a red head has none of it: then there is nothing to say.  The head of a 简报 is
not in the standard.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from smartplanner.base.i18n import _
from smartplanner.base.problems import Level
from smartplanner.rules.paper.elements import Part, is_red
from smartplanner.rules.paper.facts import POINTS_PER_MM, PaperFacts, ParagraphFacts, RuleFacts
from smartplanner.rules.paper.findings import Finding, at, millimetres, point_size
from smartplanner.rules.paper.room import (
    CHARACTER,
    below_top,
    first_place,
    foot_of_characters,
    lines_between,
    room_across,
    top_of_characters,
    width_of,
)

NAME_MM, LETTER_NAME_MM, RULE_MM, LETTER_RULE_MM = 35.0, 30.0, 4.0, 170.0
"""The name below the top of 版心, that of a letter below the edge of the paper; the rule below the number."""
_NAME_TOLERANCE_MM = 3.0
_RULE_TOLERANCE_MM = 1.5
_LENGTH_TOLERANCE_MM = 2.0
"""A page is not set here, and faces differ: what is less than this away is taken to be right."""
_TITLE_SIZE = 22.0
_SMALLEST = 22.0
_BULLETIN = re.compile(r"简报|信息|快报|专报|动态|参考|通讯|摘报|第\s*\d+\s*期")
_OWN_FORM = re.compile(r"(?:纪\s*要|令)$")
"""Names of papers whose number stands in another way (§10.2, §10.3)."""
_SIGNER = re.compile(r"签\s*发\s*人\s*([：:]?)")
_SONG = ("小标宋", "中宋", "STZhongsong", "BiaoSong", "Biaosong")
_KAI = ("楷体", "KaiTi", "Kaiti")

Found = Sequence[tuple[ParagraphFacts, Part]]


def check_head(facts: PaperFacts, found: Found) -> Iterator[Finding]:
    """Give what deviates in the head of a paper."""
    if facts.is_sheet:
        return
    letter = letter_name(facts)
    if letter is not None:
        yield from _letter(facts, letter)
    above = list(_above_title(found))
    if is_bulletin(found):
        return
    names = [one for one, part in above if part is Part.HEAD and _named_red(one)]
    numbers = [one for one, part in above if part is Part.NUMBER]
    large = next((one for one, part in above if part is Part.HEAD and _large(one) and one not in names), None)
    if large is not None and numbers and not names:
        yield at(large, "head_color", _("the name of the issuing unit is not red"), _("red, 小标宋, centred"), "7.2.4")
    if names:
        yield from _name(facts, names[0])
    if numbers:
        yield from _number(facts, names, numbers[-1], above, letter=letter is not None)
    if names and numbers and letter is None:
        yield from _rule(facts, numbers[-1], found)


def is_bulletin(found: Found) -> bool:
    """Whether a paper is a 简报 or the like, whose head an office makes as it likes."""
    return any(part is Part.HEAD and _BULLETIN.search(one.text) for one, part in _above_title(found))


def letter_name(facts: PaperFacts) -> ParagraphFacts | None:
    """Return the red name above the first page of a letter (信函格式); None for any other paper."""
    first = facts.sections[0].first_header if facts.sections else ()
    return next((one for one in first if one.text and _named_red(one)), None)


def _above_title(found: Found) -> Iterator[tuple[ParagraphFacts, Part]]:
    for one, part in found:
        if part is Part.TITLE:
            return
        yield one, part


def _named_red(paragraph: ParagraphFacts) -> bool:
    run = paragraph.main
    return run is not None and is_red(run.color) and len(paragraph.text.strip()) > 2


def _large(paragraph: ParagraphFacts) -> bool:
    run = paragraph.main
    return run is not None and run.size > _TITLE_SIZE and paragraph.align in ("center", "distribute")


def _name(facts: PaperFacts, name: ParagraphFacts) -> Iterator[Finding]:
    place = below_top(facts, name)
    if place is not None and abs(place / POINTS_PER_MM - NAME_MM) > _NAME_TOLERANCE_MM:
        yield at(
            name, "head_place",
            _("发文机关标志 stands {length} below the top of 版心", length=millimetres(max(0.0, place))),
            _("35 mm from its upper edge to that of 版心"), "7.2.4",
        )  # fmt: skip
    if name.align not in ("center", "distribute"):
        yield at(name, "head_centred", _("发文机关标志 is not centred"), _("red, 小标宋, centred"), "7.2.4")
    yield from _name_face(facts, name)


def _name_face(facts: PaperFacts, name: ParagraphFacts) -> Iterator[Finding]:
    run = name.main
    if run is None:
        return
    if not any(known in run.font for known in _SONG):
        wanted = _("小标宋 is recommended")
        found = _("发文机关标志 is in {font}", font=run.font or _("no named font"))
        yield _noted(at(name, "head_face", found, wanted, "7.2.4"))
    if run.size < _SMALLEST:
        yield at(
            name, "head_size", _("发文机关标志 is set in {size}", size=point_size(run.size)),
            _("striking: larger than the title (22 pt)"), "7.2.4",
        )  # fmt: skip
    # A squeezed name is narrower than this, so only what is far too long is spoken of.
    wide = width_of(name.text.strip()) * (run.size + run.spacing) / CHARACTER
    if wide > 1.7 * room_across(facts, name) and name.align != "distribute":
        yield at(
            name, "head_lines", _("发文机关标志 takes more than one line in {size}", size=point_size(run.size)),
            _("one line for a single unit: smaller, or squeezed"), "7.2.4",
        )  # fmt: skip


def _number(
    facts: PaperFacts, names: Sequence[ParagraphFacts], number: ParagraphFacts, above: Found, *, letter: bool
) -> Iterator[Finding]:
    signed = [one for one, _part in above if _SIGNER.search(one.text)]
    if letter or any(_OWN_FORM.search(one.text) for one in names):
        return
    if names and number.number > names[-1].number and not signed:
        blank = lines_between(facts, names[-1], number)
        if blank is not None and abs(blank - 2) > 0.7:
            found = _("{count} blank line(s) between 发文机关标志 and 发文字号", count=_lines(blank))
            yield at(number, "number_place", found, _("two blank lines"), "7.2.5")
    if not signed and number.align != "center":
        yield at(number, "number_side", _("发文字号 is not centred"), _("centred, where no 签发人 stands beside it"),
                 "7.2.5")  # fmt: skip
    if signed:
        yield from _signers(number, signed)


def _signers(number: ParagraphFacts, signed: Sequence[ParagraphFacts]) -> Iterator[Finding]:
    for one in signed:
        mark = _SIGNER.search(one.text)
        if mark is not None and mark.group(1) != "：":
            yield at(
                one,
                "signer_colon",
                _("签发人 is not followed by a full-width colon"),
                _("签发人：and the name"),
                "7.2.6",
            )
        name = _signer_run(one)
        if name is not None and not any(known in name for known in _KAI):
            yield at(
                one, "signer_face", _("the name of 签发人 is in {font}", font=name or _("no named font")),
                _("签发人 in 仿宋, the name in 楷体, both 三号"), "7.2.6",
            )  # fmt: skip
    # Where the code of the unit is still to be written by hand, blanks stand for it.
    filled = not number.text.strip().startswith(("〔", "["))
    if filled and number.align in ("left", "both", "start") and abs(first_place(number) - 1) > 0.4:
        yield at(
            number, "number_side",
            _("发文字号 begins {count} characters in", count=f"{first_place(number):.1f}".removesuffix(".0")),
            _("one character in at the left, level with the last 签发人"), "7.2.5",
        )  # fmt: skip
    if number.align == "center":
        yield at(number, "number_side", _("发文字号 is centred beside a 签发人"),
                 _("one character in at the left, level with the last 签发人"), "7.2.5")  # fmt: skip


def _signer_run(paragraph: ParagraphFacts) -> str | None:
    """Return the face of the name after 签发人; None where it cannot be told apart from the label."""
    seen = ""
    for run in paragraph.runs:
        mark = _SIGNER.search(seen)
        if mark is not None and run.text.strip(" \u3000\t：:"):
            return run.font
        seen += run.text
        mark = _SIGNER.search(seen)
        if mark is not None and seen[mark.end() :].strip():
            return run.font
    return None


def _rule(facts: PaperFacts, number: ParagraphFacts, found: Found) -> Iterator[Finding]:
    title = next((one.number for one, part in found if part is Part.TITLE), len(facts.paragraphs) + 1)
    rules = [
        (one, rule)
        for one in facts.paragraphs[: title - 1]
        for rule in one.setting.rules
        if is_red(rule.color) and (one.number >= number.number or rule.edge == "drawn")
    ]
    if not rules:
        # In a table or a text box it may be drawn another way; a table above the title is left alone.
        if not any(table.after < title for table in facts.tables):
            yield at(number, "red_rule", _("no red rule was found below 发文字号"),
                     _("a red rule as wide as 版心, 4 mm below it"), "7.2.7")  # fmt: skip
        return
    paragraph, rule = rules[0]
    length = _rule_length(facts, paragraph, rule)
    if abs(length / POINTS_PER_MM - 156) > _LENGTH_TOLERANCE_MM:
        yield at(paragraph, "red_rule_length", _("the red rule is {length} long", length=millimetres(length)),
                 _("as wide as 版心: 156 mm"), "7.2.7")  # fmt: skip
    if paragraph is number and rule.edge == "bottom":
        below = (rule.space + foot_of_characters(facts, number)) / POINTS_PER_MM
        if abs(below - RULE_MM) > _RULE_TOLERANCE_MM:
            yield at(
                number, "red_rule_place",
                _("the red rule stands {length} below 发文字号", length=millimetres(below * POINTS_PER_MM)),
                _("4 mm below it"), "7.2.7",
            )  # fmt: skip


def _rule_length(facts: PaperFacts, paragraph: ParagraphFacts, rule: RuleFacts) -> float:
    if rule.width:
        return rule.width
    section = facts.sections[paragraph.section]
    hanging = min(0.0, paragraph.first_line)
    sides = paragraph.left + hanging + paragraph.setting.right
    return section.width - section.left - section.right - sides


def _letter(facts: PaperFacts, name: ParagraphFacts) -> Iterator[Finding]:
    section = facts.sections[0]
    place = section.header_distance + name.setting.before + top_of_characters(facts, name)
    first = section.first_header[0] is name
    if first and abs(place / POINTS_PER_MM - LETTER_NAME_MM) > _NAME_TOLERANCE_MM:
        yield Finding(
            "letter_place",
            _("发文机关标志 of the letter stands {length} below the edge of the paper", length=millimetres(place)),
            _("30 mm"), "10.1",
        )  # fmt: skip
    rule = next((one for one in name.setting.rules if is_red(one.color)), None)
    if rule is None:
        return
    length = _rule_length(facts, name, rule)
    if abs(length / POINTS_PER_MM - LETTER_RULE_MM) > _LENGTH_TOLERANCE_MM:
        yield Finding(
            "letter_rule", _("the red double rule is {length} long", length=millimetres(length)),
            _("170 mm, centred on the paper"), "10.1",
        )  # fmt: skip
    below = (rule.space + foot_of_characters(facts, name)) / POINTS_PER_MM
    if abs(below - RULE_MM) > _RULE_TOLERANCE_MM:
        yield Finding(
            "letter_rule",
            _("the red double rule stands {length} below the name", length=millimetres(below * POINTS_PER_MM)),
            _("4 mm below it"), "10.1",
        )  # fmt: skip


def _lines(count: float) -> str:
    return f"{max(0.0, count):.1f}".removesuffix(".0")


def _noted(finding: Finding) -> Finding:
    return Finding(finding.code, finding.found, finding.wanted, finding.clause, finding.paragraph, finding.words,
                   Level.NOTE)  # fmt: skip
