"""A paper made of its figures: its template filled in, and what the template says as blocks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from smartplanner.reports.document import markdown
from smartplanner.reports.document.blocks import Document, Meta
from smartplanner.reports.templates import filling


def built(template: str, values: Mapping[str, Any], meta: Meta, *, wordings: filling.Wordings) -> Document:
    """Return the paper that *template* makes of *values*; those named charts it may place, by their names.

    Raises ``Problem`` when the template is wrong.
    """
    text = filling.render(template, values, wordings=wordings)
    return markdown.parse(text, meta=meta, template=template, charts=values.get("charts", markdown.NO_CHARTS))
