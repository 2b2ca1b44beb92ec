"""A person's settings are never a reason to stop: damaged ones are put aside, a closed home forgets them."""

import json
from dataclasses import replace

import pytest

from smartplanner.base.paths import user_dir
from smartplanner.base.preferences import PREFERENCES
from smartplanner.base.settings import Settings, load_settings, remember, remembered, save_settings


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


@pytest.mark.parametrize("recent", [[5, None, {}], ["\0"], ["x" * 5000], ["no/path/of/its/own.splan"]])
def test_entries_that_are_no_books_are_left_out(file, recent):
    file.write_text(json.dumps({"recent": recent}))
    assert load_settings() == Settings()


def test_without_a_home_nothing_is_remembered_and_nothing_fails(monkeypatch, tmp_path):
    (tmp_path / "file").write_text("x")
    monkeypatch.setenv("SMARTPLANNER_HOME", str(tmp_path / "file" / "home"))
    save_settings(Settings().with_book(tmp_path))
    assert load_settings() == Settings()


def test_what_a_person_sets_is_there_the_next_time(file):
    wanted = Settings(look="dark", language="en", text_size=120, role="convener", own_group="数据组", toolbar=False)
    save_settings(wanted)
    assert load_settings() == wanted


def test_only_what_differs_from_its_default_is_written(file):
    save_settings(Settings(text_size=110))
    assert json.loads(file.read_text("utf-8"))["preferences"] == {"text_size": 110}


@pytest.mark.parametrize("one", PREFERENCES, ids=lambda one: one.key)
@pytest.mark.parametrize("value", [None, [], {}, "nonsense\0", 5000, -1, 1.5, "1"])
def test_a_damaged_value_is_as_if_never_set(file, one, value):
    file.write_text(json.dumps({"preferences": {one.key: value, "unknown": 1}, "shortcuts": [], "kept": 7}), "utf-8")
    found = load_settings()
    assert getattr(found, one.key) in (one.default, *([value] if isinstance(value, str) and not one.choices else []))
    assert file.exists()


def test_every_default_is_a_value_that_its_preference_can_hold():
    assert all(one.checked(one.default) == one.default for one in PREFERENCES)


def test_pages_remember_small_things_without_touching_one_another(file):
    remember("grid.task.widths", {"title": 300})
    remember("paper", "briefing")
    save_settings(replace(load_settings(), look="dark"))
    remember("paper", None)
    assert remembered("grid.task.widths") == {"title": 300}
    assert remembered("paper", "none") == "none"
    assert load_settings().look == "dark"


def test_folded_sections_and_changed_shortcuts_are_kept(file):
    assert load_settings().folded is None
    save_settings(Settings(folded=(), shortcuts={"undo": "Ctrl+U"}))
    assert load_settings().folded == ()
    assert load_settings().shortcuts == {"undo": "Ctrl+U"}


def test_a_book_that_is_not_there_now_stays_among_the_recent_ones(file, tmp_path):
    file.write_text(json.dumps({"recent": [str(tmp_path / "gone.splan")]}))
    assert load_settings().recent == (tmp_path / "gone.splan",)
    assert load_settings().last_book is None
