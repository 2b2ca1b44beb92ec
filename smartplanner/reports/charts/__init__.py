"""Charts: what they say as plain data, laid out once for paper and screen.

``data`` holds the kinds of charts, ``layout`` makes a ``drawing`` of one (shapes and words without colours),
``of_papers`` makes those that papers share.  ``pdf/charts`` puts a drawing on paper, ``ui/charts`` paints the same one.
"""
