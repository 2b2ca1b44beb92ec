"""Every file of the bad-input catalogue gets the expected answer, soon, in little memory, and the book stays."""

import hashlib

import pytest
from hostile_cases import CASES
from hostile_office import MOST_MEMORY, MOST_SECONDS, make_book, read

from smartplanner.excel.worker import Worker
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
    assert outcome.work <= MOST_SECONDS
    assert outcome.peak <= MOST_MEMORY
    assert content(book) == before
    if (refused := outcome.proposal.refused) is not None:
        assert outcome.proposal.changes == ()
        assert refused.file == path.name
        assert refused.message
        assert refused.remedy
    assert sorted(found.name for found in tmp_path.iterdir()) in ([path.name], [])
