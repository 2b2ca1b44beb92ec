"""A list is exported as it stands on the screen, or whole; where both are the same nobody is asked."""

from datetime import date, datetime

import pytest
from openpyxl import load_workbook
from PySide6.QtWidgets import QMessageBox

from smartplanner.changes import insert
from smartplanner.model import entities
from smartplanner.ui.grid.state import ColumnFilter, SortKey
from smartplanner.ui.list_export import writer_of
from smartplanner.ui.tasks import TasksPage

DAY = date(2026, 11, 23)


@pytest.fixture
def session(new_session):
    rows = [
        insert(
            "task", f"t{number}",
            {"title": f"=平台{number}", "state": "in_progress", "progress": number * 10.0, "amount": number * 1_000_000,
             "due": date(2026, 12, number), "due_precision": "day" if number < 3 else "month"},
        )
        for number in range(1, 5)
    ]  # fmt: skip
    return new_session(rows)


@pytest.fixture
def page(show, session):
    return show(TasksPage(session))


@pytest.fixture
def answer(monkeypatch):
    """Answers what is asked by the place of the button; the questions that were asked."""
    asked = []

    def say(place):
        def exec_box(box):
            asked.append(box.informativeText())
            box.buttons()[place].click() if place is not None else box.reject()

        monkeypatch.setattr(QMessageBox, "exec", exec_box)
        return asked

    return say


def cells(path):
    return [[cell.value for cell in row] for row in load_workbook(path).active.iter_rows()]


def test_a_list_as_usual_is_written_whole_without_a_question(session, page, answer, tmp_path):
    asked = answer(0)
    write = writer_of(session, "task", page=page, window=page)
    assert write(tmp_path / "全部.xlsx") == 4
    assert asked == []
    assert len(cells(tmp_path / "全部.xlsx")[1]) == len(entities()["task"].fields)


def test_only_what_is_listed_is_written_with_its_columns_and_order(session, page, answer, tmp_path):
    asked = answer(0)
    page.model.set_filter("title", ColumnFilter("title", frozenset({"=平台1", "=平台2", "=平台3"})))
    page.model.sort_by((SortKey("progress", True),))
    for name in ("light", "cause", "lead", "district", "state", "code", "category", "group", "support"):
        page.table.show_column(name, shown=False)
    page.table.heads.moveSection(page.table.heads.visualIndex(page.model.column_of("amount")), 0)
    write = writer_of(session, "task", page=page, window=page)
    assert write(tmp_path / "所列.xlsx") == 3
    assert "3" in asked[0]
    assert "4" in asked[0]
    _title, caption, heads, *rows = cells(tmp_path / "所列.xlsx")
    assert "=平台1" in caption[0]
    assert [head.split("（")[0] for head in heads][1:] == ["事项名称", "完成时限", "进度"]
    assert [row[1:] for row in rows] == [
        ["=平台3", "2026年12月", 0.3],
        ["=平台2", datetime(2026, 12, 2), 0.2],
        ["=平台1", datetime(2026, 12, 1), 0.1],
    ]
    assert [row[0] for row in rows] == [3, 2, 1]


def test_all_is_written_of_a_narrowed_list_where_that_is_meant(session, page, answer, tmp_path):
    answer(1)
    page.search.setText("平台2")
    page.apply_filter()
    assert writer_of(session, "task", page=page, window=page)(tmp_path / "全部.xlsx") == 4


def test_nothing_is_written_where_a_person_thinks_better_of_it(session, page, answer):
    answer(None)
    page.state_box.setCurrentIndex(2)
    assert writer_of(session, "task", page=page, window=page) is None


def test_a_choice_of_state_is_said_in_the_workbook(session, page, answer, tmp_path):
    answer(0)
    place = page.state_box.findData("in_progress")
    page.state_box.setCurrentIndex(place)
    page.search.setText("平台4")
    page.apply_filter()
    writer_of(session, "task", page=page, window=page)(tmp_path / "所列.xlsx")
    assert page.state_box.itemText(place) in cells(tmp_path / "所列.xlsx")[1][0]
