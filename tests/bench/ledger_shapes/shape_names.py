"""Units and districts with the short forms that ledgers use, and cells that name them, with their truth."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

from shape_words import ASK, Made

REFERENCE = Path(__file__).resolve().parents[3] / "resources" / "reference" / "beijing"
UNITS: list[dict[str, Any]] = json.loads((REFERENCE / "organisations.json").read_text(encoding="utf-8"))
DISTRICTS: list[dict[str, Any]] = json.loads((REFERENCE / "districts.json").read_text(encoding="utf-8"))
DEPARTMENTS = [unit for unit in UNITS if unit["kind"] == "department"]
ALL_DISTRICTS = [unit["name"] for unit in UNITS if unit["kind"] == "district"]


def spelled(draw: random.Random, unit: dict[str, Any]) -> str:
    """Return a unit's name as somebody may write it."""
    forms = [unit["name"], *unit["aliases"], *unit["aliases"]]
    name: str = draw.choice(forms)
    if draw.random() < 0.05 and len(name) > 8:
        cut = draw.randint(3, len(name) - 3)
        name = f"{name[:cut]}\n{name[cut:]}"
    return f"{name} " if draw.random() < 0.03 else name


def lead(draw: random.Random, *, traps: bool, empty: bool = True) -> Made:
    """Draw a cell of one lead unit."""
    if traps and draw.random() < 0.05:
        return Made(draw.choice(["市宇宙探索局", "某某中心办", "信息化处室甲"]), {"lead": ASK})
    if empty and draw.random() < 0.04:
        return Made(draw.choice(["", "/", "—"]), {"lead": None})
    unit = draw.choice(DEPARTMENTS)
    words = spelled(draw, unit)
    if draw.random() < 0.06:
        words += draw.choice(["（联系人甲）", "牵头", "（牵头）"])
    return Made(words, {"lead": unit["name"]})


def support(draw: random.Random) -> Made:
    """Draw a cell of several co-operating units."""
    roll = draw.random()
    if roll < 0.1:
        return Made(draw.choice(["", "无", "/", "—"]), {"support": []})
    if roll < 0.15:
        return Made(draw.choice(["各区", "各区政府", "16区和经开区", "各区人民政府"]), {"support": ALL_DISTRICTS})
    units = draw.sample(DEPARTMENTS, draw.randint(1, 4))
    separator = draw.choice(["、", "、", "；", ";", "，", ",", "\n", " / ", "、\n"])
    words = separator.join(spelled(draw, unit).strip() for unit in units)
    if len(units) > 1 and separator == "、" and draw.random() < 0.3:
        head, _sign, last = words.rpartition("、")
        words = f"{head}{draw.choice(['和', '及', '以及'])}{last}"
    return Made(words, {"support": [unit["name"] for unit in units]})


def lead_and_support(draw: random.Random) -> Made:
    """Draw a cell with roles: A局牵头，B委、C局配合."""
    first, *others = draw.sample(DEPARTMENTS, draw.randint(2, 4))
    names = "、".join(spelled(draw, unit).strip() for unit in others)
    name = spelled(draw, first).strip()
    words = draw.choice(
        [
            f"{name}牵头，{names}配合",
            f"牵头单位：{name}\n配合单位：{names}",
            f"{name}（牵头）、{names}",
            f"由{name}牵头，{names}参与",
        ]
    )
    return Made(words, {"lead": first["name"], "support": [unit["name"] for unit in others]})


def district(draw: random.Random) -> Made:
    """Draw a cell of one district."""
    each = draw.choice(DISTRICTS)
    return Made(draw.choice([each["name"], each["short_name"]]), {"district": each["name"]})
