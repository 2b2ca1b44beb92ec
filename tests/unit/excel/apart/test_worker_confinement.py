"""What passes between the program and the reading process, and what that process cannot do."""

import io
import pickle
import subprocess
import sys
from datetime import date

import pytest

from smartplanner.base.problems import Level, Problem
from smartplanner.changes import insert
from smartplanner.excel.apart.frames import read_frame, write_frame
from smartplanner.excel.proposal import Proposal


def passed(value):
    stream = io.BytesIO()
    write_frame(stream, value)
    stream.seek(0)
    return read_frame(stream)


def test_a_proposal_arrives_as_it_was_sent():
    problem = Problem(code="x", message="m", level=Level.WARNING, cell="A1")
    change = insert("task", "1", {"title": "t", "due": date(2026, 9, 30)})
    proposal = Proposal(file="a.xlsx", changes=(change,), refused=problem)
    assert passed(proposal) == proposal


class Planted:
    """What a broken process might send: a call of a function of the system."""

    def __reduce__(self):
        return print, ("called",)


class PlantedInProgram:
    def __reduce__(self):
        from smartplanner.store.book import remove_book

        return remove_book, ("book.splan",)


@pytest.mark.parametrize("planted", [Planted(), PlantedInProgram()])
def test_a_call_is_not_made_for_the_other_side(planted, capsys):
    with pytest.raises(pickle.UnpicklingError):
        passed(planted)
    assert capsys.readouterr().out == ""


def test_half_a_frame_is_the_end():
    stream = io.BytesIO()
    write_frame(stream, "text")
    with pytest.raises(EOFError):
        read_frame(io.BytesIO(stream.getvalue()[:-1]))


FORBIDDEN = {
    "a connection": "import socket; socket.create_connection(('192.0.2.1', 80), 1)",
    "a name look-up": "import socket; socket.getaddrinfo('example.invalid', 80)",
    "a program": "import subprocess; subprocess.run(['true'])",
    "a shell": "import os; os.system('true')",
    "a file": "open('written', 'wb')",
    "a file by number": "import os; os.open('written', os.O_WRONLY | os.O_CREAT)",
    "a removal": "import os; os.remove('kept')",
}


@pytest.mark.parametrize("action", FORBIDDEN.values(), ids=FORBIDDEN)
def test_the_reading_process_has_no_doors(action, tmp_path):
    (tmp_path / "kept").write_text("here")
    closing = "from smartplanner.excel.apart.confine import close_doors\nclose_doors()"
    code = f"import socket, subprocess, os\n{closing}\n{action}"
    ended = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert "PermissionError" in ended.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["kept"]


def test_the_reading_process_loads_no_window_and_no_reports():
    unwanted = "('PySide6', 'reportlab', 'docx')"
    loaded = f"[n for n in sys.modules if n.partition('.')[0] in {unwanted}]"
    code = f"import sys, smartplanner.excel.apart.child; print({loaded})"
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ended.stdout.strip() == "[]"
