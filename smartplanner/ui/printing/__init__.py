"""Printing whatever is in view: pages to look at first, what can be chosen about them at the left.

``print_page`` finds out how a page is printed (``sources``) and opens the dialog.
"""

from smartplanner.ui.printing.dialog import SheetDialog as SheetDialog
from smartplanner.ui.printing.finding import print_page as print_page
from smartplanner.ui.printing.finding import print_record as print_record
from smartplanner.ui.printing.finding import record_source as record_source
from smartplanner.ui.printing.finding import source_of as source_of
from smartplanner.ui.printing.source import Source as Source
