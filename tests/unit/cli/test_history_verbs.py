"""The verbs of history: taking back with a choice, the bin, two moments compared, a moment written out."""

from smartplanner.commands.editing import remove_rows, set_fields
from smartplanner.commands.office import open_office


def worked_on(book):
    """Change one matter twice; returns the number of the first of the two steps."""
    with open_office(book) as office:
        first = set_fields(office, "task", ["late"], {"progress": 20.0})
        set_fields(office, "task", ["late"], {"progress": 60.0})
    return first.number


def progress(verb, book):
    rows = verb("list", book, "task", "--json").json["rows"]
    return next(row["progress"] for row in rows if row["title"] == "政务云迁移")


def test_taking_back_without_a_choice_still_refuses_and_names_what_stands_in_the_way(verb, book):
    answer = verb("rollback", book, worked_on(book))
    assert answer.status == 3
    assert "60" in answer.err


def test_taking_back_says_what_it_would_do_without_writing(verb, book):
    number = worked_on(book)
    document = verb("rollback", book, number, "--dry-run", "--json").json
    (conflict,) = document["conflicts"]
    assert (conflict["fields"], conflict["then"], conflict["now"]) == (["progress"], "", "60%")
    assert (conflict["by"], conflict["can_restore"]) == (number + 1, True)
    assert progress(verb, book) == 60
    assert "60%" in verb("rollback", book, number, "--dry-run").out


def test_taking_back_with_a_choice_keeps_or_restores(verb, book):
    number = worked_on(book)
    assert verb("rollback", book, number, "--keep").status == 3  # nothing would change
    answer = verb("rollback", book, number, "--restore", "--json")
    assert answer.json["step"]["origin"] == "rollback"
    assert progress(verb, book) is None
    assert verb("check", book).status == 0


def test_both_choices_at_once_are_wrong_usage(verb, book):
    assert verb("rollback", book, "2", "--keep", "--restore").status == 2


def test_a_removed_record_is_listed_and_comes_back(verb, book):
    with open_office(book) as office:
        remove_rows(office, "task", ["late"])
    (entry,) = verb("bin", book, "--json").json["records"]
    assert (entry["entity"], entry["id"], entry["title"]) == ("task", "late", "政务云迁移")
    assert "政务云迁移" in verb("bin", book).out
    assert verb("restore-row", book, "task", "late").status == 0
    assert verb("bin", book, "--json").json["records"] == []
    assert verb("restore-row", book, "task", "late", "--json").json["refused"]["code"] == "not_in_bin"


def test_what_is_gone_as_well_is_named_and_comes_along_on_demand(verb, book):
    with open_office(book) as office:
        district = office.reader.row("task", "late").district
        remove_rows(office, "task", ["late", "soon", "nasty"])
        remove_rows(office, "district", [district])
    refused = verb("restore-row", book, "task", "late")
    assert (refused.status, "东城区" in refused.err) == (3, True)
    assert verb("restore-row", book, "task", "late", "--with-missing").status == 0
    assert verb("restore-row", book, "task", "soon", "nasty", "--leave-empty").status == 0


def test_two_moments_are_compared_as_text_as_json_and_as_a_workbook(verb, book, tmp_path):
    number = worked_on(book)
    document = verb("compare", book, "--since", f"#{number - 1}", "--json").json
    (record,) = document["records"]
    assert (record["became"], record["before"], record["after"]) == ("changed", {"progress": None}, {"progress": 60})
    assert document["counts"] == {"task": {"added": 0, "changed": 1, "removed": 0}}
    assert verb("compare", book, "--since", "2026-01-01", "--entity", "district", "--json").json["records"] != []
    target = tmp_path / "变化.xlsx"
    answer = verb("compare", book, "--since", f"#{number - 1}", "--out", target)
    assert (answer.status, target.exists(), "政务云迁移" in answer.out) == (0, True, True)
    assert verb("compare", book, "--since", number + 1, "--until", number).status == 3


def test_a_past_book_is_written_and_is_a_book_as_any_other(verb, book, tmp_path):
    number = worked_on(book)
    target = tmp_path / "当时.splan"
    assert verb("as-of-moment", book, "--step", number, "--out", target).status == 0
    assert progress(verb, target) == 20
    assert verb("check", target).status == 0
    assert verb("as-of-moment", book, "--step", number, "--out", target).status == 3
    assert verb("as-of-moment", book, "--step", "99", "--out", tmp_path / "x.splan").status == 3
