"""Very many values are dropped a little at a time, so that other threads get their turn meanwhile."""

from smartplanner.base.memory import let_go


class Noted:
    """Counts those of its kind that are alive."""

    alive = 0

    def __init__(self) -> None:
        Noted.alive += 1

    def __del__(self) -> None:
        Noted.alive -= 1


def test_a_long_list_is_emptied_with_all_that_it_held():
    values = [Noted() for _number in range(1_234)]
    let_go(values)
    assert values == []
    assert Noted.alive == 0


def test_what_others_still_hold_stays():
    kept = Noted()
    let_go([kept, Noted()])
    assert Noted.alive == 1


def test_what_is_held_by_name_is_let_go_with_all_else_that_holds_it():
    by_name = {number: Noted() for number in range(1_234)}
    in_order = list(by_name.values())
    let_go(by_name, in_order)
    assert (by_name, in_order) == ({}, [])
    assert Noted.alive == 0
