"""Which cells are written into: every rule names a field that there is, and says what to do instead."""

import pytest

from smartplanner.commands.cells import may_edit, refusal
from smartplanner.commands.cells.permits import _ACTS, _RECORDS
from smartplanner.fields.description import Kind
from smartplanner.model import entities


def test_every_rule_names_what_there_is():
    assert all(field in entities()[entity].by_name for entity, field in _ACTS)
    assert set(_RECORDS) <= set(entities())


def test_every_refusal_says_what_to_do_instead():
    for entity in entities().values():
        for field in entity.fields:
            problem = refusal(entity.name, field.name)
            assert problem is None or (problem.remedy and problem.field == field.name)


@pytest.mark.parametrize("name", sorted(entities()))
def test_words_of_a_ledger_are_kept_in_every_list(name):
    entity = entities()[name]
    for field in entity.fields:
        if field.note.words:
            assert not may_edit(name, field.note.words)
        if field.kind is Kind.DATE and f"{field.name}_precision" in entity.by_name:
            assert not may_edit(name, f"{field.name}_precision")


def test_most_of_a_matter_can_be_written_into():
    free = [field.name for field in entities()["task"].fields if may_edit("task", field.name)]
    assert {"title", "lead", "due", "progress", "amount", "note"} <= set(free)
    assert "state" not in free
