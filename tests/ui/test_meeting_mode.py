"""A meeting held with the keyboard alone: opened, gone through, noted, decided, taken back, closed, written down."""

from datetime import date

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QMessageBox, QWidget

from smartplanner.changes import Label, insert
from smartplanner.commands.editing import set_fields
from smartplanner.commands.meetings import open_meeting
from smartplanner.commands.office import Office
from smartplanner.queries.agenda import propose_agenda
from smartplanner.ui.meeting import hold
from smartplanner.ui.meeting.lettering import Scale, wrap
from smartplanner.ui.meeting.setup import SetupDialog
from smartplanner.ui.meeting.window import MeetingWindow
from smartplanner.ui.papers import PaperDialog

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)

DAY = date(2026, 11, 23)
Key = Qt.Key
SENTENCE = "由市交通委牵头，市公安局配合，2027年9月底前完成信号灯联网"


@pytest.fixture
def office(journal):
    """Two red matters of one group, one that asks for an extension, a review that is due."""
    made = Office(journal)
    matter = {"state": "in_progress", "group": "g1", "lead": "traffic"}
    asked = {"task": "asking", "original_due": date(2026, 12, 30), "new_due": date(2027, 3, 31), "reason": "设备未到"}
    made.journal.commit(
        Label("rows"),
        [
            insert("organisation", "traffic", {"name": "北京市交通委员会", "kind": "department", "order": 1}),
            insert("alias", "short", {"organisation": "traffic", "name": "市交通委"}),
            insert("organisation", "police", {"name": "北京市公安局", "kind": "department", "order": 2}),
            insert("alias", "short-2", {"organisation": "police", "name": "市公安局"}),
            insert("group", "g1", {"name": "智慧交通专项工作组", "convener": "召集人甲", "lead": "traffic"}),
            insert("pilot", "pilot", {"name": "车路云试点", "lead": "traffic"}),
            insert("task", "worst", {"title": "停车数据接入", "due": date(2026, 9, 30), **matter}),
            insert("task", "late", {"title": "公交到站预报", "due": date(2026, 11, 20), **matter}),
            insert(
                "task", "asking", {"title": "充电桩监管", "due": date(2026, 12, 30), **matter, "state": "extension"}
            ),
            insert("extension", "asked", {"state": "requested", **asked}),
            insert("gate", "review", {"gate": "中期评估", "pilot": "pilot", "due": date(2026, 11, 18)}),
        ],
    )
    return made


@pytest.fixture
def session(session_on, office):
    return session_on(office)


@pytest.fixture
def window(show, office, session):
    lines = propose_agenda(office.reader, as_of=DAY, group="g1")
    opened = open_meeting(office, title="第4次调度会", held_on=DAY, group="g1", chair="召集人甲", items=lines)
    return show(MeetingWindow(session, opened.meeting), size=(1280, 720))


def press(window, *keys, modifier=Qt.KeyboardModifier.NoModifier):
    for key in keys:
        QTest.keyClick(window, key, modifier)


def enter(window, text):
    """Type a line and take it; letters that no key has come from the input method at once."""
    assert window.strip.isVisible()
    window.strip.line.setText(text)
    QTest.keyClick(window.strip.line, Key.Key_Return)


def title(window):
    return window.sheet.line.title


def parts(window):
    return {part.label: part.text for part in window.strip.parts.shown if not part.wrong}


def complaints(window):
    return [part.text for part in window.strip.parts.shown if part.wrong]


def pixels(window):
    return window.grab().toImage()


def test_the_meeting_opens_on_its_worst_matter(window):
    assert title(window) == "停车数据接入"
    assert (window.heading.place.number, window.heading.place.count) == (1, 4)
    assert window.sheet.line.lead == "市交通委"
    assert window.sheet.line.light == "red"


def test_keys_go_through_the_agenda_and_end_at_the_outcome(window):
    press(window, Key.Key_Right)
    assert title(window) == "公交到站预报"
    press(window, Key.Key_PageDown)
    assert title(window) == "充电桩监管"
    press(window, Key.Key_Left)
    assert title(window) == "公交到站预报"
    press(window, Key.Key_End)
    assert title(window) == "车路云试点：中期评估"
    press(window, Key.Key_Right)
    assert window.at_outcome
    press(window, Key.Key_Left)
    assert not window.at_outcome
    assert title(window) == "车路云试点：中期评估"
    press(window, Key.Key_Home, Key.Key_Left)
    assert title(window) == "停车数据接入"


def test_a_number_and_enter_jump_to_an_item(window):
    press(window, Key.Key_3, Key.Key_Return)
    assert title(window) == "充电桩监管"
    press(window, Key.Key_9, Key.Key_Return)
    assert title(window) == "充电桩监管"
    assert "9" in window.foot.message
    press(window, Key.Key_1, Key.Key_Escape)
    assert title(window) == "充电桩监管"
    assert window.isVisible()


def test_space_marks_an_item_as_gone_through(window):
    press(window, Key.Key_Space)
    assert title(window) == "公交到站预报"
    assert [line.handled for line in window.lines] == [True, False, False, False]


def test_an_instruction_is_noted_on_the_spot(window, office):
    press(window, Key.Key_N)
    enter(window, "一周内拿出方案")
    assert window.sheet.line.said == "一周内拿出方案"
    assert [row.reason for row in office.reader.rows("task_event")] == ["一周内拿出方案"]
    assert not window.strip.isVisible()
    press(window, Key.Key_Right)  # the keys are the meeting's again
    assert title(window) == "公交到站预报"


def test_escape_gives_a_typed_line_up_without_leaving_the_meeting(window, office):
    press(window, Key.Key_N)
    window.strip.line.setText("说到一半")
    QTest.keyClick(window.strip.line, Key.Key_Escape)
    assert not window.strip.isVisible()
    assert window.isVisible()
    assert office.reader.rows("task_event") == []


def test_a_typed_decision_shows_its_parts_and_becomes_a_matter(window, office):
    press(window, Key.Key_D)
    window.strip.line.setText(SENTENCE)
    shown = " ".join(parts(window).values())
    assert "北京市交通委员会" in shown
    assert "北京市公安局" in shown
    assert "2027" in shown
    assert complaints(window) == []
    enter(window, SENTENCE)
    (decided,) = office.reader.rows("decision")
    matter = office.reader.row("task", decided.task)
    assert (matter.lead, matter.support, matter.due) == ("traffic", ("police",), date(2027, 9, 30))
    assert window.sheet.line.decided == (SENTENCE,)
    assert [one.task for one in window.side.outcome.decisions] == [decided.task]


def test_what_is_unclear_in_a_decision_is_said_in_words_while_it_is_typed(window):
    press(window, Key.Key_D)
    window.strip.line.setText("尽快完善考核办法")
    assert complaints(window)
    assert "北京市交通委员会" in " ".join(parts(window).values())  # the unit that leads the item


def test_an_extension_is_refused_with_a_reason(window, office):
    press(window, Key.Key_3, Key.Key_Return, Key.Key_E)
    enter(window, "2")
    assert complaints(window)  # a refusal needs its reason
    assert window.strip.isVisible()
    enter(window, "2 按期完成")
    row = office.reader.row("extension", "asked")
    assert (row.state, row.answer) == ("refused", "按期完成")
    assert len(window.side.outcome.extensions) == 1


def test_an_extension_is_granted_and_cannot_be_decided_twice(window, office):
    press(window, Key.Key_3, Key.Key_Return, Key.Key_E)
    enter(window, "１")  # as an input method for Chinese types it
    assert office.reader.row("task", "asking").due == date(2027, 3, 31)
    press(window, Key.Key_E)
    assert not window.strip.isVisible()
    assert window.foot.wrong
    assert window.foot.message


def test_a_review_is_decided_by_its_number(window, office):
    press(window, Key.Key_G)
    assert not window.strip.isVisible()  # the first item is no review
    press(window, Key.Key_End, Key.Key_G)
    enter(window, "7")
    assert complaints(window)
    enter(window, "2 补齐测评报告")
    row = office.reader.row("gate", "review")
    assert (row.decision, row.conditions, row.meeting) == ("conditional", "补齐测评报告", window.meeting)


def test_a_light_is_set_by_hand_with_its_reason(window, office):
    press(window, Key.Key_L)
    enter(window, "2 已恢复推进")
    assert office.reader.row("task", "worst").set_light == "yellow"
    assert window.sheet.line.light == "yellow"


def test_another_item_can_be_put_on_the_agenda(window):
    press(window, Key.Key_A)
    enter(window, "临时议题")
    assert [line.title for line in window.lines][-1] == "临时议题"
    assert title(window) == "停车数据接入"


def test_undo_takes_back_what_the_meeting_did_and_nothing_from_before(window, office):
    press(window, Key.Key_D)
    enter(window, SENTENCE)
    press(window, Key.Key_Z, modifier=Qt.KeyboardModifier.ControlModifier)
    assert office.reader.rows("decision") == []
    assert window.sheet.line.decided == ()
    press(window, Key.Key_Y, modifier=Qt.KeyboardModifier.ControlModifier)
    assert len(office.reader.rows("decision")) == 1
    press(window, Key.Key_U, Key.Key_U, Key.Key_U)
    assert office.reader.rows("decision") == []
    assert office.reader.row("meeting", window.meeting) is not None


def test_enter_on_the_outcome_closes_the_meeting_and_nothing_more_is_taken(window, office):
    press(window, Key.Key_S, Key.Key_Return)
    assert office.reader.row("meeting", window.meeting).ended
    assert window.summary.outcome.ended
    press(window, Key.Key_Left, Key.Key_N)
    enter(window, "太晚了")
    assert complaints(window)
    assert office.reader.rows("task_event") == []


def test_the_minutes_open_as_any_paper_does_and_are_written_from_there(window, tmp_path, qtbot, monkeypatch):
    press(window, Key.Key_D)
    enter(window, SENTENCE)
    press(window, Key.Key_M)
    (dialog,) = window.findChildren(PaperDialog)
    assert dialog.pane.request.chosen() == {"meeting": window.meeting}
    qtbot.waitUntil(lambda: dialog.pane.paper is not None and not dialog.pane.busy)
    asked = []
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *args: (asked.append(args[2]), str(tmp_path))[1])
    dialog.pane.outgoing.export_all()
    qtbot.waitUntil(dialog.pane.outgoing.show_button.isVisible)
    names = [path.suffix for path in tmp_path.iterdir() if "第4次调度会" in path.name]
    assert asked == [str(window.session.office.path.parent)]
    assert {".docx", ".pdf"} <= set(names)
    dialog.reject()
    press(window, Key.Key_Home)  # the keys are the meeting's again
    assert not window.at_outcome


def test_leaving_asks_nothing_and_the_meeting_can_be_gone_on_with(window, session, monkeypatch, qtbot):
    monkeypatch.setattr(QMessageBox, "exec", lambda _box: pytest.fail("asked"))
    press(window, Key.Key_Space)
    press(window, Key.Key_Escape)
    assert not window.isVisible()
    setup = SetupDialog(session)
    qtbot.addWidget(setup)
    setup.resume()
    assert setup.meeting == window.meeting
    again = MeetingWindow(session, setup.meeting)
    qtbot.addWidget(again)
    assert title(again) == "公交到站预报"  # where it was left


def test_the_next_key_hides_the_list_of_all_keys(window):
    press(window, Key.Key_Question)
    assert window.cover.isVisible()
    press(window, Key.Key_Right)
    assert not window.cover.isVisible()
    assert title(window) == "停车数据接入"


def test_a_change_made_elsewhere_shows_at_once(window, office):
    set_fields(office, "task", ["worst"], {"title": "停车数据全量接入"})
    assert title(window) == "停车数据接入"  # the agenda keeps its words
    set_fields(office, "task", ["worst"], {"lead": "police"})
    assert window.sheet.line.lead == "市公安局"


def test_letters_grow_with_the_window_and_no_widget_is_made_for_an_item(window):
    before = window.sheet.scale.unit
    widgets = len(window.findChildren(QWidget))
    window.resize(1920, 1080)
    QApplication.processEvents()
    assert window.sheet.scale.unit > before
    assert Scale.of(1920, 1080).font(64).pixelSize() >= 40
    press(window, Key.Key_Right, Key.Key_Right)
    assert len(window.findChildren(QWidget)) == widgets


def test_words_of_data_are_drawn_as_words(window, office):
    before = pixels(window)
    set_fields(office, "task", ["worst"], {"progress_text": "<b>两成</b><img src=x>"})
    assert window.sheet.line.last == "<b>两成</b><img src=x>"
    assert pixels(window) != before


def test_a_text_that_is_too_long_is_cut_with_dots(qapp):
    font = Scale(1.0).font(30)
    block = wrap("很长的标题" * 40, font, 300, lines=2)
    assert len(block.lines) == 2
    assert block.lines[-1].endswith("…")


def test_the_setup_proposes_title_chair_and_agenda_of_the_group(session, qtbot):
    setup = SetupDialog(session)
    qtbot.addWidget(setup)
    setup.group.setCurrentIndex(setup.group.findData("g1"))
    assert "智慧交通专项工作组" in setup.title.text()
    assert setup.chair.text() == "召集人甲"
    assert [line.kind for line in setup.agenda.lines()] == ["red", "red", "extension", "gate"]
    setup.kinds["gate"].click()
    assert [line.kind for line in setup.agenda.lines()] == ["red", "red", "extension"]


def test_the_agenda_is_put_in_order_and_shortened_by_keys(session, office, qtbot):
    setup = SetupDialog(session)
    qtbot.addWidget(setup)
    setup.agenda.setCurrentRow(0)
    QTest.keyClick(setup.agenda, Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert [line.title for line in setup.agenda.lines()][:2] == ["公交到站预报", "停车数据接入"]
    setup.agenda.setCurrentRow(2)
    QTest.keyClick(setup.agenda, Key.Key_Delete)
    setup.title.setText("第5次调度会")
    setup.accept()
    rows = sorted(office.reader.rows("agenda_item"), key=lambda row: row.order)
    assert [row.title for row in rows] == ["公交到站预报", "停车数据接入", "车路云试点：中期评估"]


def test_a_meeting_without_a_title_keeps_the_setup_open(session, office, qtbot):
    setup = SetupDialog(session)
    qtbot.addWidget(setup)
    setup.title.clear()
    setup.accept()
    assert setup.result() != QDialog.DialogCode.Accepted
    assert setup.status.text()
    assert office.reader.rows("meeting") == []


def shown(kind):
    return next((one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible()), None)


def once_shown(kind, action):
    """Do something with the window of this kind as soon as there is one."""

    def look():
        found = shown(kind)
        if found is None:
            QTimer.singleShot(5, look)
        else:
            action(found)

    QTimer.singleShot(0, look)


def test_meeting_mode_goes_from_the_setup_to_the_full_screen_and_back(session, office, qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    seen = []

    def hold_it(meeting):
        seen.append((meeting.isFullScreen(), meeting.outcome.title))
        press(meeting, Key.Key_N)
        enter(meeting, "一周内拿出方案")
        press(meeting, Key.Key_Escape)

    once_shown(SetupDialog, lambda setup: (once_shown(MeetingWindow, hold_it), setup.accept()))
    hold.hold_meeting(session, window)
    assert seen == [(True, office.reader.rows("meeting")[0].title)]
    assert [row.reason for row in office.reader.rows("task_event")] == ["一周内拿出方案"]
    assert shown(MeetingWindow) is None


def test_giving_the_setup_up_opens_no_meeting(session, office, qtbot):
    once_shown(SetupDialog, lambda setup: setup.reject())
    hold.hold_meeting(session)
    assert office.reader.rows("meeting") == []
