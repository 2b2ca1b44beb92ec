"""Lists: fields as the design says, derived ones beside them, filters that take every sign literally."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from smartplanner.changes import Label, insert, update
from smartplanner.fields.values import show
from smartplanner.model import entity
from smartplanner.queries import Reader
from smartplanner.queries.listing import derived_names, list_rows, list_texts

DAY = date(2026, 11, 23)
SIGNS = [
    '"',
    "*",
    "(",
    ")",
    "-",
    "^",
    ":",
    "NEAR",
    "AND",
    "OR",
    "NOT",
    "title:",
    "%",
    "_",
    "\\",
    "'",
    ";",
    "[a-z]",
    ".",
    "{x}",
]


@pytest.fixture
def reader(journal):
    unit = insert("organisation", "unit", {"name": "市经济和信息化局"})
    alias = insert("alias", "alias", {"organisation": "unit", "name": "市经信局"})
    tasks = [
        insert("task", f"t{number}", {"title": f"事项{sign}", "lead": "unit"}) for number, sign in enumerate(SIGNS)
    ]
    plain = insert("task", "plain", {"title": "普通事项", "progress": 33.0, "amount": 100_050})
    journal.commit(Label("rows"), [unit, alias, *tasks, plain])
    return Reader(journal)


def found(reader, words):
    return {row["title"] for row in list_rows(reader, "task", as_of=DAY, containing=words)}


@pytest.mark.parametrize("sign", SIGNS)
def test_every_sign_of_a_query_language_is_an_ordinary_letter(reader, sign):
    expected = {f"事项{other}" for other in SIGNS if sign.casefold() in other.casefold()}
    assert found(reader, f"事项 {sign}") - {"普通事项"} == expected
    assert found(reader, f"事项{sign}") == {title for title in expected if title.startswith(f"事项{sign}")}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.text(max_size=8))
def test_a_filter_finds_what_a_plain_search_finds(reader, words):
    described = entity("task")
    expected = {
        row.title
        for row in reader.rows("task")
        if all(
            word in "\n".join(show(f, getattr(row, f.name), reader.name) for f in described.fields).casefold()
            for word in words.casefold().split()
        )
    }
    assert found(reader, words) == expected


def test_words_are_found_in_shown_values_in_any_order_and_case(reader):
    assert len(found(reader, "经济")) == len(SIGNS)
    assert found(reader, "near 事项") == {"事项NEAR"}
    assert found(reader, "33%") == {"普通事项"}


def test_values_are_as_programs_want_them(reader):
    (row,) = list_rows(reader, "task", as_of=DAY, containing="普通")
    assert (row["progress"], row["amount"], row["due"], row["lead"], row["support"]) == (33, 1000.5, None, None, [])
    assert (row["state"], row["light"], row["overdue_days"]) == ("in_progress", "green", 0)


def test_a_unit_has_its_short_forms_beside_it(reader):
    (row,) = list_rows(reader, "organisation", as_of=DAY)
    assert row["aliases"] == ["市经信局"]


@pytest.mark.parametrize("name", ["task", "organisation", "district", "alias"])
def test_the_derived_fields_are_the_announced_ones(reader, name):
    for row in list_rows(reader, name, as_of=DAY):
        assert set(row) == {"id", *entity(name).by_name, *derived_names(name)}


def test_texts_are_as_people_read_them(reader):
    fields = [entity("task")[name] for name in ("title", "lead", "state", "progress", "amount")]
    (texts,) = list_texts(reader, "task", fields, as_of=DAY, containing="普通")
    assert texts == ["绿灯", "普通事项", "", "办理中", "33%", "0.1"]


def test_names_follow_what_is_committed(journal):
    reader = Reader(journal)
    journal.commit(Label("x"), [insert("organisation", "u", {"name": "旧名"}), insert("task", "t", {"title": "x"})])
    assert reader.name("organisation", "u") == "旧名"
    journal.commit(Label("x"), [insert("party", "p", {"task": "t", "organisation": "u", "role": "lead"})])
    assert reader.name("party", "p") == "旧名"
    journal.commit(Label("x"), [update("organisation", "u", {"name": "旧名"}, {"name": "新名"})])
    assert reader.name("organisation", "u") == reader.name("party", "p") == "新名"
    journal.undo()
    assert reader.name("party", "p") == "旧名"
    assert reader.name("party", "nobody") == ""


def test_more_keys_than_sqlite_takes_at_once_are_read_in_parts(journal):
    journal.commit(Label("x"), [insert("district", f"d{number}", {"name": f"区{number}"}) for number in range(300)])
    reader = Reader(journal)
    wanted = [f"d{number}" for number in range(300)] + [f"none{number}" for number in range(40_000)]
    assert len(reader.rows("district", wanted)) == 300
    assert reader.rows("district", []) == []


def test_who_names_a_row_is_found_in_single_references_and_in_lists(reader):
    assert set(reader.referring("organisation", "unit")) == {("alias", "organisation"), ("task", "lead")}
    assert len(reader.referring("organisation", "unit")["task", "lead"]) == len(SIGNS)
    assert reader.referring("organisation", "nobody") == {}
