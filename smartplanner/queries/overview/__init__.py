"""The overview: what is red and why, what is due, what changed, who is silent, money, reviews, contracts.

``counting`` counts the matters in every cut, ``movement`` and ``changed`` tell what happened, ``silent`` who owes
reports, ``spending`` how money stands against the year, ``scope`` whose part is looked at; ``situation`` is all of it.
"""

from __future__ import annotations

from smartplanner.queries.overview.counting import LIGHTS, Breakdown, Overview, counts, overview
from smartplanner.queries.overview.movement import Life, Movement, movement, movement_of

__all__ = ["LIGHTS", "Breakdown", "Life", "Movement", "Overview", "counts", "movement", "movement_of", "overview"]
