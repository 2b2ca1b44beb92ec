"""Which page a document begins with, by the paper that it is written on."""

from __future__ import annotations

from collections.abc import Mapping

from smartplanner.reports.document.blocks import Paper
from smartplanner.reports.page.geometry import PORTRAIT, SHEET_A3, SHEET_A4, Page

PAGES: Mapping[Paper, Page] = {Paper.PORTRAIT: PORTRAIT, Paper.LANDSCAPE: SHEET_A4, Paper.WIDE: SHEET_A3}
