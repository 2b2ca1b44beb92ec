"""The board and the overview on paper: as the reports of the same name are set, with what the board shows now."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from smartplanner.base.i18n import N_, _
from smartplanner.commands.office import Office
from smartplanner.commands.reference import city
from smartplanner.commands.reporting import figures, wordings_of
from smartplanner.queries.units import short_unit_names
from smartplanner.reports.document.blocks import Document
from smartplanner.reports.papers.periodic.briefing_items import due_words
from smartplanner.reports.papers.sheets.board_page import MARKS, BoardCard, BoardColumn, BoardFigures, build_board
from smartplanner.reports.papers.sheets.board_page_figures import BY
from smartplanner.reports.pdf.writer import write_pdf
from smartplanner.reports.printed import (
    Line,
    PaperChoice,
    PrintedColumn,
    PrintedList,
    SheetTexts,
    Work,
    lay_out,
    write,
)
from smartplanner.reports.registry import find_report
from smartplanner.ui.printing.source import Made, Source
from smartplanner.ui.session import Session

_ALL = "all"
_PARTS = {"sheet": N_("One sheet, the most urgent"), _ALL: N_("All cards")}
_STRETCH = frozenset({"stretch"})
_CARD = 130.0
"""Points of a column of cards."""
_LEADERS_PAGE = "one-page"


def overview_source(session: Session, _page: Any) -> Source:
    """Return how the overview is printed: as the leader's one page."""
    office, as_of = session.office, session.as_of
    return _document("overview", _("Overview"), lambda: _one_page(office, as_of))


def board_source(session: Session, page: Any) -> Source | None:
    """Return how the board is printed: the cards in view by column, with counts and limits."""
    board = page.board
    if not board.shown:
        return None
    units, year = short_unit_names(session.office.reader), session.as_of.year
    columns = []
    for column in board.columns:
        title = column.title
        if column.limit is not None:
            limit = _("at most {count}", count=column.limit)
            title = f"{title} {limit}"
        cards = tuple(
            BoardCard(
                line.signal.light,
                line.title,
                "" if board.field == "lead" else units.get(line.lead or "", ""),
                f"逾期{line.overdue_days}日" if line.overdue_days else due_words(line, year=year),
            )
            for line in column.cards
        )
        columns.append(BoardColumn(title, cards))
    found = BoardFigures(
        office=city().office, as_of=session.as_of, by=BY.get(board.field, BY["state"]), columns=tuple(columns)
    )
    wordings = wordings_of(session.office)
    sheet = _document("board", _("Board"), lambda: build_board(found, wordings=wordings))
    return replace(
        sheet, make=lambda choice, work: _board(found, sheet, (choice, work)), choices=_STRETCH, stretches=_PARTS
    )


def _board(found: BoardFigures, sheet: Source, asked: tuple[PaperChoice, Work]) -> Made:
    """Lay the board out: the most urgent cards on one sheet, or all of them on as many as it takes."""
    choice, work = asked
    if choice.stretch != _ALL:
        return sheet.make(choice, work)
    columns = [column for column in found.columns if column.cards]
    texts = SheetTexts(title=_("Board"), as_of=found.as_of, office=found.office)
    rows = max(len(column.cards) for column in columns)
    lines = [Line([_card(column, row) for column in columns]) for row in range(rows)]
    printed = [PrintedColumn(column.head, _CARD) for column in columns]
    laid = lay_out(PrintedList(texts=texts, columns=printed, lines=lines), choice, work)
    return Made(len(laid.pages), lambda writing: write(laid, writing))


def _card(column: BoardColumn, row: int) -> str:
    """Return a card in words, its light first; empty where the column has no more."""
    if row >= len(column.cards):
        return ""
    card = column.cards[row]
    below = " ".join(filter(None, (card.due_text, card.lead)))
    return f"{MARKS[card.light]} {' '.join(card.title.split())}" + (f"\n{below}" if below else "")


def _one_page(office: Office, as_of: Any) -> Document:
    report = find_report(_LEADERS_PAGE)
    return report.build(figures(office, _LEADERS_PAGE, as_of=as_of), wordings=wordings_of(office))


def _document(key: str, title: str, build: Callable[[], Document]) -> Source:
    def make(_choice: PaperChoice, _work: Work) -> Made:
        document = build()
        return Made(0, lambda _writing: write_pdf(document))

    return Source(key=key, title=title, make=make, choices=frozenset())
