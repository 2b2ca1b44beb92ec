"""Fixed plans give the dates that TaskJuggler 3 gave for them (the wide comparison is a benchmark)."""

import json
from datetime import date
from pathlib import Path

import pytest
from taskjuggler import Plan, differences

from smartplanner.rules.schedule import Activity, Link

STORED = json.loads((Path(__file__).parent / "schedule" / "taskjuggler.json").read_text("utf-8"))


@pytest.mark.parametrize("stored", STORED, ids=[one["name"] for one in STORED])
def test_a_fixed_plan_has_the_dates_of_taskjuggler(stored):
    activities = [
        Activity(id, id, duration, date.fromisoformat(start) if start else None)
        for id, duration, start in stored["activities"]
    ]
    links = [Link(*link) for link in stored["links"]]
    plan = Plan(stored["name"], stored["side"], tuple(activities), tuple(links))
    assert differences([plan], {plan.name: stored["answers"]}) == []
