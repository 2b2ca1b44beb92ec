"""The reading process: it may die, hang or swell, and the program only hears of it."""

import os
import signal
import threading
from datetime import date
from pathlib import Path

import psutil
import pytest
from openpyxl import Workbook

from smartplanner.base.i18n import use_language
from smartplanner.base.problems import Problem
from smartplanner.changes import Label
from smartplanner.commands.ledgers import accept, propose_ledger
from smartplanner.commands.office import Office
from smartplanner.excel import propose
from smartplanner.excel.apart.worker import Worker
from smartplanner.excel.choices import Choices, TableChoice
from smartplanner.queries import Reader

AS_OF = date(2026, 11, 23)
HEADS = ("序号", "任务名称", "责任单位", "完成时限", "备注")


@pytest.fixture
def worker():
    with Worker() as made:
        yield made


def write_ledger(path: Path, rows: int, title: str = "任务") -> Path:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("台账")
    sheet.append(HEADS)
    for number in range(rows):
        sheet.append([number + 1, f"{title}{number}", "市经信局", "2026年9月30日", "一句话"])
    book.save(path)
    return path


@pytest.fixture
def small(tmp_path):
    return write_ledger(tmp_path / "a.xlsx", 3)


@pytest.fixture(scope="module")
def large(tmp_path_factory):
    return write_ledger(tmp_path_factory.mktemp("large") / "large.xlsx", 5_000)


def ask(worker, book, path, **options):
    return worker.propose(path, book=book, as_of=AS_OF, **options)


def process_of(worker):
    return psutil.Process(worker._process._popen.pid)


def test_it_answers_what_the_same_reading_in_the_program_answers(worker, city, small):
    here = propose(small, Reader(city), as_of=AS_OF)
    there = ask(worker, city.book.path, small)
    assert there.sha256 == here.sha256
    assert [sheet.columns for sheet in there.sheets] == [sheet.columns for sheet in here.sheets]
    assert [change.after for change in there.changes] == [change.after for change in here.changes]


def test_its_proposal_is_accepted_like_any_other(city, small):
    with Office(city) as office:
        accept(office, propose_ledger(office, small, as_of=AS_OF))
        assert propose_ledger(office, small, as_of=AS_OF).changes == ()


def test_it_reads_the_book_as_it_is_at_each_request(worker, city, small):
    first = ask(worker, city.book.path, small)
    city.commit(Label("import"), first.changes, origin="import")
    assert ask(worker, city.book.path, small).changes == ()
    city.undo()
    assert len(ask(worker, city.book.path, small).changes) == 3


def test_the_same_process_answers_again(worker, book_path, small):
    ask(worker, book_path, small)
    number = process_of(worker).pid
    ask(worker, book_path, small)
    assert process_of(worker).pid == number


def test_another_mapping_of_the_same_file_is_answered_and_the_first_one_again(worker, city, small):
    first = ask(worker, city.book.path, small)
    left_out = Choices(tables={"台账": TableChoice(columns={"D": ""})})
    assert all("due" not in change.after for change in ask(worker, city.book.path, small, choices=left_out).changes)
    again = ask(worker, city.book.path, small)
    assert [change.after for change in again.changes] == [change.after for change in first.changes]


def test_a_file_that_changed_under_its_name_is_read_anew(worker, city, small):
    ask(worker, city.book.path, small)
    write_ledger(small, 5, "别的任务")
    assert len(ask(worker, city.book.path, small).changes) == 5


def test_progress_is_told_on_the_calling_thread_up_to_the_last_row(worker, city, large):
    told = []
    ask(worker, city.book.path, large, progress=lambda done, total: told.append((done, total, threading.get_ident())))
    assert told
    assert {thread for _done, _total, thread in told} == {threading.get_ident()}
    assert [done for done, _total, _thread in told] == sorted(done for done, _total, _thread in told)


def test_a_process_that_dies_in_the_middle_gives_a_refusal_and_the_next_file_is_read(worker, city, large, small):
    def kill(_done, _total):
        process_of(worker).kill()

    proposal = ask(worker, city.book.path, large, progress=kill)
    assert proposal.refused.code == "reader_died"
    assert proposal.refused.file == "large.xlsx"
    assert proposal.refused.remedy
    assert len(ask(worker, city.book.path, small).changes) == 3


def test_a_process_that_died_while_nobody_asked_is_started_again(worker, city, small):
    ask(worker, city.book.path, small)
    process = process_of(worker)
    process.kill()
    process.wait(60)
    assert len(ask(worker, city.book.path, small).changes) == 3


@pytest.mark.skipif(not hasattr(signal, "SIGSTOP"), reason="processes cannot be halted here")
def test_a_process_that_hangs_is_ended_in_time(city, large):
    with Worker(seconds=1.0) as worker:
        worker.start()
        os.kill(process_of(worker).pid, signal.SIGSTOP)
        proposal = ask(worker, city.book.path, large)
        assert proposal.refused.code == "reader_timeout"


def test_a_process_that_takes_too_much_memory_is_ended(city, large):
    with Worker(memory=68 << 20) as worker:
        assert ask(worker, city.book.path, large).refused.code == "reader_memory"


def test_cancelling_from_another_thread_ends_the_reading(worker, city, large):
    def cancel(_done, _total):
        threading.Thread(target=worker.cancel).start()

    assert ask(worker, city.book.path, large, progress=cancel).refused.code == "reader_cancelled"


def test_cancelling_nothing_harms_nothing(worker, city, small):
    worker.cancel()
    ask(worker, city.book.path, small)
    worker.cancel()
    assert len(ask(worker, city.book.path, small).changes) == 3


def test_a_progress_that_raises_stops_the_reading_and_goes_up(worker, city, large, small):
    class StopError(Exception):
        pass

    def stop(_done, _total):
        raise StopError

    with pytest.raises(StopError):
        ask(worker, city.book.path, large, progress=stop)
    assert worker._process is None
    assert len(ask(worker, city.book.path, small).changes) == 3


def test_a_book_that_cannot_be_opened_is_a_problem_of_the_book(worker, small, tmp_path):
    with pytest.raises(Problem) as caught:
        ask(worker, tmp_path / "none.splan", small)
    assert caught.value.code not in ("reader_died", "reader_memory")


def test_it_speaks_the_language_of_the_window(worker, book_path, tmp_path):
    (tmp_path / "empty.xlsx").write_bytes(b"")
    chinese = ask(worker, book_path, tmp_path / "empty.xlsx").refused.message
    use_language("en")
    assert ask(worker, book_path, tmp_path / "empty.xlsx").refused.message == "The file is empty (0 bytes)."
    assert chinese != "The file is empty (0 bytes)."


def test_closing_ends_the_process(book_path, small):
    worker = Worker()
    ask(worker, book_path, small)
    process = process_of(worker)
    worker.close()
    assert not process.is_running()


def test_a_worker_that_nobody_closed_leaves_no_process(book_path, small):
    worker = Worker()
    ask(worker, book_path, small)
    process = process_of(worker)
    del worker
    assert not process.is_running()


def test_threads_that_ask_at_once_are_answered_one_after_the_other(worker, city, small, tmp_path):
    other = write_ledger(tmp_path / "b.xlsx", 4, "别的任务")
    answers = {}

    def reading(path):
        answers[path.name] = len(ask(worker, city.book.path, path).changes)

    threads = [threading.Thread(target=reading, args=(path,)) for path in (small, other)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == {"a.xlsx": 3, "b.xlsx": 4}
