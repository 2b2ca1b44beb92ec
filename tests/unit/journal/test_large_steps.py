"""A large step: it says how far it is, can be stopped while it is written, and no other step comes in between."""

import threading

import pytest

from smartplanner.base.problems import Problem
from smartplanner.changes import Label, insert
from smartplanner.journal.check import check, stored_rows

COUNT = 1_200


class WantedNoMoreError(Exception):
    pass


def matters(count=COUNT):
    return [insert("task", f"t{number}", {"title": f"平台{number}"}) for number in range(count)]


def stored(journal):
    with journal.book.read() as connection:
        return stored_rows(connection)


@pytest.mark.parametrize("limit", [0.0, 0.2, 0.6, 0.75])
def test_a_step_that_is_stopped_while_it_is_written_leaves_the_book_and_its_history_as_they_were(journal, limit):
    before, steps = stored(journal), len(journal.steps())

    def stop(part):
        if part >= limit:
            raise WantedNoMoreError

    with pytest.raises(WantedNoMoreError):
        journal.commit(Label("many"), matters(), tell=stop)
    assert stored(journal) == before
    assert len(journal.steps()) == steps
    assert journal.label_to_undo() == ""
    assert journal.commit(Label("one"), matters(1)) is not None
    assert check(journal.book) == []


def test_what_is_told_of_a_step_never_goes_back(journal):
    parts = []
    journal.commit(Label("many"), matters(), tell=parts.append)
    assert parts == sorted(parts)
    assert parts[0] == 0.0
    assert parts[-1] <= 1.0


def test_an_undo_that_is_stopped_takes_nothing_back(journal):
    journal.commit(Label("many"), matters())
    before = stored(journal)

    def stop(part):
        if part > 0.5:
            raise WantedNoMoreError

    with pytest.raises(WantedNoMoreError):
        journal.undo(tell=stop)
    assert stored(journal) == before
    assert journal.label_to_undo() == "many"
    journal.undo()
    assert journal.label_to_undo() == ""


def test_nothing_else_is_changed_while_a_large_step_is_written(journal):
    writing, asked = threading.Event(), threading.Event()

    def wait(part):
        writing.set()
        assert asked.wait(60)

    large = threading.Thread(target=lambda: journal.commit(Label("many"), matters(), tell=wait))
    large.start()
    assert writing.wait(60)
    with pytest.raises(Problem) as refused:
        journal.commit(Label("one"), [insert("task", "other", {"title": "另一项"})])
    asked.set()
    large.join()
    assert refused.value.code == "being_written"
    assert [step.label.message for step in journal.steps()] == ["many"]
    assert journal.commit(Label("one"), [insert("task", "other", {"title": "另一项"})]) is not None


def test_a_small_step_of_another_thread_is_waited_for(journal):
    writing = threading.Event()
    small = threading.Thread(
        target=lambda: journal.commit(Label("few"), matters(3), tell=lambda _part: writing.set()),
    )
    small.start()
    assert writing.wait(60)
    assert journal.commit(Label("one"), [insert("task", "other", {"title": "另一项"})]) is not None
    small.join()
    assert {step.label.message for step in journal.steps()} == {"few", "one"}
