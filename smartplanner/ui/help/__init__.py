"""The manual inside the program, offline: ``resources/help``, one Markdown file for each topic.

``topics`` reads them, ``window`` shows and searches them, ``news`` shows what a new version brings.
"""
