"""What is changed in a book from outside is found by the check: in the history, in the rows, in the file."""

import json
from contextlib import suppress
from datetime import date

import pytest
import sqlcipher3

from smartplanner.base.problems import Problem
from smartplanner.changes import Label, insert, update
from smartplanner.journal import open_book
from smartplanner.journal.check import check, journal_changes, stored_rows
from smartplanner.journal.encoding import CHAIN_START, chain


@pytest.fixture
def worked(book_path):
    """A closed book with four steps; step 2 and 3 have several changes."""
    journal = open_book(book_path)
    journal.commit(Label("unit"), [insert("organisation", "unit", {"name": "市经信局"})])
    values = {"lead": "unit", "support": ("unit",), "due": date(2026, 9, 30)}
    journal.commit(Label("rows"), [insert("task", id, values | {"title": id}) for id in "abc"])
    journal.commit(Label("edit"), [update("task", id, {"title": id}, {"title": id * 2}) for id in "ab"])
    journal.commit(Label("last"), [update("task", "c", {"title": "c"}, {"title": "cc"})])
    assert check(journal.book) == []
    journal.close()
    return book_path


def tamper(path, *statements):
    """Run SQL on the file as an outsider would; returns what the check finds then."""
    connection = sqlcipher3.connect(str(path))
    for statement in statements:
        statement, *values = statement if isinstance(statement, tuple) else (statement,)
        assert connection.execute(statement, values).rowcount != 0, statement
    connection.commit()
    connection.close()
    journal = open_book(path, writable=False)
    found = check(journal.book)
    journal.close()
    for problem in found:
        assert problem.remedy or problem.code == "reference_broken"
        assert problem.message
    return {problem.code for problem in found}


HISTORY = {
    "a value of a change": """UPDATE journal_change SET after = '{"title":"xx"}' WHERE step = 3 AND position = 0""",
    "what a change says was before": """UPDATE journal_change SET before = '{"title":"z"}' WHERE step = 4""",
    "which row a change is about": "UPDATE journal_change SET row = 'c' WHERE step = 3 AND position = 0",
    "a removed change": "DELETE FROM journal_change WHERE step = 3 AND position = 1",
    "an added change": """INSERT INTO journal_change VALUES (3, 9, 'task', 'c', '{}', '{"note":"x"}')""",
    "who did it": "UPDATE journal_step SET person = 'somebody else' WHERE number = 2",
    "when it was done": "UPDATE journal_step SET at = '2020-01-01T00:00:00.000Z' WHERE number = 2",
    "what it was called": "UPDATE journal_step SET label = 'other' WHERE number = 2",
    "where it came from": "UPDATE journal_step SET origin = 'import', source_file = 'x' WHERE number = 2",
    "a rehashed step": "UPDATE journal_step SET chain = '" + "0" * 64 + "' WHERE number = 2",
    "unreadable JSON": "UPDATE journal_change SET after = '{' WHERE step = 3 AND position = 0",
    "JSON of another kind": "UPDATE journal_change SET after = '[1]' WHERE step = 3 AND position = 0",
    "an unknown field": """UPDATE journal_change SET after = '{"nope":1}' WHERE step = 3 AND position = 0""",
    "an unknown entity": "UPDATE journal_change SET entity = 'nope' WHERE step = 3 AND position = 0",
    "an unreadable label": "UPDATE journal_step SET label_values = 'x' WHERE number = 2",
}


@pytest.mark.parametrize("statement", HISTORY.values(), ids=HISTORY)
def test_a_history_changed_from_outside_is_found(worked, statement):
    assert tamper(worked, statement) & {"history_broken", "value_unreadable"}


def test_a_removed_step_is_found(worked):
    for number in (4, 2):
        gone = (
            ("DELETE FROM journal_change WHERE step = ?", number),
            ("DELETE FROM journal_step WHERE number = ?", number),
        )
        assert tamper(worked, *gone) & {"history_broken", "row_differs"}


def test_swapped_changes_are_found(worked):
    swap = [
        f"UPDATE journal_change SET position = {new} WHERE step = 2 AND position = {old}"
        for old, new in ((0, 9), (1, 0), (9, 1))
    ]
    assert "history_broken" in tamper(worked, *swap)


def test_swapped_steps_are_found(worked):
    swap = []
    for old, new in ((3, 9), (4, 3), (9, 4)):
        swap += [
            "PRAGMA defer_foreign_keys = ON",
            f"UPDATE journal_step SET number = {new} WHERE number = {old}",
            f"UPDATE journal_change SET step = {new} WHERE step = {old}",
        ]
    assert "history_broken" in tamper(worked, *swap)


def test_an_inserted_step_is_found(worked):
    step = """INSERT INTO journal_step SELECT number + 1, 'made-up', at, person, site, label, label_values, origin,
              undoes, source_file, source_hash, revision, 1, chain FROM journal_step WHERE number = 4"""
    change = """INSERT INTO journal_change VALUES (5, 0, 'task', 'c', '{"title":"cc"}', '{"title":"dd"}')"""
    row = "UPDATE task SET title = 'dd' WHERE id = 'c'"
    assert "history_broken" in tamper(worked, step, change, row)


def test_a_step_forged_with_its_own_hash_is_found_by_the_next_one(worked):
    connection = sqlcipher3.connect(str(worked))
    connection.row_factory = sqlcipher3.Row
    step = dict(connection.execute("SELECT * FROM journal_step WHERE number = 3").fetchone())
    previous = connection.execute("SELECT chain FROM journal_step WHERE number = 2").fetchone()[0]
    connection.close()
    changes = [
        {"entity": "task", "row": id, "before": f'{{"title":"{id}"}}', "after": '{"title":"forged"}'} for id in "ab"
    ]
    step["label_values"] = json.loads(step["label_values"])
    forged = chain(previous, step, changes)
    assert previous != CHAIN_START
    found = tamper(
        worked,
        """UPDATE journal_change SET after = '{"title":"forged"}' WHERE step = 3""",
        "UPDATE task SET title = 'forged' WHERE id IN ('a', 'b')",
        ("UPDATE journal_step SET chain = ? WHERE number = 3", forged),
    )
    assert found == {"history_broken"}


ROWS = {
    "a changed value": ("UPDATE task SET title = 'x' WHERE id = 'a'", {"row_differs"}),
    "an emptied value": ("UPDATE task SET due = NULL WHERE id = 'a'", {"row_differs"}),
    "a filled value": ("UPDATE task SET note = '' WHERE id = 'a'", {"row_differs"}),
    "an added row": ("INSERT INTO district (id, name) VALUES ('d', 'x')", {"row_differs"}),
    "a removed row": ("DELETE FROM task WHERE id = 'c'", {"row_differs"}),
    "a reference to nothing": ("UPDATE task SET lead = 'gone' WHERE id = 'a'", {"row_differs", "reference_broken"}),
    "a list naming nothing": (
        """UPDATE task SET support = '["unit","gone"]' WHERE id = 'a'""",
        {"row_differs", "reference_broken"},
    ),
    "a day that is none": ("UPDATE task SET due = '2026-02-30' WHERE id = 'a'", {"value_unreadable"}),
    "a list that is none": ("UPDATE task SET support = '{' WHERE id = 'a'", {"value_unreadable"}),
    "text for a number": ("UPDATE task SET amount = 'much' WHERE id = 'a'", {"row_differs"}),
}


@pytest.mark.parametrize(("statement", "codes"), ROWS.values(), ids=ROWS)
def test_a_row_changed_beside_the_history_is_found(worked, statement, codes):
    assert codes <= tamper(worked, statement)


def test_flipped_bytes_are_found_or_change_nothing_that_people_entered(worked):
    whole = worked.read_bytes()
    before = content(worked)
    used = [place for place in range(4096, len(whole)) if whole[place]]
    for place in used[:: len(used) // 120]:
        worked.write_bytes(whole[:place] + bytes([whole[place] ^ 0xFF]) + whole[place + 1 :])
        with suppress(Problem):
            assert content(worked) == before, place


def content(path):
    """All rows and their history; what the check or the opening finds wrong is raised."""
    journal = open_book(path, writable=False)
    try:
        for problem in check(journal.book):
            raise problem
        with journal.book.read() as connection:
            return stored_rows(connection), list(journal_changes(connection))
    finally:
        journal.close()
