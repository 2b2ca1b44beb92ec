"""What stands over a paper in PDF: the name of a 简报, the red head of an official paper, the head of a letter."""

from __future__ import annotations

from collections.abc import Iterator

from smartplanner.reports.document.blocks import Head, LetterHead, Markings, Masthead, RedHead
from smartplanner.reports.page import geometry
from smartplanner.reports.page.geometry import PORTRAIT, SAN_HAO_PT, points
from smartplanner.reports.page.heads import (
    MARKING_LINES,
    SIGNER_LABEL,
    NameSetting,
    head_name,
    letter_name,
    signer_line,
    signers_left,
)
from smartplanner.reports.pdf.fonts import FontBook
from smartplanner.reports.pdf.marks import Face, Rule, Slab, Text, face

CHARACTER = geometry.CHARACTER_PITCH_PT
WIDTH = PORTRAIT.text_width
_GLYPH_TOP, _GLYPH_HEIGHT = 0.85, 0.93
"""How far a heavy Chinese character reaches above the baseline, and from its top to its foot, by its size."""


def head_slabs(head: Head, fonts: FontBook, pitch: float) -> Iterator[Slab]:
    """Give the slabs of a head."""
    if isinstance(head, Masthead):
        yield from _masthead(head, fonts, pitch)
    elif isinstance(head, LetterHead):
        yield from _letter_head(head, fonts, pitch)
    else:
        yield from _red_head(head, fonts, pitch)


def _name(setting: NameSetting, fonts: FontBook, *, top: float) -> Text:
    """Return the red name with the top of its characters at *top*."""
    large = Face(fonts, "masthead", setting.size, setting.size + setting.spread)
    width = (large.width(setting.text) - setting.spread) * setting.squeeze
    y = top + _GLYPH_TOP * setting.size
    return Text((WIDTH - width) / 2, y, setting.size, large.pieces(setting.text), geometry.RED, squeeze=setting.squeeze)


def _masthead(head: Masthead, fonts: FontBook, pitch: float) -> Iterator[Slab]:
    note = face(fonts, "hei", SAN_HAO_PT)
    yield Slab(pitch, (note.line(head.note, x=0, top=0, height=pitch),))
    setting = head_name(head.name)
    yield Slab(3 * pitch, (_name(setting, fonts, top=(3 * pitch - setting.size) / 2),))
    yield _centred(head.number, fonts, pitch, height=1.5 * pitch)
    yield from _issuer(head.issuer, head.date, fonts, pitch)


def _centred(text: str, fonts: FontBook, pitch: float, *, height: float) -> Slab:
    body = face(fonts, "fangsong", SAN_HAO_PT)
    return Slab(height, (body.line(text, x=(WIDTH - body.width(text)) / 2, top=0, height=pitch),))


def _issuer(issuer: str, date: str, fonts: FontBook, pitch: float) -> Iterator[Slab]:
    body = face(fonts, "fangsong", SAN_HAO_PT)
    yield Slab(
        pitch,
        (
            body.line(issuer, x=CHARACTER, top=0, height=pitch),
            body.line(date, x=WIDTH - CHARACTER - body.width(date), top=0, height=pitch),
        ),
    )
    yield Slab(pitch * 0.5, (_red_rule(3),))


def _red_rule(y: float) -> Rule:
    return Rule(0, y, WIDTH, y, points(geometry.RED_RULE_MM), geometry.RED)


def _marking(markings: Markings, place: int, fonts: FontBook, pitch: float) -> tuple[Text, ...]:
    if place >= len(markings.lines):
        return ()
    text = markings.lines[place]
    style = face(fonts, "fangsong" if text == markings.copy_number else "hei", SAN_HAO_PT)
    return (style.line(text, x=0, top=0, height=pitch),)


def _red_head(head: RedHead, fonts: FontBook, pitch: float) -> Iterator[Slab]:
    """§7.2: the name 35 mm below the top of the 版心, two blank lines, the number, the red rule 4 mm below it."""
    top = points(geometry.NAME_BELOW_TOP_MM)
    for place in range(MARKING_LINES):
        yield Slab(pitch, _marking(head.markings, place, fonts, pitch))
    setting = head_name(head.name, official=True)
    height = top - MARKING_LINES * pitch + _GLYPH_HEIGHT * setting.size
    yield Slab(height, (_name(setting, fonts, top=top - MARKING_LINES * pitch),))
    if head.issuer or head.date:
        yield Slab(pitch * 0.5)
        yield _centred(head.number, fonts, pitch, height=1.5 * pitch)
        yield from _issuer(head.issuer, head.date, fonts, pitch)
        return
    # Two blank lines and the gap of a line between the characters: the grid line of the number has half of it above.
    yield Slab(2 * pitch + (pitch - SAN_HAO_PT) / 2)
    if head.signers:
        yield from _signers(head, fonts, pitch)
    else:
        yield _centred(head.number, fonts, pitch, height=pitch)
    below = points(geometry.RED_RULE_BELOW_NUMBER_MM) - (pitch - SAN_HAO_PT) / 2
    yield Slab(below, (_red_rule(below),))


def _signers(head: RedHead, fonts: FontBook, pitch: float) -> Iterator[Slab]:
    """签发人 at the right, two on a line; the last line is that of the number (§7.2.6)."""
    body, kai = face(fonts, "fangsong", SAN_HAO_PT), face(fonts, "kai", SAN_HAO_PT)
    rows = head.signer_rows
    names_x = signers_left(rows) * CHARACTER
    for place, row in enumerate(rows):
        marks = [kai.line(signer_line(row), x=names_x, top=0, height=pitch)]
        if place == 0:
            marks.append(body.line(SIGNER_LABEL, x=names_x - body.width(SIGNER_LABEL), top=0, height=pitch))
        if place == len(rows) - 1:
            marks.append(body.line(head.number, x=CHARACTER, top=0, height=pitch))
        yield Slab(pitch, tuple(marks))


def _letter_head(head: LetterHead, fonts: FontBook, pitch: float) -> Iterator[Slab]:
    """§10.1: the name 30 mm from the edge of the paper, double rules 4 mm below it and 20 mm from the lower edge."""
    setting = letter_name(head.name)
    top = points(geometry.LETTER_NAME_FROM_EDGE_MM - geometry.TOP_MM)
    upper = top + _GLYPH_HEIGHT * setting.size + points(geometry.LETTER_RULE_BELOW_NAME_MM)
    lower = PORTRAIT.text_height + points(geometry.BOTTOM_MM - geometry.LETTER_RULE_FROM_BOTTOM_MM)
    thick, thin = geometry.LETTER_RULE_STROKES_PT
    # The number stands seven eighths of a character below the rule.
    height = upper + thick + 2 * thin + SAN_HAO_PT * 7 / 8 - (pitch - SAN_HAO_PT) / 2
    rules = (
        _double_rule(upper + thick / 2, thick), _double_rule(upper + 1.5 * thick + thin, thin),
        _double_rule(lower - 1.5 * thick - thin, thin), _double_rule(lower - thick / 2, thick),
    )  # fmt: skip
    yield Slab(height, (_name(setting, fonts, top=top), *rules))
    body = face(fonts, "fangsong", SAN_HAO_PT)
    number = body.line(head.number, x=WIDTH - body.width(head.number), top=0, height=pitch)
    for place in range(max(1, len(head.markings.lines))):
        yield Slab(pitch, (*_marking(head.markings, place, fonts, pitch), *((number,) if place == 0 else ())))


def _double_rule(y: float, width: float) -> Rule:
    side = points((geometry.PAPER_WIDTH_MM - geometry.LETTER_RULE_MM) / 2 - geometry.LEFT_MM)
    return Rule(side, y, side + points(geometry.LETTER_RULE_MM), y, width, geometry.RED)
