"""The power fails while a form is being filled in: what was typed some seconds before is offered again."""

import pytest
from PySide6.QtWidgets import QMessageBox

from smartplanner.changes import Label, insert
from smartplanner.commands.office import Office
from smartplanner.ui.draft_keeping import DraftKeeping
from smartplanner.ui.drafts import kept_for
from smartplanner.ui.session_end import fill, keep_forms
from smartplanner.ui.task_form import TaskForm


@pytest.fixture
def session(session_on, journal):
    journal.commit(Label("examples"), [insert("task", "the-task", {"title": "一件事"})])
    return session_on(Office(journal))


@pytest.fixture
def keeping(session):
    return DraftKeeping(session)


@pytest.fixture(autouse=True)
def asked(monkeypatch):
    """Every question that the program asks; the person lets everything go."""
    questions = []
    letting_go = QMessageBox.StandardButton.Discard
    monkeypatch.setattr(QMessageBox, "question", lambda *args: questions.append(args[2]) or letting_go)
    return questions


@pytest.fixture
def form(qtbot, session):
    made = TaskForm(session, "the-task")
    qtbot.addWidget(made)
    made.show()
    return made


def type_into(form, text):
    line = form.editors["title"].line
    line.setText(text)
    line.textEdited.emit(text)


def titles(session):
    return [draft.values["title"] for draft in kept_for(session.office.path).values()]


def test_what_was_typed_is_put_by_every_few_seconds_and_once_for_each_form(session, keeping, form):
    keeping.keep()
    assert titles(session) == [], "nothing was typed yet"
    for text in ("改", "改过的名称"):
        type_into(form, text)
        keeping.keep()
        assert titles(session) == [text]
    assert session.office.reader.row("task", "the-task").title == "一件事"


def test_a_form_that_is_saved_or_let_go_leaves_nothing(session, keeping, form, asked):
    type_into(form, "改过的名称")
    keeping.keep()
    assert form.save()
    keeping.keep()
    assert titles(session) == []
    type_into(form, "再改一次")
    keeping.keep()
    form.reject()
    assert len(asked) == 1
    assert titles(session) == []


def test_the_shutdown_after_that_keeps_one_draft_and_not_two(session, keeping, form):
    type_into(form, "改过的名称")
    keeping.keep()
    type_into(form, "改到最后")
    assert keep_forms() == 1
    assert form.close()
    assert titles(session) == ["改到最后"]


def test_a_draft_that_is_gone_on_with_stays_one(qtbot, session, keeping, form):
    type_into(form, "改过的名称")
    keeping.keep()
    ((path, draft),) = kept_for(session.office.path).items()
    again = TaskForm(session, "the-task")
    qtbot.addWidget(again)
    form.rest(lambda: None)  # the program was killed
    form.close()
    again.kept_at = path
    again.show()
    fill(again, draft)
    keeping.keep()
    assert titles(session) == ["改过的名称"]
    assert again.save()
    again.close()
    keeping.keep()
    assert titles(session) == []
