from datetime import date, datetime, time, timedelta
from decimal import Decimal

import cn2an
import pytest

from smartplanner.fields import text
from smartplanner.fields.numerals import read_integer, read_number


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (1200.0, "1200"), (0.1 + 0.2, "0.3"), (1234.5, "1234.5"), (7, "7"), (True, "TRUE"), (None, ""),
        (date(2026, 9, 30), "2026-09-30"), (datetime(2026, 9, 30), "2026-09-30"),
        (datetime(2026, 9, 30, 9, 30), "2026-09-30 09:30:00"), (time(9, 30), "09:30:00"),
        (timedelta(hours=33, minutes=30), "33:30:00"), ("  two  words\n", "two  words"), (float("nan"), "nan"),
    ],
)  # fmt: skip
def test_the_words_of_a_cell_are_what_excel_shows(raw, words):
    assert text.words(raw) == words


@pytest.mark.parametrize(
    ("raw", "words", "replaced"),
    [
        ("a\x00b", "a␀b", 1), ("a_x0000_b", "a␀b", 1), ("a_x000D_\nb", "a\r\nb", 0),
        ("bad \ud800 end", "bad \ufffd end", 1),
        ("𠮷 \ue000", "𠮷 \ue000", 0), ("<b>{{x}}</b>&amp;", "<b>{{x}}</b>&amp;", 0), ("_x0041_", "_x0041_", 0),
    ],
)  # fmt: skip
def test_characters_that_no_file_can_hold_are_replaced_and_counted(raw, words, replaced):
    assert text.words(raw) == words
    assert text.count_replaced(raw) == replaced


def test_text_is_cleaned_for_matching_only():
    assert text.clean("　２０２６．９．３０：（Ａ）\u200b\ufeff ") == "2026.9.30:(A)"
    assert text.clean("某市\r\n 经信\t局") == "某市 经信 局"
    assert text.clean("甲局\r\n\n 乙局 ", lines=True) == "甲局\n乙局"
    assert text.squeeze("某市棚改\n公 司") == "某市棚改公司"
    assert text.clean("⽉⼤①㎡") == "月大①㎡"


@pytest.mark.parametrize(
    "raw",
    [None, "", "  ", "/", "／", "无", "暂无。", "—", "-", "--", "——", "N/A", "（空）", "空", "缺漏", "无需求计划"],
)
def test_marks_for_nothing_are_empty(raw):
    assert text.is_empty(raw)


@pytest.mark.parametrize("raw", [0, 0.0, "0", False, "无人机", "长期", "同上"])
def test_zero_and_words_are_not_empty(raw):
    assert not text.is_empty(raw)


def test_same_as_above_is_known_in_its_forms():
    assert all(text.is_ditto(raw) for raw in ("同上", "〃", '"', "″", "”", " 同 上 ", "（同上）"))
    assert not any(text.is_ditto(raw) for raw in ("", None, 0, "同上海市", "上"))


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("1,234.5", "1234.5"), ("一百二十", "120"), ("三千二百万", "32000000"), ("壹仟贰佰万", "12000000"),
        ("1.2亿", "120000000"),
        ("1亿2000万", "120000000"), ("3万5千", "35000"), ("三万五", "35000"), ("一千二", "1200"), ("一千零二", "1002"),
        ("两千三百万", "23000000"), ("二〇二六", "2026"), ("廿一", "21"), ("1万亿", "1000000000000"), ("十", "10"),
        ("1亿零5万", "100050000"),
    ],
)  # fmt: skip
def test_numbers_are_read_exactly(written, number):
    assert read_number(written) == Decimal(number)


@pytest.mark.parametrize(
    "written", ["", "1,20", "1亿2000", "十几", "三五百", "万", "百分之八", "1.2.3", "9" * 100, "3百5百", "亿万"]
)
def test_what_is_not_one_number_is_none(written):
    assert read_number(written) is None


@pytest.mark.parametrize(
    "number", [0, 10, 11, 20, 101, 110, 1001, 10_010, 100_500, 30_000_200, 123_456_789, 10**12 + 5]
)
@pytest.mark.parametrize("style", ["low", "up"])
def test_numerals_agree_with_cn2an(number, style):
    assert read_integer(cn2an.an2cn(number, style)) == number
