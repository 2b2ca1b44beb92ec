from datetime import date, datetime, time, timedelta

from hypothesis import example, given, settings
from hypothesis import strategies as st

from smartplanner.fields import text
from smartplanner.fields.dates import DateContext, format_date, read_date
from smartplanner.fields.money import WAN, format_money, read_money, unit_in
from smartplanner.fields.numerals import read_number
from smartplanner.fields.progress import find_progress, read_progress
from smartplanner.fields.units import Directory, Unit

WORDS = [
    "2026", "年", "9", "月", "30", "日", "底", "前", "上", "旬", "季度", "半年", "长期", "待定", "至", "-", "—", ".",
    "/", "约", "余", "1,200", "1.2",
    "万", "亿", "元", "三千二百", "壹", "百", "不超过", "%", "完成", "已", "率", "八成", "未", "启动", "滞后", "序时",
    "推进", "市教委", "市科委", "和", "、",
    "；", "\n", " ", "牵头", "配合", "：", "（", "）", "各区", "等", "有关部门", "张某", "13800000000", "目前", "项目",
    "国庆节", "Q", "十", "五", "20260930",
]  # fmt: skip
CELLS = st.one_of(
    st.lists(st.sampled_from(WORDS), max_size=14).map("".join),
    st.text(max_size=60),
    st.text(st.characters(codec=None), max_size=20),
    st.integers(),
    st.floats(),
    st.booleans(),
    st.none(),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.timedeltas(),
)
CONTEXTS = st.builds(
    DateContext,
    year=st.none() | st.integers(2000, 2090),
    as_of=st.none() | st.dates(date(2000, 1, 1), date(2090, 12, 31)),
    role=st.sampled_from(["due", "start", "day"]),
)
NAMES = {
    "edu": "北京市教育委员会",
    "sci": "北京市科学技术委员会、中关村科技园区管理委员会",
    "plan": "北京市规划和自然资源委员会",
    "social": "北京市人力资源和社会保障局",
    "info": "北京市经济和信息化局",
    "police": "北京市公安局",
}
DIRECTORY = Directory(Unit(key, name) for key, name in NAMES.items())


@settings(max_examples=300)
@given(CELLS, CONTEXTS)
@example("二" * 300 + "年", DateContext())
@example(10**5000, DateContext())
@example(datetime(1, 1, 1), DateContext())
@example(time(), DateContext())
@example(timedelta.max, DateContext())
def test_no_cell_raises_and_its_words_are_kept(raw, context):
    words = text.words(raw)
    for reading in (
        read_date(raw, context),
        read_money(raw, header_unit=WAN),
        read_money(raw, header_unit=None),
        read_progress(raw, as_fraction=None),
        read_progress(raw, as_fraction=True),
        DIRECTORY.read_many(raw),
    ):
        assert reading.words == words
    if isinstance(raw, str):
        assert DIRECTORY.resolve(raw).words == words
        assert find_progress(raw).words == words
        assert text.clean(text.clean(raw)) == text.clean(raw)
        unit_in(raw)


@settings(max_examples=300)
@given(CELLS, CONTEXTS)
def test_what_is_asked_about_has_no_value_and_what_is_read_is_in_range(raw, context):
    day = read_date(raw, context)
    assert not (day.asks and day.value)
    assert day.value is None or 1990 <= day.value.year <= 2100
    amount = read_money(raw, header_unit=WAN)
    assert not (amount.asks and amount.value is not None)
    assert amount.value is None or 0 <= amount.value <= 10**17
    progress = read_progress(raw, as_fraction=None)
    assert not (progress.asks and progress.value is not None)
    assert progress.value is None or 0 <= progress.value <= 100


@given(
    st.dates(date(1990, 1, 1), date(2100, 12, 31)),
    st.sampled_from(["day", "ten_days", "month", "quarter", "half", "year"]),
)
def test_a_date_that_was_written_reads_back(day, precision):
    """The period that is read ends on or after the day, and is written in the same way."""
    written = format_date(day, precision)
    reading = read_date(written, DateContext())
    assert reading.problem is None
    assert reading.precision == precision
    assert reading.value >= day
    assert format_date(reading.value, precision) == written


@given(
    st.dates(date(1990, 1, 1), date(2100, 12, 31)),
    st.sampled_from(["%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y%m%d", "%Y年%m月%d日"]),
)
def test_every_day_is_read_in_every_style(day, style):
    assert read_date(day.strftime(style), DateContext()).value == day


@given(st.integers(0, 10**16))
def test_an_amount_that_was_written_reads_back(fen):
    reading = read_money(format_money(fen), header_unit=None)
    largest_step = 10**8 if fen >= 10**10 else 10**4 if fen >= 10**6 else 1
    assert reading.problem is None
    assert abs(reading.value - fen) * 2 <= largest_step
    assert format_money(reading.value) == format_money(fen)


@given(st.integers(0, 10**15))
def test_a_number_of_wan_reads_back_exactly(fen):
    assert read_money(f"{fen // 10**6}.{fen % 10**6:06d}", header_unit=WAN).value == fen


@given(st.floats(0, 100))
def test_a_percentage_reads_back_to_one_decimal(percent):
    reading = read_progress(f"{percent:.4f}%", as_fraction=None)
    assert abs(reading.value - percent) <= 0.0502 or percent > 99.9
    assert (reading.status == "done") == (reading.value == 100)


@given(
    st.lists(st.sampled_from(list(NAMES)), min_size=1, max_size=6, unique=True),
    st.lists(
        st.sampled_from(["、", "；", ";", "，", ",", "/", "\n", " ", "和", "及", "与", " 、"]), min_size=6, max_size=6
    ),
    st.booleans(),
)
def test_known_names_joined_by_any_separators_are_given_back_in_order(keys, separators, prefixed):
    names = [NAMES[key] if prefixed else NAMES[key].removeprefix("北京市") for key in keys]
    cell = "".join(name + separator for name, separator in zip(names, separators, strict=False)).rstrip(
        "".join(separators[len(keys) - 1])
    )
    reading = DIRECTORY.read_many(cell)
    assert list(reading.lead) == keys
    assert reading.problems == ()


@given(st.text(max_size=12))
def test_a_number_is_read_the_same_twice_or_not_at_all(written):
    assert read_number(written) == read_number(written)
