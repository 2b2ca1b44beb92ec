"""Where a row of tools has no room: none of them is cut, and what is not in sight stands in the menu “More”."""

import pytest
from PySide6.QtWidgets import QCheckBox, QComboBox, QPushButton, QWidget

from smartplanner.ui.application import make_application
from smartplanner.ui.folding import FoldingRow

pytestmark = pytest.mark.qt_log_ignore("does not support", extend=True)


@pytest.fixture(scope="session")
def qapp_cls():
    return type(make_application())


@pytest.fixture
def row(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    made = FoldingRow(window)
    made.held = window
    made.add, made.paste, made.light, made.only = (
        QPushButton("新增"),
        QPushButton("粘贴"),
        QComboBox(),
        QCheckBox("仅关键"),
    )
    made.light.addItems(["全部亮灯", "红灯", "绿灯"])
    made.light.setAccessibleName("亮灯")
    for widget in (made.add, made.paste, made.light, made.only):
        made.line.addWidget(widget)
    made.fold(made.paste, made.only, made.light)
    window.show()
    return made


def narrow(row, width):
    row.resize(width, row.sizeHint().height())


def entries(row):
    row.menu.aboutToShow.emit()
    return {entry.text(): entry for entry in row.menu.actions()}


def test_with_room_for_all_nothing_is_folded(row):
    narrow(row, row.sizeHint().width())
    assert row.folded() == []
    assert not row.more.isVisible()


def test_what_is_named_first_goes_first_and_nothing_is_cut(row):
    narrow(row, row.sizeHint().width() - 1)
    assert row.folded() == [row.paste] or row.folded() == [row.paste, row.only]
    for widget in (row.add, row.light, row.more):
        assert widget.width() >= widget.sizeHint().width()


def test_the_least_room_keeps_what_cannot_be_folded(row):
    narrow(row, row.minimumSizeHint().width())
    assert row.folded() == [row.paste, row.light, row.only]
    assert row.add.isVisible()
    assert row.add.width() >= row.add.sizeHint().width()


def test_an_entry_of_the_menu_does_what_its_button_does(row, qtbot):
    narrow(row, 1)
    with qtbot.waitSignal(row.paste.clicked):
        entries(row)["粘贴"].trigger()
    entries(row)["仅关键"].trigger()
    assert row.only.isChecked()
    assert entries(row)["仅关键"].isChecked()


def test_a_choice_is_made_in_the_menu(row):
    narrow(row, 1)
    choices = entries(row)["亮灯：全部亮灯"].menu().actions()
    assert [one.text() for one in choices if one.isChecked()] == ["全部亮灯"]
    choices[1].trigger()
    assert row.light.currentText() == "红灯"


def test_what_the_page_hides_or_turns_off_is_so_in_the_menu_as_well(row):
    row.paste.setEnabled(False)
    row.only.hide()
    narrow(row, 1)
    assert "仅关键" not in entries(row)
    assert not entries(row)["粘贴"].isEnabled()
    narrow(row, 2000)
    assert not row.only.isVisible()


def test_with_room_again_all_stands_in_its_place(row):
    narrow(row, 1)
    narrow(row, 2000)
    assert row.folded() == []
    shown = [widget for widget in (row.add, row.paste, row.light, row.only) if widget.isVisible()]
    assert shown == sorted(shown, key=lambda widget: widget.mapTo(row, widget.rect().topLeft()).x())
    assert len(shown) == 4


def test_longer_words_on_a_button_fold_what_has_no_room_any_more(row, qtbot):
    narrow(row, row.sizeHint().width())
    row.add.setText("新增一条带有很长名称的督办事项")
    qtbot.waitUntil(lambda: row.paste in row.folded())
