"""The headless verbs: the same commands and queries as the window, for scripts, scheduled tasks and tests.

Chinese for people on standard output; with ``--json`` one document and nothing else.  Exit 0 done, 2 wrong
usage, 3 refused because of the input (nothing was written, one line on standard error says why), 1 a bug.
"""
