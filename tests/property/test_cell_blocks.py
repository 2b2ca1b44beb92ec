"""What holds of every block: copied and pasted back it changes nothing, undone all is as before, filling is pasting."""

import shutil
from datetime import date
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from smartplanner.changes import Label, insert
from smartplanner.commands.cells import (
    Target,
    cell_text,
    fill_down,
    place_block,
    preview_cells,
    set_cells,
    write_preview,
)
from smartplanner.commands.cells.clips import as_text, keep, take
from smartplanner.commands.office import Office
from smartplanner.excel.clipboard import parse_block
from smartplanner.journal import open_book
from smartplanner.journal.check import stored_rows
from smartplanner.model import entity as described_entity

DAY = date(2026, 11, 23)
TASK = described_entity("task")
FIELDS = ("code", "title", "lead", "support", "due", "progress", "category", "amount", "priority", "note")
TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc", "Co", "Cn"]), max_size=12).map(str.strip)
UNITS = ("u1", "u2", "u3")  # two of them of one name
ROWS = st.lists(
    st.fixed_dictionaries(
        {"title": TEXTS.filter(bool)},
        optional={
            "code": TEXTS.filter(bool),
            "lead": st.sampled_from(UNITS),
            "support": st.lists(st.sampled_from(UNITS), min_size=1, max_size=3, unique=True).map(tuple),
            "due": st.dates(date(1990, 1, 1), date(2100, 12, 31)),
            "due_precision": st.sampled_from(["day", "month", "quarter", "half", "year", "range"]),
            "progress": st.integers(0, 1000).map(lambda tenths: tenths / 10),
            "category": TEXTS.filter(bool),
            "amount": st.integers(0, 10**13),
            "priority": st.sampled_from(["top", "urgent", "normal"]),
            "note": TEXTS.filter(bool),
        },
    ),
    min_size=1,
    max_size=5,
)
CELLS = {
    "title": st.one_of(TEXTS, st.just("")),
    "due": st.sampled_from(["2026-12-31", "9月底前", "长期", "", "13月", "待定"]),
    "progress": st.sampled_from(["80%", "八成", "101%", "", "x", "30"]),
    "lead": st.sampled_from(["市甲局", "市乙局", "火星总局", ""]),
    "amount": st.sampled_from(["1.2亿元", "300", "-5", "", "待定"]),
}


@pytest.fixture(scope="module")
def make_office(tmp_path_factory):
    """Makes an office over a book with these matters."""
    from smartplanner.journal import create_book

    folder = tmp_path_factory.mktemp("blocks")
    create_book(folder / "empty.splan").close()
    numbers = count()

    def make(rows):
        path = shutil.copy(folder / "empty.splan", folder / f"book{next(numbers)}.splan")
        journal = open_book(path)
        units = [
            insert("organisation", id, {"name": name})
            for id, name in zip(UNITS, ["市甲局", "市乙局", "市乙局"], strict=True)
        ]
        tasks = [insert("task", f"t{number}", values) for number, values in enumerate(rows)]
        journal.commit(Label("rows"), [*units, *tasks])
        return Office(journal)

    return make


def block_of(office):
    """All cells of the list, as a copy gives them."""
    rows = sorted(office.reader.rows("task"), key=lambda row: row.id)
    return [[cell_text(TASK[name], row, office.reader.name) for name in FIELDS] for row in rows]


def stored(office):
    with office.journal.book.read() as connection:
        return stored_rows(connection)


def ids(office):
    return sorted(row.id for row in office.reader.rows("task"))


SLOW = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@SLOW
@given(rows=ROWS)
def test_a_block_that_is_copied_and_pasted_back_changes_nothing(make_office, rows):
    with make_office(rows) as office:
        block = block_of(office)
        assert take(keep(block)) == block
        placed = place_block(block, Target(ids=ids(office), fields=FIELDS))
        assert set_cells(office, "task", placed.cells, as_of=DAY) is None


@SLOW
@given(rows=ROWS, cells=st.fixed_dictionaries({}, optional=CELLS), down=st.integers(1, 7))
def test_an_undone_paste_leaves_everything_as_it_was(make_office, rows, cells, down):
    with make_office(rows) as office:
        before = stored(office)
        target = Target(ids=ids(office), fields=list(cells), height=down, width=len(cells) or 1)
        placed = place_block([list(cells.values()) or [""]], target)
        preview = preview_cells(office, "task", placed.cells, as_of=DAY, added=placed.added)
        assert stored(office) == before
        if write_preview(office, preview, without_refused=True) is not None:
            assert stored(office) != before
            office.journal.undo()
        assert stored(office) == before


@SLOW
@given(rows=ROWS, name=st.sampled_from([name for name in FIELDS if name not in ("lead", "support", "due")]))
def test_filling_down_writes_what_pasting_the_first_cell_writes(make_office, rows, name):
    with make_office(rows) as office, make_office(rows) as other:
        set_cells(office, "task", fill_down(office, "task", ids(office), [name]), as_of=DAY)
        text = cell_text(TASK[name], other.reader.row("task", "t0"), other.reader.name)
        target = Target(ids=ids(other), fields=[name], height=len(rows))
        set_cells(other, "task", place_block([[text]], target).cells, as_of=DAY)
        assert block_of(office) == block_of(other)


@settings(max_examples=200, deadline=None)
@given(block=st.lists(st.lists(TEXTS.filter(lambda text: '"' not in text), min_size=2, max_size=2), min_size=1))
def test_a_block_reads_back_from_the_text_of_the_clipboard(block):
    filled = [*block, ["end", "end"]]
    assert parse_block(as_text(filled)) == filled


@given(st.text(st.sampled_from("甲a1 '=+-\t\n\r"), max_size=30))
def test_a_block_without_quotation_marks_reads_as_it_does_above_a_line_with_one(text):
    *above, last = parse_block(f'{text}\n"')
    while above and not any(cell.strip() for cell in above[-1]):
        above.pop()
    assert last[0] == '"'
    assert parse_block(text) == above
