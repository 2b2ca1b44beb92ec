"""The office's own wording: a template of ours is copied, changed, tried on the open book, put to use.

A template with a mistake may be kept, for nobody loses half an hour of work; it cannot be put to use.
"""

from __future__ import annotations

import difflib
import hashlib
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from smartplanner.base import clock
from smartplanner.base.i18n import N_, _
from smartplanner.base.ids import new_id
from smartplanner.base.problems import Problem
from smartplanner.changes import Change, Label, delete, insert, update
from smartplanner.commands.office import Office
from smartplanner.commands.reporting import OPTION_LABELS, Options, gathered, request_of, wordings_of
from smartplanner.reports.document.clean import clean_tree
from smartplanner.reports.pdf.fonts import load_fonts
from smartplanner.reports.pdf.writer import write_pdf
from smartplanner.reports.registry import REPORTS, Report
from smartplanner.reports.request import CONTRACT, MEETING, OPERATOR, PAYMENT, PILOT, PLAN, TASKS, UNIT
from smartplanner.reports.templates.filling import mistakes_in, our_text

_ENDING = ".md.j2"
_FROM = "sha256:"
"""What stands in the remark of an own template before the mark of our text that it was copied from."""
_MARK_LENGTH = 16


@dataclass(frozen=True, slots=True)
class Template:
    """One template: the name of its file, the report that it makes, and how things stand with the office's own one."""

    name: str
    report: str
    title: str
    """The kind of paper, in the language in use."""
    own: bool
    """Whether the office keeps its own text."""
    active: bool
    """Whether the office's own text is in use."""
    outdated: bool
    """Whether ours has changed since the own one was copied."""


@dataclass(frozen=True, slots=True)
class Trial:
    """What came of a text that was tried: the paper as PDF, or what is wrong, and what it was tried on."""

    pdf: bytes | None
    problem: Problem | None
    note: str = ""
    """Why there are no pages although nothing is wrong; empty otherwise."""
    figures: Any = None
    """What the text was filled with; None where the book has nothing to try it on."""
    problems: tuple[Problem, ...] = ()
    """All that is certainly wrong, in the order of its lines; ``problem`` is the first."""

    @property
    def line(self) -> int:
        """The line of the template that the problem is in, from 1; 0 if none is known."""
        return line_of(self.problem)


def line_of(problem: Problem | None) -> int:
    """Return the line of a template that a problem names; 0 if it names none."""
    found = re.fullmatch(r"line (\d+)", problem.field) if problem is not None else None
    return int(found[1]) if found else 0


def templates_of(office: Office) -> list[Template]:
    """Return all templates in the order of the reports."""
    rows = {row.template: row for row in office.reader.rows("wording")}
    return [_template(report, rows.get(template_of(report))) for report in REPORTS]


def template_named(office: Office, words: str) -> Template:
    """Return the template by the name of its file, of its report, or the title of the paper; else a Problem."""
    known = templates_of(office)
    for one in known:
        if words in (one.name, one.name.removesuffix(_ENDING), one.report, one.title):
            return one
    raise Problem(
        code="no_template",
        message=_("There is no template “{name}”.", name=words),
        remedy=_("Templates: {names}.", names="、".join(one.name.removesuffix(_ENDING) for one in known)),
    )


def template_of(report: Report) -> str:
    """Return the name of the file that holds the wording of a report."""
    # Each report's module names its template beside what builds the paper of it.
    return str(sys.modules[report.build.__module__].TEMPLATE)


def text_of(office: Office, name: str) -> str:
    """Return the office's own text of a template, ours where there is none."""
    row = _row(office, name)
    return str(row.text) if row is not None else our_text(name)


def copy_template(office: Office, name: str) -> str:
    """Keep a copy of our template as the office's own, in use, and return its text; an own one stays as it is."""
    if _row(office, name) is None:
        text = our_text(name)
        values = {"template": name, "text": text, "active": True, "remark": _FROM + _mark(text)}
        _commit(office, N_("Copied the template “{name}”"), name, insert("wording", new_id(), values))
    return text_of(office, name)


def save_template(office: Office, name: str, text: str) -> bool:
    """Keep *text* as the office's own template, one step; return whether it is in use.

    One that was in use and now has a mistake is switched off with the same step.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    row = _row(office, name)
    good = try_template(office, name, text, as_of=None).problem is None
    if row is None:
        values = {"template": name, "text": text, "active": good, "remark": _FROM + _mark(our_text(name))}
        _commit(office, N_("Changed the template “{name}”"), name, insert("wording", new_id(), values))
        return good
    active = bool(row.active) and good
    before = {"text": row.text, "active": row.active}
    _commit(
        office, N_("Changed the template “{name}”"), name,
        update("wording", row.id, before, {"text": text, "active": active if bool(row.active) else row.active}),
    )  # fmt: skip
    return active


def use_template(office: Office, name: str) -> None:
    """Put the office's own template to use; a Problem where there is none or it has a mistake."""
    row = _own(office, name)
    problem = try_template(office, name, str(row.text), as_of=None).problem
    if problem is not None:
        raise Problem(
            code="bad_template",
            file=name,
            message=_("A template with a mistake cannot be put to use: {reason}", reason=problem.message),
            remedy=problem.remedy,
            field=problem.field,
        )
    change = update("wording", row.id, {"active": row.active}, {"active": True})
    _commit(office, N_("Put the template “{name}” to use"), name, change)


def switch_template_off(office: Office, name: str) -> None:
    """Let ours serve again; the own text is kept.  A Problem where there is none."""
    row = _own(office, name)
    change = update("wording", row.id, {"active": row.active}, {"active": False})
    _commit(office, N_("Switched off the template “{name}”"), name, change)


def restore_ours(office: Office, name: str) -> None:
    """Give up the office's own text: ours serves again.  A Problem where there is none."""
    _commit(office, N_("Went back to the supplied template “{name}”"), name, delete("wording", _own(office, name)))


def accept_ours(office: Office, name: str) -> None:
    """Note that the changes in our template were looked at: the own one is held to be up to date."""
    row = _own(office, name)
    remark = re.sub(rf"{_FROM}\w+", "", row.remark or "").strip()
    after = " ".join(filter(None, (remark, _FROM + _mark(our_text(name)))))
    change = update("wording", row.id, {"remark": row.remark}, {"remark": after})
    _commit(office, N_("Looked through the changes of the template “{name}”"), name, change)


def try_template(office: Office, name: str, text: str, *, as_of: date | None, pages: bool = False) -> Trial:
    """Fill *text* with figures of the book, without keeping anything; it only reads and may run beside the window.

    ``as_of`` None: today.  With *pages* the paper comes as PDF.
    """
    figures: Any = None
    try:
        if found := mistakes_in(name, text):
            # Names can only be looked up where the book has figures; they are told together with the rest.
            figures = _figures_at_hand(office, name, as_of)
            return _refused(mistakes_in(name, text, figures) if figures is not None else found, figures)
        report = report_of(name)
        figures = _sample_figures(office, report, as_of or clock.today())
        if figures is None:
            label = OPTION_LABELS[(report.needs or report.options)[0]]
            return Trial(None, None, _("The book has nothing yet to try it on ({option}).", option=_(label)))
        if found := mistakes_in(name, text, figures):
            return _refused(found, figures)
        document = report.build(figures, wordings={**wordings_of(office), name: text})
        return Trial(write_pdf(document, fonts=load_fonts()) if pages else None, None, figures=figures)
    except Problem as problem:
        if problem.code != "bad_template":  # the book, not the text, is why there is no paper
            return Trial(None, None, problem.sentence(), figures)
        return _refused([problem], figures)


def _refused(problems: Sequence[Problem], figures: Any) -> Trial:
    return Trial(None, problems[0], figures=figures, problems=tuple(problems))


def _figures_at_hand(office: Office, name: str, as_of: date | None) -> Any:
    """Return figures to look names up in; None where the book gives none."""
    try:
        return _sample_figures(office, report_of(name), as_of or clock.today())
    except Problem:
        return None


def report_of(name: str) -> Report:
    """Return the report that the template *name* makes; a Problem if none does."""
    for report in REPORTS:
        if template_of(report) == name:
            return report
    raise Problem(code="no_template", file=name, message=_("The report template does not exist."))


def _sample_figures(office: Office, report: Report, as_of: date) -> Any:
    """Return the figures of the first thing in the book that the report can be about; None if there is none.

    A Problem where the book has such things, and no figures of any of the first ones.
    """
    refused: Problem | None = None
    for options in _samples(office, report):
        try:
            request = request_of(office, report.name, as_of=as_of, **options)
            return clean_tree(gathered(office, report.name, request))[0]
        except Problem as problem:
            refused = problem
    if refused is not None:
        raise refused
    return None


_OF = {
    MEETING: "meeting", TASKS: "task", PILOT: "pilot", CONTRACT: "contract", PAYMENT: "payment",
    OPERATOR: "operator", PLAN: "plan",
}  # fmt: skip
_TRIED = 20
"""Records that are tried before a report is held to have nothing to say."""


def _samples(office: Office, report: Report) -> Iterator[Options]:
    """Give what the report may be asked about."""
    wanted = next(iter(report.needs), PLAN if PLAN in report.options else "")
    if not wanted:
        yield {}
        return
    for found in _records(office, wanted)[:_TRIED]:
        yield cast("Options", {wanted: [found] if wanted == TASKS else found})


def _records(office: Office, option: str) -> list[str]:
    if option == UNIT:  # those that have something to do; a letter to any other says nothing
        leads = [lead for (lead,) in office.reader.columns("task", ["lead"]) if lead]
        return sorted(set(leads), key=lambda one: (-leads.count(one), one))
    return [id for (id,) in office.reader.columns(_OF[option], ["id"])] if option in _OF else []


def differences(office: Office, name: str, text: str | None = None) -> list[str]:
    """Return how the own text (or *text*) differs from ours: lines that begin with +, - or a space, @@ between."""
    mine = text_of(office, name) if text is None else text
    lines = difflib.unified_diff(our_text(name).splitlines(), mine.splitlines(), lineterm="", n=2)
    return list(lines)[2:]


def _template(report: Report, row: Any | None) -> Template:
    name = template_of(report)
    title = _(report.title)
    if row is None:
        return Template(name, report.name, title, own=False, active=False, outdated=False)
    copied = re.search(rf"{_FROM}(\w+)", row.remark or "")
    outdated = copied is not None and copied[1] != _mark(our_text(name))
    return Template(name, report.name, title, own=True, active=bool(row.active), outdated=outdated)


def _mark(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:_MARK_LENGTH]


def _row(office: Office, name: str) -> Any | None:
    return next((row for row in office.reader.rows("wording") if row.template == name), None)


def _own(office: Office, name: str) -> Any:
    row = _row(office, name)
    if row is None:
        raise Problem(
            code="no_own_template",
            message=_("The office has no own template “{name}”.", name=name),
            remedy=_("Copy the supplied one first."),
        )
    return row


def _commit(office: Office, words: str, name: str, change: Change | None) -> None:
    if change is not None:
        title = next((_(report.title) for report in REPORTS if template_of(report) == name), name)
        office.journal.commit(Label(words, {"name": title}), [change])


def lines_of(found: Sequence[Template]) -> Iterator[tuple[str, str, str]]:
    """Give name, title and standing of templates, in words."""
    for one in found:
        yield one.name.removesuffix(_ENDING), one.title, standing_of(one)


def standing_of(one: Template) -> str:
    """Return in words whose template serves."""
    if not one.own:
        return _("Supplied")
    words = _("Own, in use") if one.active else _("Own, not in use")
    return words + (_("; the supplied one has changed since") if one.outdated else "")
