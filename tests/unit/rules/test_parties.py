"""What becomes of the units' parts when a matter gets other units."""

from typing import NamedTuple

import pytest

from smartplanner.rules.parties import Shift, shifted


class Row(NamedTuple):
    organisation: str
    role: str


A, B, C = Row("a", "lead"), Row("b", "support"), Row("c", "contact")


@pytest.mark.parametrize(
    ("parties", "lead", "support", "shift"),
    [
        ([], "a", ["b"], Shift()),
        ([C], "a", ["b"], Shift()),
        ([A, B, C], "a", ["b"], Shift()),
        ([A, B], "b", [], Shift(turned=((B, "lead"),), ended=(A,))),
        ([A, B], "b", ["a"], Shift(turned=((B, "lead"), (A, "support")))),
        ([A], "d", ["b"], Shift(made=(("b", "support"), ("d", "lead")), ended=(A,))),
        ([A, B], None, ["b"], Shift(ended=(A,))),
        ([A, Row("a", "support")], "a", [], Shift(ended=(Row("a", "support"),))),
    ],
)
def test_parts_follow_the_units(parties, lead, support, shift):
    found = shifted(parties, lead=lead, support=support)
    assert found._replace(turned=tuple(sorted(found.turned))) == shift._replace(turned=tuple(sorted(shift.turned)))
