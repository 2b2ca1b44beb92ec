"""Values that are made many at a time are left out of the searches for garbage, and still go when nobody holds them."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest

from smartplanner.base.memory import search_all, without_scans

MANY = 100_000


class Held:
    """Something that others hold, and that holds them."""

    def __init__(self) -> None:
        self.others: list[Held] = []


@pytest.fixture(autouse=True)
def searches_as_before() -> Iterator[None]:
    """Begin with nothing set apart, and leave it so."""
    gc.unfreeze()
    gc.collect()
    yield
    gc.unfreeze()
    assert gc.isenabled()


def circle() -> weakref.ref[Held]:
    one, other = Held(), Held()
    one.others, other.others = [other], [one]
    return weakref.ref(one)


def test_many_values_are_left_out_of_the_searches():
    with without_scans():
        made = [[number] for number in range(MANY)]
    assert len(made) == MANY
    assert gc.get_freeze_count() >= MANY


def test_a_few_values_are_searched_as_ever():
    with without_scans():
        made = [[number] for number in range(100)]
    assert len(made) == 100
    assert gc.get_freeze_count() == 0


def test_many_are_left_out_also_where_as_many_others_are_dropped_meanwhile():
    before = [[number] for number in range(MANY)]
    with without_scans():
        made = [[number] for number in range(MANY)]
        before.clear()
    assert len(made) == MANY
    assert gc.get_freeze_count() >= MANY


def test_what_is_left_out_goes_as_soon_as_nobody_holds_it():
    with without_scans():
        made = [Held() for _number in range(MANY)]
    watched = weakref.ref(made[0])
    made.clear()
    assert watched() is None


def test_circles_among_what_is_left_out_are_found_when_all_is_searched():
    with without_scans():
        made = [[number] for number in range(MANY)]
        watched = circle()
    gc.collect()
    assert watched() is not None
    search_all()
    assert watched() is None
    assert gc.get_freeze_count() >= len(made)


def test_searches_go_on_when_the_last_of_several_threads_is_done():
    entered, leave = Event(), Event()

    def work() -> None:
        with without_scans():
            entered.set()
            leave.wait()

    with ThreadPoolExecutor(1) as threads:
        done = threads.submit(work)
        entered.wait()
        with without_scans():
            pass
        assert not gc.isenabled()
        leave.set()
        done.result()
    assert gc.isenabled()


def test_searches_that_were_off_stay_off():
    gc.disable()
    try:
        with without_scans():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
