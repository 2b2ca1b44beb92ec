"""The window of templates in the hands of its user: copy, change, see the mistake, put to use, compare, give up."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox

from smartplanner.changes import Label, insert
from smartplanner.commands.office import new_office, open_office
from smartplanner.commands.reporting import wordings_of
from smartplanner.ui.session import Session
from smartplanner.ui.wording import WordingDialog

AS_OF = date(2026, 11, 23)
NAME = "supervision_circular.md.j2"


@pytest.fixture
def session(tmp_path):
    with new_office(tmp_path / "本市.splan") as office:
        unit = next(id for id, name in office.reader.names("organisation").items() if name == "北京市交通委员会")
        late = {"title": "智慧停车", "due": date(2026, 11, 1), "state": "in_progress", "lead": unit}
        office.journal.commit(Label("rows"), [insert("task", "late", late)])
    opened = Session(open_office(tmp_path / "本市.splan"), AS_OF)
    yield opened
    opened.close()


@pytest.fixture
def window(session, qtbot):
    made = WordingDialog(session, report="supervision-circular")
    made.show()
    qtbot.waitUntil(lambda: made.trial is not None and made.view.pages is not None)
    yield made
    qtbot.waitUntil(lambda: made._trying is None and made.view.idle)
    made.editor.document().setModified(False)
    made.close()
    made.deleteLater()


def type_over(window, qtbot, old, new):
    """Replace words in the editor as a person does, and wait until the text was tried."""
    window.words.setText(old)
    qtbot.keyClick(window.words, Qt.Key.Key_Return)
    window.editor.insertPlainText(new)
    window.try_now()
    window.try_now()
    text = window.editor.toPlainText()
    qtbot.waitUntil(lambda: window._trying is None and new in text)


def click(qtbot, button):
    assert button.isVisible()
    assert button.isEnabled()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_a_supplied_template_is_looked_at_and_copied_to_be_changed(window, qtbot, session):
    assert window.editor.isReadOnly()
    click(qtbot, window.copy_button)
    assert not window.editor.isReadOnly()
    assert NAME in wordings_of(session.office)
    assert not window.copy_button.isVisible()


def test_a_mistake_is_shown_at_its_line_kept_and_not_put_to_use(window, qtbot, session):
    click(qtbot, window.copy_button)
    type_over(window, qtbot, "f.office }}对", "f.offce }}对")
    assert window.faults.count() == 1
    assert "office" in window.faults.item(0).text()
    line = window.trial.line
    assert window.editor.wrong == {line}
    assert "offce" in window.editor.toPlainText().splitlines()[line - 1]
    click(qtbot, window.save_button)
    assert wordings_of(session.office) == {}
    assert not window.use_button.isEnabled()
    window.faults.itemActivated.emit(window.faults.item(0))
    assert window.editor.textCursor().blockNumber() == line - 1


def test_all_mistakes_are_listed_and_a_click_goes_to_each_line(window, qtbot):
    click(qtbot, window.copy_button)
    window.editor.setPlainText("# 通报\n\n{{ figures.offce }}\n\n{{ 1 | nosuch }}\n\n{% if %}\n")
    window.try_now()
    qtbot.waitUntil(lambda: window._trying is None and window.faults.count() == 4)
    assert window.editor.wrong == {3, 5, 7}
    assert window.fault_count.isVisible()
    place = window.faults.visualItemRect(window.faults.item(1)).center()
    qtbot.mouseClick(window.faults.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert window.editor.textCursor().blockNumber() == 4
    window.editor.setPlainText("# 通报\n\n{{ figures.office }}\n")
    window.try_now()
    qtbot.waitUntil(lambda: window._trying is None and window.faults.count() == 0)
    assert window.editor.wrong == frozenset()
    assert not window.fault_count.isVisible()


def test_a_mended_template_is_put_to_use_and_switched_off(window, qtbot, session):
    click(qtbot, window.copy_button)
    type_over(window, qtbot, "近期，", "按照工作安排，")
    click(qtbot, window.save_button)
    click(qtbot, window.off_button)
    assert wordings_of(session.office) == {}
    qtbot.waitUntil(lambda: window.use_button.isEnabled())
    click(qtbot, window.use_button)
    assert "按照工作安排，" in wordings_of(session.office)[NAME]


def test_our_own_wording_is_given_up_after_a_question(window, qtbot, session, monkeypatch):
    click(qtbot, window.copy_button)
    monkeypatch.setattr(QMessageBox, "question", lambda *_all: QMessageBox.StandardButton.Yes)
    click(qtbot, window.restore_button)
    assert wordings_of(session.office) == {}
    assert window.copy_button.isVisible()
    session.office.journal.undo()
    assert NAME in wordings_of(session.office)


def test_what_was_not_saved_is_asked_about(window, qtbot, monkeypatch):
    click(qtbot, window.copy_button)
    window.editor.insertPlainText("改")
    asked = []
    monkeypatch.setattr(QMessageBox, "question", lambda *_all: asked.append(1) or QMessageBox.StandardButton.Cancel)
    window.reject()
    assert asked
    assert window.isVisible()


def test_figures_filters_and_parts_are_offered_and_put_in(window, qtbot):
    click(qtbot, window.copy_button)
    window.insert_menu.aboutToShow.emit()
    menus = [action.menu() for action in window.insert_menu.actions()]
    assert len(menus) == 4
    figure = next(action for action in menus[0].actions() if "（office）" in action.text())
    window.editor.go_to(1)
    figure.trigger()
    assert window.editor.toPlainText().startswith("{{ f.office }}")
