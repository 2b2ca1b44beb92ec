"""Beside every record: write a memo, link records, see what is related, drop a file in, look back."""

from datetime import date

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage, QPainter, QPdfWriter
from PySide6.QtWidgets import QApplication, QFileDialog, QInputDialog, QLineEdit

from smartplanner.changes import Label, insert
from smartplanner.commands.attachments import attachments_of
from smartplanner.commands.links import relate
from smartplanner.commands.memos import write_memo
from smartplanner.commands.office import new_office
from smartplanner.queries.beside import links_of, memos_of
from smartplanner.queries.finder import Finder
from smartplanner.ui.application import discard
from smartplanner.ui.beside.removal import ask_removal

DAY = date(2026, 11, 23)
MEMOS, ATTACHMENTS, LINKS, HISTORY = "memos", "attachments", "links", "history"


@pytest.fixture
def window(window_on, tmp_path):
    with new_office(tmp_path / "本市.splan") as office:
        office.journal.commit(
            Label("made"),
            [
                insert("district", "d", {"name": "海淀区"}),
                insert("organisation", "u", {"name": "市经信局"}),
                insert("task", "a", {"title": "政务云迁移", "lead": "u", "district": "d"}),
                insert("task", "b", {"title": "数据共享", "district": "d"}),
                insert("task", "e", {"title": "别处的事项"}),
                insert("contract", "c", {"title": "云服务合同"}),
            ],
        )
    return window_on(tmp_path / "本市.splan")


@pytest.fixture
def open_form(window):
    made = []

    def open_it(entity, id):
        form = window.make_form(entity, id)
        form.show()
        made.append(form)
        return form

    yield open_it
    for form in made:
        form.close()
        discard(form)


def office_of(window):
    return window.session.office


def drop(widget, paths):
    """Drop files on *widget* as the system does: to it and, if nobody wants them, to those around it."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    none, copy, place = Qt.KeyboardModifier.NoModifier, Qt.DropAction.CopyAction, QPointF(5, 5)
    entering = QDragEnterEvent(place.toPoint(), copy, data, Qt.MouseButton.LeftButton, none)
    QApplication.sendEvent(widget, entering)
    assert entering.isAccepted()
    QApplication.sendEvent(widget, QDropEvent(place, copy, data, Qt.MouseButton.LeftButton, none))


def show_tab(form, name):
    part = form.beside.parts[name]
    tabs = part.parent()
    while not hasattr(tabs, "setCurrentWidget") or not hasattr(tabs, "setTabText"):
        tabs = tabs.parent()
    tabs.setCurrentWidget(part)
    return part.ready()


@pytest.mark.parametrize(("entity", "id"), [("task", "a"), ("contract", "c")])
def test_a_memo_is_written_with_ctrl_enter_and_counted_on_the_tab(qtbot, window, open_form, entity, id):
    form = open_form(entity, id)
    tab = show_tab(form, MEMOS)
    qtbot.keyClicks(tab.text, "ok")
    qtbot.keyClick(tab.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert [row.text for row in memos_of(office_of(window).reader, entity, id)] == ["ok"]
    assert tab.text.toPlainText() == ""
    assert "1" in form.beside.title(MEMOS)
    assert not form.is_edited


def test_an_own_memo_is_rewritten_pinned_and_removed(qtbot, window, open_form):
    tab = show_tab(open_form("task", "a"), MEMOS)
    first, _step = write_memo(office_of(window), "task", "a", "一")
    write_memo(office_of(window), "task", "a", "二")
    tab.choose(first)
    tab.pin_button.click()
    assert tab.model.memo(0).id == first
    tab.rewrite_button.click()
    tab.text.setPlainText("改过的")
    tab.write_button.click()
    assert tab.model.memo(0).text == "改过的"
    tab.remove_button.click()
    assert [row.text for row in memos_of(office_of(window).reader, "task", "a")] == ["二"]


def test_a_record_is_found_and_linked_and_the_link_is_seen_from_the_other_side(qtbot, window, open_form):
    office_of(window).reader.companion(Finder).build()
    form = open_form("task", "a")
    tab = show_tab(form, LINKS)
    assert not tab.link_button.isEnabled()
    tab.search.setText("云服务")
    tab.search.textEdited.emit("云服务")
    assert tab.search.proposed()[0] == ("contract", "c")
    tab.search.take(0)
    qtbot.keyClicks(tab.reason, "qian")
    tab.link_button.click()
    assert [link.id for link in links_of(office_of(window).reader, "contract", "c")] == ["a"]
    assert "1" in form.beside.title(LINKS)
    other = show_tab(open_form("contract", "c"), LINKS)
    assert [link.title for link in other.listing.model.shown_rows()] == ["政务云迁移"]


def test_a_link_is_taken_away_again(window, open_form):
    relate(office_of(window), ("task", "a"), ("contract", "c"))
    tab = show_tab(open_form("task", "a"), LINKS)
    tab.listing.table.selectRow(0)
    tab.part_button.click()
    assert links_of(office_of(window).reader, "task", "a") == []
    assert not tab.listing.empty.isHidden()


def test_a_plain_form_unfolds_what_stands_beside_it(qtbot, window, open_form):
    write_memo(office_of(window), "district", "d", "区里换了分管领导")
    form = open_form("district", "d")
    part = form.beside.parts[MEMOS]
    assert part.inside is None  # nothing is read before it is looked at
    fold = part.parent().parent()
    fold.buttons[MEMOS].click()
    assert part.isVisible()
    assert part.inside.model.memo(0).text == "区里换了分管领导"
    assert "1" in fold.buttons[MEMOS].text()
    fold.buttons[MEMOS].click()
    assert not part.isVisible()


def test_the_related_records_of_a_district_open_as_a_filtered_list(qtbot, window, open_form):
    form = open_form("district", "d")
    fold = form.beside.parts[LINKS].parent().parent()
    fold.buttons[LINKS].click()
    tree = form.beside.parts[LINKS].inside.related
    places = [group.field for group in tree.groups]
    assert [group.ids for group in tree.groups if group.field == "district"] == [("a", "b")]
    tree.tree.setCurrentIndex(tree.model.index(places.index("district"), 0))
    tree.list_button.click()
    qtbot.waitUntil(lambda: window.page_name() == "task")
    assert not form.isVisible()
    assert window.go_to("task").model.shown_count() == 2


@pytest.mark.parametrize(("entity", "id"), [("task", "a"), ("district", "d"), ("contract", "c")])
def test_a_file_dropped_on_a_field_of_a_form_is_attached(qtbot, window, open_form, tmp_path, entity, id):
    path = tmp_path / "会议纪要.pdf"
    path.write_bytes(b"%PDF minutes")
    form = open_form(entity, id)
    field = next(line for line in form.findChildren(QLineEdit) if line.acceptDrops() and not line.isReadOnly())
    before = field.text()
    drop(field, [path])
    assert [row.name for row in attachments_of(office_of(window), entity, id)] == ["会议纪要.pdf"]
    assert field.text() == before
    assert "1" in form.beside.title(ATTACHMENTS)
    drop(form, [path])  # refused: it is attached already; the dialog is closed by the fixture below
    assert len(attachments_of(office_of(window), entity, id)) == 1


@pytest.fixture(autouse=True)
def closed_boxes(monkeypatch):
    from PySide6.QtWidgets import QMessageBox

    monkeypatch.setattr(QMessageBox, "exec", lambda _box: 0)


def test_a_new_record_has_nothing_beside_it(open_form):
    assert open_form("task", "").beside is None
    assert open_form("district", "").beside is None


def test_the_question_before_a_removal_names_what_goes_along(window):
    reader = office_of(window).reader
    write_memo(office_of(window), "task", "a", "记一笔")
    assert "1" in ask_removal(reader, "task", ["a"]).splitlines()[1]
    assert len(ask_removal(reader, "task", ["b"]).splitlines()) == 1


def test_a_chosen_picture_and_a_chosen_pdf_are_shown_inside(qtbot, window, open_form, tmp_path):
    picture, paper, other = tmp_path / "现场.png", tmp_path / "方案.pdf", tmp_path / "坏图.jpg"
    QImage(30, 20, QImage.Format.Format_RGB32).save(str(picture))
    writer = QPdfWriter(str(paper))
    painter = QPainter(writer)
    painter.drawText(100, 100, "plan")
    painter.end()
    other.write_bytes(b"no picture")
    tab = show_tab(open_form("task", "a"), ATTACHMENTS)
    tab.take([picture, paper, other])
    rows = [row.name for row in tab.model.shown_rows()]
    look = tab.look
    tab.table.selectRow(rows.index("现场.png"))
    qtbot.waitUntil(lambda: look.currentWidget() is look.picture)
    tab.table.selectRow(rows.index("方案.pdf"))
    qtbot.waitUntil(lambda: look.currentWidget() is look.pages and look.pages.count == 1)
    tab.table.selectRow(rows.index("坏图.jpg"))
    qtbot.waitUntil(lambda: "无法" in look.words.text())


def test_a_chosen_file_is_saved_elsewhere_and_remarked_on(monkeypatch, window, open_form, tmp_path):
    path, target = tmp_path / "纪要.docx", tmp_path / "另存.docx"
    path.write_bytes(b"minutes")
    tab = show_tab(open_form("task", "a"), ATTACHMENTS)
    tab.take([path])
    tab.table.selectRow(0)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_given: (str(target), ""))
    tab.save_button.click()
    assert target.read_bytes() == b"minutes"
    monkeypatch.setattr(QInputDialog, "getMultiLineText", lambda *_given: ("签字版", True))
    tab.remark_button.click()
    assert attachments_of(office_of(window), "task", "a")[0].remark == "签字版"
