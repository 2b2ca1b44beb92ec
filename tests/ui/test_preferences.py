"""A person sets how the program looks, speaks and answers to keys; everything holds at once, and the next time."""

import re
from datetime import date

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QCheckBox, QComboBox, QDialogButtonBox, QFileDialog, QLabel, QPushButton, QSpinBox

from smartplanner.base.i18n import language
from smartplanner.base.preferences import PREFERENCES, Kind
from smartplanner.base.settings import load_settings
from smartplanner.commands.office import new_office
from smartplanner.commands.verbs import VERBS
from smartplanner.model import entities
from smartplanner.ui import theme
from smartplanner.ui.application import speak
from smartplanner.ui.icons import ICONS, icon, navigation_icon
from smartplanner.ui.navigation import FOLDED_BY_ROLE, HOME
from smartplanner.ui.preferences.dialog import PreferencesDialog
from smartplanner.ui.preferences.effects import change
from smartplanner.ui.preferences.keys import ShortcutsDialog
from smartplanner.ui.shell import Shell
from smartplanner.ui.shortcuts import keys_of, keys_of_page, taken_by
from smartplanner.ui.theme import apply_look

DAY = date(2026, 11, 23)


@pytest.fixture
def window(show, qapp, tmp_path):
    """The window on a new book; afterwards the program looks and speaks as before."""
    new_office(tmp_path / "本市.splan").close()
    made = show(Shell(as_of=DAY))
    assert made.open_book(tmp_path / "本市.splan")
    yield made
    made.close_book()
    apply_look(qapp, "light")
    speak(qapp, "zh_CN")


@pytest.fixture
def dialog(show, window):
    return show(PreferencesDialog(window))


def verb(id):
    return next(one for one in VERBS if one.id == id)


def words_of_cancel():
    """What Qt itself writes on a button of every dialog."""
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    return box.button(QDialogButtonBox.StandardButton.Cancel).text().replace("&", "")


def test_qts_own_file_dialog_has_no_english_word_in_the_chinese_program(show, qapp):
    speak(qapp, "zh_CN")
    asked = QFileDialog(None, "打开", "", "台账库 (*.splan)")
    asked.setOption(QFileDialog.Option.DontUseNativeDialog)
    show(asked)
    words = [one.text() for kind in (QLabel, QPushButton) for one in asked.findChildren(kind) if one.isVisible()]
    assert len(words) >= 5
    assert [word for word in words if len(re.findall("[A-Za-z]", word)) > 1] == []


def choose(control: QComboBox, value):
    control.setCurrentIndex(control.findData(value))


def test_every_preference_has_a_control_with_a_name_of_its_own(dialog):
    assert set(dialog.controls) == {one.key for one in PREFERENCES}
    names = [control.accessibleName() for control in dialog.controls.values()]
    assert all(names)
    assert len(set(names)) == len(names)


def test_a_chosen_look_is_worn_at_once_and_kept(dialog, qapp):
    choose(dialog.controls["look"], "dark")
    assert theme.worn() == "dark"
    assert qapp.palette().window().color() == theme.GROUND
    assert load_settings().look == "dark"
    choose(dialog.controls["look"], "contrast")
    assert theme.PAPER.name() == "#000000"
    assert qapp.palette().text().color().name() == "#ffffff"


def test_the_page_in_view_stays_in_view_when_the_look_changes(window):
    window.go_to("district")
    before = window.stack.currentWidget()
    change(window, "look", "dark")
    assert window.page_name() == "district"
    assert window.stack.currentWidget() is not before


def test_larger_letters_are_larger_at_once(dialog, qapp):
    small = qapp.font().pointSizeF()
    size = dialog.controls["text_size"]
    assert isinstance(size, QSpinBox)
    size.setValue(150)
    assert qapp.font().pointSizeF() == pytest.approx(small * 1.5)
    assert "font-size: 30px" in qapp.styleSheet()


def test_the_language_changes_everywhere_without_a_restart(qtbot, dialog, window, qapp):
    window.resize(1366, 768)
    window.first_steps.begin(window.session)
    window.go_to("district")
    choose(dialog.controls["language"], "en")
    assert language() == "en"
    assert [action.text() for action in window.menuBar().actions()] == ["&File", "&Edit", "&View", "&Help"]
    assert window.action("import").text() == "&Import ledgers…"
    assert window.page_name() == "district"
    texts = {label.text() for label in window.stack.currentWidget().findChildren(QLabel)}
    assert "Districts" in texts
    assert window.first_steps.title.text() == "First steps"
    assert window.undo_line.button.text() == "Undo"
    shown = [str(window.navigation.item(row).text()) for row in range(window.navigation.count())]
    assert "Overview" in shown
    qtbot.waitUntil(lambda: dialog.windowTitle() == "Preferences")
    assert words_of_cancel() == "Cancel"
    choose(dialog.controls["language"], "zh_CN")
    assert window.action("import").text().startswith("导入")
    assert words_of_cancel() == "取消"


def test_toolbar_and_narrow_navigation_are_switched_by_keys_and_by_the_dialog(dialog, window):
    window.resize(1366, 768)
    toolbar = dialog.controls["toolbar"]
    assert isinstance(toolbar, QCheckBox)
    toolbar.setChecked(False)
    assert not window.tools.isVisible()
    wide = window.navigation.width()
    window.action("narrow").trigger()
    assert load_settings().narrow
    assert window.navigation.width() < wide / 2
    row = next(row for row in range(window.navigation.count()) if window.navigation.name_at(row) == "task")
    assert window.navigation.item(row).text() == ""
    assert window.navigation.item(row).toolTip() == window.navigation.item(row).data(Qt.AccessibleTextRole)
    window.action("narrow").trigger()
    assert window.navigation.width() == wide


@pytest.mark.parametrize("role", FOLDED_BY_ROLE)
def test_the_role_decides_which_sections_are_open_until_the_person_does(window, role):
    change(window, "role", role)
    navigation = window.navigation
    hidden = {
        navigation.item(row).data(Qt.UserRole + 1)
        for row in range(navigation.count())
        if navigation.isRowHidden(row) and navigation.name_at(row) is not None
    }
    assert hidden == FOLDED_BY_ROLE[role]


def test_own_group_and_district_are_chosen_from_the_open_book(dialog, window):
    control = dialog.controls["own_district"]
    assert isinstance(control, QComboBox)
    known = {row.name for row in window.session.office.reader.rows("district")}
    assert {control.itemData(place) for place in range(control.count())} == known | {""}
    name = sorted(known)[0]
    choose(control, name)
    assert load_settings().own_district == name


def test_a_book_opens_with_the_page_of_last_time_if_that_is_wanted(qtbot, window):
    path = window.session.office.path
    window.go_to("district")
    change(window, "start_with", "last")
    window.close_book()
    window.open_book(path)
    assert window.page_name() == "district"
    change(window, "start_with", "overview")
    window.close_book()
    window.open_book(path)
    assert window.page_name() == HOME


def test_another_shortcut_does_the_verb_at_once_and_the_next_time(dialog, window, qtbot):
    assert dialog.shortcuts.take(verb("report"), "Ctrl+Alt+B")
    assert window.action("report").shortcut() == QKeySequence("Ctrl+Alt+B")
    assert keys_of(verb("report")) == "Ctrl+Alt+B"
    again = Shell(as_of=DAY)
    qtbot.addWidget(again)
    assert again.action("report").shortcut() == QKeySequence("Ctrl+Alt+B")
    dialog.shortcuts.resetting.click()
    assert window.action("report").shortcut() == QKeySequence(verb("report").shortcut)
    assert not load_settings().shortcuts


def test_keys_that_do_something_already_are_refused_by_name(dialog, window):
    assert not dialog.shortcuts.take(verb("report"), "Ctrl+Z")
    assert "撤销" in dialog.shortcuts.refusal.text()
    assert window.action("report").shortcut() == QKeySequence(verb("report").shortcut)
    assert dialog.shortcuts.take(verb("undo"), "")
    assert dialog.shortcuts.take(verb("report"), "Ctrl+Z")


def test_no_two_verbs_are_declared_with_the_same_keys():
    assert [one.id for one in VERBS if one.shortcut and taken_by(one.shortcut, one)] == []


def test_all_shortcuts_are_shown_with_those_of_the_page(window, qtbot):
    window.go_to("district")
    shown = ShortcutsDialog(keys_of_page(window.stack.currentWidget()), window)
    qtbot.addWidget(shown)
    groups = [shown.list.topLevelItem(row) for row in range(shown.list.topLevelItemCount())]
    keys = {group.child(row).text(1) for group in groups for row in range(group.childCount())}
    assert {QKeySequence(one.shortcut).toString() for one in VERBS if one.shortcut} <= keys
    assert "Ctrl+F" in keys


def test_every_page_verb_and_entity_has_a_picture_of_the_set():
    used = {described.icon for described in entities().values()}
    assert used <= set(ICONS)
    for name in ICONS:
        assert not icon(name).pixmap(QSize(16, 16)).isNull()
    assert icon("no such thing").pixmap(16, 16).toImage() == icon("list").pixmap(16, 16).toImage()


def test_a_picture_is_drawn_in_the_ink_of_the_look(qapp):
    def darkest(picture):
        image = picture.toImage()
        inks = [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]
        return max(inks, key=lambda ink: ink.alpha()).lightness()

    light = darkest(icon("list").pixmap(32, 32))
    apply_look(qapp, "dark")
    try:
        assert darkest(icon("list").pixmap(32, 32)) > light + 100
        assert icon("list").pixmap(64, 64).width() == 64
        assert not navigation_icon("task").isNull()
    finally:
        apply_look(qapp, "light")


def test_a_record_of_another_book_stays_chosen(qtbot, window):
    change(window, "own_group", "别处的工作组")
    made = PreferencesDialog(window)
    qtbot.addWidget(made)
    control = made.controls["own_group"]
    assert isinstance(control, QComboBox)
    assert control.currentData() == "别处的工作组"
    assert next(one for one in PREFERENCES if one.key == "own_group").kind is Kind.RECORD


def test_a_small_window_shows_icons_only_until_the_person_asks_for_words(window):
    window.resize(910, 512)
    narrow = window.navigation.width()
    assert window.navigation.narrow
    window.action("narrow").trigger()
    assert window.navigation.width() > 2 * narrow
    assert not load_settings().narrow
    window.action("narrow").trigger()
    assert window.navigation.width() == narrow
    window.resize(1366, 768)
    assert not window.navigation.narrow
    window.action("narrow").trigger()
    assert load_settings().narrow
