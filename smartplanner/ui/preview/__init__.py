"""The pages of a PDF in the window: look, search, copy, print, save.  For every paper, list, board and chart.

How to use it, in three lines:

    dialog = PreviewDialog(session, _("Red list"), make=lambda: pdf_bytes, suggested=Path("红灯清单.pdf"), parent=self)
    dialog.exec()          # *make* runs off the window's thread; a Problem of it stands in the place of the pages
    dialog.deleteLater()

``PageView`` is the pages alone, ``PreviewBar`` what turns, zooms and searches them: put both where pages are part of a
screen, and hand over new bytes by ``PageView.show_pdf`` whenever there are some; the place in view is kept.
"""

from smartplanner.ui.preview.bar import PreviewBar as PreviewBar
from smartplanner.ui.preview.dialog import PreviewDialog as PreviewDialog
from smartplanner.ui.preview.view import PageView as PageView
