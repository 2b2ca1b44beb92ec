"""The verbs about operators: what is owed, what blocks it, how much hangs on one company, approving and paying."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from smartplanner.base.i18n import N_, _
from smartplanner.base.problems import Problem
from smartplanner.cli.operating_output import (
    SHOWN,
    cell_json,
    money_json,
    number,
    payment_json,
    problem_json,
    say_part,
    say_payment,
)
from smartplanner.cli.output import Output, Verb, add_as_of, add_json, as_of, table
from smartplanner.commands.office import Office, open_office
from smartplanner.commands.operating import approve_payment, record_payment, take_concentration_rules
from smartplanner.commands.operating.payments import payment_status
from smartplanner.queries.concentration import concentration
from smartplanner.queries.contract_book import contract_facts
from smartplanner.queries.contract_fields import in_yuan
from smartplanner.queries.contract_problems import problems_of
from smartplanner.queries.contracts import ContractOverview, contract_overview
from smartplanner.rules.concentration import CUTS
from smartplanner.rules.contracts import running_total
from smartplanner.rules.payments import chain
from smartplanner.rules.sums import HUNDRED, figure, yuan


def _book(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("book", type=Path, metavar="BOOK", help=_("the book (.splan)"))


def _contracts_arguments(parser: argparse.ArgumentParser) -> None:
    _book(parser)
    add_as_of(parser)
    add_json(parser)


def _overview_json(office: Office, found: ContractOverview, titles: Mapping[str, str], day: date) -> dict[str, Any]:
    """Return the overview of all contracts as the verb prints it for scripts."""
    return {
        "as_of": day.isoformat(),
        "contracts": found.contracts,
        "in_force": found.in_force,
        "by_state": dict(found.by_state),
        "total": in_yuan(found.total),
        "paid": in_yuan(found.paid),
        "remaining": in_yuan(found.remaining),
        "owed": [payment_json(office, one) for one in found.owed],
        "owed_released": in_yuan(found.owed_released),
        "owed_blocked": in_yuan(found.owed_blocked),
        "deducted": in_yuan(found.deducted),
        "blocked_by": dict(found.blocked_by),
        "expiring": [
            {
                "kind": one.kind, "title": one.title, "day": one.day.isoformat(), "days_left": one.left,
                "rung": one.rung, "light": one.light,
            }
            for one in found.expiring
        ],
        "breaches": [
            {
                "contract": titles.get(one.contract, ""), "month": one.month, "score": number(one.score),
                "needed": number(one.needed), "running": one.running, "light": one.light,
            }
            for one in found.breaches
        ],
        "alarms": [
            {
                "measure": one.measure, "cut": one.cut, "place": one.place, "value": number(one.value),
                "threshold": number(one.threshold), "light": one.light, "words": one.words,
            }
            for one in found.alarms
        ],
        "money": money_json(found.money),
        "batches": [
            {
                "title": one.title, "year": one.year, "source": one.source, "amount": in_yuan(one.amount),
                "allocated": in_yuan(one.allocated), "spent": in_yuan(one.spent), "left": in_yuan(one.left),
                "light": one.light,
            }
            for one in found.batches
        ],
        "burn": [
            {
                "year": one.year, "name": one.name, "amount": in_yuan(one.amount), "spent": in_yuan(one.spent),
                "spent_share": number(one.spent_share), "elapsed": number(one.elapsed), "light": one.light,
            }
            for one in found.burns
        ],
        "mix": [
            {
                "part": one.field, "side": one.side, "contracts": one.contracts, "amount": in_yuan(one.amount)
            }
            for one in found.mix
        ],
        "problems": [problem_json(one.problem) for one in found.findings],
    }  # fmt: skip


def _contracts(arguments: argparse.Namespace, output: Output) -> None:
    day = as_of(arguments)
    with open_office(arguments.book, writable=False) as office:
        found = contract_overview(office.reader, as_of=day)
        titles = office.reader.names("contract")
        output.document(_overview_json(office, found, titles, day))
        output.say(
            _(
                "As of {day}: {count} contracts, {in_force} in force, {total}, paid {paid}, remaining {remaining}",
                day=day.isoformat(), count=found.contracts, in_force=found.in_force, total=yuan(found.total),
                paid=yuan(found.paid), remaining=yuan(found.remaining),
            )
        )  # fmt: skip
        output.say(
            _(
                "Owed by the end of the month: {released} released, {blocked} blocked, {deducted} deducted",
                released=yuan(found.owed_released), blocked=yuan(found.owed_blocked), deducted=yuan(found.deducted),
            )
        )  # fmt: skip
        for one in found.owed[:SHOWN]:
            say_payment(office, one, output, of=titles.get(one.contract, ""))
        say_part(output, _("What runs out within 90 days"), (f"{one.words}  {one.title}" for one in found.expiring))
        say_part(
            output, _("Service below what is needed"),
            (f"{titles.get(one.contract, '')}  {one.words}" for one in found.breaches),
        )  # fmt: skip
        say_part(output, _("Concentration"), (one.words for one in found.alarms))
        say_part(output, _("What does not fit together"), (one.problem.sentence() for one in found.findings))


def _payment_arguments(parser: argparse.ArgumentParser) -> None:
    _book(parser)
    parser.add_argument("contract", metavar="CONTRACT", help=_("title, number or id of the contract"))
    add_as_of(parser)
    add_json(parser)


def _payment(arguments: argparse.Namespace, output: Output) -> None:
    day = as_of(arguments)
    with open_office(arguments.book, writable=False) as office:
        fact = contract_facts(office.reader)[_contract_named(office, arguments.contract)]
        total = running_total(fact.amount, fact.amendments, as_of=day)
        told = chain(fact, as_of=day)
        problems = problems_of(fact)
        output.document(
            {
                "contract": fact.title,
                "code": fact.code,
                "as_of": day.isoformat(),
                "original": in_yuan(fact.amount) if fact.amount is not None else None,
                "total": in_yuan(total),
                "paid": in_yuan(sum(one.paid for one in told)),
                "payments": [payment_json(office, one) for one in told],
                "problems": [problem_json(problem) for problem in problems],
            }
        )
        output.say(
            _(
                "{title}: {total}, paid {paid}",
                title=fact.title,
                total=yuan(total),
                paid=yuan(sum(o.paid for o in told)),
            )
        )
        for one in told:
            say_payment(office, one, output)
            for line in one.deduction.lines:
                output.say(f"      − {line.words}")
        for problem in problems:
            output.say(problem.sentence())


def _concentration_arguments(parser: argparse.ArgumentParser) -> None:
    _book(parser)
    parser.add_argument("--by", choices=CUTS, default="city", help=_("what it is taken over"))
    parser.add_argument(
        "--take-rules", action="store_true", help=_("first take over the usual rules, if there are none")
    )
    add_as_of(parser)
    add_json(parser)


def _concentration(arguments: argparse.Namespace, output: Output) -> None:
    day = as_of(arguments)
    with open_office(arguments.book, writable=arguments.take_rules) as office:
        if arguments.take_rules:
            take_concentration_rules(office)
        found = concentration(office.reader, cut=arguments.by, as_of=day)
        names = office.reader.names("operator")
        output.document(
            {"by": found.cut, "as_of": day.isoformat(), "cells": [cell_json(cell, names) for cell in found.cells]}
        )
        titles = (_("Name"), _("Amount"), _("Largest %"), _("Three largest %"), _("Index"), _("Largest operator"))
        lines = [
            (
                cell.name, yuan(cell.total), figure(cell.largest, places=1), figure(cell.top_three, places=1),
                figure(cell.hhi, places=0), names.get(cell.operators[0].operator or "", "") if cell.operators else "",
            )
            for cell in found.cells
        ]  # fmt: skip
        for line in table(titles, lines):
            output.say(line)
        for alarm in found.alarms:
            output.say(alarm.words)


def _approve_arguments(parser: argparse.ArgumentParser) -> None:
    _book(parser)
    parser.add_argument("contract", metavar="CONTRACT", help=_("title, number or id of the contract"))
    parser.add_argument("payment", metavar="PAYMENT", help=_("title or id of the payment"))
    parser.add_argument("number", metavar="NUMBER", help=_("the approval number"))
    add_as_of(parser)
    add_json(parser)


def _approve(arguments: argparse.Namespace, output: Output) -> None:
    day = as_of(arguments)
    with open_office(arguments.book) as office:
        id = _payment_named(office, arguments.contract, arguments.payment)
        step = approve_payment(office, id, number=arguments.number, on=day)
        _told, after = payment_status(office, id, as_of=day)
        output.document({"step": step.id, "payment": payment_json(office, after)})
        say_payment(office, after, output)


def _pay_arguments(parser: argparse.ArgumentParser) -> None:
    _book(parser)
    parser.add_argument("contract", metavar="CONTRACT", help=_("title, number or id of the contract"))
    parser.add_argument("payment", metavar="PAYMENT", help=_("title or id of the payment"))
    parser.add_argument("--sum", type=_sum, default=None, metavar="YUAN", help=_("in yuan; else all that is payable"))
    parser.add_argument("--reason", default="", metavar="TEXT", help=_("why it is paid before it is released"))
    add_as_of(parser)
    add_json(parser)


def _pay(arguments: argparse.Namespace, output: Output) -> None:
    day = as_of(arguments)
    with open_office(arguments.book) as office:
        id = _payment_named(office, arguments.contract, arguments.payment)
        step = record_payment(office, id, on=day, paid=arguments.sum, reason=arguments.reason)
        _fact, after = payment_status(office, id, as_of=day)
        output.document({"step": step.id, "payment": payment_json(office, after)})
        say_payment(office, after, output)


def _contract_named(office: Office, words: str) -> str:
    """Return the id of the contract that *words* name: id, number, title, or a part of just one."""
    facts = contract_facts(office.reader).values()
    named = [fact for fact in facts if words in (fact.id, fact.code, fact.title)]
    for hits in (named, [fact for fact in facts if words in fact.title or words in (fact.code or "")]):
        if len(hits) == 1:
            return hits[0].id
        if hits:
            raise Problem(
                code="several",
                message=_("“{name}” names several: {names}.", name=words, names="、".join(h.title for h in hits[:5])),
                remedy=_("Give the number or the id."),
            )
    raise Problem(
        code="unknown_name",
        message=_("There is no contract “{name}”.", name=words),
        remedy=_("The verb “list” with “contract” shows them."),
    )


def _payment_named(office: Office, contract: str, words: str) -> str:
    """Return the id of the payment of a contract that *words* name; a Problem if none or several bear the title."""
    fact = contract_facts(office.reader)[_contract_named(office, contract)]
    hits = [one.id for one in fact.payments if words in (one.id, one.title)]
    if len(hits) == 1:
        return hits[0]
    raise Problem(
        code="unknown_name" if not hits else "several",
        message=_("“{title}” has no payment “{name}”.", title=fact.title, name=words)
        if not hits
        else _("“{title}” has several payments “{name}”.", title=fact.title, name=words),
        remedy=_("Possible are: {choices}.", choices="、".join(one.title for one in fact.payments)),
    )


def _sum(text: str) -> int:
    """Return a sum in 元 as whole 分."""
    try:
        cents = Decimal(text.replace(",", "")) * HUNDRED
    except InvalidOperation:
        cents = Decimal("NaN")
    if not cents.is_finite() or cents != cents.to_integral_value():
        raise argparse.ArgumentTypeError(_("“{text}” is not a sum in yuan.", text=text))
    return int(cents)


VERBS = (
    Verb(
        "contracts", N_("show what is owed to operators, what blocks it and what runs out"), _contracts_arguments,
        _contracts,
    ),
    Verb("payment", N_("show the payments of one contract with their conditions"), _payment_arguments, _payment),
    Verb("concentration", N_("show how much hangs on one company"), _concentration_arguments, _concentration),
    Verb("approve", N_("enter the approval number of a payment"), _approve_arguments, _approve),
    Verb("pay", N_("note that a payment was made"), _pay_arguments, _pay),
)  # fmt: skip
