"""slip, critical-path, link, unlink and project-xml as a person types them."""

import pytest

from smartplanner.changes import Label, insert
from smartplanner.commands.office import new_office


@pytest.fixture
def plan_book(tmp_path):
    from datetime import date

    path = tmp_path / "计划.splan"
    with new_office(path) as office:
        district = office.reader.rows("district")[0].id
        rows = [
            insert("plan", "plan", {"title": "北区计划", "district": district}),
            insert("milestone", "a", {"title": "底座", "plan": "plan", "due": date(2026, 10, 30)}),
            insert("milestone", "b", {"title": "开通", "plan": "plan", "due": date(2026, 11, 6), "after": ("a",)}),
        ]
        office.journal.commit(Label("plan"), rows)
    return path


def test_slip_says_first_and_writes_when_asked(verb, plan_book):
    said = verb("slip", plan_book, "底座", "--due", "2026-11-20")
    assert said.status == 0
    assert "“开通”" in said.out
    assert "北区计划" in said.out
    assert len(verb("history", plan_book, "--json").json["steps"]) == 2
    done = verb("slip", plan_book, "底座", "--due", "2026-11-20", "--apply", "--json").json
    assert [move["title"] for move in done["moves"]] == ["底座", "开通"]
    assert done["plans"] == [{"name": "北区计划", "milestones": 2}]
    assert done["applied"]
    rows = {row["title"]: row for row in verb("list", plan_book, "milestone", "--json").json["rows"]}
    assert rows["开通"]["due"] == "2026-11-20"
    assert rows["开通"]["critical"] is True
    assert verb("undo", plan_book).status == 0


def test_critical_path_names_the_items_in_order(verb, plan_book):
    document = verb("critical-path", plan_book, "--plan", "北区计划", "--json").json
    assert document["count"] == 1
    assert [stop["title"] for stop in document["paths"][0]] == ["开通"]
    verb("slip", plan_book, "底座", "--due", "2026-11-20", "--apply")
    document = verb("critical-path", plan_book, "--json").json
    assert [stop["title"] for stop in document["paths"][0]] == ["底座", "开通"]
    assert "底座" in verb("critical-path", plan_book).out


def test_link_and_unlink(verb, plan_book):
    ring = verb("link", plan_book, "开通", "底座")
    assert ring.status == 3
    assert "底座 → 开通 → 底座" in ring.err
    assert verb("link", plan_book, "底座", "开通", "--kind", "SS", "--lag", "3").status == 0
    assert verb("unlink", plan_book, "底座", "开通", "--json").json["step"]
    assert verb("unlink", plan_book, "底座", "开通").status == 3


def test_project_xml_out_and_in(verb, plan_book, tmp_path):
    file = tmp_path / "out.xml"
    assert verb("project-xml", plan_book, "export", "北区计划", file, "--json").json["tasks"] == 2
    same = verb("project-xml", plan_book, "import", "北区计划", file, "--json").json
    assert (same["new"], same["changed"], same["unchanged"], same["step"]) == (0, 0, 2, None)
    file.write_text(file.read_text("utf-8").replace("底座", "数字底座"), "utf-8")
    tried = verb("project-xml", plan_book, "import", "北区计划", file, "--dry-run", "--json").json
    assert (tried["changed"], tried["step"]) == (1, None)
    assert verb("project-xml", plan_book, "import", "北区计划", file).status == 0
    assert verb("list", plan_book, "milestone").out.count("数字底座") == 1


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (("slip", "底座"), 2),
        (("slip", "没有", "--due", "2026-11-20"), 3),
        (("slip", "底座", "--due", "明天"), 2),
        (("critical-path", "--plan", "没有"), 3),
        (("project-xml", "import", "北区计划", "missing.xml"), 3),
        (("project-xml", "export", "没有", "x.xml"), 3),
    ],
)
def test_what_cannot_be_done_is_refused(verb, plan_book, arguments, status):
    name, *rest = arguments
    answer = verb(name, plan_book, *rest)
    assert answer.status == status
    assert answer.err.count("\n") == 1
