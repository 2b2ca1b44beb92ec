"""A list on paper: pages with the head repeated, fitted to a width; free of Qt, so it is laid out off the window.

laid = lay_out(printed_list, PaperChoice())      # which lines stand on which page
data = write(laid)                               # the PDF
"""

from smartplanner.reports.printed.choice import MARGINS, PaperChoice
from smartplanner.reports.printed.laying import Laid, lay_out
from smartplanner.reports.printed.listing import Line, LineKind, PrintedColumn, PrintedList, SheetTexts
from smartplanner.reports.printed.painting import write
from smartplanner.reports.work import Stopped, Work

__all__ = [
    "MARGINS",
    "Laid",
    "Line",
    "LineKind",
    "PaperChoice",
    "PrintedColumn",
    "PrintedList",
    "SheetTexts",
    "Stopped",
    "Work",
    "lay_out",
    "write",
]
