"""Official papers from figures: one road for every report and every format.

The road, from its end to its beginning; a package imports only from those below it in this list:

``writing``    the one function that writes a report to a file
``registry``   the list of reports: what reads the figures of each, what builds it, what it asks for
``papers``     the papers, a package for each family: figures as plain values, what reads them, what builds the paper
``templates``  a sandboxed Jinja2 template turns figures into Markdown; data is escaped, text stays text
``printed``, ``word``
               lists on paper; the Word writer
``pdf``        the PDF writer, with charts on paper
``page``       the page of GB/T 9704-2012 and where things stand on it: for both writers
``document``   the typed block tree, the only thing that the writers know, and Markdown that becomes it
``charts``     what a chart says and how it is arranged
``prose``      how amounts, dates, causes and numbers of papers are written in official prose
``request``, ``files``, ``work``
               what a report is asked for; a file replaced completely or not at all; work that can be stopped

Only the modules ``…_figures`` and their helpers in ``papers`` read a book; all the rest is handed plain values.  A
paper is Chinese whatever language the window speaks.  Spreadsheets are written by a function that the composition root
hands in.
"""
