"""Whatever is written, taken back or removed: the index finds what looking at every record would find."""

import shutil
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from smartplanner.changes import Label, delete, insert, update
from smartplanner.journal import open_book
from smartplanner.queries import Reader
from smartplanner.queries.finder import Finder, fold

WORDS = st.text(alphabet="海淀区重庆长城aA1７ \t[\\", min_size=1, max_size=8)
ACTS = st.lists(st.tuples(st.sampled_from(["write", "remove", "undo"]), st.integers(0, 5), WORDS), max_size=8)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=ACTS, query=WORDS, before=st.booleans())
def test_the_index_finds_what_looking_at_every_record_would_find(empty_book, acts, query, before):
    with tempfile.TemporaryDirectory() as folder:
        journal = open_book(Path(shutil.copy(empty_book, Path(folder) / "book.splan")))
        try:
            reader = Reader(journal)
            finder = reader.companion(Finder)
            if before:
                finder.build()
            for number, act in enumerate(acts):
                do(journal, reader, act)
                if number % 3 == 0:
                    finder.search(query)
            finder.build()
            found = {hit.id for hit in finder.search(query, shown=1000).hits}
            fresh = Finder(reader)
            fresh.build()
            assert found == {hit.id for hit in fresh.search(query, shown=1000).hits}
            words = fold(query).split()
            literal = {
                row.id for row in reader.rows("task") if words and all(word in fold(row.title) for word in words)
            }
            assert literal <= found
            if not any(word.isascii() and word.isalnum() and not word.isdigit() for word in words):
                assert literal == found
        finally:
            journal.close()


def do(journal, reader, act):
    """Write a title, remove its row, or take the last step back, where that is possible."""
    kind, number, title = act
    id = f"t{number}"
    row = reader.row("task", id)
    if kind == "undo":
        if journal.label_to_undo():
            journal.undo()
    elif kind == "remove":
        if row is not None:
            journal.commit(Label("removed"), [delete("task", row)])
    elif row is None:
        journal.commit(Label("made"), [insert("task", id, {"title": title})])
    elif change := update("task", id, {"title": row.title}, {"title": title}):
        journal.commit(Label("renamed"), [change])
