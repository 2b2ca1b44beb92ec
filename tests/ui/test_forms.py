"""Forms in the hands of somebody careless: nothing is lost, nothing is changed by looking, nothing is half saved."""

from datetime import date

import pytest
from examples import example_changes
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox, QWidget

from smartplanner.base.i18n import _
from smartplanner.changes import Label, insert
from smartplanner.commands.editing import remove_rows
from smartplanner.commands.office import Office
from smartplanner.ui.record_form import Form
from smartplanner.ui.spoken import name_controls
from smartplanner.ui.task_form import TaskForm

DAY = date(2026, 11, 23)
pytestmark = pytest.mark.usefixtures("discarding")
NASTY = "<b>粗体</b> & {x} %s 第一行\n第二行 😀" + "很" * 120


@pytest.fixture
def session(session_on, journal):
    journal.commit(Label("examples"), example_changes())
    return session_on(Office(journal))


def make_task(session, **values):
    """Put a matter into the book; returns its id."""
    session.office.journal.commit(Label("task"), [insert("task", "the-task", {"title": "一件事", **values})])
    return "the-task"


def open_form(qtbot, session, entity, id):
    form = TaskForm(session, id) if entity == "task" else Form(session, entity, id)
    qtbot.addWidget(form)
    form.show()
    return form


def fill(line, text):
    """Type *text* over what stands in a line."""
    line.setText(text)
    line.textEdited.emit(text)


def stored(session, id="the-task"):
    return session.office.reader.row("task", id)


def test_a_progress_of_nought_is_saved_where_none_was(qtbot, session):
    form = open_form(qtbot, session, "task", make_task(session))
    fill(form.editors["progress"].line, "0")
    assert form.save()
    assert stored(session).progress == 0


def test_saving_a_form_leaves_what_it_shows_less_exactly_as_it_is(qtbot, session):
    id = make_task(
        session, amount=123_456_789, progress=33.333, note="甲\u00a0乙 \n", amount_text="约123.5万元", goal=NASTY
    )
    before = stored(session)
    form = open_form(qtbot, session, "task", id)
    fill(form.editors["code"].line, "A-1")
    assert form.save()
    after = stored(session)
    assert (after.amount, after.progress, after.note, after.amount_text) == (
        before.amount,
        before.progress,
        before.note,
        before.amount_text,
    )
    assert after.code == "A-1"


def test_of_two_groups_of_one_name_the_picked_one_is_saved(qtbot, session):
    session.office.journal.commit(
        Label("groups"), [insert("group", id, {"name": "数据专班"}) for id in ("first", "second")]
    )
    form = open_form(qtbot, session, "task", make_task(session))
    box = form.editors["group"].box
    box.setCurrentIndex(form.editors["group"]._names.place_of_id("second"))
    assert form.save()
    assert stored(session).group == "second"


def test_the_wheel_over_a_choice_scrolls_the_form_and_changes_nothing(qtbot, session):
    form = open_form(qtbot, session, "task", make_task(session, priority="urgent"))
    box = form.editors["priority"].box
    box.setFocus()
    for down in (-120, 120, -120):
        QApplication.sendEvent(
            box,
            QWheelEvent(
                QPointF(5, 5), QPointF(5, 5), QPoint(0, down), QPoint(0, down), Qt.MouseButton.NoButton,
                Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
            ),
        )  # fmt: skip
    assert form.editors["priority"].value() == "urgent"


@pytest.mark.parametrize(
    ("field", "typed", "expected"),
    [
        ("due", "9月底前", date(2026, 9, 30)),
        ("due", "2026年三季度", date(2026, 9, 30)),
        ("amount", "1.2亿元", 12_000_000_000),
        ("amount", "350", 350_000_000),
        ("progress", "八成", 80),
        ("progress", "45%", 45),
    ],
)
def test_words_of_a_ledger_are_understood(qtbot, session, field, typed, expected):
    form = open_form(qtbot, session, "task", make_task(session))
    fill(form.editors[field].line, typed)
    assert form.save()
    assert getattr(stored(session), field) == expected


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("due", "2026年2月30日"),
        ("due", "尽快"),
        ("amount", "很多钱"),
        ("amount", "-5"),
        ("amount", "9" * 40),
        ("progress", "120"),
        ("progress", "nan"),
        ("title", ""),
        ("title", "   "),
        ("title", "长" * 501),
    ],
)
def test_what_cannot_be_taken_is_named_and_nothing_is_saved(qtbot, session, problems, field, typed):
    form = open_form(qtbot, session, "task", make_task(session))
    before = stored(session)
    fill(form.editors[field].line, typed)
    assert not form.save()
    assert len(problems) == 1
    assert form.isVisible()
    assert stored(session) == before


def test_a_name_that_does_not_exist_is_refused(qtbot, session, problems):
    form = open_form(qtbot, session, "task", make_task(session))
    form.editors["lead"].box.setEditText("没有这个单位")
    assert not form.save()
    assert "没有这个单位" in problems[0]


def test_a_mistake_behind_another_tab_is_brought_in_sight(qtbot, session, problems):
    form = open_form(qtbot, session, "task", make_task(session))
    editor = form.editors["amount"]
    assert not editor.isVisible()
    fill(editor.line, "很多钱")
    assert not form.save()
    assert editor.isVisible()


def test_a_row_that_was_removed_meanwhile_is_said_to_be_gone_and_the_form_stays(qtbot, session, problems):
    id = make_task(session)
    form = open_form(qtbot, session, "task", id)
    remove_rows(session.office, "task", [id])
    fill(form.editors["title"].line, "另一个名称")
    assert not form.save()
    assert "删除" in problems[0]
    assert form.editors["title"].line.text() == "另一个名称"


def test_a_field_changed_elsewhere_meanwhile_is_kept(qtbot, session):
    id = make_task(session, code="旧")
    form = open_form(qtbot, session, "task", id)
    other = open_form(qtbot, session, "task", id)
    fill(other.editors["code"].line, "新")
    assert other.save()
    fill(form.editors["title"].line, "改了名称")
    assert form.save()
    assert (stored(session).code, stored(session).title) == ("新", "改了名称")


def test_data_that_looks_like_markup_is_shown_letter_by_letter(qtbot, session):
    id = make_task(session, title="<b>粗体</b>", due_text="<i>月底</i>", problems=NASTY, note="长" * 10_000)
    form = open_form(qtbot, session, "task", id)
    assert form.editors["title"].line.text() == "<b>粗体</b>"
    assert form.editors["problems"].value() == NASTY
    given = [label for label in form.findChildren(QLabel) if "月底" in label.text()]
    assert all(label.textFormat() == Qt.TextFormat.PlainText for label in given)
    fill(form.editors["lead"].box.lineEdit(), "<img src=x>")
    form.editors["lead"].check()
    assert "<img" not in form.editors["lead"].toolTip()


def test_every_field_is_reached_by_the_tab_key_in_the_order_of_reading(qtbot, session):
    form = open_form(qtbot, session, "task", "")
    order, widget = [], form.editors["title"]
    seen = set()
    current = form.editors["title"].line
    while current not in seen:
        seen.add(current)
        name = next((name for name, editor in form.editors.items() if editor.isAncestorOf(current)), None)
        if name and name not in order and current.focusPolicy() & Qt.FocusPolicy.TabFocus:
            order.append(name)
        current = current.nextInFocusChain()
    assert order.index("title") < order.index("goal") < order.index("lead") < order.index("person")
    assert widget.field.name == order[0]


@pytest.mark.parametrize("id", ["", "the-task"])
def test_the_form_of_a_matter_fits_a_small_screen_without_scrolling(qtbot, session, id):
    if id:
        words = {
            "lead_text": "市经信局",
            "support_text": "发改委、财政局",
            "progress_words": "四成",
            "due_text": "9月底前",
        }
        make_task(session, due=date(2026, 9, 30), progress=40, **words)
    form = open_form(qtbot, session, "task", id)
    assert form.height() <= 700
    assert form._area.widget().minimumSizeHint().height() <= form._area.viewport().height()


@pytest.mark.qt_log_ignore("grabbing the keyboard", r"raise\(\)")  # said by the offscreen platform for every popup
def test_the_list_of_a_reference_opens_with_room_for_its_names_and_finds_by_any_part(qtbot, session):
    units = [insert("organisation", f"u{number}", {"name": f"第{number}号单位"}) for number in range(300)]
    session.office.journal.commit(Label("units"), units)
    form = open_form(qtbot, session, "task", make_task(session, lead="u250"))
    box = form.editors["lead"].box
    box.showPopup()
    qtbot.waitUntil(lambda: box.view().isVisible())
    assert box.view().height() >= 9 * box.view().sizeHintForRow(0)
    assert box.view().visualRect(box.view().currentIndex()).intersects(box.view().viewport().rect())
    box.hidePopup()
    box.lineEdit().selectAll()
    qtbot.keyClicks(box.lineEdit(), "299")
    assert box.completer().completionCount() == 1


def test_a_screen_reader_says_of_each_field_of_a_form_which_one_it_is(qtbot, session):
    form = open_form(qtbot, session, "task", make_task(session))
    name_controls(form, "督办事项")
    for name, editor in form.editors.items():
        spoken = {part.accessibleName() for part in editor.findChildren(QWidget) if part.accessibleName()}
        assert _(form.described[name].note.label) in spoken, name


@pytest.fixture
def answering(monkeypatch):
    """Answers the question whether to keep what does not fit together; gives the words of the questions."""
    asked = []

    def answer(words):
        def click(box):
            asked.append(box.text())
            next(button for button in box.buttons() if button.text() == words).click()

        monkeypatch.setattr(QMessageBox, "exec", click)
        return asked

    return answer


def test_what_does_not_fit_together_is_kept_if_the_person_says_so(qtbot, session, answering):
    form = open_form(qtbot, session, "task", make_task(session, start=date(2026, 3, 1), due=date(2026, 12, 1)))
    asked = answering(_("Keep it as it is"))
    form.editors["due"].set_value(date(2026, 2, 1))
    assert form.save()
    assert len(asked) == 1
    assert "2026-02-01" in asked[0]
    assert stored(session).due == date(2026, 2, 1)


def test_who_goes_back_to_mend_finds_everything_as_it_was_typed(qtbot, session, answering):
    form = open_form(qtbot, session, "task", make_task(session, start=date(2026, 3, 1), due=date(2026, 12, 1)))
    asked = answering(_("Go back and mend it"))
    form.editors["due"].set_value(date(2026, 2, 1))
    fill(form.editors["code"].line, "A-7")
    assert not form.save()
    assert len(asked) == 1
    assert (stored(session).due, stored(session).code) == (date(2026, 12, 1), None)
    assert form.isVisible()
    assert (form.editors["due"].value(), form.editors["code"].value()) == (date(2026, 2, 1), "A-7")
