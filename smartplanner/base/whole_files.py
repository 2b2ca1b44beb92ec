"""Small files of a person (settings, drafts, how a board was seen): written whole, or left as they were."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any


def write_json(path: Path, content: Any) -> None:
    """Write *content* as JSON into *path*, making its folder; an OSError leaves what was there as it was."""
    scratch = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    text = json.dumps(content, indent=1, ensure_ascii=False)
    path.parent.mkdir(parents=True, exist_ok=True)
    scratch.write_text(text, "utf-8")
    scratch.replace(path)
