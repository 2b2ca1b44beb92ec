"""Work that nobody waits for any more ends deep inside."""

from datetime import date

import pytest

from smartplanner.base.stopping import Stopped, go_on, unless
from smartplanner.changes import Label, insert
from smartplanner.commands.office import new_office
from smartplanner.commands.papers import prepare
from smartplanner.reports.printed import Work
from smartplanner.ui.papers.asked import Asked, make

DAY = date(2026, 11, 23)


def test_work_goes_on_until_it_is_unwanted():
    wishes = iter([False, True])
    go_on()
    with unless(lambda: next(wishes)):
        go_on()
        with pytest.raises(Stopped):
            go_on()
    go_on()


@pytest.fixture
def office(tmp_path):
    with new_office(tmp_path / "本市.splan") as made:
        set_matter(made)
        yield made


def set_matter(office):
    changes = [insert("task", f"t{n}", {"title": f"平台{n}", "state": "in_progress", "due": DAY}) for n in range(3)]
    office.journal.commit(Label("matters"), changes)


def test_a_paper_that_nobody_waits_for_ends_at_whatever_it_is(office):
    prepare(office, "monthly-briefing", as_of=DAY)  # what is kept after the first time is not read again
    asked = []
    with unless(lambda: bool(asked.append(1))):
        prepare(office, "monthly-briefing", as_of=DAY)
    assert len(asked) > 3
    for last in range(1, len(asked) + 1, max(1, len(asked) // 10)):
        asks = iter(range(1, last + 1))
        with pytest.raises(Stopped), unless(lambda asks=asks, last=last: next(asks) == last):
            prepare(office, "monthly-briefing", as_of=DAY)


def test_a_paper_that_is_stopped_before_its_pages_are_made_is_told_as_stopped(office):
    with pytest.raises(Stopped):
        make(office, Asked("monthly-briefing", DAY), Work(stopped=True))
