"""What all tests share: a quiet home, a Chinese program, and real books made fast by copying an empty one."""

import os
import shutil
from pathlib import Path

import pytest
from hypothesis import settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# The same examples at every run, so that a test command says the same of the same source; HYPOTHESIS_PROFILE=search
# draws new ones.
settings.register_profile("steady", derandomize=True)
settings.register_profile("search", derandomize=False)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))


@pytest.fixture(scope="session", autouse=True)
def watched_writes():
    """Fail the test that writes a row beside the journal."""
    from shadow import stop_watching, watch_all_writes

    watch_all_writes()
    yield
    stop_watching()


@pytest.fixture(scope="session")
def empty_book(tmp_path_factory) -> Path:
    """An empty book, made once; copy it instead of making one."""
    from smartplanner.journal import create_book

    path = tmp_path_factory.mktemp("empty") / "empty.splan"
    create_book(path).close()
    return path


@pytest.fixture
def book_path(empty_book, tmp_path) -> Path:
    """A fresh empty book of this test's own."""
    return Path(shutil.copy(empty_book, tmp_path / "book.splan"))


@pytest.fixture
def journal(book_path):
    """The journal of a fresh empty book."""
    from smartplanner.journal import open_book

    opened = open_book(book_path)
    yield opened
    opened.close()


@pytest.fixture(autouse=True)
def quiet_home(tmp_path_factory, monkeypatch):
    """Keep the settings of whoever runs the tests out of them, and theirs out of ours."""
    from smartplanner.base.i18n import use_language

    monkeypatch.setenv("SMARTPLANNER_HOME", str(tmp_path_factory.mktemp("home")))
    use_language("zh_CN")
