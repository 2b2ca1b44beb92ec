"""Titles are broken by meaning into lines of about one length."""

import pytest

from smartplanner.reports.page.title_lines import title_lines

ROOM = 18


@pytest.mark.parametrize(
    "title",
    [
        "关于2026年11月智慧城市建设督办事项进展情况的报告",
        "关于商请市交通委协助办理智慧停车一体化平台接入等3项督办事项的函",
        "关于延长“市级大数据平台二期扩容”完成时限的请示",
        "北京市智慧城市建设领导小组办公室关于进一步加强和改进数据共享工作的通知",
        "2026年智慧城市建设运营合同执行情况和运营商年度服务情况的报告",
    ],
)
def test_no_line_begins_or_ends_in_the_middle_of_a_thought(title):
    lines = title_lines(title, ROOM)
    assert "".join(lines) == title
    assert len(lines) > 1
    assert all(len(line) <= ROOM + 4 for line in lines)
    assert not any(line.startswith(tuple("的和与及等，、”》）")) for line in lines)
    assert not any(line.endswith(("关于", "和", "与", "“", "《")) for line in lines)
    assert min(map(len, lines)) >= 4
    for word in ("智慧城市", "领导小组", "督办事项", "办公室", "2026年"):
        assert word not in title or any(word in line for line in lines)


def test_a_short_title_stays_on_one_line():
    assert title_lines("逾期和滞后事项清单", ROOM) == ("逾期和滞后事项清单",)


def test_a_title_that_its_author_broke_stays_as_it_is():
    assert title_lines("关于智慧城市建设\n督办事项的通报", ROOM) == ("关于智慧城市建设", "督办事项的通报")


@pytest.mark.parametrize("title", ["甲" * 60, "a" * 90, "，" * 50, "甲 " * 40, "甲" * 5000])
def test_a_title_that_is_none_is_still_set(title):
    assert "".join(title_lines(title, ROOM)).replace(" ", "") == title.replace(" ", "")


def test_a_title_of_nothing_is_one_empty_line():
    assert title_lines("", ROOM) == ("",)
