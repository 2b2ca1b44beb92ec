"""Whatever the rules and whatever happened: what is explained adds up to what is printed."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from smartplanner.rules.scoring import Entry, Fact, score, total

CONDITIONS = ("base", "overdue", "returned", "unreported", "by_hand")
POINTS = st.integers(-10_000, 10_000).map(lambda hundredths: hundredths / 100)


@dataclass(frozen=True)
class Row:
    id: str
    order: int | None
    title: str
    condition: str
    points: float
    limit: float | None
    support_factor: float | None


rules = st.lists(
    st.builds(
        Row,
        id=st.sampled_from("abc"),
        order=st.none() | st.integers(0, 5),
        title=st.sampled_from("甲乙丙"),
        condition=st.sampled_from(CONDITIONS),
        points=POINTS,
        limit=st.none() | st.floats(0, 50),
        support_factor=st.none() | st.floats(0, 100),
    ),
    max_size=6,
    unique_by=lambda row: row.id,
)
facts = st.lists(
    st.builds(
        Fact,
        condition=st.sampled_from(CONDITIONS),
        title=st.just("事项"),
        day=st.just(date(2026, 1, 1)),
        lead=st.booleans(),
    ),
    max_size=20,
)
entries = st.lists(
    st.builds(
        Entry,
        points=POINTS,
        reason=st.just("事由"),
        day=st.just(date(2026, 1, 1)),
        rule=st.none() | st.sampled_from("abcd"),
    ),
    max_size=5,
)


@given(rules, facts, entries)
def test_every_point_of_a_score_is_explained(table, happened, given_points):
    lines = score(table, happened, given_points)
    explained = sum((Decimal(str(item.points)) for line in lines for item in line.items), Decimal(0)) + sum(
        (Decimal(str(line.cut)) for line in lines), Decimal(0)
    )
    assert Decimal(str(total(lines))) == explained


@given(rules, facts, entries)
def test_every_entry_by_hand_is_in_exactly_one_line(table, happened, given_points):
    lines = score(table, happened, given_points)
    assert sum(item.title == "事由" for line in lines for item in line.items) == len(given_points)


@given(rules, facts, entries)
def test_the_base_is_the_same_for_leading_and_co_operating_units(table, happened, given_points):
    def base(found):
        return [line.items[0].points for line in score(table, found, given_points) if line.condition == "base"]

    leading = [fact._replace(lead=True) for fact in happened]
    helping = [fact._replace(lead=False) for fact in happened]
    assert base(leading) == base(helping)
