"""The units' parts in a matter when its units change: whose part begins, changes its role, or ends."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple


class Shift(NamedTuple):
    """What becomes of the parts: ``made`` are (unit, role), ``turned`` rows with their new role, ``ended`` rows."""

    made: tuple[tuple[str, str], ...] = ()
    turned: tuple[tuple[Any, str], ...] = ()
    ended: tuple[Any, ...] = ()


def shifted(parties: Sequence[Any], *, lead: str | None, support: Iterable[str]) -> Shift:
    """Return how the rows *parties* of one matter follow its units *lead* and *support*.

    What a unit signed and reported stays with it when its role changes; contacts are left alone.  A matter without
    rows gets none: many offices keep no signatures.
    """
    roles = dict.fromkeys(support, "support") | ({lead: "lead"} if lead else {})
    working = [row for row in parties if row.role != "contact"]
    if not working:
        return Shift()
    kept: dict[str, Any] = {}
    for row in sorted(working, key=lambda row: row.role != roles.get(row.organisation)):
        if row.organisation in roles:
            kept.setdefault(row.organisation, row)
    return Shift(
        made=tuple((unit, role) for unit, role in roles.items() if unit not in kept),
        turned=tuple((row, roles[unit]) for unit, row in kept.items() if row.role != roles[unit]),
        ended=tuple(row for row in working if kept.get(row.organisation) is not row),
    )
