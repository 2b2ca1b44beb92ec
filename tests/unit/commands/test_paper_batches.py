"""Many papers in one go: names, zip, cancel, and what is there before stays when it cannot be done."""

import zipfile
from datetime import date

import pytest

from smartplanner.base.problems import Problem
from smartplanner.changes import Label, insert
from smartplanner.commands.office import Office
from smartplanner.commands.papers import batch_choices, mend, plan_batch, prepare, write_batch

DAY = date(2026, 11, 30)
CIRCULAR = "supervision-circular"


@pytest.fixture
def office(journal):
    """Two districts in an order of their own, two units, a plan in one district, a late matter for each unit."""
    rows = [
        insert("district", "b", {"name": "海淀区", "order": 1}),
        insert("district", "a", {"name": "东城区", "order": 2}),
        insert("organisation", "u1", {"name": "市交通委"}),
        insert("organisation", "u2", {"name": "市公安局"}),
        insert("plan", "p", {"title": "海淀区智慧城市建设计划", "district": "b"}),
    ]
    rows += [
        insert("task", id, {"title": f"事项{id}", "state": "in_progress", "lead": lead, "due": date(2026, 10, 1),
                            "district": "b"})
        for id, lead in (("t1", "u1"), ("t2", "u2"))
    ]  # fmt: skip
    journal.commit(Label("Import"), rows)
    return Office(journal)


def names(folder) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_paper_for_each_district_in_official_order_named_as_offices_do(office):
    parts = plan_batch(office, CIRCULAR, over="district", as_of=DAY)
    assert [part.stem for part in parts] == ["海淀区督查通报（2026年11月）", "东城区督查通报（2026年11月）"]
    (part,) = plan_batch(office, "plan-progress", over="district", as_of=DAY)
    assert part.stem == "海淀区智慧城市建设计划进展报告（2026年11月）"


def test_all_papers_go_into_a_folder_in_each_format(office, tmp_path):
    said = []
    written = write_batch(
        office, CIRCULAR, over="district", as_of=DAY, formats=["docx", "xlsx"], target=tmp_path / "通报",
        progress=lambda done, total, name: said.append((done, total, name)),
    )  # fmt: skip
    assert [one.path.name for one in written] == [
        "海淀区督查通报（2026年11月）.docx", "海淀区督查通报（2026年11月）.xlsx",
        "东城区督查通报（2026年11月）.docx", "东城区督查通报（2026年11月）.xlsx",
    ]  # fmt: skip
    assert names(tmp_path / "通报") == sorted(one.path.name for one in written)
    assert said == [(0, 2, "海淀区"), (1, 2, "东城区"), (2, 2, "")]


def test_a_zip_has_names_in_utf8(office, tmp_path):
    write_batch(office, CIRCULAR, over="district", as_of=DAY, formats=["docx"], target=tmp_path / "x.zip")
    with zipfile.ZipFile(tmp_path / "x.zip") as archive:
        assert archive.testzip() is None
        assert [entry.filename for entry in archive.infolist()] == [
            "海淀区督查通报（2026年11月）.docx", "东城区督查通报（2026年11月）.docx",
        ]  # fmt: skip
        assert all(entry.flag_bits & 0x800 for entry in archive.infolist())
    assert not any(name.startswith(".papers") for name in names(tmp_path))


def test_reminders_are_parted_by_unit_from_one_reading(office):
    parts = plan_batch(office, "urging-notice", over="unit", as_of=DAY)
    assert {part.stem for part in parts} == {"市公安局催办单（2026年11月30日）", "市交通委催办单（2026年11月30日）"}
    assert all(part.figures is not None for part in parts)


@pytest.mark.parametrize("target", ["folder", "x.zip"])
def test_a_cancel_leaves_nothing_half_done(office, tmp_path, target):
    before = names(tmp_path)
    asked = iter([False, True])
    written = write_batch(
        office, CIRCULAR, over="district", as_of=DAY, formats=["docx"], target=tmp_path / target,
        cancelled=lambda: next(asked),
    )  # fmt: skip
    assert written == []
    assert names(tmp_path) == before


def test_a_cancel_leaves_older_papers_as_they_were(office, tmp_path):
    old = tmp_path / "东城区督查通报（2026年11月）.docx"
    old.write_bytes(b"old")
    asked = iter([False, False, True])
    write_batch(office, CIRCULAR, over="district", as_of=DAY, formats=["docx"], target=tmp_path,
                cancelled=lambda: next(asked))  # fmt: skip
    assert old.read_bytes() == b"old"
    assert not any(name.startswith((".papers", "海淀区")) for name in names(tmp_path))


def test_where_one_file_cannot_be_replaced_the_others_get_their_old_ones_back(office, tmp_path):
    first = tmp_path / "海淀区督查通报（2026年11月）.docx"
    first.write_bytes(b"old")
    held = tmp_path / "东城区督查通报（2026年11月）.docx"
    (held / "inside").mkdir(parents=True)  # a folder in the way of a file
    with pytest.raises(Problem) as refused:
        write_batch(office, CIRCULAR, over="district", as_of=DAY, formats=["docx"], target=tmp_path)
    assert refused.value.code == "file_locked"
    assert first.read_bytes() == b"old"
    assert (held / "inside").is_dir()
    assert not any(name.startswith(".papers") for name in names(tmp_path))


def test_drafts_are_printed_with_their_edits(office, tmp_path):
    paper = prepare(office, CIRCULAR, as_of=DAY, district="b")
    mend(office, paper, paper.sentences[0].before, "关于海淀区的通报")
    (part, _other) = plan_batch(office, CIRCULAR, over="district", as_of=DAY)
    assert prepare(office, CIRCULAR, as_of=DAY, **part.options).title == "关于海淀区的通报"


def test_what_cannot_be_parted_or_is_empty_is_refused(office, tmp_path):
    assert "contract" not in batch_choices(CIRCULAR)
    for report, over, code in ((CIRCULAR, "contract", "no_batch"), ("pilot-assessment", "pilot", "empty_batch")):
        with pytest.raises(Problem) as refused:
            plan_batch(office, report, over=over, as_of=DAY)
        assert refused.value.code == code
    with pytest.raises(Problem) as refused:
        write_batch(office, CIRCULAR, over="unit", as_of=DAY, formats=["odt"], target=tmp_path / "x.zip")
    assert refused.value.code == "unknown_format"
    with pytest.raises(Problem) as refused:
        write_batch(office, CIRCULAR, over="unit", as_of=DAY, formats=["docx"], target=tmp_path / "none" / "x.zip")
    assert refused.value.code == "no_folder"


def test_the_open_payments_of_all_contracts_have_an_advice_each(office):
    rows = [insert("contract", id, {"title": f"合同{id}", "amount": 10_000_000, "state": "active"}) for id in "cd"]
    rows += [
        insert("payment", f"{id}{n}", {"contract": id, "title": f"第{n}期款", "amount": 1_000_000, "due": due, **paid})
        for id in "cd"
        for n, due, paid in ((1, date(2026, 9, 1), {"paid_on": date(2026, 9, 9), "paid": 1_000_000}),
                             (2, date(2026, 11, 1), {}), (3, date(2027, 3, 1), {}))
    ]  # fmt: skip
    office.journal.commit(Label("Import"), rows)
    parts = plan_batch(office, "payment-advice", over="contract", as_of=DAY)
    assert [part.stem for part in parts] == [f"合同{id}第2期款付款建议书（2026年11月30日）" for id in "cd"]
    assert all(prepare(office, "payment-advice", as_of=DAY, **part.options).title for part in parts)


def test_a_plan_gives_its_own_title_to_the_file(office):
    (part,) = plan_batch(office, "plan-progress", over="plan", as_of=DAY)
    assert part.stem == "海淀区智慧城市建设计划进展报告（2026年11月）"
    assert batch_choices("meeting-minutes") == batch_choices("supervision-notice") == ()


def test_a_unit_about_which_there_is_nothing_to_say_gets_no_letter(office, tmp_path):
    rows = [insert("organisation", "u3", {"name": "市水务局"}), insert("organisation", "u4", {"name": "市教委"})]
    rows += [
        insert("task", "t3", {"title": "事项三", "state": "done", "lead": "u3"}),
        insert("task", "t4", {"title": "事项四", "state": "in_progress", "lead": "u1", "support": ("u4",)}),
    ]
    office.journal.commit(Label("Import"), rows)
    written = write_batch(office, "letter", over="unit", as_of=DAY, formats=["docx"], target=tmp_path / "x")
    assert sorted(one.path.name[:4] for one in written) == ["市交通委", "市公安局", "市教委商"]
