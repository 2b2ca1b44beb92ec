"""Papers as an office works on them: made, mended, issued, printed again, compared, and written many at a time.

``prepare`` reads and computes; ``mend`` and ``issue_paper`` keep, each one step to take back.
"""

from smartplanner.commands.papers.batches import BatchPart as BatchPart
from smartplanner.commands.papers.batches import batch_choices as batch_choices
from smartplanner.commands.papers.batches import plan_batch as plan_batch
from smartplanner.commands.papers.batches import write_batch as write_batch
from smartplanner.commands.papers.comparing import Comparison as Comparison
from smartplanner.commands.papers.comparing import NumberChange as NumberChange
from smartplanner.commands.papers.comparing import ParagraphPair as ParagraphPair
from smartplanner.commands.papers.comparing import RowChange as RowChange
from smartplanner.commands.papers.comparing import compare as compare
from smartplanner.commands.papers.keeping import issue_paper as issue_paper
from smartplanner.commands.papers.keeping import issue_ready as issue_ready
from smartplanner.commands.papers.keeping import issues_of as issues_of
from smartplanner.commands.papers.keeping import mend as mend
from smartplanner.commands.papers.keeping import newest_issue as newest_issue
from smartplanner.commands.papers.keeping import ready_to_issue as ready_to_issue
from smartplanner.commands.papers.keeping import suggested_numbers as suggested_numbers
from smartplanner.commands.papers.preparing import issue_named as issue_named
from smartplanner.commands.papers.preparing import pdf_of as pdf_of
from smartplanner.commands.papers.preparing import prepare as prepare
from smartplanner.commands.papers.preparing import reopen as reopen
from smartplanner.commands.papers.preparing import write_paper as write_paper
from smartplanner.commands.papers.values import Edit as Edit
from smartplanner.commands.papers.values import Numbers as Numbers
from smartplanner.commands.papers.values import Paper as Paper
from smartplanner.commands.papers.values import Sentence as Sentence
