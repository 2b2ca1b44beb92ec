"""The page of papers in the hands of its user: choose, look, mend, check, issue, compare, write, print."""

import shutil
import threading
import zipfile
from datetime import date

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QFileDialog, QMessageBox

from smartplanner.base.settings import remembered
from smartplanner.changes import Label, insert
from smartplanner.commands.editing import set_fields
from smartplanner.commands.office import new_office, open_office
from smartplanner.commands.papers import issues_of
from smartplanner.reports.printed import Stopped, Work
from smartplanner.ui.papers import PaperDialog, PapersPage
from smartplanner.ui.papers import outgoing as outgoing_module
from smartplanner.ui.papers import pane as pane_module
from smartplanner.ui.papers.asked import Asked, make
from smartplanner.ui.papers.batch import BatchDialog
from smartplanner.ui.papers.comparison import ComparisonDialog
from smartplanner.ui.papers.issuing import IssueDialog
from smartplanner.ui.session import Session

AS_OF = date(2026, 11, 23)


@pytest.fixture
def session(late_session):
    return late_session


@pytest.fixture
def problems(monkeypatch):
    """What the program complained of in dialogs, in its order."""
    said = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: said.append(box.text()))
    return said


def open_page(qtbot, session):
    page = PapersPage(session)
    qtbot.addWidget(page)
    page.resize(1190, 700)
    page.show()
    return page


def settle(qtbot, page):
    """Wait until the paper that is asked for is there with its pages, or what is wrong with it."""
    pane = page.pane
    qtbot.waitUntil(lambda: not pane.busy and pane.view.idle)


@pytest.fixture
def page(qtbot, session):
    made = open_page(qtbot, session)
    settle(qtbot, made)
    return made


def choose(qtbot, page, name):
    for row in range(page.kinds.count()):
        if page.kinds.item(row).data(Qt.ItemDataRole.UserRole) == name:
            page.kinds.setCurrentRow(row)
    settle(qtbot, page)


def text_of_pages(page):
    return "".join(text.letters for text in page.pane.view.marks.texts).replace("\r\n", "")


def mend(qtbot, page, words, text):
    """Choose a sentence, type other words and take them."""
    sentences = page.pane.sentences
    assert sentences.show_sentence(words)
    sentences.edit.setPlainText(text)
    qtbot.mouseClick(sentences.save_button, Qt.MouseButton.LeftButton)
    settle(qtbot, page)


# -- looking


def test_a_kind_of_paper_is_there_as_pages_at_once(page):
    assert page.pane.report == "monthly-briefing"
    assert "工作简报" in text_of_pages(page)
    assert page.pane.view.count >= 1


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("monthly-briefing", {"district", "group"}),
        ("urging-notice", {"district", "group", "unit"}),
        ("meeting-minutes", {"meeting"}),
        ("scoring-table", {"period", "unit"}),
        ("board-page", {"district", "group", "unit", "by"}),
        ("supervision-notice", {"tasks"}),
    ],
)
def test_a_kind_shows_the_options_that_it_takes(qtbot, page, name, shown):
    choose(qtbot, page, name)
    assert {option for option, box in page.pane.request.boxes.items() if box.isVisible()} == shown


def test_a_paper_that_needs_to_be_told_something_says_what(qtbot, page):
    choose(qtbot, page, "meeting-minutes")
    assert "会议" in page.pane.place.message
    assert not page.pane.outgoing.format_buttons["docx"].isEnabled()
    box = page.pane.request.boxes["meeting"]
    box.setCurrentIndex(1)
    box.activated.emit(1)
    settle(qtbot, page)
    assert page.pane.place.message == ""
    assert "调度会" in text_of_pages(page)


def test_a_name_may_be_typed(qtbot, page):
    choose(qtbot, page, "urging-notice")
    box = page.pane.request.boxes["unit"]
    box.setEditText("北京市公安局")
    box.lineEdit().editingFinished.emit()
    assert page.pane.request.chosen() == {"unit": box.itemData(box.findText("北京市公安局"))}
    settle(qtbot, page)
    assert page.pane.paper.options == page.pane.request.chosen()


def test_another_day_makes_another_paper(qtbot, page):
    page.pane.request.day.setDate(QDate(2026, 10, 31))
    settle(qtbot, page)
    assert page.pane.paper.as_of == date(2026, 10, 31)
    assert "10月" in text_of_pages(page)


def test_a_change_in_the_book_reaches_the_pages_and_the_old_ones_stay_until_then(qtbot, page, session):
    before = page.pane.view.pages
    session.office.journal.commit(
        Label("more"), [insert("task", "new", {"title": "新增的事", "due": date(2026, 11, 2), "state": "in_progress"})]
    )
    assert page.pane.view.pages is before
    settle(qtbot, page)
    qtbot.waitUntil(lambda: "新增的事" in text_of_pages(page))


def test_the_kind_of_last_time_is_remembered(qtbot, page, session):
    choose(qtbot, page, "supervision-circular")
    again = open_page(qtbot, session)
    assert again.pane.report == "supervision-circular"
    settle(qtbot, again)


def test_a_heading_leads_to_its_place(qtbot, page):
    headings = page.pane.headings.lines()
    row = next(row for row, line in enumerate(headings) if "主要问题" in line.text)
    page.pane.headings.clicked.emit(page.pane.headings.model().index(row, 0))
    view = page.pane.view
    number = view.current - 1
    assert any("主要问题" in view.marks.texts[place].letters for place in (number, number + 1) if place < view.count)
    assert view.verticalScrollBar().value() > 0


def test_an_empty_book_says_what_to_do(qtbot, tmp_path):
    new_office(tmp_path / "空.splan").close()
    opened = Session(open_office(tmp_path / "空.splan"), AS_OF)
    page = open_page(qtbot, opened)
    settle(qtbot, page)
    qtbot.waitUntil(lambda: bool(page.pane.place.message))
    assert "Ctrl+I" in page.pane.place.message
    opened.close()


# -- mending


def test_a_mended_sentence_is_marked_kept_and_in_the_pages(qtbot, page, session):
    mend(qtbot, page, "截至2026年11月23日", "截至目前，各项任务进展顺利。")
    assert "各项任务进展顺利" in text_of_pages(page)
    assert sum(bool(line.mark) for line in page.pane.sentences.list.lines()) == 1
    assert "1" in page.pane.tabs.tabText(1)
    assert page.issues.tree.topLevelItemCount() == 1
    again = open_page(qtbot, session)
    settle(qtbot, again)
    assert "各项任务进展顺利" in text_of_pages(again)


def test_a_mended_sentence_is_put_back(qtbot, page):
    before = text_of_pages(page)
    mend(qtbot, page, "截至2026年11月23日", "截至目前，各项任务进展顺利。")
    qtbot.mouseClick(page.pane.sentences.back_button, Qt.MouseButton.LeftButton)
    settle(qtbot, page)
    assert text_of_pages(page) == before


def test_undo_takes_a_mended_sentence_back(qtbot, page, session):
    before = text_of_pages(page)
    mend(qtbot, page, "截至2026年11月23日", "截至目前，各项任务进展顺利。")
    session.office.journal.undo()
    settle(qtbot, page)
    assert text_of_pages(page) == before
    assert page.issues.tree.topLevelItemCount() == 0


def test_a_sentence_clicked_in_the_pages_is_chosen_beside_them(page):
    page.pane.view.clicked.emit("督办重点任务")
    assert page.pane.tabs.currentWidget() is page.pane.sentences
    assert "督办重点任务" in page.pane.sentences.edit.toPlainText()


def test_what_is_being_typed_outlives_a_new_computation(qtbot, page, session):
    sentences = page.pane.sentences
    assert sentences.show_sentence("截至2026年11月23日")
    key = sentences.current.before
    sentences.edit.setPlainText("正在写的话")
    session.office.journal.commit(Label("meeting"), [insert("meeting", "m2", {"title": "例会"})])
    settle(qtbot, page)
    assert sentences.current.before == key
    assert sentences.edit.toPlainText() == "正在写的话"


def test_a_problem_leads_to_its_sentence(qtbot, page):
    mend(qtbot, page, "截至2026年11月23日", "截至目前共XXX项。")
    checks = page.pane.checks
    row = next(row for row, line in enumerate(checks.list.lines()) if "XXX" in line.text)
    checks.list.clicked.emit(checks.list.model().index(row, 0))
    assert page.pane.sentences.edit.toPlainText() == "截至目前共XXX项。"


def test_too_many_letters_are_said_in_words_and_not_by_colour_alone(qtbot, page):
    assert "5,000" in page.pane.checks.count.label.text()
    mend(qtbot, page, "截至2026年11月23日", "长" * 5_001)
    assert "超出" in page.pane.checks.count.label.text() or "more than" in page.pane.checks.count.label.text()


# -- issuing


def issue(qtbot, page, session, **numbers):
    dialog = IssueDialog(session, page.pane.paper, page)
    dialog.number.setText(str(numbers.get("number", dialog.number.text())))
    dialog.document_number.setText("京智办发〔2026〕11号")
    dialog.signer.setText("张三")
    dialog.issue_button.click()
    assert not dialog.issue_button.isEnabled()
    qtbot.waitUntil(lambda: not dialog.busy)
    return dialog


def test_an_issued_paper_is_frozen_and_listed_with_its_number(qtbot, page, session):
    dialog = issue(qtbot, page, session)
    assert dialog.result() == dialog.DialogCode.Accepted
    settle(qtbot, page)
    (row,) = issues_of(session.office, "monthly-briefing")
    assert (row.number, row.document_number, row.signer) == (11, "京智办发〔2026〕11号", "张三")
    page.issues.choose(row.id)
    settle(qtbot, page)
    assert page.pane.paper.issued
    frozen = text_of_pages(page)
    assert page.pane.sentences.edit.isReadOnly()
    assert not page.pane.outgoing.issue_button.isEnabled()
    session.office.journal.commit(
        Label("more"), [insert("task", "new", {"title": "新增的事", "due": date(2026, 11, 2), "state": "in_progress"})]
    )
    settle(qtbot, page)
    assert text_of_pages(page) == frozen
    dialog.deleteLater()


def test_a_number_that_is_taken_is_refused_in_the_dialog(qtbot, page, session):
    issue(qtbot, page, session).deleteLater()
    page.pane.request.day.setDate(QDate(2026, 11, 24))
    settle(qtbot, page)
    second = issue(qtbot, page, session, number=11)
    assert second.result() != second.DialogCode.Accepted
    assert second.status.text()
    second.number.setText("12")
    second.issue_button.click()
    qtbot.waitUntil(lambda: not second.busy)
    assert second.result() == second.DialogCode.Accepted
    second.deleteLater()


def test_two_issues_are_compared(qtbot, page, session):
    issue(qtbot, page, session).deleteLater()
    session.office.journal.commit(
        Label("more"), [insert("task", "new", {"title": "新增的事", "due": date(2026, 11, 2), "state": "in_progress"})]
    )
    page.pane.request.day.setDate(QDate(2026, 11, 25))
    settle(qtbot, page)
    issue(qtbot, page, session, number=12).deleteLater()
    one, other = [row.id for row in issues_of(session.office, "monthly-briefing")]
    page.issues.choose(one, other)
    assert page.issues.compare_button.isEnabled()
    dialog = ComparisonDialog(session, one, other)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: dialog.tabs.count() == 3)
    assert dialog.tabs.widget(0).rowCount() > 0


def test_a_kept_issue_is_removed_after_a_question_and_the_paper_is_computed_again(qtbot, page, session, monkeypatch):
    mend(qtbot, page, "截至2026年11月23日", "截至目前，各项任务进展顺利。")
    monkeypatch.setattr(QMessageBox, "question", lambda *_args: QMessageBox.StandardButton.Yes)
    page.issues.choose(issues_of(session.office)[0].id)
    settle(qtbot, page)
    qtbot.mouseClick(page.issues.remove_button, Qt.MouseButton.LeftButton)
    settle(qtbot, page)
    assert issues_of(session.office) == []
    assert "各项任务进展顺利" not in text_of_pages(page)


# -- a book that is only read


def test_in_a_book_that_is_only_read_papers_are_looked_at_and_written_not_mended(qtbot, late_book, tmp_path):
    path = shutil.copy(late_book, tmp_path / "只读.splan")
    opened = Session(open_office(path, writable=False), AS_OF)
    page = open_page(qtbot, opened)
    settle(qtbot, page)
    pane = page.pane
    assert pane.sentences.show_sentence("截至2026年11月23日")
    assert pane.sentences.edit.isReadOnly()
    assert pane.sentences.reason.text()
    assert not pane.outgoing.issue_button.isEnabled()
    pane.outgoing.write({"docx": tmp_path / "简报.docx"})
    qtbot.waitUntil(lambda: (tmp_path / "简报.docx").exists() and pane.outgoing.print_button.isEnabled())
    opened.close()


# -- what leaves the office


def test_word_pdf_and_workbook_are_written_and_the_folder_is_remembered(qtbot, page, tmp_path, monkeypatch):
    target = tmp_path / "出"
    target.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: str(target))
    qtbot.mouseClick(page.pane.outgoing.all_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(list(target.iterdir())) == 3 and page.pane.outgoing.print_button.isEnabled())
    assert {path.suffix for path in target.iterdir()} == {".docx", ".pdf", ".xlsx"}
    assert remembered(outgoing_module.FOLDER) == str(target)
    asked = []
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *args: (asked.append(args[2]), ("", ""))[1])
    qtbot.mouseClick(page.pane.outgoing.format_buttons["docx"], Qt.MouseButton.LeftButton)
    assert asked == [str(target / "智慧城市建设工作简报-2026年11月.docx")]


def test_a_place_that_cannot_be_written_is_complained_of_and_the_page_goes_on(qtbot, page, tmp_path, problems):
    page.pane.outgoing.write({"docx": tmp_path / "没有" / "简报.docx"})
    qtbot.waitUntil(lambda: bool(problems))
    assert "没有" in problems[0]
    assert page.pane.outgoing.print_button.isEnabled()


def test_a_paper_is_printed(qtbot, page, tmp_path, monkeypatch):
    def to_file(pages, title, _window):
        printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
        printer.setResolution(72)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(tmp_path / "printed.pdf"))
        return printer

    monkeypatch.setattr(outgoing_module, "ask_printer", to_file)
    qtbot.mouseClick(page.pane.outgoing.print_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(page.pane.outgoing.print_button.isEnabled)
    assert (tmp_path / "printed.pdf").read_bytes().startswith(b"%PDF")


def test_urged_units_are_noted_only_when_that_is_ticked(qtbot, page, session, tmp_path):
    choose(qtbot, page, "urging-notice")
    out = page.pane.outgoing
    assert out.record.isVisible()
    out.write({"docx": tmp_path / "一.docx"})
    qtbot.waitUntil(lambda: (tmp_path / "一.docx").exists() and out.print_button.isEnabled())
    assert session.office.reader.count("task_event") == 0
    out.record.setChecked(True)
    out.write({"docx": tmp_path / "二.docx"})
    qtbot.waitUntil(lambda: session.office.reader.count("task_event") > 0)
    settle(qtbot, page)


def batch_dialog(qtbot, page, session, folder):
    request = page.pane.request
    dialog = BatchDialog(session, Asked(page.pane.report, request.chosen_day(), request.chosen()), page)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.folder.line.setText(str(folder))
    return dialog


def test_reminders_to_all_units_are_written_in_one_go(qtbot, page, session, tmp_path):
    choose(qtbot, page, "urging-notice")
    dialog = batch_dialog(qtbot, page, session, tmp_path)
    assert dialog.over.currentData() == "unit"  # who is urged comes first, not where it sits
    dialog.formats["pdf"].setChecked(False)
    qtbot.mouseClick(dialog.start_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(dialog.close_button.isVisible)
    assert len(list((tmp_path / "催办单-2026年11月23日").glob("*.docx"))) == 2


def test_many_papers_go_into_one_zip(qtbot, page, session, tmp_path):
    choose(qtbot, page, "urging-notice")
    dialog = batch_dialog(qtbot, page, session, tmp_path)
    dialog.over.setCurrentIndex(dialog.over.findData("unit"))
    dialog.archive.setChecked(True)
    dialog.start()
    qtbot.waitUntil(dialog.close_button.isVisible)
    with zipfile.ZipFile(tmp_path / "催办单-2026年11月23日.zip") as archive:
        assert len(archive.namelist()) == 4


def test_many_papers_can_be_asked_for_although_none_of_them_is_in_view(qtbot, page):
    choose(qtbot, page, "pilot-assessment")
    assert page.pane.paper is None
    assert page.pane.outgoing.batch_button.isEnabled()
    assert not page.pane.outgoing.print_button.isEnabled()


def test_a_batch_that_is_stopped_leaves_nothing(qtbot, page, session, tmp_path):
    dialog = batch_dialog(qtbot, page, session, tmp_path / "出")
    dialog.start()
    qtbot.mouseClick(dialog.stop_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(dialog.close_button.isVisible)
    assert not list(tmp_path.glob("出*")) or not list((tmp_path / "出").iterdir())


# -- from a form


def test_a_paper_about_what_is_on_the_screen_opens_with_it_chosen(qtbot, session):
    dialog = PaperDialog(session, name="meeting-minutes", meeting="m")
    qtbot.addWidget(dialog)
    dialog.show()
    settle(qtbot, dialog)
    assert dialog.pane.request.chosen() == {"meeting": "m"}
    assert "调度会" in "".join(text.letters for text in dialog.pane.view.marks.texts)


def test_after_issuing_the_issued_paper_is_in_view_with_what_was_mended(qtbot, page, session, monkeypatch):
    mend(qtbot, page, "截至2026年11月23日", "截至目前，各项任务进展顺利。")

    def issued(dialog):
        dialog.issue()
        dialog.reject()  # not while it is being computed
        qtbot.waitUntil(lambda: not dialog.busy)

    monkeypatch.setattr(IssueDialog, "exec", issued)
    qtbot.mouseClick(page.pane.outgoing.issue_button, Qt.MouseButton.LeftButton)
    settle(qtbot, page)
    assert page.pane.paper.issued
    assert "各项任务进展顺利" in text_of_pages(page)
    assert page.issues.chosen() == [issues_of(session.office)[0].id]
    qtbot.mouseClick(page.issues.new_button, Qt.MouseButton.LeftButton)
    settle(qtbot, page)
    assert not page.pane.paper.issued


def test_a_paper_that_nobody_waits_for_any_more_is_not_made_to_its_end(session):
    asked = Asked("monthly-briefing", AS_OF)
    whole = Work()
    assert make(session.office, asked, whole).pdf
    work = Work(stopped=True)
    with pytest.raises(Stopped):
        make(session.office, asked, work)
    assert work.done == 0 < whole.done


def test_another_kind_of_paper_does_not_wait_for_the_first_and_closing_waits_for_neither(qtbot, page, session):
    page.pane.show_report("monthly-briefing")
    page.pane.load()
    first = page.pane._work
    page.pane.show_report("urging-notice")
    assert first.stopped
    qtbot.waitUntil(lambda: not page.pane.busy and page.pane.paper is not None)
    assert page.pane.paper.report == "urging-notice"
    page.pane.load()
    session.closing.emit()
    assert page.pane._work.stopped


def test_what_is_changed_while_a_paper_is_made_stands_in_it(qtbot, page, session, monkeypatch):
    computed, may_come = threading.Event(), threading.Event()

    def make_slowly(*about):
        made = make(*about)
        computed.set()
        may_come.wait()
        return made

    monkeypatch.setattr(pane_module, "make", make_slowly)
    page.pane.load()
    computed.wait()
    set_fields(session.office, "task", ["late"], {"title": "全城停车"})
    page.pane.load()  # as the clock of the page does
    may_come.set()
    qtbot.waitUntil(lambda: not page.pane.busy)
    assert "全城停车" in str(page.pane.paper.document)


def test_the_buttons_below_the_kept_issues_never_lie_over_the_list(qtbot, page, session):
    issue(qtbot, page, session).deleteLater()
    page.resize(1190, 560)
    qtbot.waitUntil(page.issues.tree.isVisible)
    for button in (page.issues.new_button, page.issues.compare_button, page.issues.remove_button):
        top = button.mapTo(page.issues, button.rect().topLeft()).y()
        assert top >= page.issues.tree.geometry().bottom()
        assert top + button.height() <= page.issues.height()
