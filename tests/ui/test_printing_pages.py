"""Printing what is in view: the list as it is shown, its filters in words, the choices remembered."""

import re
from datetime import date

import pytest
from pdf_texts import page_texts
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence

from smartplanner.base.i18n import _
from smartplanner.base.problems import Problem
from smartplanner.changes import insert
from smartplanner.commands.verbs import VERBS
from smartplanner.reports.printed import LineKind, PaperChoice, SheetTexts
from smartplanner.ui.grid.state import ColumnFilter
from smartplanner.ui.printing import SheetDialog, source_of
from smartplanner.ui.printing.gathering import gather_table
from smartplanner.ui.printing.notes import notes_of
from smartplanner.ui.shortcuts import keys_of
from smartplanner.ui.tasks import TasksPage

DAY = date(2026, 11, 23)


@pytest.fixture
def session(new_session):
    rows = [
        insert("task", f"t{number:02}", {"title": f"平台{number:02}", "state": "in_progress", "note": f"备注{number}"})
        for number in range(70)
    ]
    return new_session(rows)


@pytest.fixture
def page(show, qtbot, session):
    made = show(TasksPage(session))
    qtbot.waitUntil(lambda: made.model.rowCount() == 70)
    return made


def printed(page, choice=None):
    texts = SheetTexts(title="督办事项", as_of=DAY, notes=notes_of(page))
    return gather_table(page.table, texts)(choice or PaperChoice())


def is_a3(dialog):
    return dialog.view.pages is not None and max(dialog.view.pages.sizes[0]) > 1100


class Doubting(SheetDialog):
    """One page is too many for this person."""

    many = 0
    asked = 0

    def agrees(self, count):
        self.asked = count
        return False


def test_columns_are_printed_as_they_are_shown(page):
    shown = [column.title for column in page.table.shown_columns()]
    assert [column.title for column in printed(page).columns] == shown
    hidden = page.table.shown_columns()[-1]
    page.table.show_column(hidden.name, shown=False)
    page.table.heads.moveSection(2, 0)
    after = [column.title for column in page.table.shown_columns()]
    assert hidden.title not in after
    assert [column.title for column in printed(page).columns] == after


def test_rows_are_printed_as_they_are_filtered_and_sorted(page):
    page.model.set_filters([ColumnFilter("title", None, "contains", "平台1")])
    page.model.sort(page.model.column_of("title"), Qt.SortOrder.DescendingOrder)
    at = [column.name for column in page.table.shown_columns()].index("title")
    rows = [line.cells[at] for line in printed(page).lines if line.kind is LineKind.ROW]
    assert rows == [f"平台{number}" for number in range(19, 9, -1)]


def test_filters_and_order_are_said_in_words(page):
    page.search.setText("海淀")
    page.model.set_filters([ColumnFilter("title", None, "contains", "平台1")])
    page.model.sort(page.model.column_of("title"))
    said = "\n".join(notes_of(page))
    assert "平台1" in said
    assert "海淀" in said
    assert _("Sorted by {columns}", columns=page.model.columns[page.model.column_of("title")].title) in said


def test_groups_are_printed_with_their_heads_and_folded_ones_without_their_rows(page):
    page.model.group_by(["state"])
    lines = printed(page).lines
    heads = [line for line in lines if line.kind is LineKind.GROUP]
    assert len(heads) == 1
    assert "70" in heads[0].title
    page.model.fold(page.model.group_keys(), away=True)
    assert [line.kind for line in printed(page).lines if line.kind is not LineKind.TOTAL] == [LineKind.GROUP]


def test_only_the_selected_rows_are_printed_where_that_is_chosen(page):
    page.table.selectRow(3)
    lines = printed(page, PaperChoice(selected=True)).lines
    assert len(lines) == 1


def test_the_dialog_shows_every_row_on_pages_with_heads(qtbot, session, page):
    dialog = SheetDialog(session, source_of(session, "task", page))
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: dialog.view.pages is not None and not dialog.busy)
    pages = page_texts(dialog.view.pages.data)
    found = re.findall(r"平台\d\d", "".join(pages))
    assert sorted(found) == [f"平台{number:02}" for number in range(70)]
    head = page.table.shown_columns()[1].title
    for number, text in enumerate(pages, start=1):
        assert head in text
        assert _("Page {number} of {count}", number=number, count=len(pages)) in text


def test_what_is_chosen_about_the_paper_is_remembered_for_the_page(qtbot, session, page):
    dialog = SheetDialog(session, source_of(session, "task", page))
    qtbot.addWidget(dialog)
    qtbot.waitUntil(lambda: not dialog.busy)
    dialog.options.grey_box.setChecked(True)
    dialog.options.size_box.setCurrentIndex(dialog.options.size_box.findData("A3"))
    qtbot.waitUntil(
        lambda: not dialog.busy and dialog.view.pages is not None and max(dialog.view.pages.sizes[0]) > 1100
    )
    other = SheetDialog(session, source_of(session, "task", page))
    qtbot.addWidget(other)
    assert other.options.choice() == PaperChoice(size="A3", grey=True)
    qtbot.waitUntil(lambda: not other.busy)


def test_very_many_pages_are_asked_about_and_left_where_they_are_not_wanted(qtbot, session, page):
    dialog = Doubting(session, source_of(session, "task", page))
    qtbot.addWidget(dialog)
    qtbot.waitUntil(lambda: dialog.asked and not dialog.busy)
    assert dialog.view.pages is None
    assert dialog.place.message
    dialog.reject()


def test_a_page_without_a_list_says_that_there_is_nothing_to_print(qtbot, session):
    page = TasksPage(session)
    qtbot.addWidget(page)
    page.show()
    page.model.set_rows([])
    page.table.hide()
    with pytest.raises(Problem) as told:
        source_of(session, "task", page)
    assert told.value.remedy


def test_control_p_is_the_key_of_printing():
    verb = next(verb for verb in VERBS if verb.id == "print")
    assert QKeySequence(keys_of(verb)) == QKeySequence("Ctrl+P")
    assert not verb.writes
