"""portfolio, coverage, adopt, change-tier, take-version, versions, plan-money and check-plan as a person types them."""

from datetime import date, timedelta

import pytest

from smartplanner.changes import Label, insert, update
from smartplanner.commands.office import new_office, open_office


@pytest.fixture
def plan_book(tmp_path):
    path = tmp_path / "计划.splan"
    with new_office(path) as office:
        district = next(row.id for row in office.reader.rows("district") if row.name == "海淀区")
        rows = [
            insert("plan", "plan", {"title": "海淀计划", "district": district, "budget": 500}),
            insert("milestone", "a", {"title": "底座", "plan": "plan", "due": date(2026, 8, 28), "weight": 90.0}),
            insert("milestone", "b", {"title": "老节点", "plan": "plan", "due": date(2020, 1, 1)}),
            insert("funding", "f", {"plan": "plan", "year": 2026, "source": "fiscal", "amount": 400, "spent": 100}),
        ]
        office.journal.commit(Label("plan"), rows)
    return path


def test_the_matrix_is_printed_and_given_as_json(verb, plan_book):
    said = verb("portfolio", plan_book)
    assert said.status == 0
    assert "海淀" in said.out
    cells = verb("portfolio", plan_book, "--columns", "tier", "--json").json["cells"]
    assert {cell["column"] for cell in cells} == {"1级", "2级", "3级", "4级"}
    assert any(cell["light"] == "red" and "老节点" in cell["cause"] for cell in cells)
    assert verb("portfolio", plan_book, "--columns", "moon").status == 2


def test_what_moved_since_last_month_is_printed_with_the_reason(verb, plan_book):
    today = date.today()  # the journal's moments are those of the real clock
    later = today + timedelta(200)
    with open_office(plan_book) as office:
        office.journal.commit(Label("due"), [update("milestone", "b", {"due": date(2020, 1, 1)}, {"due": later})])
    document = verb("portfolio", plan_book, "--moved", "--as-of", today.isoformat(), "--json").json
    (one,) = document["moved"]
    assert (one["title"], one["worse"]) == ("老节点", False)
    assert later.isoformat() in one["reason"]
    assert "2020-01-01" in one["reason"]
    assert "老节点" in verb("portfolio", plan_book, "--moved", "--as-of", today.isoformat()).out


def test_requirements_are_said_first_then_taken_over(verb, plan_book):
    dry = verb("adopt", plan_book, "海淀", "--dry-run", "--json").json
    assert len(dry["requirements"]) == 21
    assert dry["applied"] is None
    assert verb("adopt", plan_book, "海淀计划").status == 0
    lines = verb("coverage", plan_book, "海淀", "--json").json["commitments"]
    assert len(lines) == 21
    assert all(line["open"] for line in lines)
    assert verb("adopt", plan_book, "海淀", "--json").json["applied"] is None


def test_another_tier_is_only_said_without_apply(verb, plan_book):
    verb("adopt", plan_book, "海淀")
    said = verb("change-tier", plan_book, "海淀", "--tier", "4", "--json").json
    assert said["applied"] is None
    assert said["plans"][0]["retargeted"]
    assert verb("change-tier", plan_book, "海淀", "--district", "--tier", "4", "--apply").status == 0
    rows = verb("list", plan_book, "district", "--json").json["rows"]
    assert next(row["tier"] for row in rows if row["name"] == "海淀区") == 4
    assert verb("undo", plan_book).status == 0


def test_versions_are_kept_and_compared_in_words(verb, plan_book):
    assert verb("versions", plan_book, "海淀").status == 0
    assert verb("take-version", plan_book, "海淀", "批复版", "--on", "2026-03-02").status == 0
    assert verb("take-version", plan_book, "海淀", "批复版", "--on", "2026-03-02").status == 3
    with open_office(plan_book) as office:
        change = update("milestone", "a", {"due": date(2026, 8, 28)}, {"due": date(2026, 10, 9)})
        office.journal.commit(Label("x"), [change])
    document = verb("versions", plan_book, "海淀", "--against", "批复版", "--json").json
    (one,) = document["differences"]
    assert (one["code"], one["title"]) == ("due_later", "底座")
    assert one["shift"] > 20
    assert "底座" in verb("versions", plan_book, "海淀").out
    refused = verb("versions", plan_book, "海淀", "--against", "调整版")
    assert refused.status == 3
    assert len(refused.err.strip().splitlines()) == 1


def test_money_and_what_is_wrong_are_printed(verb, plan_book):
    lines = verb("plan-money", plan_book, "海淀", "--json").json["lines"]
    assert lines[0]["spent_share"] == 25.0
    assert lines[0]["gap"] < 0
    codes = {one["code"] for one in verb("check-plan", plan_book, "海淀", "--json").json["problems"]}
    assert codes == {"weights_not_100", "money_disagrees"}
    assert "90" in verb("check-plan", plan_book, "海淀").out


@pytest.mark.parametrize("name", ["coverage", "adopt", "versions", "plan-money", "check-plan"])
def test_a_plan_that_is_not_there_is_refused_in_one_line(verb, plan_book, name):
    refused = verb(name, plan_book, "没有的计划")
    assert refused.status == 3
    assert len(refused.err.strip().splitlines()) == 1
