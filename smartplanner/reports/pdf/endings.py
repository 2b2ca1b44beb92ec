"""What ends a paper in PDF: who took part, 署名 and date, and the 版记 or 报尾 at the foot of the last page."""

from __future__ import annotations

from collections.abc import Iterator

from smartplanner.reports.document.blocks import Attendance, Imprint, Sealing, Signature, Tail
from smartplanner.reports.page import geometry
from smartplanner.reports.page.geometry import PORTRAIT, SAN_HAO_PT, SI_HAO_PT, points
from smartplanner.reports.page.linebreak import wrap
from smartplanner.reports.page.signing import signature_places
from smartplanner.reports.pdf.fonts import FontBook
from smartplanner.reports.pdf.marks import Foot, Rule, Slab, face

CHARACTER = geometry.CHARACTER_PITCH_PT
WIDTH = PORTRAIT.text_width


def signature_slabs(signature: Signature, fonts: FontBook, pitch: float) -> Iterator[Slab]:
    """Give the blank lines, the unit and the date, which no page end parts."""
    style = face(fonts, "fangsong", SAN_HAO_PT)
    places = signature_places(signature)
    unit_x, date_x = _exact(signature, style.width(signature.unit), style.width(signature.date))
    for _line in range(places.blank_lines):
        yield Slab(pitch, keep=True)
    yield Slab(pitch, (style.line(signature.unit, x=unit_x, top=0, height=pitch),), keep=True)
    if signature.sealing is Sealing.STAMP:
        yield Slab(pitch, keep=True)
    yield Slab(pitch, (style.line(signature.date, x=date_x, top=0, height=pitch),))


def _exact(signature: Signature, unit: float, date: float) -> tuple[float, float]:
    """Return where both begin, by the lengths that they have in the face of the paper."""
    places = signature_places(signature)
    if signature.sealing is Sealing.SEAL:
        date_x = WIDTH - 4 * CHARACTER - date
        return max(0.0, min(date_x + (date - unit) / 2, WIDTH - unit)), date_x
    if signature.sealing is Sealing.STAMP:
        return places.unit_left * CHARACTER, WIDTH - 4 * CHARACTER - date
    edge = WIDTH - 2 * CHARACTER
    unit_x = edge - unit
    date_x = unit_x + 2 * CHARACTER
    over = max(0.0, date_x + date - edge)
    return unit_x - over, date_x - over


def attendance_slabs(attendance: Attendance, fonts: FontBook, pitch: float) -> Iterator[Slab]:
    """Give 出席、请假 or 列席: the label in 黑体, the names under one another."""
    hei, body = face(fonts, "hei", SAN_HAO_PT), face(fonts, "fangsong", SAN_HAO_PT)
    label = attendance.label + "："
    x = 2 * CHARACTER + hei.width(label)
    if attendance.first:
        yield Slab(pitch)
    for place, line in enumerate(wrap(attendance.names, measure=body.measure(), width=WIDTH - x)):
        marks = [body.line(line.text, x=x, top=0, height=pitch)]
        if place == 0:
            marks.append(hei.line(label, x=2 * CHARACTER, top=0, height=pitch))
        yield Slab(pitch, tuple(marks))


def tail_foot(tail: Tail | Imprint, fonts: FontBook, pitch: float, *, ruled: bool = True) -> Foot:
    """Return the tail, between rules of the width of the 版心 unless it is that of a letter."""
    height = pitch * 0.9
    style = face(fonts, "fangsong", SI_HAO_PT)
    if isinstance(tail, Imprint):
        return Foot(tuple(_imprint(tail, fonts, height, ruled=ruled)))
    slabs = [_rule(), *_lines(tail.lines, fonts, height), _rule()]
    if tail.copies:
        text = f"（共印{tail.copies}份）"
        x = WIDTH - SI_HAO_PT - style.width(text)
        slabs.append(Slab(height, (style.line(text, x=x, top=0, height=height),)))
    return Foot(tuple(slabs))


def _imprint(imprint: Imprint, fonts: FontBook, height: float, *, ruled: bool) -> Iterator[Slab]:
    """§7.4: first and last rule 0.35 mm, 0.25 mm between; the last is the lower edge of the 版心."""
    if not ruled:
        yield from _lines(imprint.lines, fonts, height)
        return
    yield _rule()
    if imprint.lines:
        yield from _lines(imprint.lines, fonts, height)
        yield _rule(geometry.THIN_RULE_MM)
    if imprint.printed_by or imprint.printed_on:
        style = face(fonts, "fangsong", SI_HAO_PT)
        day = f"{imprint.printed_on}印发" if imprint.printed_on else ""
        by = style.line(imprint.printed_by, x=SI_HAO_PT, top=0, height=height)
        on = style.line(day, x=WIDTH - SI_HAO_PT - style.width(day), top=0, height=height)
        yield Slab(height, (by, on))
    yield _rule()


def _rule(thickness_mm: float = geometry.THICK_RULE_MM) -> Slab:
    return Slab(0, (Rule(0, 0, WIDTH, 0, points(thickness_mm)),))


def _lines(texts: tuple[str, ...], fonts: FontBook, height: float) -> Iterator[Slab]:
    style = face(fonts, "fangsong", SI_HAO_PT)
    for text in texts:
        hang = (len(text.partition("：")[0]) + 1) * SI_HAO_PT
        room = WIDTH - 2 * SI_HAO_PT
        # The first line is longer by the label 报： that the following lines are indented by.
        for number, line in enumerate(wrap(text, measure=style.measure(), width=room - hang, indent=-hang)):
            x = SI_HAO_PT + (hang if number else 0)
            yield Slab(height, (style.line(line.text, x=x, top=0, height=height),))
