"""全市分类分级建设情况: the districts by class and tier, what is asked and done in each area, and the paper of it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from smartplanner.reports.charts.data import ChartData, LightRow, Lights, Tile, Tiles
from smartplanner.reports.charts.of_papers import source_line
from smartplanner.reports.document.blocks import Document, Meta
from smartplanner.reports.papers.building import built
from smartplanner.reports.prose.numbers import shares, signed
from smartplanner.reports.templates import filling

TEMPLATE = "tier_overview.md.j2"
_TEXT_WIDTH = 225
"""Millimetres of a line on a page on its side."""
_NAME_WIDTH, _SUM_WIDTH = 20.0, 18.0
_NAMED = 3
"""Districts that are named as ahead and as behind."""


@dataclass(frozen=True, slots=True)
class TierDistrict:
    """One district: its class and tier in words, its plan against the schedule, and what is covered.

    ``progress`` and ``gap`` are in percent and percentage points, None where there is no plan to measure;
    ``asked`` counts commitments and requirements that apply, ``works`` what works on them and beside.
    """

    name: str
    kind: str
    tier: str
    progress: float | None
    gap: float | None
    asked: int
    open: int
    white: int
    works: int
    red: int
    yellow: int
    reason: str = ""
    """What gives the district its light, in words; empty where nothing is red or yellow."""
    strength: str = ""
    """What speaks for it, in words."""
    light: str = ""
    """The light of everything in it."""
    area_lights: tuple[str, ...] = ()
    """The light in each area, empty where nothing stands."""
    column: int = 0
    row: int = 0
    """The place of its tile."""

    @property
    def group(self) -> str:
        """Its class and tier: 已建区一级."""
        return f"{self.kind}{self.tier}" if self.kind or self.tier else "未分类分级"

    @property
    def covered_share(self) -> float:
        """The share of what is asked for that something works on, in percent."""
        return 100 * (self.asked - self.open) / self.asked if self.asked else 0.0

    @property
    def gap_words(self) -> str:
        """The difference from the schedule in percentage points with its sign, for a cell."""
        return signed(self.gap)


@dataclass(frozen=True, slots=True)
class CopiedCase:
    """One case: where it comes from, and the districts that took it over or are about to, by state."""

    title: str
    district: str
    states: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TierOverviewFigures:
    """Everything that the paper says."""

    office: str
    as_of: date
    districts: tuple[TierDistrict, ...]
    areas: tuple[str, ...] = ()
    cells: tuple[tuple[str, ...], ...] = ()
    """The lettered matrix: for each district its name, a cell for each area, and the whole."""
    white_areas: tuple[tuple[str, int], ...] = ()
    """Areas with white spots and how many districts have one, the most first."""
    pilots: int = 0
    stages: tuple[tuple[str, int], ...] = ()
    late_pilots: tuple[tuple[str, str], ...] = ()
    """Pilots that are red, each with why."""
    cases: tuple[CopiedCase, ...] = ()

    @property
    def groups(self) -> tuple[tuple[str, int, float, tuple[str, ...]], ...]:
        """Class and tier, how many districts, their share (adding up to 100.0), and their names."""
        counted = Counter(one.group for one in self.districts)
        parts = shares(list(counted.values()))
        return tuple(
            (group, count, part, tuple(one.name for one in self.districts if one.group == group))
            for (group, count), part in zip(counted.items(), parts, strict=True)
        )

    @property
    def has_work(self) -> bool:
        """Whether anything is asked for or worked on."""
        return any(one.asked or one.works for one in self.districts)

    @property
    def asked(self) -> int:
        """What is asked for in all districts."""
        return sum(one.asked for one in self.districts)

    @property
    def open(self) -> int:
        """What is asked for and nothing works on."""
        return sum(one.open for one in self.districts)

    @property
    def covered_share(self) -> float:
        """The share of what is asked for that something works on, in percent."""
        return 100 * (self.asked - self.open) / self.asked if self.asked else 0.0

    @property
    def white(self) -> int:
        """The white spots: areas of districts in which something is asked for and nothing works."""
        return sum(one.white for one in self.districts)

    @property
    def measured(self) -> tuple[TierDistrict, ...]:
        """The districts with a plan to measure, the one furthest ahead first; equal ones by what is covered."""
        found = [one for one in self.districts if one.gap is not None]
        return tuple(sorted(found, key=lambda one: (-(one.gap or 0), -one.covered_share, one.red)))

    @property
    def ahead(self) -> tuple[TierDistrict, ...]:
        """The districts furthest ahead of the schedule."""
        return tuple(one for one in self.measured if (one.gap or 0) > 0)[:_NAMED]

    @property
    def behind(self) -> tuple[TierDistrict, ...]:
        """The districts furthest behind the schedule, the worst first."""
        return tuple(one for one in self.measured[::-1] if (one.gap or 0) < 0)[:_NAMED]

    @property
    def matrix_widths(self) -> str:
        """The widths of the matrix' columns in millimetres."""
        cell = (_TEXT_WIDTH - _NAME_WIDTH - _SUM_WIDTH) / max(1, len(self.areas))
        return ",".join([f"{_NAME_WIDTH:g}", *[f"{cell:.2f}"] * len(self.areas), f"{_SUM_WIDTH:g}"])


def _charts(figures: TierOverviewFigures) -> dict[str, ChartData]:
    """Return the districts as tiles, and as rows of lights by area."""
    source = source_line(figures.as_of, "督办台账、建设计划、试点台账")
    tiles = tuple(
        Tile(one.name, one.column, one.row, one.light, f"有支撑{one.asked - one.open}/{one.asked}" if one.asked else "")
        for one in figures.districts
    )
    rows = tuple(LightRow(one.name, (*one.area_lights, one.light)) for one in figures.districts)
    return {
        "tiles": Tiles("各区分类分级建设亮灯和要求支撑情况", tiles, "", source),
        "lights": Lights("各区分领域亮灯情况", (*figures.areas, "合计"), rows, "", source),
    }


def build_tier_overview(figures: TierOverviewFigures, *, wordings: filling.Wordings = filling.OURS) -> Document:
    """Return the paper; raises ``Problem`` when the template is wrong."""
    charts = _charts(figures)
    meta = Meta(title="全市分类分级建设情况", subject="分类分级建设", author=figures.office, dated=figures.as_of)
    return built(TEMPLATE, {"figures": figures, "charts": charts}, meta, wordings=wordings)
