"""A file dragged onto a row, a line of the red list or a card becomes an attachment of that record."""

from datetime import date

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox

from smartplanner.changes import Label, insert
from smartplanner.commands.attachments import attachments_of
from smartplanner.commands.office import new_office
from smartplanner.ui.application import discard
from smartplanner.ui.dropping.rows import DropFrame, RowDrops

DAY = date(2026, 11, 23)
COPY, LEFT, NONE = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def window(window_on, tmp_path):
    with new_office(tmp_path / "本市.splan") as office:
        office.journal.commit(
            Label("made"),
            [
                insert("organisation", "u", {"name": "市经信局"}),
                insert("task", "a", {"title": "政务云迁移", "lead": "u", "due": date(2026, 9, 30)}),
                insert("task", "b", {"title": "数据共享", "lead": "u", "due": date(2026, 10, 31)}),
                insert("contract", "c", {"title": "云服务合同"}),
            ],
        )
    return window_on(tmp_path / "本市.splan")


@pytest.fixture
def paper(tmp_path):
    path = tmp_path / "会议纪要.pdf"
    path.write_bytes(b"%PDF minutes")
    return path


class Drag:
    """Files held over a view, as the system tells of them."""

    def __init__(self, view, *paths):
        self.view = view.viewport()
        self.data = QMimeData()
        self.data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
        self.entered = False

    def over(self, point):
        if not self.entered:
            entering = QDragEnterEvent(point, COPY, self.data, LEFT, NONE)
            QApplication.sendEvent(self.view, entering)
            self.entered = True
            assert entering.isAccepted()  # else nothing more would be told
        moving = QDragMoveEvent(point, COPY, self.data, LEFT, NONE)
        moving.ignore()
        QApplication.sendEvent(self.view, moving)
        return moving.isAccepted()

    def let_go(self, point):
        assert self.over(point)
        QApplication.sendEvent(self.view, QDropEvent(QPointF(point), COPY, self.data, LEFT, NONE))
        QApplication.processEvents()

    def leave(self):
        QApplication.sendEvent(self.view, QDragLeaveEvent())


def go(window, name):
    """Go to a page and let it be laid out."""
    page = window.go_to(name)
    QApplication.processEvents()
    return page


def row_of(page, id):
    """Where the row of a list is in its viewport."""
    place = page.model.place_of(id)
    return page.table.visualRect(page.model.index(place, 2)).center()


def names(window, entity="task", id="a"):
    return [row.name for row in attachments_of(window.session.office, entity, id)]


def frame_of(view):
    return view.findChild(DropFrame)


@pytest.fixture
def said(window):
    heard = []
    window.session.said.connect(heard.append)
    return heard


@pytest.fixture
def answer(monkeypatch):
    """Press a button of the next question by its place."""
    asked = []

    def press(number):
        monkeypatch.setattr(QMessageBox, "exec", lambda box: asked.append(box.text()))
        monkeypatch.setattr(QMessageBox, "clickedButton", lambda box: box.buttons()[number] if number >= 0 else None)
        return asked

    return press


def test_a_file_dropped_on_a_row_is_attached_to_that_record_in_one_step_that_can_be_undone(window, paper, said):
    page = go(window, "task")
    drag = Drag(page.table, paper)
    drag.over(row_of(page, "b"))
    assert said[-1] == "松开鼠标，将“会议纪要.pdf”附到“数据共享”。"
    drag.let_go(row_of(page, "a"))
    assert names(window) == ["会议纪要.pdf"]
    assert names(window, id="b") == []
    assert said[-1] == "“会议纪要.pdf”已附到“政务云迁移”，可以撤销。"
    window.do("undo")
    assert names(window) == []


def test_the_row_under_a_held_file_is_framed_until_it_is_left(window, paper):
    page = go(window, "contract")
    drag, frame = Drag(page.table, paper), frame_of(page.table)
    assert drag.over(row_of(page, "c"))
    assert frame.isVisible()
    assert frame.box.contains(row_of(page, "c"))
    drag.leave()
    assert not frame.isVisible()


def test_several_files_are_one_step_and_those_that_are_there_already_are_passed_over(window, tmp_path, paper, said):
    other = tmp_path / "现场.png"
    other.write_bytes(b"picture")
    page = go(window, "task")
    Drag(page.table, paper).let_go(row_of(page, "a"))
    before = window.session.office.journal.label_to_undo()
    third = tmp_path / "方案.docx"
    third.write_bytes(b"plan")
    Drag(page.table, paper, other, third).let_go(row_of(page, "a"))
    assert sorted(names(window)) == ["会议纪要.pdf", "方案.docx", "现场.png"]
    assert said[-1] == "2 个文件已附到“政务云迁移”，可以撤销。 有 1 个文件以前已经附过。"
    window.do("undo")
    assert names(window) == ["会议纪要.pdf"]
    assert window.session.office.journal.label_to_undo() == before


def test_of_several_files_none_is_attached_where_one_is_refused(window, tmp_path, paper, answer):
    program = tmp_path / "安装.exe"
    program.write_bytes(b"MZ")
    asked = answer(-1)
    page = go(window, "task")
    Drag(page.table, paper, program).let_go(row_of(page, "a"))
    assert names(window) == []
    assert "安装.exe" in asked[0]


def test_a_pdf_beside_any_row_is_refused_and_a_workbook_there_is_for_the_window(window, tmp_path, paper, monkeypatch):
    page = go(window, "contract")
    below = QPoint(40, page.table.viewport().height() - 5)
    drag = Drag(page.table, paper)
    assert not drag.over(below)
    drag.leave()
    taken = []
    monkeypatch.setattr("smartplanner.ui.shell.take_dropped", lambda _shell, paths: taken.extend(paths))
    ledger = tmp_path / "台账.xlsx"
    ledger.write_bytes(b"PK")
    Drag(page.table, ledger).let_go(below)
    assert taken == [ledger]


@pytest.mark.parametrize("number", [0, 1, -1])
def test_a_workbook_on_a_row_is_asked_about(window, tmp_path, monkeypatch, answer, number):
    ledger = tmp_path / "进展台账.xlsx"
    ledger.write_bytes(b"PK")
    taken = []
    monkeypatch.setattr("smartplanner.ui.shell.take_dropped", lambda _shell, paths: taken.extend(paths))
    asked = answer(number)
    page = go(window, "task")
    Drag(page.table, ledger).let_go(row_of(page, "a"))
    assert asked == ["“进展台账.xlsx”用来做什么？"]
    assert names(window) == (["进展台账.xlsx"] if number == 0 else [])
    assert taken == ([ledger] if number == 1 else [])


def test_minutes_on_a_row_are_asked_about_and_a_book_is_opened(window, tmp_path, monkeypatch, answer):
    minutes, book = tmp_path / "纪要.docx", tmp_path / "别的.splan"
    minutes.write_bytes(b"PK")
    book.write_bytes(b"x")
    taken = []
    monkeypatch.setattr("smartplanner.ui.shell.take_dropped", lambda _shell, paths: taken.extend(paths))
    answer(1)
    page = go(window, "task")
    Drag(page.table, minutes).let_go(row_of(page, "a"))
    Drag(page.table, book).let_go(row_of(page, "a"))
    assert taken == [minutes, book]


def test_a_file_dropped_on_a_line_of_the_red_list_is_attached(window, paper):
    page = go(window, "red_list")
    view = page.view
    heading = page.model.index(0, 0)
    drag = Drag(view, paper)
    assert not drag.over(view.visualRect(heading).center())
    item = page.model.item_at(page.model.index(0, 0, heading))
    drag.let_go(view.visualRect(page.model.index(0, 1, heading)).center())
    assert names(window, item.entity, item.id) == ["会议纪要.pdf"]


def test_a_file_dropped_on_a_card_is_attached_and_the_card_is_framed(window, paper):
    page = go(window, "board")
    canvas = page.canvas
    drag = Drag(canvas, paper)
    assert not drag.over(QPoint(2, canvas.viewport().height() - 2))
    place = canvas.card_box("b").center().toPoint()
    assert drag.over(place)
    assert frame_of(canvas).box == canvas.card_box("b").toAlignedRect()
    drag.let_go(place)
    assert names(window, id="b") == ["会议纪要.pdf"]


def test_a_list_scrolls_while_a_file_is_held_at_its_edge(qtbot, window, paper):
    rows = [insert("task", f"t{number:02}", {"title": f"第{number}项"}) for number in range(60)]
    window.session.office.journal.commit(Label("more"), rows)
    page = go(window, "task")
    bar = page.table.verticalScrollBar()
    drag = Drag(page.table, paper)
    drag.over(QPoint(60, page.table.viewport().height() - 4))
    qtbot.waitUntil(lambda: bar.value() > 2)
    drag.leave()


def test_a_large_file_is_copied_beside_the_window(qtbot, window, tmp_path, said):
    path = tmp_path / "录像.mp4"
    path.write_bytes(b"0" * (3 * 1024 * 1024))
    page = go(window, "task")
    Drag(page.table, path).let_go(row_of(page, "a"))
    qtbot.waitUntil(lambda: names(window) == ["录像.mp4"])


def test_a_file_dropped_on_a_frozen_column_is_attached_to_its_row(window, paper):
    page = go(window, "task")
    page.table.freeze(2)
    QApplication.processEvents()
    place = page.table.frozen.viewport().mapTo(page.table, QPoint(20, 0))
    row = page.table.viewport().mapTo(page.table, row_of(page, "b"))
    drag = Drag(page.table, paper)
    drag.view = page.table  # the frozen columns take no drops; the system goes up from them
    drag.let_go(QPoint(place.x(), row.y()))
    assert names(window, id="b") == ["会议纪要.pdf"]


def test_who_works_by_the_keyboard_attaches_a_file_by_the_menu_of_a_row(window, paper, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_given: ([str(paper)], ""))
    page = go(window, "contract")
    page.table.setCurrentIndex(page.model.index(0, 0))
    menu = page.table.cell_menu(page.table.currentIndex())
    next(one for one in menu.actions() if one.text() == "添加附件…").trigger()
    assert names(window, "contract", "c") == ["会议纪要.pdf"]
    next(one for one in go(window, "board").card_menu("b").actions() if one.text() == "添加附件…").trigger()
    assert names(window, id="b") == ["会议纪要.pdf"]
    page = go(window, "red_list")
    page.view.setCurrentIndex(page.model.place_of(next(item.key for item in page._items if item.id == "a")))
    next(one for one in page.menu().actions() if one.text() == "添加附件…").trigger()
    assert names(window) == ["会议纪要.pdf"]


def test_nothing_is_attached_where_the_book_is_looked_at_as_it_was(window):
    page = go(window, "task")
    assert page.table.findChild(RowDrops) is not None
    copy = window.session.office.path.with_name("只读.splan")
    copy.write_bytes(window.session.office.path.read_bytes())
    from smartplanner.commands.office import open_office
    from smartplanner.ui.pages import make_page
    from smartplanner.ui.session import Session

    with open_office(copy, writable=False) as office:
        session = Session(office, DAY)
        looked_at = make_page(session, "task")
        assert looked_at.table.findChild(RowDrops) is None
        discard(looked_at)
