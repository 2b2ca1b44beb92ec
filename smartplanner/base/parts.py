"""The third-party parts that an installed program brings, with their licences."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from smartplanner.base.paths import root


@dataclass(frozen=True, slots=True)
class Part:
    """A third-party part; the version is empty where its own name says enough."""

    name: str
    version: str
    licence: str


def third_parties(manifest: Path | None = None) -> tuple[Part, ...]:
    """Return the parts that the manifest beside the program names; none where the program was not installed."""
    path = manifest or root().parent / "MANIFEST.json"
    try:
        parts = json.loads(path.read_text("utf-8"))["parts"]
        return tuple(Part(str(part["name"]), str(part["version"]), str(part["licence"])) for part in parts)
    except (OSError, ValueError, KeyError, TypeError):
        return ()


def licence_folder() -> Path:
    """Return the folder with the full texts."""
    return root().parent / "LICENSES"
