"""A book to try verbs on, and verbs called as a person types them."""

import json
import shutil
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from nasty_text import NASTY

from smartplanner.changes import Label, insert
from smartplanner.cli.main import run
from smartplanner.commands.office import new_office


@dataclass(frozen=True)
class Answer:
    """What a verb left behind: exit status, standard output, standard error."""

    status: int
    out: str
    err: str

    @property
    def json(self):
        """The one JSON document; anything beside it fails here."""
        return json.loads(self.out)


@pytest.fixture
def verb(capsys, monkeypatch):
    """Call a verb and return its answer."""
    monkeypatch.setenv("SMARTPLANNER_TODAY", "2026-11-23")

    def call(*arguments):
        capsys.readouterr()
        status = run([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return Answer(status, captured.out, captured.err)

    return call


@pytest.fixture(scope="session")
def filled_book(tmp_path_factory, watched_writes) -> Path:
    """A book with the reference data and three matters, one of them with a nasty title."""
    path = tmp_path_factory.mktemp("filled") / "filled.splan"
    with new_office(path) as office:
        unit = next(iter(office.reader.names("organisation")))
        district = next(id for id, name in office.reader.names("district").items() if name == "东城区")
        rows = {
            "late": {"title": "政务云迁移", "due": date(2026, 9, 30), "state": "in_progress", "amount": 123_450_000},
            "soon": {"title": "智慧社区平台", "due": date(2026, 12, 1), "progress": 20.0, "support": (unit,)},
            "nasty": {"title": NASTY, "state": "done", "code": "@SUM(A1)", "note": "-2+3"},
        }
        shared = {"lead": unit, "district": district, "due_text": "9月底前"}
        changes = [insert("task", id, shared | row) for id, row in rows.items()]
        office.journal.commit(Label("Add {entity} “{title}”", {"entity": "督办事项", "title": NASTY}), changes)
    return path


@pytest.fixture
def book(filled_book, tmp_path) -> Path:
    """A copy of the filled book of this test's own."""
    return Path(shutil.copy(filled_book, tmp_path / "台账 1.splan"))
