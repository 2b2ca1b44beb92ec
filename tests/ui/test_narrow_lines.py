"""Where a window is narrow: words end in dots and say themselves in full, a column keeps the room its words need."""

import pytest
from PySide6.QtWidgets import QLineEdit, QTableWidget, QVBoxLayout, QWidget

from smartplanner.ui.application import make_application
from smartplanner.ui.elided import ElidedLabel
from smartplanner.ui.sizes import scrolled
from smartplanner.ui.stretching import stretch

LONG = "将新增或更新20条记录，有2处待人工处理。"


@pytest.fixture(scope="session")
def qapp_cls():
    return type(make_application())


def drawn(label):
    """The text that Qt draws, which is not the one that the label says."""
    return super(ElidedLabel, label).text()


def test_words_without_room_end_in_dots_and_the_tooltip_says_all(qtbot):
    label = ElidedLabel(LONG)
    qtbot.addWidget(label)
    label.resize(label.sizeHint())
    label.show()
    assert drawn(label) == LONG
    assert label.toolTip() == ""
    label.resize(80, label.height())
    assert drawn(label).endswith("…")
    assert LONG in label.toolTip()
    assert label.text() == label.accessibleName() == LONG


def test_what_looks_like_markup_stays_text_in_a_shortened_line(qtbot):
    label = ElidedLabel("<b>市政务和数据局</b>" * 4)
    qtbot.addWidget(label)
    label.resize(60, 20)
    label.show()
    assert "<b>" not in label.toolTip()
    assert "&lt;b&gt;" in label.toolTip()


@pytest.fixture
def table(qtbot):
    made = QTableWidget(3, 4)
    qtbot.addWidget(made)
    made.verticalHeader().hide()
    stretch(made.horizontalHeader(), 1, least=20)
    made.resize(900, 200)
    made.show()
    return made


def test_a_stretched_column_takes_what_the_others_leave(qtbot, table):
    header = table.horizontalHeader()
    qtbot.waitUntil(lambda: header.length() == header.viewport().width())
    table.setColumnWidth(2, 200)
    qtbot.waitUntil(lambda: header.length() == header.viewport().width())
    table.resizeColumnsToContents()
    qtbot.waitUntil(lambda: header.length() == header.viewport().width())


def test_a_stretched_column_keeps_room_for_its_words_and_the_list_scrolls(qtbot, table):
    header = table.horizontalHeader()
    table.resize(300, 200)
    least = header.fontMetrics().horizontalAdvance("0") * 20
    qtbot.waitUntil(lambda: header.sectionSize(1) == least)
    assert table.horizontalScrollBar().maximum() > 0


def test_what_does_not_fit_into_a_low_window_scrolls_and_loses_no_width(qtbot):
    column = QVBoxLayout()
    fields = [QLineEdit() for _number in range(20)]
    for field in fields:
        column.addWidget(field)
    window = QWidget()
    qtbot.addWidget(window)
    QVBoxLayout(window).addWidget(scrolled(column))
    window.resize(300, 200)
    window.show()
    assert window.height() == 200
    assert fields[0].width() >= fields[0].minimumSizeHint().width()
