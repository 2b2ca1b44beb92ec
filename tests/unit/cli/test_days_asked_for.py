"""The day that a verb is asked for lies where there are calendars and periods."""

import pytest

from smartplanner.cli.main import run


@pytest.mark.parametrize("day", ["0001-01-01", "1989-12-31", "2101-01-01", "9999-12-31"])
def test_a_day_beyond_all_calendars_is_refused(book_path, capsys, day):
    assert run(["score", str(book_path), "--as-of", day]) == 2
    assert "1990" in capsys.readouterr().err


@pytest.mark.parametrize("day", ["1990-01-01", "2100-12-31"])
@pytest.mark.parametrize("words", [["red-list"], ["figures"], ["meeting", "agenda"]])
def test_the_first_and_the_last_day_are_reckoned_with(book_path, words, day):
    assert run([words[0], str(book_path), *words[1:], "--as-of", day]) == 0
