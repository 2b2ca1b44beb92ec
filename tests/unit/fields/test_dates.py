from datetime import date, datetime, time, timedelta

import pytest

from smartplanner.base.problems import Level
from smartplanner.fields.dates import DateContext, format_date, read_date

LEDGER = DateContext(year=2026, as_of=date(2026, 3, 15))


def summary(reading):
    problem = reading.problem
    return (
        reading.value and reading.value.isoformat(),
        reading.precision,
        "" if problem is None else f"{problem.level} {problem.code}",
    )


@pytest.mark.parametrize(
    ("raw", "day"),
    [
        ("2026年9月30日", "2026-09-30"), ("2026-09-30", "2026-09-30"), ("2026/9/30", "2026-09-30"),
        ("2026.9.30", "2026-09-30"),
        ("20260930", "2026-09-30"), (20260930, "2026-09-30"), (20160801.0, "2016-08-01"),
        ("２０２６．９．３０", "2026-09-30"),
        ("2026 年 9 月 30 日", "2026-09-30"), ("2026年9月30号", "2026-09-30"), ("二〇二六年九月三十日", "2026-09-30"),
        ("二0二六年九月三十日", "2026-09-30"), ("2026-09-30 00:00:00", "2026-09-30"),
        ("2026年9月30日18:00前", "2026-09-30"),
        ("2026年9月30日（周三）", "2026-09-30"), ("9月30日前", "2026-09-30"), ("9月30", "2026-09-30"),
        ("9/30", "2026-09-30"),
        ("9.30", "2026-09-30"), ("9-30", "2026-09-30"), ("今年9月30日", "2026-09-30"), ("明年6月1日", "2027-06-01"),
        (9.25, "2026-09-25"),
        (datetime(2026, 9, 30, 12), "2026-09-30"), (date(2026, 9, 30), "2026-09-30"),
        ("不晚于2026年9月30日", "2026-09-30"),
    ],
)  # fmt: skip
def test_a_day_is_read_in_every_way_it_is_written(raw, day):
    assert summary(read_date(raw, LEDGER)) == (day, "day", "")


@pytest.mark.parametrize(
    ("raw", "day", "precision"),
    [
        ("2026年9月", "2026-09-30", "month"), ("2026.9", "2026-09-30", "month"), ("2026-09", "2026-09-30", "month"),
        ("9月", "2026-09-30", "month"), ("九月", "2026-09-30", "month"), ("十二月", "2026-12-31", "month"),
        (202609, "2026-09-30", "month"),
        ("2026.10", "2026-10-31", "month"), (2026.9, "2026-09-30", "month"), (2026.11, "2026-11-30", "month"),
        ("2026年9月底", "2026-09-30", "month"), ("2026年9月底前", "2026-09-30", "month"),
        ("9月底前", "2026-09-30", "month"),
        ("2026年2月末", "2026-02-28", "month"), ("2026年10月底前完成", "2026-10-31", "month"),
        ("力争9月底前", "2026-09-30", "month"),
        ("拟于2026年6月上线", "2026-06-30", "month"), ("2026年9月\n底前", "2026-09-30", "month"),
        ("（2026年9月）", "2026-09-30", "month"),
        ("9月上旬", "2026-09-10", "ten_days"), ("9月中旬", "2026-09-20", "ten_days"),
        ("9月下旬", "2026-09-30", "ten_days"),
        ("Q2", "2026-06-30", "quarter"), ("二季度", "2026-06-30", "quarter"), ("二季度末", "2026-06-30", "quarter"),
        ("2026年第二季度", "2026-06-30", "quarter"), ("2026Q3", "2026-09-30", "quarter"),
        ("前三季度", "2026-09-30", "quarter"),
        ("上半年", "2026-06-30", "half"), ("2026年下半年", "2026-12-31", "half"), ("上半年内", "2026-06-30", "half"),
        ("年底前", "2026-12-31", "year"), ("2026年底", "2026-12-31", "year"), ("年内", "2026-12-31", "year"),
        ("全年", "2026-12-31", "year"),
        ("2026年", "2026-12-31", "year"), ("2026年度", "2026-12-31", "year"), (2026, "2026-12-31", "year"),
        ("“十四五”末", "2025-12-31", "year"),
    ],
)  # fmt: skip
def test_a_period_is_read_as_its_last_day(raw, day, precision):
    assert summary(read_date(raw, LEDGER)) == (day, precision, "")


@pytest.mark.parametrize(
    "raw", ["长期", "长期坚持", "持续推进", "常态化", "全年持续", "2026年全年持续推进", "贯穿全年"]
)
def test_ongoing_work_has_no_deadline_and_no_problem(raw):
    assert summary(read_date(raw, LEDGER)) == (None, "ongoing", "")


@pytest.mark.parametrize(
    "raw", ["立行立改", "立即", "尽快", "按要求", "按市统一部署", "待定", "按期完成", "已完成", "近期", "另行通知"]
)
def test_words_without_a_day_need_review(raw):
    assert summary(read_date(raw, LEDGER)) == (None, "none", "warning date_needs_review")


@pytest.mark.parametrize("raw", ["", None, "/", "无", "—", "暂无"])
def test_an_empty_cell_is_no_date_and_no_problem(raw):
    assert summary(read_date(raw, LEDGER)) == (None, "", "")


@pytest.mark.parametrize(
    ("raw", "start", "day"),
    [
        ("2025-2027年", "2025-01-01", "2027-12-31"), ("2025—2027", "2025-01-01", "2027-12-31"),
        ("2025年1月—2026年6月", "2025-01-01", "2026-06-30"), ("2025年启动、2027年完成", "2025-01-01", "2027-12-31"),
        ("2018/9/19-2019/9/18", "2018-09-19", "2019-09-18"), ("2018/12/18/-2020/12/17", "2018-12-18", "2020-12-17"),
        ("3-9月", "2026-03-01", "2026-09-30"), ("2026年3月至9月", "2026-03-01", "2026-09-30"),
        ("9月1-20日", "2026-09-01", "2026-09-20"),
        ("2026.3-2026.9", "2026-03-01", "2026-09-30"), ("2025.1-2026.6", "2025-01-01", "2026-06-30"),
        ("2026.9.1-9.20", "2026-09-01", "2026-09-20"), ("9/1-9/20", "2026-09-01", "2026-09-20"),
        ("9月-2026年12月", "2026-09-01", "2026-12-31"), ("一至三季度", "2026-01-01", "2026-09-30"),
        ("十五五期间", "2026-01-01", "2030-12-31"),
    ],
)  # fmt: skip
def test_a_range_gives_its_end_and_its_start(raw, start, day):
    reading = read_date(raw, LEDGER)
    assert summary(reading) == (day, "range", "")
    assert reading.start == date.fromisoformat(start)


@pytest.mark.parametrize(
    "raw",
    [
        "3月底前(方案)9月底前(建成)",
        "3月底前（方案）\n9月底前（建成）",
        "原6月底，调整为9月底",
        "分两批（3月底、9月底）",
    ],
)
def test_of_several_milestones_the_last_one_is_read_with_a_warning(raw):
    assert summary(read_date(raw, LEDGER)) == ("2026-09-30", "range", "warning date_milestones")


@pytest.mark.parametrize(
    ("raw", "day", "precision", "problem"),
    [
        ("三季度前", "2026-09-30", "quarter", "warning date_before"),
        ("9月前", "2026-09-30", "month", "warning date_before"),
        ("月底前", "2026-03-31", "month", "warning date_relative"),
        ("本月底", "2026-03-31", "month", "warning date_relative"),
        ("下月底", "2026-04-30", "month", "warning date_relative"),
        ("本季度末", "2026-03-31", "quarter", "warning date_relative"),
        ("9月初", "2026-09-10", "ten_days", "warning date_approximate"),
        ("年中", "2026-06-30", "half", "warning date_approximate"),
        ("国庆节前", "2026-09-30", "day", "warning date_approximate"),
        ("2026年春节前", "2026-02-14", "day", "warning date_approximate"),
        ("中秋前", "2026-09-24", "day", "warning date_approximate"),
        ("十一前", "2026-09-30", "day", "warning date_approximate"),
        ("2026.1", "2026-01-31", "month", "warning date_zero_lost"),
        ("9.1", "2026-09-01", "day", "warning date_zero_lost"),
        ("2026年9月底（原定6月底）", "2026-09-30", "month", "warning date_with_remark"),
        ("完成3个系统，2026年9月底", "2026-09-30", "month", "warning date_with_remark"),
        ("2026年9月底前完成平台建设并试运行", "2026-09-30", "month", "note date_with_remark"),
        ("2026年底前完成，长期坚持", "2026-12-31", "year", "note date_with_remark"),
        ("46295", "2026-09-30", "day", "warning date_serial"),
        (46295, "2026-09-30", "day", "note date_serial"), (46295.75, "2026-09-30", "day", "note date_serial"),
        ("按季度推进", None, "ongoing", "note date_recurring"), ("每月底前", None, "ongoing", "note date_recurring"),
        ("每季度末报送", None, "ongoing", "note date_recurring"),
    ],
)  # fmt: skip
def test_what_is_not_quite_sure_is_read_and_said(raw, day, precision, problem):
    assert summary(read_date(raw, LEDGER)) == (day, precision, problem)


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (2026.1, "date_ambiguous"), (9.3, "date_ambiguous"), ("9-10", "date_ambiguous"),
        ("9/30/2026", "date_ambiguous"),
        ("双节前", "date_ambiguous"), ("节前", "date_ambiguous"), ("元旦前", "date_ambiguous"),
        ("春节前", "date_ambiguous"),
        ("2027年春节前", "date_ambiguous"), ("2026年前", "date_ambiguous"), ("2026年初", "date_ambiguous"),
        ("前一月底", "date_ambiguous"),
        ("上月底", "date_ambiguous"), ("文件印发后30日内", "date_ambiguous"), ("3个月内", "date_ambiguous"),
        ("一个月内", "date_ambiguous"),
        ("9月第二周", "date_ambiguous"), ("2026年9月后", "date_ambiguous"), ("2027年及以后", "date_ambiguous"),
        ("2026年9月起", "date_ambiguous"),
        ("26年9月", "date_two_digit_year"), ("26/2/3", "date_two_digit_year"), ("26.9.30", "date_two_digit_year"),
        ("20260230", "date_impossible"), (20260230, "date_impossible"), ("2026.2.30", "date_impossible"),
        ("2026年9月31日", "date_impossible"),
        ("13月", "date_impossible"), ("30/9", "date_impossible"), (2026.13, "date_impossible"),
        (-1, "date_out_of_range"), (0, "date_out_of_range"), (60, "date_out_of_range"),
        ("1900-02-29", "date_out_of_range"),
        ("2206年", "date_out_of_range"), (datetime(2206, 1, 1), "date_out_of_range"), (10**30, "date_out_of_range"),
        (9, "date_out_of_range"),
        ("2025年10月—3月", "date_range_reversed"), ("2026年9月，6月", "date_range_reversed"),
        ("2026.9.30.5", "date_unreadable"), ("abc", "date_unreadable"), ("同上", "date_unreadable"),
        ("09:30:00", "date_unreadable"),
        (time(9, 30), "date_unreadable"), (timedelta(days=1), "date_unreadable"), (True, "date_unreadable"),
        (float("nan"), "date_unreadable"),
        ("字" * 1000, "date_unreadable"),
    ],
)  # fmt: skip
def test_what_can_mean_two_days_or_none_is_asked_about(raw, code):
    reading = read_date(raw, LEDGER)
    assert reading.asks
    assert reading.value is None
    assert reading.problem.code == code
    assert reading.problem.value == reading.words


def test_a_month_without_any_year_is_asked_about():
    reading = read_date("9月底", DateContext())
    assert (reading.value, reading.problem.code) == (None, "date_without_year")


def test_a_start_is_the_first_day_of_its_period():
    starts = DateContext(year=2026, role="start")
    assert read_date("9月", starts).value == date(2026, 9, 1)
    assert read_date("2026年三季度", starts).value == date(2026, 7, 1)
    assert read_date("2025年3月—2026年6月", starts).value == date(2025, 3, 1)
    assert read_date("2026年9月底", starts).value == date(2026, 9, 30)
    assert read_date("2026年9月起", starts).problem is None


def test_a_period_where_a_day_is_meant_is_said():
    reading = read_date("2026年9月", DateContext(role="day"))
    assert (reading.value, reading.problem.level) == (date(2026, 9, 30), Level.WARNING)


def test_serial_numbers_of_old_macintosh_workbooks_count_from_1904():
    assert read_date(46295 - 1462, DateContext(epoch_1904=True)).value == date(2026, 9, 30)


def test_ongoing_work_with_a_beginning_keeps_the_beginning():
    reading = read_date("2026年9月起长期坚持", LEDGER)
    assert (reading.precision, reading.value, reading.start) == ("ongoing", None, date(2026, 9, 1))


@pytest.mark.parametrize(
    ("precision", "written"),
    [
        ("day", "2026年9月30日"), ("range", "2026年9月30日"), ("month", "2026年9月"), ("ten_days", "2026年9月下旬"),
        ("quarter", "2026年三季度"), ("half", "2026年下半年"), ("year", "2026年"), ("ongoing", "长期"),
    ],
)  # fmt: skip
def test_a_day_is_written_as_exactly_as_it_was_named(precision, written):
    assert format_date(date(2026, 9, 30), precision) == written


def test_no_day_is_written_as_nothing():
    assert format_date(None, "none") == ""
