import pytest

from smartplanner.fields.progress import find_progress, read_progress


def summary(reading):
    problem = reading.problem
    return reading.value, reading.status, "" if problem is None else f"{problem.level} {problem.code}"


@pytest.mark.parametrize(
    ("raw", "value", "status", "problem"),
    [
        ("已完成80%", 80, "", ""), ("完成率80%", 80, "", ""), ("80", 80, "", ""), (80, 80, "", ""),
        ("80％", 80, "", ""), ("百分之八十", 80, "", ""),
        ("总体进度85%", 85, "", ""), ("完成任务的80%", 80, "", ""), ("完成三分之二", 66.7, "", ""),
        (33.333, 33.3, "", ""), ("99.96%", 99.9, "", ""),
        ("八成", 80, "", "note progress_approximate"), ("近八成", 80, "", "note progress_approximate"),
        ("80%左右", 80, "", "note progress_approximate"),
        ("不足80%", 80, "", "warning progress_approximate"), ("过半", 50, "in_progress", "warning progress_estimated"),
        ("已完成", 100, "done", ""), ("完成", 100, "done", ""), ("办结", 100, "done", ""), ("已销号", 100, "done", ""),
        ("100%", 100, "done", ""),
        ("√", 100, "done", ""), ("是", 100, "done", ""), ("Y", 100, "done", ""), (True, 100, "done", ""),
        (100, 100, "done", ""),
        ("基本完成", 95, "in_progress", "warning progress_estimated"),
        ("接近尾声", 95, "in_progress", "warning progress_estimated"),
        ("序时推进", None, "on_track", ""), ("正常推进", None, "on_track", ""), ("按计划推进", None, "on_track", ""),
        ("有序推进", None, "on_track", ""),
        ("达到序时进度", None, "on_track", ""), ("正在推进", None, "in_progress", ""),
        ("推进中", None, "in_progress", ""),
        ("滞后", None, "behind", ""), ("缓慢", None, "behind", ""), ("未达序时", None, "behind", ""),
        ("进度滞后", None, "behind", ""),
        ("未启动", 0, "not_started", ""), ("未开工", 0, "not_started", ""), ("暂未启动", 0, "not_started", ""),
        ("尚未启动", 0, "not_started", ""),
        ("已终止", None, "cancelled", ""), ("不再实施", None, "cancelled", ""),
        ("调整", None, "cancelled", "warning progress_estimated"),
        ("长期坚持", None, "routine", ""), ("转常态化", None, "routine", ""),
        ("未完成", None, "", "warning progress_not_done"),
        ("×", None, "", "warning progress_not_done"), ("否", None, "", "warning progress_not_done"),
        ("", None, "", ""), ("—", None, "", ""), (0, 0, "", ""),
        ("已完成需求调研，完成率80%左右", 80, "", "note progress_approximate"),
        ("已立项，完成率60%", 60, "", "warning progress_from_prose"),
    ],
)  # fmt: skip
def test_progress_is_read(raw, value, status, problem):
    assert summary(read_progress(raw, as_fraction=None)) == (value, status, problem)


@pytest.mark.parametrize(
    ("raw", "as_fraction", "value", "code"),
    [
        (0.8, True, 80, ""), (1, True, 100, ""), (0.8, False, 0.8, ""), (1, False, 1, ""), ("1", False, 1, ""),
        (0.8, None, 80, "progress_fraction"), ("0.8", None, 80, "progress_fraction"),
        (1, None, None, "progress_ambiguous"),
        ("1", None, None, "progress_ambiguous"), (1.2, True, None, "progress_out_of_range"),
        (80, True, None, "progress_out_of_range"),
        ("80", True, 80, ""),
    ],
)  # fmt: skip
def test_a_fraction_is_told_from_a_percentage_by_the_format_of_the_cell(raw, as_fraction, value, code):
    reading = read_progress(raw, as_fraction=as_fraction)
    assert (reading.value, reading.problem.code if reading.problem else "") == (value, code)


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("120%", "progress_out_of_range"), (120, "progress_out_of_range"), (-5, "progress_out_of_range"),
        ("-5%", "progress_out_of_range"),
        (10**400, "progress_out_of_range"), (float("nan"), "not_a_number"), ("70%-80%", "progress_range"),
        ("3/5", "progress_range"),
        ("已完成初步设计", "progress_unreadable"), ("完成招标", "progress_unreadable"),
        ("完成3个", "progress_unreadable"), ("abc", "progress_unreadable"),
    ],
)  # fmt: skip
def test_what_is_no_progress_is_asked_about(raw, code):
    reading = read_progress(raw, as_fraction=None)
    assert reading.asks
    assert (reading.value, reading.problem.code) == (None, code)


@pytest.mark.parametrize(
    ("prose", "value", "status"),
    [
        ("已完成需求调研，完成率80%左右", 80, ""), ("形象进度65%。下一步加快施工", 65, ""),
        ("1.已完成立项。2.完成率45%。", 45, ""),
        ("总体进度滞后，完成30%", 30, "behind"), ("按序时推进，已完成60%", 60, "on_track"),
        ("正在推进\n完成率45%", 45, "in_progress"),
        ("已完成", 100, "done"), ("任务已完成。", 100, "done"), ("项目已全部完成，已通过验收", 100, "done"),
        ("完成率100%", 100, "done"),
        ("已基本完成", 95, "in_progress"), ("尚未启动", 0, "not_started"),
        ("目前尚未启动，正在办理前期手续", 0, "not_started"),
        ("已完成方案编制；正在推进", None, "in_progress"),
    ],
)  # fmt: skip
def test_prose_gives_what_it_says_of_the_whole_matter(prose, value, status):
    reading = find_progress(prose)
    assert (reading.value, reading.status) == (value, status)


@pytest.mark.parametrize(
    "prose",
    [
        "", "无", "已完成初步设计", "已完成，待验收", "覆盖率达到98%", "覆盖率98%，完成率60%", "目标完成率80%",
        "计划完成80%", "一期完成80%",
        "施工图设计完成100%", "资金支付率50%", "累计完成投资80%", "未完成招标", "完成率60%，完成率70%",
        "正在推进，进度滞后",
    ],
)  # fmt: skip
def test_prose_that_leaves_it_open_gives_nothing(prose):
    reading = find_progress(prose)
    assert (reading.value, reading.status, reading.problem) == (None, "", None)
