"""Makes the product: fetch, lay out, compile, pack; and what the build and its check both need to know."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(1, str(Path(__file__).resolve().parents[1]))

import dev
import licences
import outputs
import sources
import staging

WORK = sources.ROOT / "build" / "windows"
DIST = sources.ROOT / "dist"
TOOLS = {
    "makensis": "nsis",
    "wine": "wine wine64",
    outputs.COMPILER: "gcc-mingw-w64-x86-64-win32",
    outputs.RESOURCES: "binutils-mingw-w64-x86-64",
}


def prepare() -> None:
    """See that the project's own Python and the tools are there."""
    dev.set_up("test")
    missing = [packages for tool, packages in TOOLS.items() if shutil.which(tool) is None]
    if missing:
        dev.install_by_apt(" ".join(missing).split(), "Tools of the Windows build are missing.")


def pin() -> None:
    """Write wheels.txt from the lock file."""
    sources.pin_wheels(dev.PYTHON, WORK / "cache")


def build(into: Path) -> None:
    """Fetch, lay out, compile, pack; say how long each step took."""
    began = time.monotonic()
    version, moment = project_version(), source_moment()
    stage, work, cache = WORK / "stage", WORK / "work", WORK / "cache"
    for folder in (stage, work):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
    into.mkdir(parents=True, exist_ok=True)

    say = Steps(began).say
    wheels = sources.fetch_wheels(dev.PYTHON, cache)
    python = sources.fetch_python(dev.PYTHON, cache)
    fandol = sources.fetch_fandol(dev.PYTHON, cache)
    say("fetched")
    staging.lay_python(python, stage / "python")
    for wheel in wheels:
        staging.lay_wheel(wheel, stage / "lib")
    staging.lay_project(stage / "app", fandol)
    staging.compile_catalogues(dev.PYTHON, stage / "app")
    parts = licences.take_licences(wheels, python, stage / "LICENSES")
    outputs.make_launchers(stage, work, version)
    say("laid out")
    staging.compile_modules(stage, wine_environment(WORK / "wine"))
    say("modules compiled")
    licences.write_manifest(stage, version, parts)
    staging.settle_times(stage, moment)
    archive = into / f"SmartPlanner-{version}-portable.zip"
    outputs.make_archive(stage, archive, top=f"SmartPlanner-{version}", moment=moment)
    say("portable archive")
    installer = into / f"SmartPlanner-{version}-setup.exe"
    outputs.make_installer(stage, work, installer, version=version, moment=moment)
    say("installer")
    for path in (installer, archive):
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        print(f"{path.stat().st_size / 1e6:7.1f} MB  {digest}  {path.name}")


class Steps:
    """Says what is done and after how many seconds."""

    def __init__(self, began: float) -> None:
        self._began = began

    def say(self, what: str) -> None:
        print(f"{time.monotonic() - self._began:6.1f} s  {what}", flush=True)


def project_version() -> str:
    """Return the version of the last commit."""
    text = staging.committed(("smartplanner/__init__.py",))["smartplanner/__init__.py"].decode()
    found = re.search(r'^__version__ = "(.+)"$', text, re.MULTILINE)
    if not found:
        raise sources.BuildError("smartplanner/__init__.py names no version.")
    return found.group(1)


def source_moment() -> int:
    """Return the one time that all files get: SOURCE_DATE_EPOCH, or that of the last commit; even, as .zip wants."""
    given = os.environ.get("SOURCE_DATE_EPOCH")
    if not given:
        command = ["git", "log", "-1", "--format=%ct", staging.commit()]
        given = subprocess.run(command, cwd=sources.ROOT, check=True, capture_output=True, text=True).stdout
    return int(given) // 2 * 2


def wine_environment(prefix: Path) -> dict[str, str]:
    """Return an environment in which wine keeps to *prefix*, shows nothing and asks for nothing."""
    prefix.parent.mkdir(parents=True, exist_ok=True)
    kept = {key: value for key, value in os.environ.items() if key not in ("DISPLAY", "WAYLAND_DISPLAY")}
    own = {"WINEPREFIX": str(prefix), "WINEDEBUG": "-all", "WINEDLLOVERRIDES": "mscoree,mshtml=", "LC_ALL": "C.UTF-8"}
    return kept | own
