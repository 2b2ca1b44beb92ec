"""Writing the advice to pay one payment, as Word and PDF, where a person chooses."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog, QWidget

from smartplanner.base.i18n import _
from smartplanner.commands.reporting import safe_stem, suggested_name, write
from smartplanner.reports.registry import find_report
from smartplanner.rules.payments import PaymentStatus
from smartplanner.ui.session import Session

ADVICE = "payment-advice"
"""The name of the report that advises a payment."""


def write_advice(session: Session, one: PaymentStatus, window: QWidget) -> None:
    """Ask for the place of the advice and write it off the window's thread, as its name's ending says."""
    usual = suggested_name(ADVICE, session.as_of, "docx")
    stem = safe_stem(f"{Path(usual).stem}-{one.title}")
    start = str(session.office.path.with_name(f"{stem}.docx"))
    kinds = f"{_('Word document')} (*.docx);;PDF (*.pdf)"
    path, chosen = QFileDialog.getSaveFileName(window, _("Payment advice"), start, kinds)
    if not path:
        return
    ending = (
        "pdf" if path.lower().endswith(".pdf") or (chosen.startswith("PDF") and "." not in Path(path).name) else "docx"
    )
    target = Path(path) if Path(path).suffix else Path(f"{path}.{ending}")
    office, as_of = session.office, session.as_of
    options: dict[str, Any] = {find_report(ADVICE).needs[0]: one.id}
    session.in_background(
        lambda: write(office, ADVICE, as_of=as_of, format=ending, path=target, **options),
        lambda written: session.said.emit(_("Written: {file}", file=str(written.path))),
    )
