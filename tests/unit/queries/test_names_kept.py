"""The names that people call records by follow each commit, as if they were read anew."""

from smartplanner.changes import Label, delete, insert, update
from smartplanner.queries import Reader


def _commit(journal, *changes):
    journal.commit(Label("test"), list(changes))


def test_names_that_are_kept_follow_what_is_made_renamed_removed_and_taken_back(journal):
    reader = Reader(journal)
    unit = insert("organisation", "u", {"name": "市大数据局"})
    _commit(journal, unit, insert("task", "a", {"title": "甲"}), insert("task", "b", {"title": "乙", "lead": "u"}))
    given = reader.names("task")
    assert reader.names("organisation") == {"u": "市大数据局"}
    steps = [
        [insert("task", "c", {"title": "丙"})],
        [update("task", "a", {"title": "甲", "state": None}, {"title": "甲改", "state": "done"})],
        [update("task", "a", {"progress": None}, {"progress": 5.0})],
        [delete("task", reader.row("task", "b"))],
        [update("organisation", "u", {"name": "市大数据局"}, {"name": "市数据局"})],
    ]
    for changes in steps:
        _commit(journal, *changes)
        assert reader.names("task") == Reader(journal).names("task")
        assert reader.names("organisation") == Reader(journal).names("organisation")
    for _step in steps:
        journal.undo()
        assert reader.names("task") == Reader(journal).names("task")
    assert reader.names("organisation") == {"u": "市大数据局"}
    assert given == {"a": "甲", "b": "乙"}, "names that were handed out earlier must not change under their holder"


def test_a_record_named_by_another_is_called_by_its_new_name(journal):
    reader = Reader(journal)
    _commit(
        journal,
        insert("organisation", "u", {"name": "市大数据局"}),
        insert("operator", "o", {"organisation": "u"}),
    )
    assert reader.name("operator", "o") == "市大数据局"
    _commit(journal, update("organisation", "u", {"name": "市大数据局"}, {"name": "市数据局"}))
    assert reader.name("operator", "o") == "市数据局"
