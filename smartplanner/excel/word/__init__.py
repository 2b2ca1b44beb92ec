"""Word documents (.docx) in: their paragraphs and tables as plain text, in the order of the page.

Only text is taken: nothing is run, followed or unpacked to disk.  Foreign files are read in the reading process
(``Worker.read_word``), never in the program itself.
"""

from smartplanner.excel.word.document import WordDocument as WordDocument
from smartplanner.excel.word.document import WordLine as WordLine
from smartplanner.excel.word.opening import measure_word as measure_word
from smartplanner.excel.word.opening import read_text_file as read_text_file
from smartplanner.excel.word.opening import read_word as read_word
