"""The verbs of papers and scores, as a person types them."""

from datetime import date

import pytest

from smartplanner.changes import Label, insert
from smartplanner.commands.office import open_office
from smartplanner.commands.reporting import figures, report_titles, safe_stem, suggested_name, write_into

NEEDS = {
    "meeting-minutes": ("--meeting", "调度会"),
    "supervision-notice": ("--task", "政务云迁移"),
    "payment-advice": ("--contract", "云服务合同", "--payment", "首付款"),
    "pilot-assessment": ("--pilot", "智慧停车试点"),
    "operator-year": ("--operator", "示例云服务有限公司"),
    "plan-progress": ("--plan", "东片区建设计划"),
    "letter": ("--unit", "示例云服务有限公司"),
    "request": ("--task", "云平台运维"),
}


@pytest.fixture
def ready(book):
    """The book with a meeting, a pilot, two plans, two requests to extend, two contracts with payments of one title."""
    with open_office(book) as office:
        values = {"title": "调度会", "held_on": date(2026, 11, 20)}
        changes = [
            insert("meeting", "m", values),
            insert("organisation", "firm", {"name": "示例云服务有限公司", "kind": "company"}),
            insert("pilot", "q", {"name": "智慧停车试点"}),
            insert("assessment", "s", {"pilot": "q", "indicator": "周转率", "score": 90.0, "weight": 100.0}),
            insert("operator", "o", {"organisation": "firm"}),
        ]
        for id, name in (("e", "东片区"), ("w", "西片区")):
            plan = {"district": f"{id}d", "title": f"{name}建设计划"}
            changes += [insert("district", f"{id}d", {"name": name}), insert("plan", f"{id}p", plan)]
        for id, title in (("c", "云服务合同"), ("d", "云安全合同")):
            contract = {"title": title, "operator": "o", "amount": 10_000_000, "state": "active"}
            payment = {"contract": id, "title": "首付款", "amount": 10_000_000, "due": date(2026, 11, 1)}
            changes += [insert("contract", id, contract), insert("payment", f"{id}1", payment)]
        for id, title in (("run", "云平台运维"), ("guard", "云安全加固")):
            changes.append(insert("task", id, {"title": title, "lead": "firm", "state": "not_started"}))
            changes.append(insert("extension", f"{id}-e", {"task": id, "state": "requested"}))
        office.journal.commit(Label("Meeting"), changes)
    return book


@pytest.mark.parametrize("name", list(report_titles()))
@pytest.mark.parametrize("format", ["docx", "pdf", "xlsx"])
def test_every_report_is_written_in_every_format(verb, ready, tmp_path, name, format):
    file = tmp_path / f"out.{format}"
    answer = verb("report", ready, name, *NEEDS.get(name, ()), "--format", format, "--out", file, "--json")
    assert (answer.status, answer.json["file"]) == (0, str(file))
    assert file.stat().st_size > 3_000


@pytest.mark.parametrize("name", list(NEEDS))
def test_a_report_says_what_it_needs_to_be_told(verb, ready, tmp_path, name):
    answer = verb("report", ready, name, "--out", tmp_path / "x.docx")
    assert answer.status == 3
    assert not (tmp_path / "x.docx").exists()


@pytest.mark.parametrize(
    "option",
    [
        ("--unit", "没有的单位"),
        ("--meeting", "没有的会"),
        ("--task", "没有的事"),
        ("--period", "随便"),
        ("--by", "颜色"),
    ],
)
def test_what_is_not_there_is_refused_with_what_is(verb, ready, tmp_path, option):
    name = {"--period": "scoring-table", "--by": "board-page"}.get(option[0], "urging-notice")
    answer = verb("report", ready, name, *option, "--out", tmp_path / "x.docx")
    assert answer.status == 3
    assert option[1] in answer.err
    assert not (tmp_path / "x.docx").exists()


def test_a_payment_named_like_another_asks_for_its_contract(verb, ready, tmp_path):
    file = tmp_path / "x.docx"
    answer = verb("report", ready, "payment-advice", "--payment", "首付款", "--out", file)
    assert answer.status == 3
    assert "首付款" in answer.err
    assert not file.exists()
    assert verb("report", ready, "payment-advice", "--payment", "d1", "--out", file).status == 0


def test_reminders_go_to_a_folder_as_one_file_for_each_unit_and_one_for_all(verb, ready, tmp_path):
    folder = tmp_path / "催办"
    document = verb("report", ready, "urging-notice", "--out", folder, "--json").json
    names = sorted(path.name for path in folder.iterdir())
    assert sorted(document["files"]) == sorted(str(folder / name) for name in names)
    assert "催办单-2026年11月23日.docx" in names
    assert len(names) == 2


def test_a_unit_may_be_named_by_any_of_its_short_forms(verb, ready, tmp_path):
    answer = verb("report", ready, "urging-notice", "--unit", "市交通委", "--out", tmp_path / "x.docx")
    assert answer.status == 0


@pytest.mark.parametrize(
    ("text", "stem"),
    [
        ("市交通委", "市交通委"),
        ('a/b\\c:d*e?"f<g>h|i', "a_b_c_d_e__f_g_h_i"),
        ("CON", "_CON"),
        ("lpt1.txt", "_lpt1.txt"),
        ("结尾有点. ", "结尾有点"),
        ("一\n二\t三", "一 二 三"),
        ("", "_"),
        (".", "_"),
        ("长" * 500, "长" * 80),
    ],
)
def test_a_file_is_named_so_that_windows_takes_it(text, stem):
    assert safe_stem(text) == stem


def test_units_of_one_name_do_not_overwrite_each_other(book, tmp_path):
    with open_office(book) as office:
        changes = []
        for place, name in enumerate(("甲/乙", "甲:乙")):
            changes.append(insert("organisation", f"o{place}", {"name": name}))
            due = {"title": f"事{place}", "lead": f"o{place}", "due": date(2026, 11, 1), "state": "in_progress"}
            changes.append(insert("task", f"t{place}", due))
        office.journal.commit(Label("Units"), changes)
        day = date(2026, 11, 23)
        written = write_into(office, "urging-notice", as_of=day, format="docx", folder=tmp_path / "out")
    assert len({one.path.name.lower() for one in written}) == len(written) == 4
    assert all(one.path.exists() for one in written)


def test_each_report_has_a_name_of_its_own_for_its_file():
    names = [suggested_name(name, date(2026, 11, 23), "pdf") for name in report_titles()]
    assert len(set(names)) == len(names)
    assert all(safe_stem(name) == name for name in names)


def test_a_score_is_told_with_every_point(verb, book):
    document = verb("score", book, "--json").json
    assert (document["period"], document["until"]) == ("2026-Q4", "2026-11-23")
    unit = document["units"][0]
    assert round(sum(line["points"] for line in unit["lines"]), 2) == unit["score"]
    for line in unit["lines"]:
        assert round(sum(item["points"] for item in line["items"]) + line["cut"], 2) == line["points"]
    told = verb("score", book, "--unit", unit["unit"]).out
    assert "政务云迁移" in told


def test_the_score_of_a_unit_without_one_is_refused(verb, book):
    answer = verb("score", book, "--unit", "没有的单位")
    assert (answer.status, "没有的单位" in answer.err) == (3, True)


def test_a_book_without_rules_takes_over_the_usual_ones_when_asked(verb, book_path):
    refused = verb("score", book_path)
    assert refused.status == 3
    assert "--take-rules" in refused.err
    assert verb("score", book_path, "--take-rules").status == 0
    assert verb("score", book_path).status == 0


def test_reminders_that_are_noted_grow_sharper_the_next_time(verb, ready, tmp_path):
    out = tmp_path / "out"
    assert verb("report", ready, "urging-notice", "--record", "--as-of", "2026-10-01", "--out", out).status == 0
    assert verb("report", ready, "urging-notice", "--record", "--as-of", "2026-10-01", "--out", out).status == 0
    with open_office(ready) as office:
        (event,) = [row for row in office.reader.rows("task_event") if row.task == "late"]
        assert (event.act, event.grade, event.reason) == ("urge", "blue", "逾期1日")
        found = figures(office, "urging-notice", as_of=date(2026, 10, 2))
        again = figures(office, "urging-notice", as_of=date(2026, 10, 2), unit=found.notices[0].id)
    assert found.notices[0].matters[0].grade == "yellow"
    assert again.notices[0].matters[0].reasons == ("逾期2日",)


def test_only_reminders_are_noted(verb, ready, tmp_path):
    assert verb("report", ready, "board-page", "--record", "--out", tmp_path / "x.docx").status == 2
