"""Every file of the bad-input catalogue gets the expected answer, soon, in little memory, and the book stays."""

import hashlib
import socket

import pytest
from hostile_cases import CASES
from hostile_crafting import MAIN, PACKAGE, RELATION, ledger_rows, pack, parts, sheet
from hostile_office import MOST_MEMORY, make_book, read

from smartplanner.excel.apart.worker import Worker
from smartplanner.excel.reading.container import open_container
from smartplanner.excel.reading.reader import read_grids
from smartplanner.journal import open_book

QUICK = [case for case in CASES if not case.slow]


@pytest.fixture(scope="module")
def worker():
    with Worker() as made:
        yield made


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    return make_book(tmp_path_factory.mktemp("book"))


def content(book):
    journal = open_book(book, writable=False)
    steps = len(journal.steps())
    journal.close()
    return hashlib.sha256(book.read_bytes()).hexdigest(), steps


@pytest.mark.parametrize("case", QUICK, ids=[case.id for case in QUICK])
def test_a_hostile_file_gets_the_expected_answer(case, worker, book, tmp_path):
    path = case.make(tmp_path)
    before = content(book)
    outcome = read(worker, book, path)
    assert outcome.got == case.expected, outcome.proposal.refused
    assert outcome.peak <= MOST_MEMORY
    assert content(book) == before
    if (refused := outcome.proposal.refused) is not None:
        assert outcome.proposal.changes == ()
        assert refused.file == path.name
        assert refused.message
        assert refused.remedy
    assert sorted(found.name for found in tmp_path.iterdir()) in ([path.name], [])


def test_nobody_is_called_by_links_and_declarations(worker, book, tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        address = f"http://127.0.0.1:{server.getsockname()[1]}/a.xlsx"
        outside = f'<Relationship Id="rId1" Type="{RELATION}/{{}}" Target="{address}" TargetMode="External"/>'
        links = "".join(outside.format(kind) for kind in ("externalLinkPath", "hyperlink", "image", "oleObject"))
        relations = f'<Relationships xmlns="{PACKAGE}">{links}</Relationships>'
        around = {
            "xl/externalLinks/externalLink1.xml": f'<externalLink xmlns="{MAIN}"/>',
            "xl/externalLinks/_rels/externalLink1.xml.rels": relations,
            "xl/worksheets/_rels/sheet1.xml.rels": relations,
            "xl/connections.xml": f'<connections xmlns="{MAIN}"><webPr url="{address}"/></connections>',
        }
        linked = pack(tmp_path / "linked.xlsx", parts(sheet(ledger_rows(2))) | around)
        declared = sheet(ledger_rows(2), head=f'<!DOCTYPE a SYSTEM "{address}">')
        assert read(worker, book, linked).got == 2
        assert read(worker, book, pack(tmp_path / "declared.xlsx", parts(declared))).got == "file_has_doctype"
        with pytest.raises(BlockingIOError):
            server.accept()


def test_the_bytes_that_were_looked_at_are_the_bytes_that_are_parsed(tmp_path):
    path = pack(tmp_path / "a.xlsx", parts(sheet(ledger_rows(2))))
    opened = open_container(path)
    pack(path, parts(sheet(ledger_rows(9))))
    (grid,) = read_grids(opened)
    assert len(grid.rows) == 3
    assert opened.sha256 == hashlib.sha256(opened.data).hexdigest()
