"""Charts: what they say as plain data, laid out once for paper and screen, and put on paper.

``data`` holds the kinds of charts, ``layout`` makes a ``drawing`` of one (shapes and words without colours),
``printing`` puts that on paper; the window paints the same drawing (``ui/charts``).
"""
