"""A row that is changed in a sorted list stays where it is, as in Excel, until the list is sorted or filtered anew."""

import pytest
from PySide6.QtCore import Qt

from smartplanner.changes import Label, insert
from smartplanner.commands.editing import add_row, remove_rows, set_fields
from smartplanner.commands.office import Office
from smartplanner.ui.grid.state import ColumnFilter, SortKey
from smartplanner.ui.records import RecordPage


@pytest.fixture
def page(session_on, show, journal):
    orders = {"a": 10, "b": 20, "c": 30, "d": 40, "e": 50}
    rows = [insert("district", id, {"name": f"{id}区", "order": order}) for id, order in orders.items()]
    journal.commit(Label("districts"), rows)
    made = show(RecordPage(session_on(Office(journal)), "district"), size=(900, 600), active=True)
    made.model.sort_by([SortKey("order", False)])
    return made


def shown(page):
    return "".join(page.model.id_at(place) for place in range(page.model.rowCount()))


def change(page, id, order):
    set_fields(page.session.office, "district", [id], {"order": order})


def test_a_row_whose_sorted_cell_is_typed_over_stays_and_the_next_key_goes_to_the_row_below(qtbot, page):
    page.table.setFocus()
    page.table.setCurrentIndex(page.model.index(1, page.model.column_of("order")))
    qtbot.keyClick(page.table, "9")
    qtbot.keyClick(page.editing.opened.editor.line(), Qt.Key.Key_Return)
    assert page.session.office.reader.row("district", "b").order == 9
    assert shown(page) == "abcde"
    assert page.model.id_at(page.table.currentIndex().row()) == "c"


@pytest.mark.parametrize(
    "settle",
    [
        lambda page: page.model.sort_by([SortKey("order", False)]),
        lambda page: page.model.set_filters([ColumnFilter("order", condition="filled")]),
        lambda page: page.apply_filter(),
        lambda page: page.load(),
    ],
    ids=["sorted", "filtered in a head", "filtered above", "read anew"],
)
def test_it_goes_where_it_belongs_when_the_list_is_sorted_filtered_or_read_anew(page, settle):
    change(page, "b", 99)
    assert shown(page) == "abcde"
    settle(page)
    assert shown(page) == "acdeb"


def test_taking_the_change_back_leaves_the_list_as_it_was(page):
    change(page, "b", 99)
    page.session.office.journal.undo()
    assert shown(page) == "abcde"
    page.apply_filter()
    assert shown(page) == "abcde"


def test_a_new_row_goes_where_it_belongs_and_the_changed_one_still_stays(page):
    change(page, "b", 99)
    id, _step = add_row(page.session.office, "district", {"name": "新区", "order": 35})
    assert shown(page).replace(id, "N") == "abcNde"
    change(page, "a", 98)
    remove_rows(page.session.office, "district", ["d"])
    assert shown(page).replace(id, "N") == "abcNe"


def test_many_rows_changed_at_once_are_sorted_anew(page):
    office = page.session.office
    many = {f"x{number:03}": number + 1000 for number in range(300)}
    rows = [insert("district", id, {"name": id, "order": order}) for id, order in many.items()]
    office.journal.commit(Label("many"), rows)
    set_fields(office, "district", [*many, "a"], {"order": 2000})
    assert page.model.id_at(0) == "b"
