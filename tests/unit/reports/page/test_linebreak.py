import re

from hypothesis import given
from hypothesis import strategies as st

from smartplanner.reports.page.linebreak import NEVER_FIRST, NEVER_LAST, is_wide, wrap


def advance(character: str) -> float:
    return 1.0 if is_wide(character) else 0.5


def lines(text: str, width: float, indent: float = 0) -> list[str]:
    return [line.text for line in wrap(text, measure=advance, width=width, indent=indent)]


def test_a_line_takes_as_many_characters_as_fit():
    assert lines("一二三四五六七", 3) == ["一二三", "四五六", "七"]


def test_the_first_line_is_shorter_by_its_indent():
    assert lines("一二三四五", 4, indent=2) == ["一二", "三四五"]


def test_no_line_begins_with_a_closing_sign():
    assert lines("一二三四，五六", 4) == ["一二三", "四，五六"]
    assert lines("一二三四）。五", 4) == ["一二三", "四）。五"]


def test_no_line_ends_with_an_opening_sign():
    assert lines("一二三（四五）", 4) == ["一二三", "（四五）"]
    assert lines("一二三《“四”》五", 5) == ["一二三", "《“四”》", "五"]


def test_a_number_with_its_unit_sign_is_not_split():
    assert lines("完成率为47.7%左右", 5) == ["完成率为", "47.7%左右"]
    assert lines("共12345项", 3) == ["共", "12345", "项"]


def test_a_dash_of_two_characters_stays_whole():
    assert lines("一二三——四", 4) == ["一二三", "——四"]


def test_a_word_longer_than_a_line_is_cut_rather_than_lost():
    assert lines("见" + "a" * 20, 4) == ["见", "aaaaaaaa", "aaaaaaaa", "aaaa"]


def test_a_line_feed_ends_a_line_and_its_line_is_not_stretched():
    broken = wrap("一二\n三", measure=advance, width=9)
    assert [(line.text, line.ends) for line in broken] == [("一二", True), ("三", True)]


def test_nothing_is_one_empty_line():
    assert lines("", 5) == [""]


@given(st.text(alphabet="一二三，。（）“”《》——a1.% ，", max_size=60), st.integers(6, 20))
def test_no_character_is_lost_and_no_line_is_too_long(text, width):
    broken = wrap(text, measure=advance, width=width)
    assert "".join(line.text for line in broken).replace(" ", "") == text.replace(" ", "")
    assert all(line.width <= width + 0.02 for line in broken)


@given(st.text(alphabet="一二三四五，。（）《》", max_size=60))
def test_the_rules_hold_unless_signs_alone_fill_a_line(text):
    broken = [line.text for line in wrap(text, measure=advance, width=10)]
    runs = max(map(len, re.findall(r"[，。（）《》]+", text)), default=0)
    if runs < 8:
        assert not any(line[:1] in NEVER_FIRST for line in broken[1:] if line)
        assert not any(line[-1:] in NEVER_LAST for line in broken[:-1] if line)
