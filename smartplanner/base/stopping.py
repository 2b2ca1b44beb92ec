"""The wish of a person that work come to an end before it is done."""

from __future__ import annotations


class Stopped(Exception):  # noqa: N818 - a person's wish, no error
    """Nothing of the work is left.  It is raised by what the work tells how far it is."""
