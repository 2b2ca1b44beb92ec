"""The menus: parted into groups, each entry with a letter of its own to choose it by, in both languages."""

import itertools
import re

import pytest
from PySide6.QtGui import QAction

from smartplanner.base.i18n import _, use_language
from smartplanner.commands.editing import set_fields
from smartplanner.commands.office import new_office
from smartplanner.commands.verbs import MENU_LETTERS, VERBS
from smartplanner.ui.history.step_delegate import MARKS, sign_letter
from smartplanner.ui.menu_text import lettered, lettered_with, spoken
from smartplanner.ui.shell import Shell

LANGUAGES = ("zh_CN", "en")
LETTER = re.compile(r"(?<!&)&(\w)")


@pytest.fixture(params=LANGUAGES)
def window(qtbot, request):
    use_language(request.param)
    made = Shell()
    qtbot.addWidget(made)
    yield made
    use_language("zh_CN")


def letters(actions):
    """The letters by which entries are chosen, those without one as an empty text."""
    found = [LETTER.findall(action.text()) for action in actions if not action.isSeparator()]
    return ["".join(each).upper() for each in found]


def test_each_menu_and_each_entry_has_a_letter_of_its_own(window):
    menus = window.menuBar().actions()
    for entries in (menus, *(menu.menu().actions() for menu in menus)):
        chosen = letters(entries)
        assert all(len(letter) == 1 for letter in chosen), chosen
        assert len(set(chosen)) == len(chosen), chosen


def test_every_menu_is_parted_into_groups_and_no_line_stands_at_its_ends_or_doubled(window):
    for menu in window.menuBar().actions():
        lines = [action.isSeparator() for action in menu.menu().actions()]
        assert any(lines)
        assert not lines[0]
        assert not lines[-1]
        assert not any(one and other for one, other in itertools.pairwise(lines))


def test_a_letter_stands_in_the_english_words_and_behind_the_chinese_ones():
    assert lettered("New book…", "N") == "&New book…"
    assert lettered("Print…", "R") == "P&rint…"
    assert lettered("New task…", "T") == "New &task…"
    assert lettered("新建台账库…", "N") == "新建台账库(&N)…"
    assert lettered("导出为Excel…", "E") == "导出为Excel(&E)…"
    assert all(verb.letter in verb.label.upper() for verb in VERBS)
    assert all(letter in label.upper() for label, letter in MENU_LETTERS.items())


def test_the_name_of_a_step_neither_takes_nor_gives_a_letter():
    use_language("en")
    assert lettered_with("Undo: {label}", "R & D units", "U") == "&Undo: R && D units"
    use_language("zh_CN")
    text = lettered_with("Undo: {label}", "修改 Unit & Co", "U")
    assert LETTER.findall(text) == ["U"]
    assert text.endswith("修改 Unit && Co")
    assert spoken(text) == _("Undo: {label}", label="修改 Unit & Co")
    assert len(lettered_with("Undo: {label}", "长" * 99, "U")) < 60


def test_a_menu_entry_is_said_without_its_letter(qapp):
    for text in ("New book…", "新建台账库…", "R & D"):
        assert spoken(lettered(text, "N")) == text
    assert "&" not in QAction(lettered("新建台账库…", "N")).toolTip()


def test_the_undo_entry_keeps_its_letter_when_it_names_a_step(qtbot, tmp_path, window):
    new_office(tmp_path / "a.splan").close()
    assert window.open_book(tmp_path / "a.splan")
    office = window.session.office
    set_fields(office, "district", [office.reader.rows("district")[0].id], {"order": 99})
    assert letters([window.action("undo")]) == ["U"]
    window.close_book()


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_marks_of_the_history_that_are_alike_in_shape_have_the_same_letter(language):
    use_language(language)
    shown = [(shape, sign_letter(_(sign))) for sign, shape, _colour in MARKS.values()]
    use_language("zh_CN")
    assert len(set(shown)) == len(shown)
