"""Official papers from figures: one road for every report and every format.

The road, in the order of the modules:

``briefing_figures``  reads the figures of the monthly briefing from a book, with ``briefing_items`` for the
               single matters and ``earlier`` for how things stood before
``briefing``   these figures as plain values, and the paper made of them (other reports: likewise)
``urging``, ``minutes``, ``notice``, ``circular``, ``material``, ``board_page``, ``score_table``
               the other papers: plain values and the paper; the module ``…_figures`` beside each reads the book
``letter``, ``extension_request``, ``report_up``
               函, 请示 and 报告, with ``official`` for what papers with a head share
``request``    what a report is asked for: the day, and the options that it takes
``templates``  a sandboxed Jinja2 template turns figures into Markdown; data is escaped, text stays text
``numbers``    how amounts, percentages, dates and counts are written in official prose
``markdown``   Markdown and a few ``:::`` directives become blocks
``blocks``     the typed block tree, the only thing that the writers know
``clean``      characters that no file format can carry become visible marks
``geometry``   the page of GB/T 9704-2012 in millimetres, points and twips
``heads``, ``signing``, ``title_lines``
               how large a red name is set, where a signature stands, where a title is broken: for both writers
``docx_*``     the Word writer
``pdf_*``      the PDF writer, with ``linebreak`` for Chinese line ends
``files``      a report replaces an older one completely or not at all
``registry``   the list of reports and the function that writes one

Only the modules ``…_figures`` and their helpers read a book; all the rest is handed plain values.  A paper is Chinese
whatever language the window speaks.  Spreadsheets are written by a function that the composition root hands in.
"""
