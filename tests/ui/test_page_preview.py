"""The pages of a PDF in the window: read, turned, zoomed, searched, marked, printed, saved."""

import threading
from datetime import date

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt, QThreadPool
from PySide6.QtGui import QGuiApplication, QKeySequence, QWheelEvent
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QFileDialog
from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from smartplanner.base.problems import Problem
from smartplanner.commands.office import Office
from smartplanner.ui.preview import PageView, PreviewBar, PreviewDialog
from smartplanner.ui.preview.layout import FIT_PAGE, FIT_WIDTH
from smartplanner.ui.preview.pdf import Pages
from smartplanner.ui.preview.printing import make_printer, print_pages
from smartplanner.ui.session import Session


def pdf(tmp_path, *pages, lying=()):
    """Return a PDF whose pages bear these lines of text; those numbered in *lying* lie."""
    path = tmp_path / "made.pdf"
    canvas = Canvas(str(path), pagesize=A4)
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    for number, lines in enumerate(pages):
        canvas.setPageSize(landscape(A4) if number in lying else A4)
        canvas.setFont("STSong-Light", 16)
        canvas.bookmarkPage(str(number))
        canvas.addOutlineEntry(lines[0], str(number), level=0)
        for row, line in enumerate(lines):
            canvas.drawString(80, (500 if number in lying else 740) - 30 * row, line)
        canvas.showPage()
    canvas.save()
    return path.read_bytes()


@pytest.fixture
def data(tmp_path):
    return pdf(
        tmp_path,
        ["一、总体进展", "全市共督办重点", "任务四百七十二项"],
        ["二、主要问题", "Key TASKS are late"],
        ["附件", "重点任务清单"],
        lying=(2,),
    )


@pytest.fixture
def view(show, qtbot, data):
    made = show(PageView(), size=(700, 600))
    with qtbot.waitSignal(made.settled):
        made.show_pdf(data)
    return made


def press(view, key, modifier=Qt.KeyboardModifier.NoModifier):
    from PySide6.QtTest import QTest

    QTest.keyClick(view, key, modifier)


def turn_wheel(view, steps, modifier):
    at = QPointF(200, 200)
    event = QWheelEvent(
        at, view.mapToGlobal(at), QPoint(), QPoint(0, 120 * steps), Qt.MouseButton.NoButton, modifier,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(view.viewport(), event)


def middle_of(view, page, letter):
    """Return the place in the window of the first such letter on a page (from 0)."""
    text = view.marks.texts[page]
    box = text.boxes[text.letters.index(letter)]
    scale, place = view.layout_of_pages.scales[page], view.layout_of_pages.boxes[page]
    left, top = view.horizontalScrollBar().value(), view.verticalScrollBar().value()
    across = place.left() + (box.left + box.right) / 2 * scale - left
    return QPoint(round(across), round(place.top() + (box.top + box.bottom) / 2 * scale - top))


def drag(qtbot, view, start, end):
    viewport = view.viewport()
    qtbot.mousePress(viewport, Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(viewport, end)
    qtbot.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=end)


# -- turning


def test_the_pages_stand_below_one_another_and_the_keys_turn_them(view):
    assert (view.current, view.count) == (1, 3)
    press(view, Qt.Key.Key_End)
    assert view.current == 3
    press(view, Qt.Key.Key_Home)
    assert view.current == 1
    before = view.verticalScrollBar().value()
    press(view, Qt.Key.Key_PageDown)
    assert view.verticalScrollBar().value() > before
    press(view, Qt.Key.Key_PageUp)
    assert view.verticalScrollBar().value() == before


def test_a_page_number_is_typed_and_a_wrong_one_changes_nothing(qtbot, view):
    bar = PreviewBar(view)
    qtbot.addWidget(bar)
    bar.show()
    view.go_to(2)
    assert bar.page.text() == "2"
    bar.page.setText("3")
    press(bar.page, Qt.Key.Key_Return)
    assert view.current == 3
    bar.page.setText("三")
    press(bar.page, Qt.Key.Key_Return)
    assert (view.current, bar.page.text()) == (3, "3")


def test_only_the_pages_in_sight_and_the_next_one_are_drawn(qtbot, tmp_path):
    view = PageView()
    qtbot.addWidget(view)
    view.resize(700, 600)
    view.show()
    with qtbot.waitSignal(view.settled):
        view.show_pdf(pdf(tmp_path, *([f"第{number}页"] for number in range(40))))
    assert view._supply.pictures.picture(0) is not None
    assert view._supply.pictures.picture(20) is None
    view.go_to(21)
    qtbot.waitUntil(lambda: view._supply.pictures.picture(20) is not None)


def test_headings_lead_to_their_pages(view):
    assert [(mark.title, mark.page) for mark in view.bookmarks] == [
        ("一、总体进展", 0),
        ("二、主要问题", 1),
        ("附件", 2),
    ]


# -- zooming


def test_ctrl_and_the_wheel_or_a_key_zoom_and_ctrl_0_fits_the_width_again(view):
    before = view.factor()
    turn_wheel(view, 1, Qt.KeyboardModifier.ControlModifier)
    assert view.factor() > before
    turn_wheel(view, -1, Qt.KeyboardModifier.ControlModifier)
    assert view.factor() == pytest.approx(before)
    press(view, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert view.factor() > before
    press(view, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert view.zoom == FIT_WIDTH
    assert view.factor() == pytest.approx(before)


def test_fitting_follows_the_window_and_a_lying_page_is_not_wider_than_it(qtbot, view):
    boxes = view.layout_of_pages.boxes
    assert boxes[2].width() <= view.viewport().width()
    view.resize(900, 600)
    assert view.layout_of_pages.boxes[0].width() > boxes[0].width()
    view.set_zoom(FIT_PAGE)
    assert view.layout_of_pages.boxes[0].height() <= view.viewport().height()


def test_zooming_stays_at_the_place_in_view(view):
    view.go_to(2)
    view.set_zoom(2.0)
    assert view.current == 2
    view.set_zoom(0.3)
    assert view.current == 2


def test_a_zoom_has_its_limits(view):
    view.set_zoom(99.0)
    assert view.factor() == pytest.approx(4.0)
    view.set_zoom(0.0001)
    assert view.factor() == pytest.approx(0.1)


def test_pages_are_drawn_as_crisp_as_the_screen(view):
    pages = Pages(view.pages.data)
    once, twice = pages.picture(0, 1.0), pages.picture(0, 2.0)
    assert abs(twice.width() - 2 * once.width()) <= 2
    pages.close()


# -- searching


def test_a_search_finds_words_across_the_end_of_a_line_whatever_their_case(view):
    view.search("重点任务")
    assert [hit.page for hit in view.marks.hits] == [0, 2]
    view.search("key tasks")
    assert [hit.page for hit in view.marks.hits] == [1]


def test_f3_goes_round_all_hits_and_shift_f3_back(view):
    view.search("重点任务")
    assert view.marks.hit == 0
    press(view, Qt.Key.Key_F3)
    assert view.marks.hit == 1
    assert view.current == 3
    press(view, Qt.Key.Key_F3)
    assert view.marks.hit == 0
    press(view, Qt.Key.Key_F3, Qt.KeyboardModifier.ShiftModifier)
    assert view.marks.hit == 1


def test_what_is_nowhere_is_said_to_be_nowhere(qtbot, view):
    bar = PreviewBar(view)
    qtbot.addWidget(bar)
    bar.search.setText("火星")
    assert "没有" in bar.hits.text() or bar.hits.text() == "Not found"
    assert not bar.hit_after.isEnabled()
    bar.search.setText("重点任务")
    assert bar.hits.text() == "1 / 2"
    bar.search.setText("")
    assert bar.hits.text() == ""


def test_new_pages_keep_the_place_and_the_search(qtbot, view, tmp_path):
    view.search("重点任务")
    view.go_to(2)
    with qtbot.waitSignal(view.settled):
        view.show_pdf(pdf(tmp_path, ["一"], ["重点任务变了", "重点任务"], ["三"]))
    assert view.current == 2
    assert len(view.marks.hits) == 2


# -- marking


def test_letters_marked_with_the_mouse_are_copied(qtbot, view):
    drag(qtbot, view, middle_of(view, 0, "总"), middle_of(view, 0, "展"))
    press(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "总体进展"


def test_a_click_tells_the_words_around_it_and_marks_nothing(qtbot, view):
    with qtbot.waitSignal(view.clicked) as told:
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=middle_of(view, 0, "督"))
    assert "共督办重点任务" in told.args[0]
    assert view.marks.chosen is None


def test_everything_is_marked_and_copied(view):
    press(view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert "附件" in view.marks.copied()
    assert "一、总体进展" in view.marks.copied()


# -- what cannot be shown


def test_what_is_no_pdf_is_told_and_the_old_pages_stay(qtbot, view):
    with qtbot.waitSignal(view.failed) as told:
        view.show_pdf(b"%PDF-nonsense")
    assert isinstance(told.args[0], Problem)
    assert view.count == 3


def test_pages_are_read_from_several_threads_at_once(data):
    pages = Pages(data)
    found = []
    threads = [threading.Thread(target=lambda: found.append(pages.text(0).letters)) for _number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 8
    assert len(set(found)) == 1
    pages.close()


# -- the dialog, printing


@pytest.fixture
def session(journal):
    made = Session(Office(journal), date(2026, 11, 23))
    yield made
    for pool in made.findChildren(QThreadPool):
        pool.waitForDone()


def open_dialog(qtbot, session, make, suggested):
    dialog = PreviewDialog(session, "红灯清单", make, suggested)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def test_the_dialog_makes_the_pages_beside_the_window_and_saves_them(qtbot, session, data, tmp_path, monkeypatch):
    dialog = open_dialog(qtbot, session, lambda: data, tmp_path / "红灯清单.pdf")
    assert not dialog.save_button.isEnabled()
    qtbot.waitUntil(dialog.save_button.isEnabled)
    asked = []
    monkeypatch.setattr(
        QFileDialog, "getSaveFileName", lambda *args: (asked.append(args[2]), (str(tmp_path / "另存"), ""))[1]
    )
    qtbot.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: (tmp_path / "另存.pdf").exists() and dialog.save_button.isEnabled())
    assert (tmp_path / "另存.pdf").read_bytes() == data
    assert asked == [str(tmp_path / "红灯清单.pdf")]


def test_a_problem_stands_in_the_place_of_the_pages(qtbot, session, tmp_path):
    def make():
        raise Problem(code="nothing", message="没有可打印的内容。", remedy="请先筛选。")

    dialog = open_dialog(qtbot, session, make, tmp_path / "x.pdf")
    qtbot.waitUntil(lambda: "没有可打印的内容" in dialog.place.message)
    assert "请先筛选" in dialog.place.message
    assert not dialog.print_button.isEnabled()


def test_pages_are_printed_as_they_lie_and_only_those_asked_for(data, tmp_path):
    pages = Pages(data)
    printer = make_printer(pages, "红灯清单")
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    printer.setFromTo(2, 3)
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    told = []
    assert print_pages(pages, printer, told.append) == 2
    printed = Pages((tmp_path / "printed.pdf").read_bytes())
    assert told == [1, 2]
    assert [across < down for across, down in printed.sizes] == [True, False]
    printed.close()
    pages.close()


def test_the_dialog_prints_to_a_file(qtbot, session, data, tmp_path):
    dialog = open_dialog(qtbot, session, lambda: data, tmp_path / "x.pdf")
    qtbot.waitUntil(dialog.print_button.isEnabled)
    printer = make_printer(dialog.view.pages, "红灯清单")
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "all.pdf"))
    dialog.print_on(printer)
    qtbot.waitUntil(lambda: bool(dialog.status.text()) and dialog.print_button.isEnabled())
    assert "3" in dialog.status.text()
    printed = Pages((tmp_path / "all.pdf").read_bytes())
    assert len(printed.sizes) == 3
    printed.close()


def test_ctrl_f_goes_to_the_search(qtbot, session, data, tmp_path):
    dialog = open_dialog(qtbot, session, lambda: data, tmp_path / "x.pdf")
    qtbot.waitUntil(dialog.print_button.isEnabled)
    assert QKeySequence("Ctrl+F").count() == 1
    dialog.bar.look_for()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is dialog.bar.search)
