"""Writing one paper about what is on the screen: a payment, an operator's year, how contracts were carried out."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from smartplanner.base.i18n import N_, _
from smartplanner.commands.reporting import Options, report_formats, report_titles, safe_stem, suggested_name, write
from smartplanner.ui.session import Session

ADVICE, EXECUTION, YEAR = "payment-advice", "contract-execution", "operator-year"
"""The names of the reports that are written from here."""
_KINDS = {"docx": N_("Word document"), "pdf": N_("PDF document"), "xlsx": N_("Workbook")}


def write_paper(session: Session, name: str, window: QWidget, *, about: str = "", options: Options) -> None:
    """Ask for the place of the report *name* and write it off the window's thread, in the format of its ending.

    *about* becomes part of the suggested file name.
    """
    usual = Path(suggested_name(name, session.as_of, "docx"))
    stem = safe_stem(f"{usual.stem}-{about}") if about else usual.stem
    formats = [format for format in _KINDS if format in report_formats()]
    kinds = ";;".join(f"{_(_KINDS[format])} (*.{format})" for format in formats)
    start = str(session.office.path.with_name(f"{stem}.docx"))
    path, chosen = QFileDialog.getSaveFileName(window, report_titles()[name], start, kinds)
    if not path:
        return
    target = Path(path)
    ending = target.suffix.lstrip(".").lower()
    if ending not in formats:
        ending = next((format for format in formats if f"*.{format}" in chosen), formats[0])
        target = target.with_name(f"{target.name}.{ending}")
    office, as_of = session.office, session.as_of
    session.in_background(
        lambda: write(office, name, as_of=as_of, format=ending, path=target, **options),
        lambda written: session.said.emit(_("Written: {file}", file=str(written.path))),
    )
