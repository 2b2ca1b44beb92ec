"""公文: papers chosen, looked at as pages, mended, checked, issued, printed and written.

``PaperPane`` is one paper with all that is done to it; ``PapersPage`` puts the kinds of paper and the issues that were
kept beside it, ``PaperDialog`` shows one paper about what is on the screen, from a form.
"""

from smartplanner.ui.papers.dialog import PaperDialog as PaperDialog
from smartplanner.ui.papers.page import PapersPage as PapersPage
