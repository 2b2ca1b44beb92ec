"""The form of a contract in the window: its chain of payments, scores, steps, amendments and files."""

from datetime import date

import pytest
from docx import Document
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtWidgets import QAbstractItemView, QDialog, QFileDialog, QLabel, QLineEdit, QMessageBox

from smartplanner.base.i18n import _
from smartplanner.changes import Label, insert
from smartplanner.commands.office import Office
from smartplanner.ui.contract_form.acts import amend_dialog, move_dialog, payment_dialog
from smartplanner.ui.contract_form.form import ContractForm
from smartplanner.ui.operation.listing import wan
from smartplanner.ui.papers import PaperDialog

DAY = date(2026, 11, 23)
WAN = 1_000_000


@pytest.fixture(autouse=True)
def agreeing(monkeypatch):
    """Whoever is asked says yes, and lets unsaved changes go."""
    buttons = QMessageBox.StandardButton
    monkeypatch.setattr(
        QMessageBox, "question", lambda *args: buttons.Yes if args[3] & buttons.Yes else buttons.Discard
    )


@pytest.fixture
def session(session_on, journal):
    """A contract in force with four payments: paid, waiting for its acceptance, for its score, for its milestone."""
    contract = {
        "title": "平台运营合同", "operator": "op", "buyer": "buyer", "amount": 1000 * WAN, "state": "active",
        "signed_on": date(2025, 12, 20), "start": date(2026, 1, 1), "end": date(2028, 12, 31),
        "score_needed": 85.0, "deduct_percent": 1.0, "deduct_limit": 10.0,
    }  # fmt: skip
    whole = {"contract": "c"}
    journal.commit(
        Label("rows"),
        [
            insert("organisation", "buyer", {"name": "市大数据局"}),
            insert("organisation", "firm", {"name": "示例运营有限公司"}),
            insert("operator", "op", {"organisation": "firm", "model": "private"}),
            insert("contract", "c", contract),
            insert("milestone", "m", {**whole, "title": "二期上线", "due": date(2026, 12, 1)}),
            insert("payment", "p1", {**whole, "title": "首付款", "amount": 300 * WAN, "due": date(2026, 1, 20),
                                     "approved_no": "示例付1号", "paid_on": date(2026, 1, 18), "paid": 300 * WAN}),
            insert("payment", "p2", {**whole, "title": "初验款", "amount": 300 * WAN, "due": date(2026, 10, 20),
                                     "condition": "acceptance"}),
            insert("payment", "p3", {**whole, "title": "服务款", "amount": 200 * WAN, "due": date(2026, 11, 30),
                                     "condition": "service_score"}),
            insert("payment", "p4", {**whole, "title": "上线款", "amount": 200 * WAN, "due": date(2026, 12, 20),
                                     "condition": "milestone", "milestone": "m"}),
            insert("service_level", "l1", {**whole, "title": "可用率", "weight": 60.0, "target_score": 90.0}),
            insert("service_level", "l2", {**whole, "title": "响应率", "weight": 40.0}),
            insert("service_score", "s9", {**whole, "period": "2026年9月", "score": 92.0}),
            insert("service_score", "s10", {**whole, "period": "2026年10月", "score": 80.0, "remark": "宕机两次"}),
        ],
    )  # fmt: skip
    return session_on(Office(journal), as_of=DAY)


@pytest.fixture
def form(show, session):
    return show(ContractForm(session, "c"))


def choose(form, id):
    form.payments.table.select(id)
    return form.payments.chosen()


def row(session, entity, id):
    return session.office.reader.row(entity, id)


def cell(form, month, item):
    model = form.scores.grid.scores
    return model.index(list(model.months).index(month), [one.id for one in model.items].index(item))


def test_the_first_payment_that_waits_is_chosen_and_says_what_is_missing_and_whose_turn_it_is(form):
    assert form.payments.chosen().id == "p2"
    text = form.payments.details.toPlainText()
    assert "市大数据局" in text
    assert form.payments.acts["accept"].isVisibleTo(form)
    assert not form.payments.acts["approve"].isEnabled() or form.payments.chosen().blocked_by == (
        "acceptance",
        "approval",
    )


def test_a_payment_goes_from_its_acceptance_over_its_number_to_being_paid_and_back_by_undo(session, form, answer):
    answer(payment_dialog(session, "accept", choose(form, "p2"), form), number="示例验1号")
    assert row(session, "payment", "p2").accepted_on == DAY
    assert form.payments.chosen().ready
    answer(payment_dialog(session, "approve", choose(form, "p2"), form), number="示例付2号")
    assert form.payments.chosen().released
    answer(payment_dialog(session, "pay", choose(form, "p2"), form))
    paid = form.payments.chosen()
    assert paid.settled
    assert paid.paid + paid.deducted == 300 * WAN
    assert not form.payments.acts["pay"].isEnabled()
    for _step in range(3):
        session.office.journal.undo()
    assert choose(form, "p2").blocked_by == ("acceptance", "approval")


def test_an_approval_before_the_acceptance_is_refused_in_its_dialog_and_nothing_typed_is_lost(session, form, answer):
    dialog = answer(payment_dialog(session, "approve", choose(form, "p2"), form), number="示例付2号")
    assert dialog.isVisible()
    assert dialog.refusal.text()
    assert dialog.editors["number"].value() == "示例付2号"
    assert row(session, "payment", "p2").approved_no is None


def test_a_blocked_payment_is_noted_only_with_a_reason(session, form, answer):
    dialog = answer(payment_dialog(session, "pay", choose(form, "p2"), form))
    assert dialog.isVisible()
    answer(dialog, reason="领导批示先行支付")
    assert row(session, "payment", "p2").paid_on == DAY


def test_a_milestone_that_is_noted_as_done_releases_its_payment(session, form, answer):
    assert "milestone" in choose(form, "p4").blocked_by
    assert form.payments.acts["milestone"].isVisibleTo(form)
    answer(payment_dialog(session, "milestone", choose(form, "p4"), form), evidence="上线报告")
    assert row(session, "milestone", "m").done_on == DAY
    assert choose(form, "p4").blocked_by == ("approval",)


def test_the_payment_advice_opens_as_a_paper_and_is_written_where_a_person_says(
    qtbot, session, form, tmp_path, monkeypatch
):
    target = tmp_path / "建议书.docx"
    asked = []
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *args: (asked.append(args[2]), (str(target), ""))[1])
    choose(form, "p2")
    form.payments.advice_button.click()
    (dialog,) = form.window().findChildren(PaperDialog)
    qtbot.waitUntil(lambda: dialog.pane.paper is not None and not dialog.pane.busy)
    with qtbot.waitSignal(session.said):
        dialog.pane.outgoing.format_buttons["docx"].click()
    dialog.reject()
    assert "初验款" in asked[0]
    assert "初验款" in "".join(text.text for text in Document(str(target)).element.iter() if text.text)


def test_a_typed_score_is_one_step_and_a_low_one_carries_a_sign(session, form):
    model = form.scores.grid.scores
    low = cell(form, "2026-10", "")
    assert model.data(low) == "▼ 80"
    assert model.is_below(low)
    assert "宕机两次" in model.data(low, int(Qt.ItemDataRole.ToolTipRole))
    assert model.setData(cell(form, "2026-11", ""), "９５分")
    assert model.data(cell(form, "2026-11", "")) == "95"
    session.office.journal.undo()
    assert model.data(cell(form, "2026-11", "")) == ""


def test_what_is_no_score_is_refused_with_a_remedy(session, form, problems):
    assert not form.scores.grid.scores.setData(cell(form, "2026-11", ""), "很好")
    assert not form.scores.grid.scores.setData(cell(form, "2026-11", ""), "101")
    assert len(problems) == 2
    assert "很好" in problems[0]
    assert len(session.office.reader.rows("service_score")) == 2


def test_scores_of_items_make_the_score_of_their_month(form):
    model = form.scores.grid.scores
    model.setData(cell(form, "2026-11", "l1"), "80")
    model.setData(cell(form, "2026-11", "l2"), "100")
    assert model.data(cell(form, "2026-11", "")) == "88"
    assert model.is_below(cell(form, "2026-11", "l1"))
    assert not model.is_below(cell(form, "2026-11", "l2"))


def test_scores_are_typed_one_below_the_other_with_enter(qtbot, session, form):
    grid = form.scores.grid
    form.tabs.setCurrentWidget(form.scores)
    grid.setCurrentIndex(cell(form, "2026-08", "l2"))
    for typed in ("91", "92"):
        grid.edit(grid.currentIndex())
        editor = grid.findChildren(QLineEdit)[-1]
        editor.clear()
        qtbot.keyClicks(editor, typed)
        qtbot.keyClick(editor, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: grid.state() == QAbstractItemView.State.NoState)
    assert [grid.scores.data(cell(form, month, "l2")) for month in ("2026-08", "2026-07")] == ["91", "92"]
    assert grid.currentIndex() == cell(form, "2026-06", "l2")


def test_a_block_of_scores_is_pasted_as_one_step(session, form):
    grid = form.scores.grid
    grid.setCurrentIndex(cell(form, "2026-08", "l1"))
    QGuiApplication.clipboard().setText("91\t92\r\n93\t94\r\n")
    before = len(session.office.journal.steps())
    grid.paste()
    assert len(session.office.journal.steps()) == before + 1
    assert grid.scores.data(cell(form, "2026-07", "l2")) == "94"


def test_a_score_before_the_contract_is_refused(session, problems, form):
    form.scores._write({("2025-12", ""): "90"})
    assert problems
    assert "2025-12" in problems[0]


def test_chosen_scores_are_emptied_and_what_was_remarked_stays(session, form):
    grid = form.scores.grid
    for month in ("2026-10", "2026-09"):
        grid.setCurrentIndex(cell(form, month, ""))
        grid.clear_chosen()
    left = session.office.reader.rows("service_score")
    assert [(one.id, one.score) for one in left] == [("s10", None)]


def test_the_head_offers_just_the_legal_steps_and_termination_needs_a_reason(session, form, answer):
    assert set(form.head.buttons) == {"changed", "accepted", "expired", "renewed", "terminated"}
    end = next(move for move in form_moves(session) if move.after == "terminated")
    dialog = answer(move_dialog(session, "c", end, form))
    assert dialog.isVisible()
    assert row(session, "contract", "c").state == "active"
    answer(dialog, reason="运营商退出")
    assert row(session, "contract", "c").state == "terminated"
    assert not form.head.buttons or "expired" not in form.head.buttons


def form_moves(session):
    from smartplanner.rules.contracts import legal_moves

    return legal_moves(row(session, "contract", "c").state)


def test_an_amendment_keeps_the_original_sum_and_shows_the_running_total(session, form, answer):
    answer(amend_dialog(session, "c", form), title="补充协议一", amount_change=200 * WAN)
    assert row(session, "contract", "c").amount == 1000 * WAN
    sums = form.head._sums
    shown = [sums.itemAt(place).widget().text() for place in range(sums.count())]
    assert "1000万元" in shown
    assert "+200万元" in shown
    assert "1200万元" in shown
    assert "！" in form.head.problems.text()  # the payments do not add to the new sum any more


def test_an_amendment_that_makes_the_sum_negative_is_refused(session, form, answer):
    dialog = answer(amend_dialog(session, "c", form), title="补充协议", amount_change=-1001 * WAN)
    assert dialog.isVisible()
    assert dialog.refusal.text()
    assert not session.office.reader.rows("amendment")


def test_a_renewal_makes_the_next_contract_as_a_draft(session, form, answer):
    move = next(move for move in form_moves(session) if move.after == "renewed")
    dialog = answer(move_dialog(session, "c", move, form), end=date(2031, 12, 31))
    assert dialog.refusal.text() == ""
    renewed = next(one for one in session.office.reader.rows("contract") if one.renews == "c")
    assert (renewed.start, renewed.state) == (date(2029, 1, 1), "draft")


def test_a_dropped_file_is_attached_verified_and_told_when_it_was_changed(qtbot, session, form, tmp_path):
    file = tmp_path / "合同扫描件.pdf"
    file.write_bytes(b"%PDF-1.7 signed")
    form.tabs.setCurrentWidget(form.beside.parts["attachments"])
    attachments = form.beside.parts["attachments"].ready()
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    place, copy = QPointF(20, 20), Qt.DropAction.CopyAction
    none = Qt.KeyboardModifier.NoModifier
    attachments.dropEvent(QDropEvent(place, copy, data, Qt.MouseButton.LeftButton, none))
    (kept,) = session.office.reader.rows("attachment")
    assert (kept.name, kept.of, kept.size) == ("合同扫描件.pdf", "c", 15)
    state = [column.name for column in attachments.model.columns].index("state")

    def verified():
        before = attachments._found
        attachments.verify_button.click()
        qtbot.waitUntil(lambda: attachments._found is not before)
        return attachments.model.data(attachments.model.index(0, state))

    first = verified()
    (bytes_kept,) = [path for path in session.office.path.parent.rglob("*") if path.name == kept.sha256]
    bytes_kept.chmod(0o600)
    bytes_kept.write_bytes(b"%PDF-1.7 forged")
    assert verified() != first


def test_the_same_file_is_not_attached_twice(session, form, tmp_path, problems):
    file = tmp_path / "验收报告.docx"
    file.write_bytes(b"report")
    attachments = form.beside.parts["attachments"].ready()
    attachments.take([file, file])
    assert len(session.office.reader.rows("attachment")) == 1
    attachments.take([file])
    assert len(session.office.reader.rows("attachment")) == 1
    assert problems


def test_what_a_person_is_typing_stays_when_the_contract_changes_elsewhere(session, form):
    from smartplanner.commands.editing import set_fields

    line = form.editors["area"].line
    line.setText("城市运行")
    line.textEdited.emit("城市运行")
    set_fields(session.office, "contract", ["c"], {"code": "智运1号"})
    assert line.text() == "城市运行"
    assert form.editors["code"].value() == "智运1号"
    form._edited = False


def test_a_payment_added_from_the_form_belongs_to_the_contract(session, form, monkeypatch):
    def fill(dialog):
        if isinstance(dialog, QMessageBox):  # it is more than the contract: that is kept
            next(button for button in dialog.buttons() if button.text() == _("Keep it as it is")).click()
            return 1
        dialog.editors["title"].set_value("质保金")
        dialog.editors["amount"].set_value(50 * WAN)
        assert not dialog.editors["contract"].isEnabled()
        dialog.save()
        return 1

    monkeypatch.setattr(QDialog, "exec", fill)
    form.payments.new_button.click()
    assert {one.title for one in session.office.reader.rows("payment") if one.contract == "c"} >= {"质保金"}


def test_a_new_contract_begins_as_a_draft_without_tabs(qtbot, session):
    made = ContractForm(session, "")
    qtbot.addWidget(made)
    made.show()
    assert made.head is None
    assert made.editors["state"].value() == "draft"
    made.editors["title"].set_value("新合同")
    assert made.save()
    assert any(one.title == "新合同" for one in session.office.reader.rows("contract"))


def test_what_looks_like_markup_is_shown_as_it_is_written(qtbot, session):
    from smartplanner.commands.editing import set_fields

    set_fields(session.office, "contract", ["c"], {"title": "<img src='x'>合同"})
    set_fields(session.office, "payment", ["p2"], {"title": "<b>初验款</b>"})
    made = ContractForm(session, "c")
    qtbot.addWidget(made)
    made.show()
    choose(made, "p2")
    assert "<b>初验款</b>" in made.payments.details.toPlainText()
    dialog = payment_dialog(session, "accept", made.payments.chosen(), made)
    qtbot.addWidget(dialog)
    labels = [*made.head.findChildren(QLabel), *dialog.findChildren(QLabel)]
    assert {label.textFormat() for label in labels if label.text()} == {Qt.TextFormat.PlainText}


@pytest.mark.parametrize(
    ("cents", "shown"),
    [(833_895_000, "833.90"), (-833_895_000, "-833.90"), (0, "0.00"), (4_900, "0.0049"), (10**15, "1,000,000,000.00")],
)
def test_a_column_of_money_rounds_half_up_and_lets_no_sum_vanish(cents, shown):
    assert wan(cents) == shown
