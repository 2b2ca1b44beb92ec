"""A person's settings are never a reason to stop: damaged ones are put aside, a closed home forgets them."""

import json

import pytest

from smartplanner.base.paths import user_dir
from smartplanner.base.settings import Settings, load_settings, save_settings


@pytest.fixture
def file(monkeypatch, tmp_path):
    monkeypatch.setenv("SMARTPLANNER_HOME", str(tmp_path / "家 {x} %"))
    user_dir().mkdir()
    return user_dir() / "settings.json"


def test_recent_books_are_kept_newest_first_and_once(file, tmp_path):
    books = [tmp_path / f"账{number}.splan" for number in range(12)]
    for book in books:
        book.write_text("x")
        save_settings(load_settings().with_book(book))
    save_settings(load_settings().with_book(books[5]))
    recent = load_settings().recent
    assert recent[0] == load_settings().last_book == books[5]
    assert len(recent) == len(set(recent)) == 8
    books[5].unlink()
    assert load_settings().last_book == books[11]


@pytest.mark.parametrize(
    "content",
    [b"{", b"\xff\xfe", b"[]", b"null", b"7", b'{"recent": null}', b'{"recent": 5}', b"[" * 100_000, b"\0" * 50],
)
def test_damaged_settings_are_put_aside_and_start_anew(file, content):
    file.write_bytes(content)
    assert load_settings() == Settings()
    assert not file.exists()
    assert file.with_name("settings.json.bad").read_bytes() == content
    save_settings(Settings())
    assert load_settings() == Settings()


@pytest.mark.parametrize("recent", [[5, None, {}], ["\0"], ["x" * 5000], ["/no/such/book.splan"]])
def test_entries_that_are_no_books_are_left_out(file, recent):
    file.write_text(json.dumps({"recent": recent}))
    assert load_settings() == Settings()


def test_without_a_home_nothing_is_remembered_and_nothing_fails(monkeypatch, tmp_path):
    (tmp_path / "file").write_text("x")
    monkeypatch.setenv("SMARTPLANNER_HOME", str(tmp_path / "file" / "home"))
    save_settings(Settings().with_book(tmp_path))
    assert load_settings() == Settings()
