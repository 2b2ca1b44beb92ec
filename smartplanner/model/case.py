"""案例: a finished pilot written up, so that others can copy it: 共性做法 and 个性延展."""

from __future__ import annotations

from typing import Annotated

from smartplanner.base.i18n import N_
from smartplanner.fields.description import Kind, Row, entity, note
from smartplanner.model.district import DistrictKind


@entity(N_("Case"), N_("Cases"), key=("title", "pilot"), sort=("title",), icon="star", section="planning")
class Case(Row):
    """One case; ``kind`` and ``tiers`` say which districts it fits (empty: any)."""

    title: Annotated[str, note(N_("Title"), column=36, heads="案例名称")]
    pilot: Annotated[str | None, note(N_("Pilot"), target="pilot", column=24)] = None
    district: Annotated[str | None, note(N_("District"), target="district", column=14)] = None
    area: Annotated[str | None, note(N_("Area"), column=14)] = None
    kind: Annotated[DistrictKind | None, note(N_("Fits districts of the class"), column=12)] = None
    tiers: Annotated[str | None, note(N_("Fits tiers"), help=N_("Numbers with commas, such as 1,2"), column=10)] = None
    common: Annotated[str | None, note(N_("What all can copy"), kind=Kind.LONG_TEXT, heads="共性做法")] = None
    extension: Annotated[str | None, note(N_("What is particular"), kind=Kind.LONG_TEXT, heads="个性延展")] = None
    result: Annotated[str | None, note(N_("Result"), kind=Kind.LONG_TEXT, heads="案例成效")] = None
