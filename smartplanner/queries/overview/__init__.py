"""The overview: what is red and why, what is due, what changed, who is silent, money, reviews, contracts.

``counting`` counts the matters in every cut, ``movement`` and ``changed`` tell what happened, ``silent`` who owes
reports, ``spending`` how money stands against the year, ``scope`` whose part is looked at; ``situation`` is all of it.
"""

from __future__ import annotations

from smartplanner.queries.overview.counting import LIGHTS, Breakdown, Overview, counts, overview
from smartplanner.queries.overview.movement import Movement, movement

__all__ = ["LIGHTS", "Breakdown", "Movement", "Overview", "counts", "movement", "overview"]
