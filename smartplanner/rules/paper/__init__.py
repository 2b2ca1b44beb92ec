"""Whether a document keeps to GB/T 9704-2012 (党政机关公文格式): facts measured in a file in, findings out.

``facts``     what was measured: sections, paragraphs, tables, in points
``elements``  which paragraph is a title, a heading of which level, body, annex, date …
``page``      paper, margins, grid and page numbers
``room``      where things stand, as far as spacing and fixed lines tell without setting the page
``heads``     发文机关标志, 发文字号, 签发人, the red rule, the head of a letter
``places``    the title and its lines, 主送机关, 附件说明, 署名, 成文日期, annexes
``imprint``   版记
``type_face`` fonts, sizes, line pitch and indents of each element
``sequence``  whether headings count without a gap
``wording``   the forms of 发文字号, dates, headings, 附件说明, punctuation; length

The numbers of the standard are stated here once more and not taken from the writers of papers: a checker that shares
them with what it checks would share their mistakes.
"""

from smartplanner.rules.paper.check import check_paper as check_paper
from smartplanner.rules.paper.facts import FooterFacts as FooterFacts
from smartplanner.rules.paper.facts import PaperFacts as PaperFacts
from smartplanner.rules.paper.facts import ParagraphFacts as ParagraphFacts
from smartplanner.rules.paper.facts import RunFacts as RunFacts
from smartplanner.rules.paper.facts import SectionFacts as SectionFacts
from smartplanner.rules.paper.facts import TableFacts as TableFacts
from smartplanner.rules.paper.findings import Finding as Finding
