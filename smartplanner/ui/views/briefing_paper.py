"""会前一屏 on paper: the chosen views as one PDF, a heading and a table each, looked at before it is printed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QWidget

from smartplanner.base.i18n import _
from smartplanner.base.settings import papers_folder
from smartplanner.commands.views import briefing_views
from smartplanner.reports.blocks import (
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
from smartplanner.reports.board_page import MARKS
from smartplanner.reports.numbers import date_cn
from smartplanner.reports.pdf_writer import write_pdf
from smartplanner.ui.preview import PreviewDialog
from smartplanner.ui.session import Session, show_problem
from smartplanner.ui.views.briefing import nothing_chosen
from smartplanner.ui.views.slides import Slide, lit, make_slide

TITLE = "会前一屏"
MOST_ROWS = 300
"""Rows of one view on paper; nobody reads more before a meeting."""
_MOST_COLUMNS = 8
_LIGHT_MM, _TITLE_MM = 14.0, 84.0
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
    rows = [line for line in slide.lines if not line.heading][:MOST_ROWS]
    main = next((number for number, head in enumerate(slide.heads) if head.main), 0)
    filled = [n for n in range(len(slide.heads)) if n == main or any(line.texts[n] for line in rows)]
    others = [n for n in filled if n != main][: _MOST_COLUMNS - 1]
    shown = sorted([*others, main])
    columns = [Column(_LIGHT_MM, Align.CENTER)] if slide.lights else []
    columns += [
        Column(_TITLE_MM if n == main and len(shown) <= _MOST_COLUMNS - 2 else 0,
               Align.RIGHT if slide.heads[n].right else Align.LEFT)
        for n in shown
    ]  # fmt: skip
    head = [HeadCell(_("Light"))] if slide.lights else []
    head += [HeadCell(slide.heads[n].title) for n in shown]
    cells = []
    left = MOST_ROWS
    for line in slide.lines:
        if line.heading:
            cells.append(_across(line.texts[0], shown.index(main) + len(columns) - len(shown), len(columns)))
            continue
        left -= 1
        if left < 0:
            break
        lamp = [MARKS.get(line.light, "")] if slide.lights else []
        cells.append((*lamp, *(line.texts[n] for n in shown)))
    return Table(tuple(columns), (tuple(head),), tuple(cells), small=True)


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
