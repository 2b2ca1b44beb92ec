"""The Gantt as people use it: bars are dragged, resized, linked, found, folded and compared; undo takes all back."""

from datetime import date

import pytest
from gantt_sample import TODAY, programme
from PySide6.QtCore import QPoint, QPointF, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from smartplanner.changes import Label, insert
from smartplanner.commands.office import Office
from smartplanner.queries.gantt import Scope
from smartplanner.ui.gantt import GanttPage
from smartplanner.ui.gantt.consequences import ConsequenceDialog
from smartplanner.ui.gantt.paths import PathsDialog
from smartplanner.ui.gantt.shapes import handle
from smartplanner.ui.gantt.timeline import ZOOMS
from smartplanner.ui.session import Session

# Without a screen Qt's stand-in for one says so on every window; that is no fault of ours.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)

FREE, MIDDLE, NEXT = "free", "step-0-3-1", "step-0-3-2"
"""Work that nothing follows; work in a chain, and what follows it."""


@pytest.fixture
def office(journal):
    made = Office(journal)
    free = {"title": "宣传报道", "plan": "plan-0", "start": date(2026, 12, 1), "due": date(2026, 12, 31)}
    made.journal.commit(Label("Sample"), [*programme(2), insert("milestone", FREE, free)])
    return made


@pytest.fixture
def page(office, qtbot):
    return shown(office, qtbot)


def shown(office, qtbot):
    session = Session(office, TODAY)
    made = GanttPage(session)
    session.setParent(made)
    qtbot.addWidget(made)
    made.resize(1300, 900)
    made.show()
    made.canvas.zoom(ZOOMS["month"])
    return made


def at(page, id):
    """Bring the bar of a row in sight and return its middle."""
    canvas = page.canvas
    canvas.select(id)
    row = canvas.outline.row(id)
    canvas.go_to_day(row.start or row.due)
    return canvas.row_box(id).center().toPoint()


def drag(page, start, days):
    """Carry what is at a point so many days along."""
    view, step = page.canvas.viewport(), round(days * page.canvas.timeline.scale)
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(view, start + QPoint(step // 2 or 5, 0))
    QTest.mouseMove(view, start + QPoint(step, 0))
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=start + QPoint(step, 0))


def answer(kind, *, accept):
    """Answer the next dialog; returns a list that then holds it."""
    seen = []

    def look():
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, kind)
        seen.append([dialog.list.item(row).text() for row in range(dialog.list.count())])
        dialog.done(QDialog.DialogCode.Accepted if accept else QDialog.DialogCode.Rejected)

    QTimer.singleShot(0, look)
    return seen


def press(page, key, modifier=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(page.canvas, key, modifier)


def stored(page, id):
    return page.session.office.reader.row("milestone", id)


def test_only_the_rows_in_sight_are_drawn_and_no_row_makes_a_widget(page):
    canvas = page.canvas

    assert len(canvas.visible_rows()) < len(canvas.outline.rows)
    assert len(canvas.findChildren(QWidget)) < 10


def test_a_bar_that_nothing_follows_is_dragged_in_one_step_and_undone(page, office):
    before = stored(page, FREE)

    drag(page, at(page, FREE), 14)

    assert (stored(page, FREE).start - before.start).days == 14
    office.journal.undo()
    assert stored(page, FREE) == before


def test_what_follows_is_shown_while_dragging_and_asked_about_on_the_drop(page):
    start, before = at(page, MIDDLE), stored(page, NEXT)
    view = page.canvas.viewport()
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(view, start + QPoint(40, 0))
    QTest.mouseMove(view, start + QPoint(120, 0))

    assert page.canvas.preview[NEXT][0] > before.start
    seen = answer(ConsequenceDialog, accept=True)
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=start + QPoint(120, 0))

    assert any("一件事场景开发" in line for line in seen[0])
    assert stored(page, NEXT).start > before.start
    assert page.canvas.preview == {}


def test_a_refused_consequence_changes_nothing(page, office):
    steps = office.journal.label_to_undo()
    before = stored(page, MIDDLE)

    answer(ConsequenceDialog, accept=False)
    drag(page, at(page, MIDDLE), 30)

    assert stored(page, MIDDLE) == before
    assert office.journal.label_to_undo() == steps


def test_escape_lets_go_of_a_bar(page):
    start, before = at(page, MIDDLE), stored(page, MIDDLE)
    view = page.canvas.viewport()
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(view, start + QPoint(80, 0))
    press(page, Qt.Key.Key_Escape)
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=start + QPoint(80, 0))

    assert stored(page, MIDDLE) == before


def test_an_end_of_a_bar_is_dragged_to_make_it_shorter(page, office):
    page.canvas.zoom(ZOOMS["week"])
    at(page, MIDDLE)
    before = stored(page, MIDDLE)
    box = page.canvas.row_box(MIDDLE)

    drag(page, QPointF(box.right() - 2, box.center().y()).toPoint(), -7)

    after = stored(page, MIDDLE)
    assert after.start == before.start
    assert after.due < before.due


def test_a_link_is_pulled_from_the_handle_to_another_bar(page, office):
    source, target = "step-0-4-0", "step-0-4-2"
    at(page, source)
    view = page.canvas.viewport()
    begin = handle(page.canvas.row_box(source)).toPoint()
    end = page.canvas.row_box(target).center().toPoint()

    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=begin)
    QTest.mouseMove(view, begin + QPoint(10, 10))
    QTest.mouseMove(view, end)
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=end)

    assert (source, target) in {(link.before, link.after) for link in page.gantt.links}


def test_a_bar_held_at_the_edge_scrolls_on_and_moves_with_it(page, qtbot):
    start = at(page, FREE)
    canvas = page.canvas
    canvas.horizontalScrollBar().setValue(canvas.horizontalScrollBar().value() - 300)
    start = canvas.row_box(FREE).center().toPoint()
    begin = canvas.horizontalScrollBar().value()
    edge = QPoint(canvas.viewport().width() - 3, start.y())
    QTest.mousePress(canvas.viewport(), Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(canvas.viewport(), start + QPoint(40, 0))
    QTest.mouseMove(canvas.viewport(), edge)
    first = canvas.preview[FREE]

    qtbot.waitUntil(lambda: canvas.preview[FREE] > first)

    assert canvas.horizontalScrollBar().value() > begin
    press(page, Qt.Key.Key_Escape)


def test_the_menu_of_a_row_takes_a_link_away(page):
    menu = page.row_menu(NEXT)
    action = next(one for one in menu.actions() if "电子证照归集" in one.text())

    action.trigger()

    assert not [link for link in page.gantt.links if link.after == NEXT]


def test_alt_and_an_arrow_move_the_current_row_by_a_day_and_with_shift_by_a_week(page):
    page.canvas.select(FREE)
    before = stored(page, FREE).start

    press(page, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert (stored(page, FREE).start - before).days == 1
    press(page, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier)
    assert (stored(page, FREE).start - before).days == 8


def test_arrows_walk_space_folds_plus_zooms_home_shows_the_day_and_enter_opens(page, qtbot):
    canvas = page.canvas
    press(page, Qt.Key.Key_Down)
    assert canvas.current.id == "plan-0"
    count = len(canvas.outline.rows)
    press(page, Qt.Key.Key_Space)
    assert len(canvas.outline.rows) < count
    press(page, Qt.Key.Key_Space)
    scale = canvas.timeline.scale
    press(page, Qt.Key.Key_Plus)
    assert canvas.timeline.scale > scale
    press(page, Qt.Key.Key_Home)
    assert 0 < canvas.timeline.left(TODAY) < canvas.viewport().width()
    with qtbot.waitSignal(page.session.asked) as asked:
        press(page, Qt.Key.Key_Return)
    assert asked.args == ["plan", "plan-0"]


def test_folding_from_a_row_inside_leaves_the_person_at_the_folded_row(page):
    page.canvas.select(MIDDLE)

    press(page, Qt.Key.Key_Space)

    assert page.canvas.current.id == "item-0-3"


def test_ctrl_and_the_wheel_zoom_at_the_pointer(page):
    canvas = page.canvas
    scale = canvas.timeline.scale
    canvas.zoom(scale * 2, 100)

    assert canvas.timeline.scale == pytest.approx(2 * scale)
    assert page.bar.zoom_box.currentData() == "week"


def test_words_in_the_box_show_what_they_name_with_the_plans_above(page):
    page.bar.search.setText("一网统管试运行")
    page.apply()

    titles = [row.title for row in page.canvas.outline.rows]
    assert titles.count("一网统管试运行") == 2
    assert len(titles) == 6

    page.bar.search.setText("没有这样的事")
    page.apply()
    assert page.empty.isVisible()
    page.empty.clear_button.click()
    assert not page.empty.isVisible()


def test_pinyin_initials_find_a_row(page):
    page.bar.search.setText("ywtgsyx")
    page.apply()

    assert "一网统管试运行" in [row.title for row in page.canvas.outline.rows]


def test_only_critical_rows_are_shown_when_asked_for(page):
    page.bar.critical.setChecked(True)

    work = [row for row in page.canvas.outline.rows if row.shape != "summary"]
    assert work
    assert all(row.critical for row in work)


def test_one_plan_can_be_chosen_and_compared_with_nothing(page):
    page.bar.show_scope(Scope("plan", "plan-1"))
    assert {row.id for row in page.gantt.rows if row.level == 0} == {"plan-1"}

    page.bar.compare_box.setCurrentIndex(0)
    assert not any(row.planned_due for row in page.gantt.rows)


def test_the_tooltip_tells_days_version_light_and_slack(page):
    words = page.canvas.words_at(at(page, MIDDLE))

    assert "电子证照归集" in words
    assert "2026-" in words
    assert len(words.splitlines()) >= 4


def test_the_arrow_at_the_edge_leads_to_a_bar_out_of_sight(page):
    canvas = page.canvas
    canvas.select(MIDDLE)
    canvas.go_to_day(date(2028, 1, 1))
    top = canvas.row_box(MIDDLE).center().y()
    left = canvas.viewport().width() - canvas._chart_width()

    QTest.mouseClick(canvas.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(left + 8, int(top)))

    assert canvas.row_box(MIDDLE).left() > left


def test_the_critical_paths_are_listed_and_lead_to_their_rows(page):
    seen = answer(PathsDialog, accept=False)
    page.explain()

    assert any("示范社区验收" in line for line in seen[0])


def test_a_commit_elsewhere_shows_at_once(page, office):
    from smartplanner.commands.editing import set_fields

    set_fields(office, "milestone", [MIDDLE], {"title": "改了名的事"})

    assert page.canvas.outline.row(MIDDLE).title == "改了名的事"


def test_an_empty_book_says_what_to_do(journal, qtbot):
    page = shown(Office(journal), qtbot)

    assert page.empty.isVisible()
    assert page.empty.plan_button.isVisible()
