"""Papers of books that nobody wrote a paper for."""

from datetime import date

from smartplanner.changes import Label, insert
from smartplanner.commands.office import Office
from smartplanner.commands.reporting import write

DAY = date(2026, 11, 23)


def test_a_board_whose_headings_fill_a_page_is_still_written(journal, tmp_path):
    groups = [insert("group", str(number), {"name": str(number) + "长" * 1500}) for number in range(8)]
    matters = [insert("task", f"t{number}", {"title": "事项", "group": str(number)}) for number in range(8)]
    journal.commit(Label("rows"), [*groups, *matters])
    path = tmp_path / "看板.pdf"
    write(Office(journal), "board-page", as_of=DAY, format="pdf", path=path, by="group")
    assert path.read_bytes().startswith(b"%PDF")
