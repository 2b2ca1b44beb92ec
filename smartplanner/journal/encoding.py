"""How changes stand in the journal: JSON that follows the kind of each field."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

from smartplanner.changes import Change, Values
from smartplanner.fields.values import decode, encode
from smartplanner.model import entity

CHAIN_START = "0" * 64


def to_json(entity_name: str, values: Values | None) -> str | None:
    """Return the fields of one side of a change as JSON text, or None where there is none."""
    if values is None:
        return None
    described = entity(entity_name)
    return compact({name: encode(described[name], value) for name, value in values.items()})


def from_json(entity_name: str, text: str | None) -> Values | None:
    """Return what ``to_json`` wrote."""
    if text is None:
        return None
    described = entity(entity_name)
    return {name: decode(described[name], value) for name, value in json.loads(text).items()}


def change_of(record: Mapping[str, Any]) -> Change:
    """Return the change of a row of ``journal_change``."""
    name = record["entity"]
    return Change(name, record["row"], from_json(name, record["before"]), from_json(name, record["after"]))


def compact(value: Any) -> str:
    """Return *value* as JSON in one form only, so that equal values give equal text."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def chain(previous: str, step: Mapping[str, Any], changes: Sequence[Mapping[str, Any]]) -> str:
    """Return the hash that ties a step to its changes and to the step before it.

    A change to any earlier entry breaks every later hash, so history cannot be rewritten unseen (except by
    cutting its end, which the count on a printed report shows).
    """
    digest = hashlib.sha256(previous.encode())
    digest.update(compact({name: value for name, value in step.items() if name != "chain"}).encode())
    for change in changes:
        parts = (change["entity"], change["row"], change["before"] or "", change["after"] or "")
        digest.update("\x1f".join(parts).encode())
        digest.update(b"\x1e")
    return digest.hexdigest()
