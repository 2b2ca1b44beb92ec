"""The message catalogues: Chinese is complete, nothing is guessed, and labels can be told apart and read back."""

from __future__ import annotations

import ast
import io
import re
import string
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po

from smartplanner.base.i18n import DOMAIN, LANGUAGES, _, use_language
from smartplanner.excel.headers.heads import vocabulary
from smartplanner.excel.writing.writer import head_of
from smartplanner.fields.description import Entity
from smartplanner.model import entities

ROOT = Path(__file__).resolve().parents[1]
BY_LANGUAGE = pytest.mark.parametrize("language", LANGUAGES)
BY_ENTITY = pytest.mark.parametrize("entity", entities().values(), ids=lambda entity: entity.name)
HALF_WIDTH = re.compile(r"[\u4e00-\u9fff][,;:!?()]|[,;:!?][\u4e00-\u9fff]|[\u4e00-\u9fff] [\u4e00-\u9fff]")
"""Punctuation of another script, or a blank, between Chinese characters."""


@cache
def source_messages() -> frozenset[str]:
    """The messages that the program's source holds now."""
    found = extract_from_dir(ROOT / "smartplanner", [("**.py", "python")], keywords={"_": None, "N_": None})
    return frozenset(message for _file, _line, message, _comments, _context in found)


@cache
def catalogue(language: str) -> Catalog:
    """The catalogue of a language, as it is committed."""
    with (ROOT / "i18n" / language / "LC_MESSAGES" / f"{DOMAIN}.po").open("rb") as file:
        return read_po(file, locale=language, abort_invalid=True)


def translations(language: str) -> dict[str, str]:
    """Every message of a catalogue with its translation, without the header."""
    return {str(message.id): str(message.string) for message in catalogue(language) if message.id}


def places(text: str) -> set[str]:
    """The names in braces that a text is filled in with; a language may need one of them twice."""
    return {name for _literal, name, _format, _conversion in string.Formatter().parse(text) if name is not None}


@BY_LANGUAGE
def test_a_catalogue_holds_every_message_of_the_source_and_no_other(language):
    assert sorted(source_messages() - translations(language).keys()) == []
    assert sorted(translations(language).keys() - source_messages()) == []


def test_no_message_stands_where_the_extraction_does_not_look():
    """A ``_("…")`` inside an f-string is not found by it: the words would stay English on the screen."""
    unseen = {
        f"{path.name}: {call.args[0].value}"
        for path in sorted((ROOT / "smartplanner").rglob("*.py"))
        for text in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(text, ast.JoinedStr)
        for call in ast.walk(text)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in ("_", "N_")
        if call.args and isinstance(call.args[0], ast.Constant) and call.args[0].value not in source_messages()
    }
    assert sorted(unseen) == []


def test_texts_that_are_translated_when_looked_up_are_marked_for_it():
    """``_(TABLE[key])`` gives the extraction nothing to find: the texts in TABLE must stand in ``N_()``."""
    unmarked = []
    for path in sorted((ROOT / "smartplanner").rglob("*.py")):
        module = ast.parse(path.read_text("utf-8"))
        looked_up = {name for call in ast.walk(module) if (name := table_looked_up(call))}
        for name, texts in tables_of_texts(module):
            if name in looked_up:
                unmarked += [f"{path.name}: {name}: {text}" for text in texts]
    assert unmarked == []


def test_every_message_has_a_chinese_translation():
    assert sorted(message for message, words in translations("zh_CN").items() if not words) == []


@BY_LANGUAGE
def test_no_translation_is_a_guess(language):
    assert [message.id for message in catalogue(language) if message.id and message.fuzzy] == []
    assert not catalogue(language).fuzzy


@BY_LANGUAGE
def test_a_translation_fills_in_the_same_places_as_its_message(language):
    differing = {
        message: words
        for message, words in translations(language).items()
        if words and places(words) != places(message)
    }
    assert differing == {}


def test_chinese_sentences_use_chinese_punctuation_and_no_blanks():
    assert {message: words for message, words in translations("zh_CN").items() if HALF_WIDTH.search(words)} == {}


def test_a_chinese_sentence_ends_as_its_message_does():
    """A full stop shows whether a problem's remedy may follow directly."""
    assert [
        words
        for message, words in translations("zh_CN").items()
        if re.search(r"\w{3} .*[\w”)]\.$", message) and not words.endswith("。")
    ] == []


@BY_ENTITY
def test_every_text_of_a_description_is_a_message(entity: Entity):
    texts = {entity.label, entity.plural}
    for field in entity.fields:
        texts |= {field.note.label, field.note.help, field.note.unit, field.note.group}
        texts |= {choice.label for choice in field.choices or ()}
    assert sorted(texts - {""} - source_messages()) == []


@BY_LANGUAGE
@BY_ENTITY
def test_no_two_fields_of_an_entity_have_the_same_label(entity, language):
    use_language(language)
    assert repeated(_(field.note.label) for field in entity.fields) == []


@BY_LANGUAGE
@BY_ENTITY
def test_no_two_values_of_a_choice_have_the_same_label(entity, language):
    use_language(language)
    for field in entity.fields:
        assert repeated(_(choice.label) for choice in field.choices or ()) == [], field.name


@BY_LANGUAGE
@BY_ENTITY
def test_the_head_of_an_exported_column_is_read_back_as_its_field(entity: Entity, language):
    use_language(language)
    known = vocabulary(entity.name)
    read = {field.name: known.match((head_of(entity, field),))[0].field for field in entity.fields}
    assert read == {field.name: field.name for field in entity.fields}


@BY_LANGUAGE
@BY_ENTITY
def test_an_exported_column_is_headed_in_the_language_in_use(entity: Entity, language):
    use_language(language)
    assert [field.name for field in entity.fields if head_of(entity, field) == field.name != _(field.note.label)] == []


@BY_LANGUAGE
def test_a_catalogue_compiles(language):
    compiled = io.BytesIO()
    write_mo(compiled, catalogue(language))
    compiled.seek(0)
    held = {str(message.id): str(message.string) for message in read_mo(compiled) if message.id}
    assert held == {message: words for message, words in translations(language).items() if words}


def table_looked_up(node: ast.AST) -> str | None:
    """The name of the table in ``_(TABLE[key])`` or ``_(TABLE.get(key))``."""
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "_" and node.args):
        return None
    argument = node.args[0]
    if isinstance(argument, ast.Call) and isinstance(argument.func, ast.Attribute) and argument.func.attr == "get":
        argument = argument.func
    table = argument.value if isinstance(argument, ast.Attribute | ast.Subscript) else None
    return table.id if isinstance(table, ast.Name) else None


def tables_of_texts(module: ast.Module) -> Iterable[tuple[str, list[str]]]:
    """The dicts of a module by name, each with its values that are bare texts."""
    for statement in module.body:
        if isinstance(statement, ast.Assign | ast.AnnAssign) and isinstance(statement.value, ast.Dict):
            target = statement.targets[0] if isinstance(statement, ast.Assign) else statement.target
            constants = [value.value for value in statement.value.values if isinstance(value, ast.Constant)]
            yield ast.unparse(target), [value for value in constants if isinstance(value, str) and value]


def repeated(labels: Iterable[str]) -> list[str]:
    """The texts that occur more than once."""
    seen: set[str] = set()
    return [label for label in labels if label in seen or seen.add(label)]  # type: ignore[func-returns-value]
