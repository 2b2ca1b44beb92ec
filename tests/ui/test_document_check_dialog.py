"""A document checked from the window: the list of its deviations, copied and measured anew."""

import docx
import pytest
from PySide6.QtGui import QGuiApplication

from smartplanner.ui.document_check import DocumentCheckDialog


@pytest.fixture
def session(new_session):
    return new_session()


@pytest.fixture
def path(tmp_path):
    made = docx.Document()
    made.add_heading("关于工作的通知", 0)
    made.add_paragraph("为做好工作,通知如下。")
    made.save(tmp_path / "通知.docx")
    return tmp_path / "通知.docx"


def test_deviations_are_listed_and_copied(qtbot, session, path):
    dialog = DocumentCheckDialog(session, path)
    qtbot.addWidget(dialog)
    qtbot.waitUntil(lambda: dialog.check is not None)
    assert dialog.list.rowCount() == len(dialog.check.findings) > 5
    assert "通知.docx" in dialog.status.text()
    dialog.copy_button.click()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines == [finding.sentence for finding in dialog.check.findings]
    dialog.list.selectRow(2)
    dialog.list.copy_selected()
    assert QGuiApplication.clipboard().text() == lines[2]


def test_a_file_that_is_no_document_is_said_to_be_none(qtbot, session, path, monkeypatch):
    shown = []
    monkeypatch.setattr("smartplanner.ui.document_check.show_problem", lambda problem, _window: shown.append(problem))
    path.write_bytes(b"nothing")
    dialog = DocumentCheckDialog(session, path)
    qtbot.addWidget(dialog)
    qtbot.waitUntil(lambda: bool(shown))
    assert shown[0].file == "通知.docx"
    assert dialog.list.rowCount() == 0
