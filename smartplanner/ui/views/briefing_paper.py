"""会前一屏 on paper: the chosen views as one PDF, a heading and a table each, looked at before it is printed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QWidget

from smartplanner.base.i18n import _
from smartplanner.base.settings import papers_folder
from smartplanner.commands.views import briefing_views
from smartplanner.reports.document.blocks import (
    Align,
    Block,
    Column,
    Document,
    HeadCell,
    Heading,
    Meta,
    Paper,
    Paragraph,
    ParagraphStyle,
    Run,
    Table,
)
from smartplanner.reports.papers.sheets.board_page import MARKS
from smartplanner.reports.pdf.writer import write_pdf
from smartplanner.reports.prose.numbers import date_cn
from smartplanner.ui.preview import PreviewDialog
from smartplanner.ui.session import Session, show_problem
from smartplanner.ui.views.briefing import nothing_chosen
from smartplanner.ui.views.lettering import LETTER, fit
from smartplanner.ui.views.slides import Line, Slide, lit, make_slide

TITLE = "会前一屏"
MOST_ROWS = 300
"""Rows of one view on paper; nobody reads more before a meeting."""
_ROOM_MM, _LIGHT_MM, _LETTER_MM = 255.0, 14.0, 4.1
"""The width of the sheet between its margins, and what a light and a letter with its share of the edges take."""
_NUMERALS = "一二三四五六七八九十"


def preview_briefing(session: Session, parent: QWidget | None = None) -> None:
    """Show the ticked views as pages; say what to do where none is ticked."""
    views = briefing_views(session.office.reader)
    if not views:
        show_problem(nothing_chosen(), parent)
        return
    slides = session.perform(lambda: [make_slide(session, view) for view in views], window=parent)
    if slides is None:
        return
    for slide in slides:
        if slide.page is not None:
            slide.page.deleteLater()
    document = briefing_document(slides, as_of=session.as_of)
    suggested = papers_folder(session.office.path) / f"{TITLE}{session.as_of.isoformat()}.pdf"
    dialog = PreviewDialog(session, _("Before the meeting"), lambda: write_pdf(document), suggested, parent)
    dialog.exec()
    dialog.deleteLater()


def briefing_document(slides: Sequence[Slide], *, as_of: date) -> Document:
    """Return the views as one paper."""
    blocks: list[Block] = [_line(f"（截至{date_cn(as_of)}）", ParagraphStyle.CENTER)]
    for number, slide in enumerate(slides, 1):
        blocks.append(Heading(1, f"{_numeral(number)}、{slide.name}"))
        blocks.append(_line(_counts(slide), ParagraphStyle.BODY))
        if slide.count:
            blocks.append(_table(slide))
            if slide.count > MOST_ROWS:
                blocks.append(_line(f"其余{slide.count - MOST_ROWS}项从略。", ParagraphStyle.BODY))
    meta = Meta(title=TITLE, subject=TITLE, author="", dated=as_of)
    return Document(meta, TITLE, tuple(blocks), paper=Paper.LANDSCAPE)


def _counts(slide: Slide) -> str:
    said = f"共{slide.count}项"
    for light, count in lit(slide.lights):
        said += f"，{MARKS[light]}{count}"
    return said + "。" + "".join(f"（{note}。）" for note in slide.notes)


def _table(slide: Slide) -> Table:
    fitted = fit(slide, _ROOM_MM / _LETTER_MM * LETTER)
    main = next((number for number, head in enumerate(slide.heads) if head.main), 0)
    shown = fitted.columns
    columns = [Column(_LIGHT_MM, Align.CENTER)] if slide.lights else []
    columns += [
        Column(width / LETTER * _LETTER_MM, Align.RIGHT if slide.heads[n].right else Align.LEFT)
        for n, width in zip(shown, fitted.widths, strict=True)
    ]
    head = [HeadCell(_("Light"))] if slide.lights else []
    head += [HeadCell(slide.heads[n].title) for n in shown]
    cells, left = [], MOST_ROWS
    for line in slide.lines:
        if line.heading:
            cells.append(_across(line.texts[0], shown.index(main) + len(columns) - len(shown), len(columns)))
            continue
        left -= 1
        if left < 0:
            break
        lamp = [MARKS.get(line.light, "")] if slide.lights else []
        cells.append((*lamp, *(_cell(line, n) for n in shown)))
    return Table(tuple(columns), (tuple(head),), tuple(cells), small=True)


def _cell(line: Line, number: int) -> str:
    lamp = MARKS.get(line.lamps[number], "") if line.lamps else ""
    return f"{lamp}{line.texts[number]}"


def _across(text: str, place: int, count: int) -> tuple[str, ...]:
    """Return a row that holds only the words of a heading, in the column of titles."""
    return tuple(f"【{text}】" if number == place else "" for number in range(count))


def _line(text: str, style: ParagraphStyle) -> Paragraph:
    return Paragraph((Run(text),), style)


def _numeral(number: int) -> str:
    if number <= len(_NUMERALS):
        return _NUMERALS[number - 1]
    tens, ones = divmod(number, 10)
    return ("" if tens == 1 else _NUMERALS[tens - 1]) + "十" + (_NUMERALS[ones - 1] if ones else "")
