"""The computer is shut down while a form is being filled in: nothing is asked, lost or half saved."""

from datetime import date

import pytest
from examples import example_changes
from PySide6.QtGui import QSessionManager
from PySide6.QtWidgets import QApplication, QMessageBox

from smartplanner.base.paths import user_dir
from smartplanner.changes import Label, insert
from smartplanner.commands.editing import remove_rows, set_fields
from smartplanner.commands.office import Office
from smartplanner.ui.application import watch_session_end
from smartplanner.ui.drafts import Draft, keep, kept_for, name_of
from smartplanner.ui.record_form import Form
from smartplanner.ui.session_end import fill, keep_forms, offer_drafts
from smartplanner.ui.shell import Shell
from smartplanner.ui.task_form import TaskForm

DAY = date(2026, 11, 23)


@pytest.fixture
def session(session_on, journal):
    journal.commit(Label("examples"), [*example_changes(), insert("task", "the-task", {"title": "一件事"})])
    return session_on(Office(journal))


@pytest.fixture(autouse=True)
def asked(monkeypatch):
    """Every question that the program asks; the person lets everything go."""
    questions = []

    def answer(_parent, _title, text, *_buttons):
        questions.append(text)
        return QMessageBox.StandardButton.Discard

    monkeypatch.setattr(QMessageBox, "question", answer)
    return questions


@pytest.fixture
def open_form(qtbot, session):
    def open_one(id="the-task"):
        form = TaskForm(session, id)
        qtbot.addWidget(form)
        form.show()
        return form

    return open_one


def type_into(form, name, text):
    line = form.editors[name].line
    line.setText(text)
    line.textEdited.emit(text)


def drafts(session):
    return list(kept_for(session.office.path).values())


def test_the_end_of_the_session_keeps_what_was_typed_and_asks_nothing(session, open_form, asked):
    form = open_form()
    type_into(form, "title", "改过的名称")
    type_into(form, "due", "某个说不清的日子")
    assert keep_forms() == 1
    assert form.close()
    assert asked == []
    (draft,) = drafts(session)
    assert (draft.entity, draft.id) == ("task", "the-task")
    assert draft.values == {"title": "改过的名称"}
    assert draft.words == {"due": "某个说不清的日子"}
    assert session.office.reader.row("task", "the-task").title == "一件事"


def test_the_signal_of_the_system_is_what_keeps_them(session, open_form):
    type_into(open_form(), "title", "改过的名称")
    application = QApplication.instance()
    watch_session_end(application)  # where another test made the application, nobody has done so yet
    application.commitDataRequest.emit(application.findChild(QSessionManager))
    assert len(drafts(session)) == 1


def test_a_form_that_was_only_looked_at_leaves_no_draft(session, open_form):
    open_form()
    assert keep_forms() == 0
    assert drafts(session) == []


def test_a_draft_goes_on_where_the_person_stopped(session, open_form):
    form = open_form()
    type_into(form, "title", "改过的名称")
    type_into(form, "due", "某个说不清的日子")
    keep_forms()
    again = open_form()
    fill(again, drafts(session)[0])
    assert again.is_edited
    assert again.editors["title"].value() == "改过的名称"
    assert again.editors["due"].line.text() == "某个说不清的日子"
    type_into(again, "due", "2026-12-01")
    assert again.save()
    assert session.office.reader.row("task", "the-task").title == "改过的名称"


def test_a_new_record_that_was_being_made_is_kept_too(session, open_form):
    type_into(open_form(""), "title", "新的事项")
    keep_forms()
    (draft,) = drafts(session)
    assert draft.id == ""
    again = open_form("")
    fill(again, draft)
    assert again.editors["title"].value() == "新的事项"


def test_somebody_who_goes_on_since_the_shutdown_was_called_off_is_asked_again(session, open_form, asked):
    form = open_form()
    type_into(form, "title", "改过的名称")
    keep_forms()
    type_into(form, "title", "再改一次")
    assert drafts(session) == []
    form.close()
    assert len(asked) == 1


def test_what_was_saved_after_all_is_not_offered_again(session, open_form):
    form = open_form()
    type_into(form, "title", "改过的名称")
    keep_forms()
    assert form.save()
    assert drafts(session) == []


@pytest.mark.parametrize("answer", ["Yes", "Discard", "Cancel"])
def test_the_next_opening_offers_the_drafts_until_the_person_decides(session, open_form, monkeypatch, answer):
    type_into(open_form(), "title", "改过的名称")
    keep_forms()
    shown = []
    monkeypatch.setattr(QMessageBox, "question", lambda *_args: getattr(QMessageBox.StandardButton, answer))
    monkeypatch.setattr(TaskForm, "exec", lambda form: shown.append(form.editors["title"].value()))
    offer_drafts(session, lambda _entity, id: open_form(id), open_form())
    assert shown == (["改过的名称"] if answer == "Yes" else [])
    assert len(drafts(session)) == (1 if answer == "Cancel" else 0)


def test_a_draft_of_a_record_that_was_removed_meanwhile_is_let_go(session, open_form, monkeypatch):
    form = open_form()
    type_into(form, "title", "改过的名称")
    keep_forms()
    form.close()
    remove_rows(session.office, "task", ["the-task"])
    monkeypatch.setattr(QMessageBox, "question", lambda *_args: QMessageBox.StandardButton.Yes)
    offer_drafts(session, lambda entity, id: Form(session, entity, id), form)
    assert drafts(session) == []


def test_a_field_that_was_not_touched_keeps_what_others_wrote_meanwhile(session, open_form):
    form = open_form()
    type_into(form, "title", "改过的名称")
    keep_forms()
    form.close()
    set_fields(session.office, "task", ["the-task"], {"note": "别处写的"})
    again = open_form()
    fill(again, drafts(session)[0])
    assert again.save()
    assert session.office.reader.row("task", "the-task").note == "别处写的"


@pytest.mark.parametrize("content", [b"", b"{}", b"[1]", b"\xff\xfe", b'{"book": 1, "values": 3}'])
def test_a_damaged_draft_keeps_nobody_from_a_book(session, open_form, content):
    type_into(open_form(), "title", "改过的名称")
    keep_forms()
    (user_dir() / "drafts" / "0.json").write_bytes(content)
    assert len(drafts(session)) == 1


def test_the_window_asks_about_the_drafts_of_the_book_that_it_opens(qtbot, book_path, asked):
    keep(Draft(name_of(book_path), "task", "", "新的事项", {"title": "新的事项"}))
    keep(Draft("another book", "task", "", "别的事项", {"title": "别的事项"}))
    shell = Shell(as_of=DAY)
    qtbot.addWidget(shell)
    assert shell.open_book(book_path)
    qtbot.waitUntil(lambda: bool(asked))
    assert "新的事项" in asked[0]
    assert "别的事项" not in asked[0]
    shell.close_book()
