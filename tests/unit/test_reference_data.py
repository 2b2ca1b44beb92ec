"""The reference data: complete, without contradictions, and usable to resolve the names in ledgers."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Any

import chinese_calendar.constants as official
import pytest

from smartplanner.base.paths import resources

CITY = resources("reference", "beijing")


def load(name: str) -> Any:
    return json.loads((CITY / name).read_text(encoding="utf-8"))


def strip_prefix(name: str) -> str:
    for prefix in load("city.json")["prefixes"]:
        if name.startswith(prefix):
            return name[len(prefix) :]
    return name


def test_districts_stand_in_the_order_of_their_national_codes():
    districts = load("districts.json")
    codes = [item["code"] for item in districts]
    assert len(districts) == 17
    assert codes[:16] == sorted(codes[:16])
    assert codes[16] == "BDA"
    assert all(re.fullmatch(r"1101\d\d", code) for code in codes[:16])
    assert [item["order"] for item in districts] == list(range(1, 18))


def test_every_district_has_a_kind_and_the_default_tier_of_its_zone():
    tiers = load("city.json")["tiers"]
    for item in load("districts.json"):
        assert item["kind"] in {"built", "new"}
        assert item["tier"] == tiers[item["zone"]]
    assert "可改" in load("city.json")["tier_note"]


def test_a_name_or_alias_means_one_unit_only_also_without_the_citys_prefix():
    owners: dict[str, str] = {}
    for unit in load("organisations.json"):
        for written in [unit["name"], *unit["aliases"]]:
            for form in {written, strip_prefix(written)}:
                assert owners.setdefault(form, unit["name"]) == unit["name"], form


def test_a_unit_lists_no_alias_twice():
    for unit in load("organisations.json"):
        assert len(set(unit["aliases"])) == len(unit["aliases"])
        assert unit["name"] not in unit["aliases"]


def test_units_have_a_known_kind_and_a_gapless_order():
    units = load("organisations.json")
    assert {unit["kind"] for unit in units} <= {"department", "district", "company", "institute", "other"}
    assert [unit["order"] for unit in units] == list(range(1, len(units) + 1))


def test_every_district_is_governed_by_one_unit():
    units = {alias: unit for unit in load("organisations.json") for alias in unit["aliases"]}
    for item in load("districts.json"):
        assert units[item["short_name"]]["kind"] == "district"
        assert units[item["name"]] is units[item["short_name"]]


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("市经信局", "北京市经济和信息化局"),
        ("规自委", "北京市规划和自然资源委员会"),
        ("市规划自然资源委", "北京市规划和自然资源委员会"),
        ("政数局", "北京市政务服务和数据管理局"),
        ("市委网信办", "中共北京市委网络安全和信息化委员会办公室"),
        ("海淀", "北京市海淀区人民政府"),
        ("亦庄", "北京经济技术开发区管理委员会"),
    ],
)
def test_a_usual_short_form_leads_to_the_official_name(written: str, name: str):
    assert [unit["name"] for unit in load("organisations.json") if written in unit["aliases"]] == [name]


def test_groups_name_units_by_their_official_names_and_conveners_by_title():
    names = {unit["name"] for unit in load("organisations.json")}
    groups = load("groups.json")
    assert len({group["name"] for group in groups}) == len(groups) >= 10
    for group in groups:
        assert set(group) == {"name", "field", "convener_title", "lead", "members"}
        assert {group["lead"], *group["members"]} <= names
        assert group["lead"] not in group["members"]


@pytest.mark.parametrize("year", [2025, 2026])
def test_a_years_days_off_and_days_worked_equal_the_official_notice(year: int):
    calendar = load(f"calendar/{year}.json")
    assert calendar["year"] == year
    assert [date.fromisoformat(day) for day in calendar["holidays"]] == sorted(
        day for day in official.holidays if day.year == year
    )
    assert [date.fromisoformat(day) for day in calendar["workdays"]] == sorted(
        day for day in official.workdays if day.year == year
    )


def test_the_calendar_years_named_by_the_city_are_there():
    years = load("city.json")["calendar_years"]
    assert sorted(path.stem for path in (CITY / "calendar").iterdir()) == [str(year) for year in years]
