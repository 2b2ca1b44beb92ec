"""函, 请示 and 报告, gathered from a real book."""

from datetime import date

import pytest
from made_papers import words

from smartplanner.base.problems import Problem
from smartplanner.changes import Label, insert
from smartplanner.reports.document.blocks import LetterHead, RedHead, Table


@pytest.fixture
def commit(journal):
    """Put units into the book; add more rows as (entity, id, values)."""
    units = (("jt", "北京市交通委员会", "市交通委"), ("ga", "北京市公安局", "市公安局"))
    changes = []
    for id, name, short in units:
        changes.append(insert("organisation", id, {"name": name, "kind": "department"}))
        changes.append(insert("alias", f"a-{id}", {"organisation": id, "name": short}))
    journal.commit(Label("Units"), changes)
    return lambda *rows: journal.commit(Label("Rows"), [insert(*row) for row in rows])


def task(id="t", **values):
    return ("task", id, {"title": "智慧停车", "state": "in_progress", "lead": "jt"} | values)


def extension(id="e", task="t", **values):
    return ("extension", id, {"task": task, "state": "requested", "new_due": date(2027, 1, 29)} | values)


def test_a_letter_asks_a_unit_for_help_with_the_matters_of_others_and_its_own(commit, paper):
    commit(
        task(due=date(2026, 12, 20), support=("ga",), next_steps="开放接口。"),
        task("own", title="信号灯联网", lead="ga", due=date(2026, 11, 1)),
        task("done", title="已办完", lead="ga", state="done"),
        task("other", title="与其无关"),
    )
    document = paper("letter", unit="ga", document_number="智办函〔2026〕8号")
    text = words(document)
    assert document.masthead == LetterHead("某市智慧城市建设领导小组办公室", "智办函〔2026〕8号")
    assert document.title == "关于商请协助办理2项督办事项的函"
    assert "北京市公安局：" in text
    assert "牵头1项、配合1项" in text
    assert "1.信号灯联网。该事项由你单位牵头，完成时限为11月1日，已逾期22天。商请你单位倒排工期、尽快办结。" in text
    assert "由市交通委牵头、你单位配合，完成时限为12月20日。商请你单位配合做好下步工作（开放接口）。" in text
    assert "已办完" not in text
    assert "与其无关" not in text
    assert "于2026年12月2日前" in text


def test_a_letter_about_one_matter_bears_its_name_and_single_marks_within(commit, paper):
    commit(task(title="“一业一证”改革", support=("ga",)))
    assert paper("letter", unit="ga").title == "关于商请协助办理“‘一业一证’改革”的函"


def test_a_letter_about_many_matters_lists_them_in_an_annex(commit, paper):
    commit(*(task(f"t{number}", title=f"第{number}项", support=("ga",)) for number in range(8)))
    document = paper("letter", unit="ga")
    (annex,) = document.annexes
    (table,) = (block for block in annex.blocks if isinstance(block, Table))
    assert len(table.rows) == 8
    assert annex.landscape


def test_a_letter_without_a_matter_is_refused(commit, paper):
    commit(task())
    with pytest.raises(Problem) as refused:
        paper("letter", unit="ga")
    assert refused.value.code == "no_matters"


def test_a_request_is_about_the_one_extension_that_waits(commit, paper):
    commit(
        task(due=date(2026, 12, 20), due_precision="day", support=("ga",)),
        extension(reason="设备到货延迟。", progress="已完成招标", requested_by="jt", requested_on=date(2026, 11, 17)),
    )
    document = paper("request", signer="甲某、乙某")
    text = words(document)
    assert isinstance(document.masthead, RedHead)
    assert document.masthead.signers == ("甲某", "乙某")
    assert document.masthead.number.strip().startswith("〔2026〕")
    assert document.title == "关于延长“智慧停车”完成时限的请示"
    assert "某市智慧城市建设领导小组：" in text
    assert "北京市交通委员会申请将完成时限延长至2027年1月29日，较现定时限顺延40天" in text
    assert "设备到货延迟。" in text
    assert "拟同意将完成时限调整至2027年1月29日" in text
    assert "妥否，请批示。" in text


def test_a_request_after_several_extensions_proposes_to_be_strict(commit, paper):
    commit(
        task(due=date(2026, 12, 20)), extension(reason="到货延迟"),
        extension("g1", state="granted", original_due=date(2026, 6, 30)), extension("g2", state="granted"),
    )  # fmt: skip
    text = words(paper("request"))
    assert "此前已批准延期2次，最初时限为6月30日" in text
    assert "从严审定" in text


def test_a_request_without_a_reason_does_not_propose_to_grant(commit, paper):
    commit(task(due=date(2026, 12, 20)), extension())
    assert "补充说明后再行审定" in words(paper("request"))


def test_several_extensions_are_refused_until_one_is_chosen(commit, paper):
    commit(task(), task("u", title="信号灯联网"), extension(), extension("f", task="u"))
    with pytest.raises(Problem) as refused:
        paper("request")
    assert refused.value.code == "several_extensions"
    assert "智慧停车" in refused.value.remedy
    assert paper("request", tasks=("u",)).title == "关于延长“信号灯联网”完成时限的请示"
    with pytest.raises(Problem):
        paper("request", tasks=("t", "u"))


def test_no_extension_at_all_is_refused(commit, paper):
    commit(task(), extension(state="granted"))
    with pytest.raises(Problem) as refused:
        paper("request")
    assert refused.value.code == "no_extension"


def test_a_report_to_superiors_names_its_signer_and_the_late_matters(commit, paper):
    commit(task(due=date(2026, 11, 1)), task("d", title="信号灯联网", state="done", lead="ga"))
    document = paper("report-up", signer="甲某", document_number="智办报〔2026〕1号")
    text = words(document)
    assert document.masthead == RedHead("某市智慧城市建设领导小组办公室文件", "智办报〔2026〕1号", ("甲某",))
    assert "共督办事项2项" in text
    assert "共1项，涉及市交通委1项" in text
    assert "特此报告。" in text
    assert "请批示" not in text
    # The briefing of the same day calls fewer matters 滞后: it counts them by their lights.
    assert [annex.title for annex in document.annexes] == ["逾期和欠进度事项清单"]


def test_a_report_about_nothing_is_still_a_paper(paper):
    assert "尚无督办事项。" in words(paper("report-up"))


def test_the_number_of_a_briefing_can_be_handed_in(commit, paper):
    commit(task())
    head = paper("monthly-briefing", issue_number=7, total_number=41).masthead
    assert (head.issue, head.total_issue) == ("7", "41")


def test_a_circular_has_a_red_head_with_a_place_for_its_number(commit, paper):
    commit(task())
    assert paper("supervision-circular").masthead.number.replace("\u3000", "") == "〔2026〕号"
    assert paper("supervision-circular", document_number="智办通〔2026〕2号").masthead.number == "智办通〔2026〕2号"
