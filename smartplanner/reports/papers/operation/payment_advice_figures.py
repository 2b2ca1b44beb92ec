"""What the advice about a payment says, read from the book as of a day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from smartplanner.base.i18n import _
from smartplanner.base.problems import Problem
from smartplanner.journal import Journal
from smartplanner.queries import Reader
from smartplanner.queries.contracts import ContractPage, contract_page
from smartplanner.reports.papers.operation.contract_words import (
    deduction_words,
    missing_words,
    score_words,
    span_of_months,
    turn_words,
)
from smartplanner.reports.papers.operation.payment_advice import (
    AdvisedCondition,
    DeductionPart,
    PaymentAdviceFigures,
    PlannedPayment,
)
from smartplanner.reports.prose.numbers import date_cn
from smartplanner.reports.request import Request
from smartplanner.rules.contracts import NOT_YET, USUAL_STATE
from smartplanner.rules.payments import Missing, PaymentStatus


def gather_payment_advice(reader: Reader, _journal: Journal, request: Request) -> PaymentAdviceFigures:
    """Return the figures of the payment asked for; a Problem when there is none."""
    row = reader.row("payment", request.payment) if request.payment else None
    page = contract_page(reader, row.contract, as_of=request.as_of) if row is not None else None
    one = next((each for each in page.payments if each.id == request.payment), None) if page is not None else None
    if page is None or one is None:
        raise Problem(
            code="no_payment",
            message=_("This report is about one payment, and none is named."),
            remedy=_("Choose the payment."),
        )
    names = reader.names("organisation")
    lacking = {each.condition: each for each in one.missing}
    return PaymentAdviceFigures(
        office=request.office,
        as_of=request.as_of,
        contract=page.row.title,
        code=page.row.code or "",
        operator=reader.name("operator", page.row.operator) if page.row.operator else "",
        buyer=names.get(page.row.buyer or "", ""),
        signed_on=page.row.signed_on,
        runs=_span(page.runs.start, page.runs.end),
        original=page.original or 0,
        amendments=tuple(
            (change.title, change.amount_change or 0)
            for change in page.fact.amendments
            if change.signed_on is None or change.signed_on <= request.as_of
        ),
        total=page.total,
        paid=page.paid,
        payment=one.title,
        due=date_cn(one.due) if one.due else "",
        amount=one.amount,
        share=f"{one.fact.share:g}%" if one.fact.share is not None else "",
        service=span_of_months(one.deduction.months) if _needs_service(one) or one.deduction.lines else "",
        conditions=tuple(_conditions(page, one, lacking, names)),
        deductions=tuple(_deductions(one)),
        deducted=one.deducted,
        payable=one.outstanding,
        part_paid=one.paid,
        missing=tuple((missing_words(each), turn_words(each, names)) for each in one.missing),
        settled=date_cn(one.paid_on) if one.settled and one.paid_on else "已付" if one.settled else "",
        only_approval=one.ready and not one.released,
        payments=tuple(_planned(each, this=each.id == one.id) for each in page.payments),
        attachments=tuple(str(getattr(each, "name", "")) for each in page.attachments),
    )


def _conditions(
    page: ContractPage, one: PaymentStatus, lacking: Mapping[str, Missing], names: Mapping[str, str]
) -> Iterator[AdvisedCondition]:
    fact = one.fact
    if one.settled:
        yield AdvisedCondition("付款情况", True, f"已于{date_cn(one.paid_on)}支付" if one.paid_on else "已支付")
        return
    signed = f"{date_cn(page.row.signed_on)}签订" if page.row.signed_on else "合同已签订"
    if (page.row.state or USUAL_STATE) in NOT_YET and page.row.signed_on is None:
        signed = ""
    yield _condition("合同已签订", lacking.get("contract"), signed, names)
    if fact.condition == "milestone" or fact.milestone:
        named = next((each for each in page.fact.milestones if each.id == fact.milestone), None)
        done = f"“{named.title}”于{date_cn(named.done_on)}完成" if named is not None and named.done_on else "已完成"
        yield _condition("里程碑完成", lacking.get("milestone"), done, names)
    if fact.condition == "acceptance":
        number = f"（{fact.acceptance_no}）" if fact.acceptance_no else ""
        signed = f"{date_cn(fact.accepted_on)}签署{number}" if fact.accepted_on else ""
        yield _condition("验收签署", lacking.get("acceptance"), signed, names)
    if _needs_service(one):
        reached = one.deduction.mean
        needed = fact.score_needed if fact.score_needed is not None else one.deduction.needed
        scored = (
            f"{span_of_months(one.deduction.months)}平均得分{score_words(reached)}分" if reached is not None else ""
        )
        if scored and needed is not None:
            scored += f"，应达到{score_words(needed)}分"
        yield _condition("服务考核达标", lacking.get("service_score"), scored, names)
    if fact.needs_approval is not False:
        yield _condition("审批文号", lacking.get("approval"), fact.approved_no or "", names)


def _condition(name: str, missing: Missing | None, evidence: str, names: Mapping[str, str]) -> AdvisedCondition:
    if missing is None:
        return AdvisedCondition(name, True, evidence or "—")
    return AdvisedCondition(name, False, f"{missing_words(missing)}（责任方：{turn_words(missing, names)}）")


def _needs_service(one: PaymentStatus) -> bool:
    return one.fact.condition == "service_score" or one.fact.score_needed is not None


def _deductions(one: PaymentStatus) -> Iterator[DeductionPart]:
    """Give the parts of what is taken off; a recorded sum that differs from the rule's is one part of its own."""
    if one.fact.deducted is not None and one.fact.deducted != one.deduction.total:
        if one.deducted:
            yield DeductionPart("按已登记的扣款金额计", one.deducted)
        return
    for line in one.deduction.lines:
        yield DeductionPart(deduction_words(line), line.amount)
    if one.deduction.lines and one.deduction.total != one.deducted:
        yield DeductionPart("以本次付款金额为限", one.deducted - one.deduction.total)


def _planned(one: PaymentStatus, *, this: bool) -> PlannedPayment:
    state = "已支付" if one.settled else "部分支付" if one.paid else "未支付"
    return PlannedPayment(
        one.title, one.amount, f"{one.due.year}.{one.due.month}.{one.due.day}" if one.due else "—", one.paid,
        "本次" if this and not one.settled else state, this,
    )  # fmt: skip


def _span(start: date | None, end: date | None) -> str:
    if start is None and end is None:
        return ""
    return f"{date_cn(start) if start else '……'}至{date_cn(end) if end else '……'}"
