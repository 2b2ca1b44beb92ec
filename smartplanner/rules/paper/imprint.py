"""版记: 抄送, 印发机关 and 印发日期 at the foot of the last page (GB/T 9704-2012 §7.4)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from smartplanner.base.i18n import _
from smartplanner.base.problems import Level
from smartplanner.rules.paper.elements import Part
from smartplanner.rules.paper.facts import PaperFacts, ParagraphFacts
from smartplanner.rules.paper.findings import Finding, at
from smartplanner.rules.paper.heads import letter_name
from smartplanner.rules.paper.room import CHARACTER, first_place

Found = Sequence[tuple[ParagraphFacts, Part]]
_COPIES = re.compile(r"^抄\s*送\s*[：:]")
_PRINTED = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日\s*印发$")
_WORDS = 16
_SMALL = 14.0
"""四号: what one character is in 版记."""


def check_imprint(facts: PaperFacts, found: Found) -> Iterator[Finding]:
    """Give what deviates in 版记; a 报尾 (报、送、发) is not one, and a paper need not have one."""
    if facts.is_sheet:
        return
    table = next((one for one in reversed(facts.tables) if _is_imprint(one.text)), None)
    lines = [one for one, part in found if part is Part.TAIL and _is_imprint(one.text)]
    if lines:
        yield from _lines(lines)
        yield from _followed(facts, lines[-1].number, found)
        yield from _rules(facts, lines)
        if not any(one.setting.held_at == "bottom" for one in lines):
            yield _not_held(lines[0])
    elif table is not None:
        yield from _followed(facts, table.after, found)
        if not table.held:
            said, wanted, clause = _unheld()
            yield Finding("imprint_held", said, wanted, clause, table.after, _first_words(table.text), Level.NOTE)
    if (lines or table is not None) and facts.pages > 1 and facts.pages % 2:
        yield Finding(
            "imprint_side", _("版记 stands on page {number}, a front", number=facts.pages),
            _("on the last side of the sheet: an even page"), "7.4", level=Level.NOTE,
        )  # fmt: skip


def _is_imprint(text: str) -> bool:
    plain = text.strip().replace("\t", "")
    return bool(_COPIES.search(plain) or _PRINTED.search(plain))


def _lines(lines: Sequence[ParagraphFacts]) -> Iterator[Finding]:
    for one in lines:
        text = one.text.strip()
        if _COPIES.match(text) and not text.endswith("。"):
            yield at(
                one, "imprint_end", _("抄送 ends with “{sign}”", sign=text[-1]), _("。 after the last unit"), "7.4.2"
            )
        indent = first_place(one) * CHARACTER / _SMALL
        if one.align in ("left", "both", "start") and abs(indent - 1) > 0.5:
            found = _("版记 begins {count} characters in", count=f"{indent:.1f}".removesuffix(".0"))
            yield at(one, "imprint_indent", found, _("one character (四号) from either side"), "7.4")


def _followed(facts: PaperFacts, last: int, found: Found) -> Iterator[Finding]:
    """Look at what follows 版记: nothing may, and the annexes stand before it."""
    after = [(one, part) for one, part in found if one.number > last and part is not Part.TAIL]
    if not after:
        return
    one, part = after[0]
    said = (
        _("an annex follows 版记") if part is Part.ANNEX
        else _("{count} paragraph(s) follow 版记", count=len(after))
    )  # fmt: skip
    yield at(one, "imprint_last", said, _("版记 is the last thing on the last page, after the annexes"), "7.4")


def _rules(facts: PaperFacts, lines: Sequence[ParagraphFacts]) -> Iterator[Finding]:
    near = facts.paragraphs[max(0, lines[0].number - 3) : lines[-1].number + 2]
    ruled = any(one.setting.rules for one in near)
    if letter_name(facts) is None and not ruled:
        yield at(lines[0], "imprint_rules", _("版记 has no rules"),
                 _("rules as wide as 版心: above and below 0.35 mm, between 0.25 mm"), "7.4.1")  # fmt: skip
    elif letter_name(facts) is not None and ruled:
        yield at(lines[0], "imprint_rules", _("版记 of a letter has rules"), _("none in 信函格式"), "10.1")


def _unheld() -> tuple[str, str, str]:
    return (
        _("版记 goes along with the text: nothing holds it at the foot of the page"),
        _("its last rule lies on the lower edge of 版心 of the last page"), "7.4.1",
    )  # fmt: skip


def _not_held(line: ParagraphFacts) -> Finding:
    found, wanted, clause = _unheld()
    return Finding("imprint_held", found, wanted, clause, line.number, line.first_words, Level.NOTE)


def _first_words(text: str) -> str:
    return text if len(text) <= _WORDS else text[: _WORDS - 1] + "…"
