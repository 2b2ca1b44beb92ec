"""History as a place: steps in words, taking one back with a choice, moments to look at and compare, the bin.

``words`` says what happened; ``plan`` and ``resolve`` take a step back; ``moment`` makes a book as it was;
``comparing`` tells the net of two moments; ``bin`` brings removed records back.
"""

from smartplanner.commands.history.words import change_title, describe_change, step_name

__all__ = ["change_title", "describe_change", "step_name"]
