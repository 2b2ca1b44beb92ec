"""Asking the units from the window: fill-in workbooks out, and back in by an ordinary import."""

from datetime import date

import pytest

from smartplanner.commands.editing import add_row
from smartplanner.commands.office import new_office
from smartplanner.ui.collecting import CollectDialog
from smartplanner.ui.session import Session


@pytest.fixture
def session(qtbot, tmp_path):
    office = new_office(tmp_path / "本市.splan")
    units = list(office.reader.names("organisation"))
    for number in range(4):
        add_row(office, "task", {"title": f"第{number}项", "lead": units[number % 2], "state": "in_progress"})
    made = Session(office, date(2026, 11, 23))
    yield made
    made.close()


def test_each_lead_unit_gets_a_workbook_of_its_open_matters(qtbot, session, tmp_path):
    dialog = CollectDialog(session)
    qtbot.addWidget(dialog)
    dialog.folder.line.setText(str(tmp_path / "填报"))
    dialog.write_button.click()
    qtbot.waitUntil(lambda: dialog.write_button.isEnabled())
    assert len(list((tmp_path / "填报").glob("*.xlsx"))) == 2
    assert "2" in dialog.status.text()
    assert "4" in dialog.status.text()


def test_one_unit_can_be_asked_alone(qtbot, session, tmp_path):
    dialog = CollectDialog(session)
    qtbot.addWidget(dialog)
    dialog.folder.line.setText(str(tmp_path / "填报"))
    dialog.unit.setCurrentIndex(1)
    dialog.write_button.click()
    qtbot.waitUntil(lambda: dialog.write_button.isEnabled())
    assert len(list((tmp_path / "填报").glob("*.xlsx"))) == 1
