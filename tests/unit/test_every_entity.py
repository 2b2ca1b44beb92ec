"""What every entity gets from its description alone: list, filter, history, export and import, undo."""

from datetime import date

import pytest
from examples import example_changes

from smartplanner.changes import Label
from smartplanner.commands.editing import add_row, remove_rows, set_fields
from smartplanner.commands.history import describe_change
from smartplanner.commands.ledgers import accept, export, propose_ledger
from smartplanner.commands.office import Office
from smartplanner.excel.apart.worker import Worker
from smartplanner.fields.description import Kind
from smartplanner.fields.values import decode, encode
from smartplanner.model import entities
from smartplanner.queries.listing import list_rows

NAMES = list(entities())
DAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def worker():
    """One reading process for all tests here."""
    with Worker() as made:
        yield made


@pytest.fixture
def office(journal, worker):
    made = Office(journal, worker)
    journal.commit(Label("examples"), example_changes())
    return made


@pytest.mark.parametrize("name", NAMES)
def test_its_row_is_listed_with_every_field(office, name):
    rows = list_rows(office.reader, name, as_of=DAY)
    assert len(rows) == 1
    assert {"id", *entities()[name].by_name} <= set(rows[0])


@pytest.mark.parametrize("name", NAMES)
def test_its_row_is_found_by_a_word_in_it(office, name):
    word = next(iter(office.reader.names(name).values()))[:6]
    assert len(list_rows(office.reader, name, as_of=DAY, containing=word)) == 1
    assert list_rows(office.reader, name, as_of=DAY, containing="没有这样的字") == []


@pytest.mark.parametrize("name", NAMES)
def test_its_values_survive_the_journal(office, name):
    row = office.reader.rows(name)[0]
    for field in entities()[name].fields:
        value = getattr(row, field.name)
        assert decode(field, encode(field, value)) == value


@pytest.mark.parametrize("name", NAMES)
def test_its_export_is_taken_back_without_a_change(office, name, tmp_path):
    path = tmp_path / f"{name}.xlsx"
    assert export(office, name, path) == 1
    proposal = propose_ledger(office, path, as_of=DAY, entity=name)
    assert proposal.refused is None
    assert [problem.sentence() for problem in proposal.problems if problem.level == "error"] == []
    assert proposal.changes == ()
    assert sum(sheet.count("unchanged") for sheet in proposal.sheets) == 1


@pytest.mark.parametrize("name", NAMES)
def test_its_export_makes_the_row_again_in_a_book_without_it(office, name, tmp_path):
    path = tmp_path / f"{name}.xlsx"
    export(office, name, path)
    before = list_rows(office.reader, name, as_of=DAY)[0]
    referred = office.reader.referring(name, office.reader.rows(name)[0].id)
    if referred:
        pytest.skip("other rows stand on it")
    remove_rows(office, name, [before["id"]])
    proposal = propose_ledger(office, path, as_of=DAY, entity=name)
    accept(office, proposal)
    after = list_rows(office.reader, name, as_of=DAY)[0]
    given = {field.note.words for field in entities()[name].fields} | {"id", "due_precision"}
    assert {key: value for key, value in after.items() if key not in given} == {
        key: value for key, value in before.items() if key not in given
    }


@pytest.mark.parametrize("name", NAMES)
def test_a_change_of_it_is_told_in_words_and_undone(office, name):
    described = entities()[name]
    row = office.reader.rows(name)[0]
    easy = (Kind.TEXT, Kind.LONG_TEXT, Kind.MONEY, Kind.DATE, Kind.INTEGER)
    field = next(field for field in described.fields if field.kind in easy)
    others = {Kind.MONEY: 7_700, Kind.DATE: date(2027, 1, 31), Kind.INTEGER: int(field.note.maximum or 7)}
    value = others.get(field.kind, "改过的内容")
    set_fields(office, name, [row.id], {field.name: value})
    (_step, change), *_older = office.journal.history(row.id)
    assert any("→" in line for line in describe_change(office, change))
    office.journal.undo()
    assert office.reader.rows(name)[0] == row


@pytest.mark.parametrize("name", NAMES)
def test_a_second_one_can_be_added_and_removed_by_hand(office, name):
    row = office.reader.rows(name)[0]
    values = {field.name: getattr(row, field.name) for field in entities()[name].fields}
    id, _step = add_row(office, name, values)
    assert office.reader.count(name) == 2
    remove_rows(office, name, [id])
    assert office.reader.count(name) == 1
