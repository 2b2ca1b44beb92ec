"""Rows of a ledger against rows of the book: what is new, what changes, what stays."""

import pytest

from smartplanner.changes import Label

HEAD = ["编号", "任务名称", "牵头单位", "所属区", "完成时限", "状态", "备注"]


@pytest.fixture
def imported(city, read, ledger):
    """Reads rows and commits what they propose."""

    def take(*rows, head=HEAD):
        proposal = read(ledger({"S": [head, *rows]}))
        assert proposal.refused is None
        city.commit(Label("import"), proposal.changes, origin="import")
        return proposal

    return take


def kinds(proposal):
    return [row.kind for row in proposal.sheets[0].rows]


def test_the_same_file_twice_changes_nothing(imported):
    rows = [["T1", "甲", "市经信局", "海淀区", "9月底前", "推进中", "某"], ["", "乙", "市经信局", "", "长期", "", ""]]
    assert kinds(imported(*rows)) == ["insert", "insert"]
    again = imported(*rows)
    assert kinds(again) == ["unchanged", "unchanged"]
    assert again.changes == ()


def test_a_row_is_matched_by_its_code_even_under_a_new_title(imported):
    imported(["T1", "甲", "市经信局", "", "", "", ""])
    (change,) = imported(["T1", "甲（修订）", "市经信局", "", "", "", ""]).changes
    assert (change.before, change.after) == ({"title": "甲"}, {"title": "甲（修订）"})


def test_a_row_without_code_is_matched_by_title_district_and_lead(imported):
    imported(["", "甲", "市经信局", "海淀区", "", "", ""])
    assert kinds(imported(["", " 甲 ", "北京市经济和信息化局", "海淀", "", "", ""])) == ["update"]
    assert kinds(imported(["", "甲", "市经信局", "朝阳区", "", "", ""])) == ["insert"]
    assert kinds(imported(["", "甲", "市教委", "海淀区", "", "", ""])) == ["insert"]


def test_an_empty_cell_never_erases(imported, reader):
    imported(["T1", "甲", "市经信局", "海淀区", "2026-09-30", "推进中", "重要"])
    proposal = imported(["T1", "甲", "", "/", "—", "", "无"])
    assert kinds(proposal) == ["unchanged"]
    assert reader.rows("task")[0].note == "重要"


def test_only_differing_fields_are_changed(imported):
    imported(["T1", "甲", "市经信局", "海淀区", "2026-09-30", "推进中", "某"])
    (change,) = imported(["T1", "甲", "市经信局", "海淀区", "2026-09-30", "已完成", "某"]).changes
    assert change.before == {"state": "in_progress", "progress": None}
    assert change.after == {"state": "done", "progress": 100.0}


def test_a_duplicate_in_the_file_is_refused_and_names_the_first(imported):
    proposal = imported(["", "甲", "市经信局", "", "", "", "一"], ["", "甲", "市经信局", "", "", "", "二"])
    assert kinds(proposal) == ["insert", "refused"]
    (problem,) = proposal.problems
    assert (problem.code, problem.cell) == ("duplicate_row", "B3")
    assert "2" in problem.message


def test_equal_titles_in_different_districts_or_with_different_codes_are_no_duplicates(imported):
    rows = [["", "甲", "市经信局", "海淀区", "", "", ""], ["", "甲", "市经信局", "朝阳区", "", "", ""]]
    assert kinds(imported(*rows)) == ["insert", "insert"]
    rows = [["A1", "乙", "市经信局", "", "", "", ""], ["A2", "乙", "市经信局", "", "", "", ""]]
    assert kinds(imported(*rows)) == ["insert", "insert"]


def test_a_concluded_state_does_not_take_back_what_the_office_decided(imported, city, reader):
    from smartplanner.changes import update

    head = ["任务名称", "牵头单位", "完成率"]
    imported(["甲", "市经信局", "60%"], head=head)
    (task,) = reader.rows("task")
    city.commit(Label("close"), [update("task", task.id, {"state": "in_progress"}, {"state": "closed"})])
    imported(["甲", "市经信局", "100%"], head=head)
    assert (reader.rows("task")[0].state, reader.rows("task")[0].progress) == ("closed", 100)


def test_an_import_is_one_step_that_can_be_taken_back(imported, city, reader):
    imported(["T1", "甲", "市经信局", "", "", "", ""], ["T2", "乙", "市经信局", "", "", "", ""])
    city.undo()
    assert reader.rows("task") == []


def test_two_rows_of_a_file_never_change_the_same_row_of_the_book(imported):
    imported(["", "甲", "市经信局", "", "", "", ""])
    proposal = imported(["", "甲", "", "", "", "", "一"], ["", "甲", "市经信局", "", "", "", "二"])
    assert kinds(proposal) == ["update", "refused"]
    assert [problem.code for problem in proposal.problems] == ["duplicate_row"]
