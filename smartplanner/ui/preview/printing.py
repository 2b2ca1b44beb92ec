"""Pages of a PDF on a printer: each as a picture of 300 dots per inch, as large as on its own paper or made to fit."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter

from smartplanner.base.i18n import _
from smartplanner.base.problems import Problem
from smartplanner.ui.preview.pdf import POINTS, Pages

DOTS = 300
"""Dots per inch: letters of 三号 are printed clean, and a page takes 35 MB while it is drawn."""


def make_printer(pages: Pages, title: str) -> QPrinter:
    """Return a printer that offers the paper of the first page and all pages."""
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setResolution(DOTS)
    printer.setDocName(title)
    printer.setFullPage(True)
    if pages.sizes:
        printer.setPageLayout(_layout_of(pages.sizes[0]))
    return printer


def print_pages(pages: Pages, printer: QPrinter, told: Callable[[int], None] | None = None) -> int:
    """Print the pages that the printer was asked for; returns how many.  *told* hears how many are done.

    May run off the window's thread.  A Problem if the printer does not take them.
    """
    numbers = _asked(printer, len(pages.sizes))
    if not numbers:
        return 0
    painter = QPainter()
    printer.setPageLayout(_layout_of(pages.sizes[numbers[0]]))
    if not painter.begin(printer):
        message = _("The printer “{name}” does not take the pages.", name=printer.printerName())
        remedy = _("See whether it is switched on, or save the PDF and print that.")
        raise Problem(code="not_printed", message=message, remedy=remedy)
    for done, number in enumerate(numbers):
        if done:
            printer.setPageLayout(_layout_of(pages.sizes[number]))
            printer.newPage()
        across, down = pages.sizes[number]
        room = QRectF(printer.paperRect(QPrinter.Unit.DevicePixel))
        scale = min(room.width() / across, room.height() / down)
        place = QRectF(0, 0, across * scale, down * scale)
        place.moveCenter(QRectF(0, 0, room.width(), room.height()).center())
        painter.drawImage(place, pages.picture(number, DOTS / POINTS))
        if told is not None:
            told(done + 1)
    painter.end()
    return len(numbers)


def _asked(printer: QPrinter, count: int) -> list[int]:
    """Return the pages to print, from 0, in their order."""
    everything = list(range(count))
    if printer.printRange() == QPrinter.PrintRange.PageRange and printer.fromPage():
        everything = everything[printer.fromPage() - 1 : printer.toPage() or count]
    ranges = printer.pageRanges()
    if printer.printRange() == QPrinter.PrintRange.PageRange and not ranges.isEmpty():
        everything = [number for number in range(count) if ranges.contains(number + 1)]
    if printer.pageOrder() == QPrinter.PageOrder.LastPageFirst:
        everything.reverse()
    return everything


def _layout_of(size: tuple[float, float]) -> QPageLayout:
    """Return the paper of a page: a table lying is printed lying."""
    across, down = size
    lying = across > down
    paper = QPageSize(QSizeF(min(size), max(size)), QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch)
    turned = QPageLayout.Orientation.Landscape if lying else QPageLayout.Orientation.Portrait
    return QPageLayout(paper, turned, QMarginsF())
