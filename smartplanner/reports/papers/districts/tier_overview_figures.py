"""The figures of the paper on the districts by class and tier, read from a book as of a day."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from smartplanner.base.i18n import translate
from smartplanner.journal import Journal
from smartplanner.model.adoption import AdoptionState
from smartplanner.model.district import DistrictKind
from smartplanner.model.pilot import PilotStage
from smartplanner.queries import Reader
from smartplanner.queries.cases import adoptions_of
from smartplanner.queries.pilots import pilot_lines
from smartplanner.queries.portfolio import OTHER, Cell, Matrix, matrix
from smartplanner.queries.portfolio_things import Thing
from smartplanner.queries.tile_places import tile_places
from smartplanner.queries.units import short_districts
from smartplanner.reports.papers.districts.plan_progress_figures import elapsed, weighted_progress
from smartplanner.reports.papers.districts.tier_overview import CopiedCase, TierDistrict, TierOverviewFigures
from smartplanner.reports.papers.sheets.board_page import MARKS
from smartplanner.reports.prose.causes import light_cause
from smartplanner.reports.prose.numbers import numeral, percent
from smartplanner.reports.request import Request

WHITE = "空"
"""The letter of a white spot."""
_NO_AREA = "未分领域"


def gather_tier_overview(reader: Reader, _journal: Journal, request: Request) -> TierOverviewFigures:
    """Return the figures of all districts."""
    found = matrix(reader, as_of=request.as_of)
    names = short_districts(reader)
    progress = _progress(reader, request)
    rows = reader.rows("district")
    places = tile_places(reader, [row.id for row in rows])
    pilots = pilot_lines(reader, as_of=request.as_of)
    stages = Counter(line.stage for line in pilots)
    return TierOverviewFigures(
        office=request.office,
        as_of=request.as_of,
        districts=tuple(
            _district(row, found, names.get(row.id, row.name), progress.get(row.id), places[row.id]) for row in rows
        ),
        areas=tuple(head.name if head.key != OTHER else _NO_AREA for head in found.columns),
        cells=tuple(tuple(_letters(row, found, names.get(row.id, row.name))) for row in rows),
        white_areas=_white_areas(found),
        pilots=len(pilots),
        stages=tuple((translate(stage.label), stages[stage]) for stage in PilotStage if stages[stage]),
        late_pilots=tuple((line.name, light_cause(line.signal)) for line in pilots if line.signal.light == "red"),
        cases=tuple(_cases(reader, request)),
    )


def _progress(reader: Reader, request: Request) -> dict[str, tuple[float, float | None]]:
    """Return the progress of each district's plans in percent, and by how many points it is ahead of the schedule."""
    milestones: dict[str, list[Any]] = defaultdict(list)
    for row in reader.rows("milestone"):
        if row.plan:
            milestones[row.plan].append(row)
    found: dict[str, list[tuple[float, float | None]]] = defaultdict(list)
    for plan in reader.rows("plan"):
        done = weighted_progress(milestones[plan.id], as_of=request.as_of)
        gone = elapsed(plan.period_start, plan.period_end, as_of=request.as_of)
        if done is not None:
            found[plan.district].append((done, None if gone is None else done - gone))
    return {district: _mean(parts) for district, parts in found.items()}


def _mean(parts: list[tuple[float, float | None]]) -> tuple[float, float | None]:
    gaps = [gap for _done, gap in parts if gap is not None]
    return (
        round(sum(done for done, _gap in parts) / len(parts) + 1e-9, 1),
        round(sum(gaps) / len(gaps), 1) if gaps else None,
    )


def _district(
    row: Any, found: Matrix, name: str, progress: tuple[float, float | None] | None, place: tuple[int, int]
) -> TierDistrict:
    total = found.row_total(row.id)
    cells = [found.cell(row.id, head.key) for head in found.columns]
    white = sum(cell.is_white for cell in cells)
    return TierDistrict(
        name,
        translate(DistrictKind.of(str(row.kind)).label) if row.kind else "",
        f"{numeral(row.tier)}级" if row.tier else "",
        progress[0] if progress else None,
        progress[1] if progress else None,
        total.asked,
        total.open,
        white,
        total.works,
        total.counts.get("red", 0),
        total.counts.get("yellow", 0),
        _worst(total),
        _best(total),
        total.light,
        tuple("" if cell.is_white else cell.light for cell in cells),
        *place,
    )


def _worst(total: Cell) -> str:
    """Return the two worst works of a district with why, in words."""
    late = [thing for thing in total.things if not thing.is_asked and thing.signal.light in ("red", "yellow")]
    late.sort(key=lambda thing: (thing.signal.light != "red", -thing.signal.amount, thing.title))
    return "、".join(f"“{_clause(thing.title)}”{light_cause(thing.signal)}" for thing in _apart(late)[:2])


def _apart(things: Iterable[Thing]) -> list[Thing]:
    return list({thing.title: thing for thing in reversed(list(things))}.values())[::-1]


def _best(total: Cell) -> str:
    done = total.counts.get("blue", 0)
    words = [f"已完成{done}项"] if done else []
    if total.asked and total.covered:
        words.append(f"建设要求支撑率{percent(100 * total.covered / total.asked)}")
    return "，".join(words)


def _letters(row: Any, found: Matrix, name: str) -> Iterator[str]:
    yield name
    for head in found.columns:
        yield cell_words(found.cell(row.id, head.key))
    yield cell_words(found.row_total(row.id))


def cell_words(cell: Cell) -> str:
    """Return a cell in black and white: the letter of its light, and how much of what is asked is covered."""
    if cell.is_white:
        return f"{WHITE}0/{cell.asked}"
    if not cell.light:
        return "—"
    return MARKS[cell.light][-1] + (f"{cell.covered}/{cell.asked}" if cell.asked else "")


def _white_areas(found: Matrix) -> tuple[tuple[str, int], ...]:
    counted = Counter(cell.column for cell in found.white_spots())
    heads = [(head.name if head.key != OTHER else _NO_AREA, counted[head.key]) for head in found.columns]
    return tuple(sorted((one for one in heads if one[1]), key=lambda one: -one[1]))


def _cases(reader: Reader, request: Request) -> Iterator[CopiedCase]:
    names = short_districts(reader)
    for case in reader.rows("case"):
        by_state: dict[str, list[str]] = defaultdict(list)
        for line in adoptions_of(reader, case.id, as_of=request.as_of):
            by_state[line.state].append(names.get(line.row.district, line.district))
        states = tuple(
            (translate(state.label), tuple(by_state[str(state)])) for state in AdoptionState if by_state[str(state)]
        )
        yield CopiedCase(_clause(case.title), names.get(case.district or "", ""), states)


def _clause(text: str | None) -> str:
    return " ".join((text or "").split()).rstrip("。；")
