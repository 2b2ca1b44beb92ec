"""What ends a paper in Word: who took part, 署名 and date, and the 版记 or 报尾 at the foot of the last page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from smartplanner.reports.document.blocks import Attendance, Imprint, Sealing, Signature, Tail
from smartplanner.reports.page import geometry
from smartplanner.reports.page.geometry import Page, twips_of_points
from smartplanner.reports.page.linebreak import characters
from smartplanner.reports.page.signing import signature_places
from smartplanner.reports.word.xml import Element, add_run, child, element, paragraph

CHARACTER = twips_of_points(geometry.CHARACTER_PITCH_PT)


def signature_elements(signature: Signature) -> Iterator[Element]:
    """Give the blank lines, the unit and the date, which no page end parts."""
    places = signature_places(signature)
    for _line in range(places.blank_lines):
        yield _kept(paragraph("Normal"))
    room = geometry.CHARACTERS_PER_LINE
    for text, left in ((signature.unit, places.unit_left), (signature.date, places.date_left)):
        made = paragraph("Right", text)
        if text is signature.unit:
            _kept(made)
        right = room - left - characters(text)
        child(made[0], "ind", rightChars=round(right * 100), right=round(right * CHARACTER))
        yield made
        if signature.sealing is Sealing.STAMP and text is signature.unit:
            yield _kept(paragraph("Normal"))


def _kept(target: Element) -> Element:
    target[0].insert(1, element("keepNext"))
    return target


def keep_with_signature(elements: Sequence[Element]) -> None:
    """Let the last words before a signature go with it: a page never bears the signature alone (此页无正文)."""
    for item in reversed(elements):
        if item.tag != element("p").tag:
            return
        _kept(item)
        if item[0][0].get(item[0][0].tag.replace("pStyle", "val")) == "Body":
            return


def attendance_element(attendance: Attendance) -> Element:
    """Return 出席、请假 or 列席: the label in 黑体, the names under one another."""
    made = paragraph("Flush")
    hang = (len(attendance.label) + 1) * CHARACTER
    child(made[0], "ind", left=2 * CHARACTER + hang, hanging=hang)
    label = add_run(made, attendance.label + "：")
    fonts = label[0][0]
    fonts.set(fonts.tag.replace("rFonts", "eastAsia"), "黑体")
    add_run(made, attendance.names)
    return made


def tail_elements(tail: Tail | Imprint, page: Page, *, ruled: bool = True) -> Iterator[Element]:
    """Give the tail in a frame at the foot of the 版心, with rules of its width unless it is that of a letter."""
    if isinstance(tail, Imprint):
        items = list(_imprint(tail, page, ruled=ruled))
    else:
        items = [_rule(page), *_lines(tail.lines), _rule(page)]
        if tail.copies:
            copies = paragraph("Tail", f"（共印{tail.copies}份）", align="right")
            copies[0].insert(1, element("ind", right=_SMALL))
            items.append(copies)
    yield from (_framed(item, page) for item in items)
    anchor = paragraph("TableGap")
    child(anchor[0], "spacing", line=20, lineRule="exact")
    yield anchor


_SMALL = twips_of_points(geometry.SI_HAO_PT)


def _lines(texts: tuple[str, ...]) -> Iterator[Element]:
    for text in texts:
        line = paragraph("Tail", text)
        label = len(text.partition("：")[0]) + 1
        child(line[0], "ind", left=(1 + label) * _SMALL, right=_SMALL, hanging=label * _SMALL)
        yield line


def _imprint(imprint: Imprint, page: Page, *, ruled: bool) -> Iterator[Element]:
    if not ruled:
        yield from _lines(imprint.lines)
        return
    yield _rule(page)
    if imprint.lines:
        yield from _lines(imprint.lines)
        yield _rule(page, thin=True)
    if imprint.printed_by or imprint.printed_on:
        line = paragraph("Tail")
        tabs = child(line[0], "tabs")
        child(tabs, "tab", val="left", pos=_SMALL)
        child(tabs, "tab", val="right", pos=twips_of_points(page.text_width) - _SMALL)
        add_run(line, f"\t{imprint.printed_by}\t{imprint.printed_on}{'印发' if imprint.printed_on else ''}")
        yield line
    yield _rule(page)


def _rule(page: Page, *, thin: bool = False) -> Element:
    """Return a low line filled by an underlined tab: LibreOffice drops a frame that has a paragraph border in it."""
    made = paragraph("TableGap")
    child(child(made[0], "tabs"), "tab", val="right", pos=twips_of_points(page.text_width))
    run = add_run(made, "\t")
    child(run[0], "u", val="single" if thin else "thick", color="000000")
    return made


def _framed(target: Element, page: Page) -> Element:
    """Put a paragraph into the frame at the foot of the page; neighbours with the same frame share it.

    Text goes around it, though there is no room beside it: LibreOffice tears a table above a frame that does not let
    text pass (a single row on a page, no head on the next).
    """
    frame = element(
        "framePr", w=twips_of_points(page.text_width), hSpace=0, vSpace=0, wrap="around", hAnchor="margin",
        vAnchor="margin", xAlign="left", yAlign="bottom",
    )  # fmt: skip
    target[0].insert(1, frame)
    return target
