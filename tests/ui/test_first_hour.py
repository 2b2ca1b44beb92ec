"""The first hour: the welcome page, the sample, the first steps, the tour, long work, and what a fault looks like."""

import sys
import threading
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QMessageBox

from smartplanner.base.settings import Settings, load_settings, remembered, save_settings
from smartplanner.changes import Label, insert
from smartplanner.commands.books import backup
from smartplanner.commands.office import new_office
from smartplanner.ui import crash
from smartplanner.ui.crash import RESTART, FaultDialog
from smartplanner.ui.first import dropping, sample
from smartplanner.ui.first.checklist import KEY, STEPS
from smartplanner.ui.handling.ledgers import take_dropped
from smartplanner.ui.progress import LongWork, ProgressForm, Stopped, left
from smartplanner.ui.shell import Shell
from smartplanner.ui.tour.guide import Guide, start_tour
from smartplanner.ui.tour.offer import offer_tour
from smartplanner.ui.tour.stops import STOPS
from smartplanner.ui.welcome import WelcomePage

DAY = date(2026, 11, 23)
LEDGER = Path(__file__).resolve().parents[2] / "resources" / "samples" / "03-督办事项台账.xlsx"


@pytest.fixture
def window(qtbot):
    shell = Shell(as_of=DAY)
    qtbot.addWidget(shell)
    shell.show()
    yield shell
    shell.close_book()


@pytest.fixture
def opened(window, book_path):
    assert window.open_book(book_path)
    return window


# -- the welcome page


def test_a_recent_book_that_is_gone_is_listed_not_opened_and_can_be_taken_away(qtbot, tmp_path, book_path):
    gone = tmp_path / "gone.splan"
    page = WelcomePage()
    qtbot.addWidget(page)
    page.show_recent([book_path, gone])
    asked, forgotten = [], []
    page.opening.connect(asked.append)
    page.forgetting.connect(forgotten.append)
    page.list.itemActivated.emit(page.list.item(1))
    page.list.itemActivated.emit(page.list.item(0))
    assert asked == [str(book_path)]
    page.list.setCurrentRow(1)
    page.removing.click()
    assert forgotten == [str(gone)]


def test_taking_a_book_from_the_list_leaves_the_file(window, book_path):
    save_settings(Settings().with_book(book_path))
    window.welcome.show_recent(load_settings().recent)
    window.welcome.list.setCurrentRow(0)
    window.welcome.removing.click()
    assert load_settings().recent == ()
    assert window.welcome.list.count() == 0
    assert book_path.exists()


def test_ledgers_dropped_without_a_book_are_taken_into_a_new_one(qtbot, window, tmp_path, monkeypatch):
    taken = []
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a: (str(tmp_path / "新账.splan"), ""))
    monkeypatch.setattr(dropping, "import_ledgers", lambda _window, paths: taken.append(paths))
    QTimer.singleShot(0, lambda: QApplication.activeModalWidget().defaultButton().click())
    take_dropped(window, [LEDGER])
    assert taken == [[LEDGER]]
    assert window.book_path() == tmp_path / "新账.splan"
    assert window.first_steps.isVisible()


# -- the sample


def test_stopping_the_sample_leaves_nothing(tmp_path):
    def stop_at_once(part, words=""):
        if words:
            raise Stopped

    with pytest.raises(Stopped):
        sample.make(tmp_path / "示例", stop_at_once)
    assert not (tmp_path / "示例").exists()


def test_the_sample_says_that_it_is_one_and_is_looked_at_as_of_its_day(window, tmp_path, monkeypatch):
    monkeypatch.setattr(sample, "documents", lambda: tmp_path)
    folder = sample.sample_folder()
    folder.mkdir()
    new_office(folder / "demo.splan").close()
    window.as_of = date(2020, 1, 1)
    assert sample.look_at_sample(window) is None
    assert window.as_of == window.session.as_of == sample.sample_day()
    own = window.windowTitle()
    new_office(tmp_path / "own.splan").close()
    window.open_book(tmp_path / "own.splan")
    assert window.as_of != sample.sample_day() or window.as_of == date.today()
    assert window.windowTitle() != own


# -- the first steps


def test_the_first_steps_tick_themselves_and_go_when_they_are_sent_away(window, tmp_path, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a: (str(tmp_path / "a"), ""))
    window.do("new")
    steps = window.first_steps
    assert steps.isVisible()
    assert steps.done() == set()
    window.go_to("red_list")
    assert steps.done() == set()  # an empty list has shown nothing
    window.session.office.journal.commit(Label("x"), [insert("task", "t", {"title": "一件事"})])
    assert steps.done() == {"import"}
    for step in STEPS[1:]:
        steps.buttons[step.id].click()
    assert steps.done() == {step.id for step in STEPS}
    steps.closing.click()
    assert not steps.isVisible()
    assert remembered(KEY) is None


def test_first_steps_in_large_letters_go_on_in_a_second_line_instead_of_making_the_window_wider(opened):
    steps = opened.first_steps
    steps.begin(opened.session)
    for button in steps.buttons.values():
        button.setStyleSheet("font-size: 40px")
    widest = max(button.sizeHint().width() for button in steps.buttons.values())
    assert steps.minimumSizeHint().width() < 2 * widest
    assert steps.heightForWidth(700) > steps.heightForWidth(3_000)


def test_a_book_that_was_not_made_just_now_shows_no_first_steps(opened):
    assert not opened.first_steps.isVisible()


# -- the tour


def test_the_tour_goes_on_back_and_away_by_keyboard_on_an_empty_book(qtbot, opened):
    guide = start_tour(opened)
    for place in range(len(STOPS)):
        assert guide.place == place
        assert guide.rect().contains(guide.bubble.geometry())
        qtbot.keyClick(guide, Qt.Key.Key_Right)
    assert not guide.isVisible()
    guide = start_tour(opened)
    qtbot.keyClick(guide, Qt.Key.Key_Right)
    qtbot.keyClick(guide, Qt.Key.Key_Left)
    assert guide.place == 0
    opened.resize(910, 560)
    assert guide.size() == opened.size()
    qtbot.keyClick(guide, Qt.Key.Key_Escape)
    assert not guide.isVisible()


def test_the_tour_is_offered_once(opened, monkeypatch):
    asked = []
    monkeypatch.setattr(QMessageBox, "question", lambda *_a: asked.append(1) or QMessageBox.StandardButton.Yes)
    offer_tour(opened)
    offer_tour(opened)
    assert asked == [1]
    assert opened.findChild(Guide).isVisible()


def test_the_tour_is_not_offered_on_top_of_another_window_but_the_next_time(opened, monkeypatch):
    asked = []
    monkeypatch.setattr(QMessageBox, "question", lambda *_a: asked.append(1) or QMessageBox.StandardButton.No)
    news = QDialog(opened)
    news.open()
    offer_tour(opened)
    assert asked == []
    news.close()
    offer_tour(opened)
    assert asked == [1]


# -- long work


@pytest.fixture
def session(session_on, journal):
    from smartplanner.commands.office import Office

    return session_on(Office(journal))


def test_work_that_is_soon_done_shows_no_form(qtbot, session, window):
    answers = []
    work = LongWork(session, "x", lambda _progress, _cancelled: 7, answers.append, window=window)
    shown = []
    work.form.show_part = lambda *_parts, **_left: shown.append(work.form.isVisible())
    qtbot.waitUntil(lambda: answers == [7])
    assert not any(shown)


def test_long_work_says_how_far_it_is_and_stops_when_it_is_told_to(qtbot, session, window):
    go = threading.Event()
    ended, stopped = [], []

    def work(progress, cancelled):
        progress(0.5, "半途")
        while not cancelled():
            go.wait(0.01)
        progress(0.6)

    long = LongWork(session, "x", work, ended.append, window=window, stopped=lambda: stopped.append(1))
    form = long.form
    qtbot.waitUntil(lambda: form.isVisible() and form.bar.value() == 50)
    assert "半途" in form.words.text()
    qtbot.keyClick(form, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: stopped == [1])
    assert ended == []
    qtbot.waitUntil(lambda: not isinstance(QApplication.activeModalWidget(), ProgressForm))


def test_closing_the_book_stops_long_work(qtbot, session, window):
    seen = []

    def work(_progress, cancelled):
        while not cancelled():
            threading.Event().wait(0.01)
        seen.append("stopped")

    LongWork(session, "x", work, lambda _answer: None, window=window)
    session.closing.emit()
    session.pool.waitForDone()
    assert seen == ["stopped"]
    QApplication.processEvents()


def test_the_time_left_is_told_when_it_can_be_known():
    assert left(10, 0.5) == 10
    assert left(1, 0.01) is None
    assert left(1, 1) is None


def test_stopping_a_backup_leaves_no_file(book_path):
    def stop(_part):
        raise Stopped

    before = set(book_path.parent.iterdir())
    with pytest.raises(Stopped):
        backup(book_path, progress=stop)
    assert set(book_path.parent.iterdir()) == before


# -- faults


@pytest.fixture
def reports(monkeypatch):
    """Every report dialog that comes up, as it is when it is closed by ``choose``."""
    monkeypatch.setattr(sys, "excepthook", crash._show)
    monkeypatch.setattr(sys, "__excepthook__", lambda *_a: None)
    seen = []

    def look():
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, FaultDialog):
            seen.append(dialog.report)
            dialog.copying.click()
            dialog.reject()

    timer = QTimer()
    timer.timeout.connect(look)
    timer.start(20)
    yield seen
    timer.stop()


SECRET = "某项不便外传的工作"


@pytest.mark.no_qt_log
def test_a_fault_in_a_slot_comes_to_the_dialog_without_data(qtbot, window, reports):
    def fail():
        raise ValueError(SECRET)

    crash._show(*_caught(fail))
    assert len(reports) == 1
    assert SECRET not in reports[0]
    assert QApplication.clipboard().text() == reports[0]


@pytest.mark.no_qt_log
def test_a_fault_in_the_background_comes_to_the_same_dialog(qtbot, session, reports):
    def fail():
        raise KeyError(SECRET)

    with qtbot.captureExceptions() as caught:
        session.in_background(fail, lambda _answer: None)
        qtbot.waitUntil(lambda: bool(caught))
    crash._show(*caught[0])
    assert len(reports) == 1
    assert "KeyError" in reports[0]
    assert SECRET not in reports[0]


def test_a_report_is_kept_in_a_file_and_a_folder_that_refuses_is_said(qtbot, tmp_path, monkeypatch):
    dialog = FaultDialog("report", None)
    qtbot.addWidget(dialog)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a: (str(tmp_path / "r.txt"), ""))
    dialog.save()
    assert (tmp_path / "r.txt").read_text("utf-8") == "report"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a: (str(tmp_path / "no" / "r.txt"), ""))
    before = dialog.note.text()
    dialog.save()
    assert dialog.note.text() != before


def test_restarting_comes_back_to_the_same_book_and_page(qtbot, book_path, monkeypatch):
    from smartplanner import app
    from smartplanner.ui import one_window

    monkeypatch.setattr(one_window, "bring_forward", lambda _book: False)
    monkeypatch.setattr(crash, "report_bugs", lambda: None)
    monkeypatch.setattr(app, "greet", lambda _shell: None)
    seen = []

    def run():
        shell = next(one for one in QApplication.topLevelWidgets() if isinstance(one, Shell) and one.session)
        seen.append((shell.book_path(), shell.page_name()))
        shell.go_to("board")
        return RESTART if len(seen) == 1 else 0

    monkeypatch.setattr(QApplication, "exec", staticmethod(run))
    assert app.open_window(book_path, as_of=DAY) == 0
    assert [page for _book, page in seen] == ["overview", "board"]
    assert seen[0][0] == seen[1][0] == book_path


def _caught(action):
    try:
        action()
    except ValueError as error:
        return type(error), error, error.__traceback__
