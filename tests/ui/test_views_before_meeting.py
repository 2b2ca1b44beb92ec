"""会前一屏 in the hands of its user: choosing and ordering views, the full screen by keyboard, one paper of all."""

from datetime import date

import pytest
from PySide6.QtCore import Qt

from smartplanner.base.i18n import _
from smartplanner.base.settings import remembered
from smartplanner.changes import Label, insert
from smartplanner.commands.editing import set_fields
from smartplanner.commands.office import Office
from smartplanner.commands.views import briefing_views, save_view, views_of
from smartplanner.reports.pdf.writer import write_pdf
from smartplanner.ui import pages
from smartplanner.ui.shell import Shell
from smartplanner.ui.views.briefing import BriefingWindow
from smartplanner.ui.views.briefing_paper import MOST_ROWS, briefing_document
from smartplanner.ui.views.managing import ViewsDialog
from smartplanner.ui.views.slides import make_slide

DAY = date(2026, 11, 23)
NASTY = "<b>粗体</b> & {x}"


@pytest.fixture
def session(session_on, journal):
    open_ = {"state": "in_progress", "lead": "u1"}
    rows = [
        insert("organisation", "u1", {"name": "北京市甲局"}),
        insert("district", "d1", {"name": "海淀区"}),
        insert("plan", "p1", {"title": "海淀计划", "district": "d1"}),
        insert("task", "nasty", {"title": NASTY, "due": date(2026, 12, 1)} | open_),
    ]
    rows += [
        insert("task", f"t{n}", {"title": f"逾期的第{n}件事", "due": date(2026, 11, 1)} | open_) for n in range(40)
    ]
    journal.commit(Label("matters"), rows)
    office = Office(journal)
    save_view(office, "task", "逾期", {"kind": "list", "text": "逾期", "group": ["lead"]}, briefing=True)
    save_view(office, "board", "看板", {"kind": "board"}, briefing=True)
    save_view(office, "gantt", "计划", {"kind": "gantt"})
    return session_on(office)


@pytest.fixture
def window(show, session):
    return show(BriefingWindow(session, briefing_views(session.office.reader)), size=(1280, 720))


def press(qtbot, window, *keys):
    for key in keys:
        qtbot.keyClick(window, key)


def test_right_goes_through_the_screens_of_a_view_and_then_to_the_next_one(qtbot, window):
    assert (window.number, window.slide.name, window.slide.count) == (0, "逾期", 40)
    assert window.screens > 2
    for _number in range(window.screens - 1):
        press(qtbot, window, Qt.Key.Key_Right)
    assert (window.number, window.screen_number) == (0, window.screens - 1)
    press(qtbot, window, Qt.Key.Key_Space)
    assert (window.number, window.screen_number, window.slide.name) == (1, 0, "看板")
    press(qtbot, window, Qt.Key.Key_PageUp)
    assert (window.number, window.screen_number) == (0, window.screens - 1)


def test_digits_home_and_end_go_straight_to_a_view_and_esc_leaves(qtbot, window):
    press(qtbot, window, Qt.Key.Key_2)
    assert window.number == 1
    press(qtbot, window, Qt.Key.Key_Home)
    assert window.number == 0
    press(qtbot, window, Qt.Key.Key_End, Qt.Key.Key_9)
    assert window.number == 1
    press(qtbot, window, Qt.Key.Key_Escape)
    assert not window.isVisible()


def test_every_row_stands_on_one_screen_and_no_heading_stands_alone_at_the_foot(window):
    lines = [line for screen in window._screens for line in screen]
    assert lines == list(window.slide.lines)
    assert not any(screen[-1].heading for screen in window._screens)


def test_the_lights_of_the_view_are_counted_and_said_to_who_cannot_see(window):
    assert window.slide.lights["red"] == 40
    assert window.accessibleName().startswith("逾期，")
    assert "40" in window.accessibleName()


def test_the_view_in_sight_follows_the_book(window, session):
    set_fields(session.office, "task", ["t0"], {"title": "别的事", "due": date(2027, 12, 1)})
    assert window.slide.count == 39


def test_a_view_that_cannot_be_read_is_a_sentence_on_its_screen(qtbot, session):
    values = {"name": "坏", "page": "task", "content": "{", "order": 0, "briefing": True}
    session.office.journal.commit(Label("view"), [insert("saved_view", "v", values)])
    window = BriefingWindow(session, briefing_views(session.office.reader))
    qtbot.addWidget(window)
    window.resize(900, 500)
    window.grab()
    assert window.slide.notes
    press(qtbot, window, Qt.Key.Key_Right)
    assert window.slide.name == "逾期"


@pytest.mark.parametrize("size", [(1920, 1080), (911, 512), (640, 900)])
def test_every_view_can_be_drawn_in_any_size(qtbot, session, size):
    window = BriefingWindow(session, views_of(session.office.reader))
    qtbot.addWidget(window)
    window.resize(*size)
    window.show()
    for number in range(3):
        window.show_view(number)
        assert window.screens >= 1
        assert not window.grab().isNull()


def test_showing_views_remembers_nothing_of_them_for_the_pages(session):
    before = session.office.journal.label_to_undo()
    for view in views_of(session.office.reader):
        slide = make_slide(session, view)
        if slide.page is not None:
            slide.page.deleteLater()
    assert session.office.journal.label_to_undo() == before


def test_a_view_that_is_shown_does_not_become_the_set_up_of_its_page(session, monkeypatch):
    """Opened from the window of views, the page that was read lives on: its clock would write its set-up down."""
    made, make = [], pages.make_bare_page
    monkeypatch.setattr(pages, "make_bare_page", lambda *about: made.append(make(*about)) or made[-1])
    (view,) = [one for one in views_of(session.office.reader) if one.page == "task"]
    make_slide(session, view)
    made[0].memory.keep()
    assert remembered("list.task") is None
    page = make(session, "task")
    page.load()
    assert page.view_state().group == ()
    page.deleteLater()


def test_ticks_and_order_of_the_list_are_one_step(qtbot, session):
    dialog = ViewsDialog(session)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.list.setCurrentRow(2)
    dialog.up_button.click()
    dialog.up_button.click()
    dialog.list.item(0).setCheckState(Qt.CheckState.Checked)
    dialog.list.item(1).setCheckState(Qt.CheckState.Unchecked)
    dialog.accept()
    assert [row.name for row in views_of(session.office.reader)] == ["计划", "逾期", "看板"]
    assert [row.name for row in briefing_views(session.office.reader)] == ["计划", "看板"]
    session.office.journal.undo()
    assert [row.name for row in briefing_views(session.office.reader)] == ["逾期", "看板"]


def test_usual_views_come_into_the_list_by_one_button(qtbot, session):
    dialog = ViewsDialog(session)
    qtbot.addWidget(dialog)
    dialog.usual_button.click()
    assert dialog.list.count() == 11
    assert not dialog.usual_button.isEnabled()
    dialog.list.setCurrentRow(8)
    dialog.remove_button.click()
    assert dialog.list.count() == 10


def test_all_views_make_one_paper_whose_words_are_plain_text(session):
    slides = [make_slide(session, view) for view in views_of(session.office.reader)]
    document = briefing_document(slides, as_of=DAY)
    words = [cell for block in document.blocks if hasattr(block, "rows") for row in block.rows for cell in row]
    assert NASTY in words
    assert [block.text for block in document.blocks if hasattr(block, "level")] == ["一、逾期", "二、看板", "三、计划"]
    assert write_pdf(document).startswith(b"%PDF")
    assert MOST_ROWS > 41


def test_a_view_is_found_by_ctrl_k_and_opens_its_page(qtbot, session):
    from smartplanner.ui.finder.offers import offers

    path = session.office.path
    session.close()
    shell = Shell(as_of=DAY)
    qtbot.addWidget(shell)
    assert shell.open_book(path)
    entry = next(entry for entry, _words in offers(shell) if entry.title == "逾期")
    entry.run()
    assert shell.page_name() == "task"
    assert shell.stack.currentWidget().view_bar.text() == _("View: {name}", name="逾期")
    shell.close()
