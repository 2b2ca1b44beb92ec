"""A title that looks like a formula, a format, a statement, markup and an escape code at once."""

NASTY = "=HYPERLINK(1)'\"; DROP TABLE task;-- {x} {0} %s <b>&amp;\x1b[31m\u202e"
