#!/usr/bin/env python3
"""Sets up, runs and tests SmartPlanner on a machine with nothing but Python.

    python3 packaging/dev.py run      set up if needed, make the sample book and open it (headless without a display)
    python3 packaging/dev.py test     set up if needed, check style, types and layers, run all tests
    python3 packaging/dev.py bench    print the figures of tests/bench
    python3 packaging/dev.py i18n     extract the messages and bring the catalogues up to date
    python3 packaging/dev.py lock     resolve the dependencies anew and write the lock files

Standard library only.  Everything is installed into ``.venv`` beside the project; a second call finds it there
and starts at once.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
LOCKS = {"run": "lock.txt", "test": "lock-dev.txt"}
SAMPLE = ROOT / "build" / "demo"
OLDEST = (3, 11)
TESTS_FAILED = 1
"""What pytest ends with when tests failed, and not the run itself."""
QT_PACKAGES = [
    "libegl1",
    "libgl1",
    "libopengl0",
    "libxkbcommon0",
    "libxkbcommon-x11-0",
    "libdbus-1-3",
    "libfontconfig1",
    "libglib2.0-0",
    "libxcb-cursor0",
    "libxcb-icccm4",
    "libxcb-image0",
    "libxcb-keysyms1",
    "libxcb-randr0",
    "libxcb-render-util0",
    "libxcb-shape0",
    "libxcb-xkb1",
]


def main(arguments: list[str]) -> int:
    verb = arguments[0] if arguments else "run"
    rest = arguments[1:]
    if verb not in ("run", "test", "bench", "i18n", "lock"):
        print(__doc__)
        return 0 if verb in ("-h", "--help", "help") else 2
    if sys.version_info < OLDEST:
        print(f"Python {OLDEST[0]}.{OLDEST[1]} or newer is needed; this is {sys.version.split()[0]}.", file=sys.stderr)
        return 2
    try:
        set_up("run" if verb == "run" else "test")
    except subprocess.CalledProcessError as error:
        print(f"\nSet-up failed: {' '.join(map(str, error.cmd))}", file=sys.stderr)
        return 1
    return {"run": run, "test": test, "bench": bench, "i18n": i18n, "lock": lock}[verb](rest)


# -- what the verbs do


def run(rest: list[str]) -> int:
    """Open the program on the sample book, or do the same work headless."""
    arguments = rest or ["demo", "--out", str(SAMPLE), "--keep"]
    return call([PYTHON, "-m", "smartplanner", *arguments])


def test(rest: list[str]) -> int:
    """Style, types, then all tests; stops at the first of the three that fails.

    Tests that failed beside others are run once more by themselves: what fails again is a mistake, what passes is named
    as unsteady, to be looked into, and does not hold up others on a busy machine.
    """
    if rest:
        return call([PYTHON, "-m", "pytest", *rest])
    for check in (["ruff", "check", "."], ["ruff", "format", "--check", "."], ["mypy"]):
        status = told(check)
        if status:
            return status
    status = told(["pytest", "-n", str(min(4, os.cpu_count() or 1)), "--dist", "worksteal"])
    if status != TESTS_FAILED:
        return status
    print("\nOnce more, by themselves: the tests that failed", flush=True)
    status = told(["pytest", "--last-failed", "--last-failed-no-failures", "none", "-p", "no:xdist", "-v"])
    if not status:
        print("UNSTEADY: the tests named above failed beside others and passed by themselves.", flush=True)
    return status


def told(check: list[str]) -> int:
    """Say which check comes, and make it."""
    print("$ " + " ".join(check), flush=True)
    return call([PYTHON, "-m", *check])


def bench(rest: list[str]) -> int:
    """Run the benchmarks, all or those named; they print figures and fail nothing."""
    folder = ROOT / "tests" / "bench"
    scripts = [folder / f"{name}.py" for name in rest] or sorted(folder.glob("*.py"))
    for script in scripts:
        print(f"\n== {script.stem}", flush=True)
        call([PYTHON, script])
    return 0


def i18n(_rest: list[str]) -> int:
    """Extract the messages and merge them into the catalogues; new ones come out untranslated."""
    babel = [PYTHON, "-m", "babel.messages.frontend"]
    template = ROOT / "i18n" / "messages.pot"
    settings = [
        "-F",
        "pyproject.toml",
        "-k",
        "N_",
        "--no-location",
        "--sort-output",
        "--project=SmartPlanner",
        "--omit-header",
        "-w",
        "120",
    ]
    status = call([*babel, "-q", "extract", *settings, "-o", template, "smartplanner"])
    for language in ("zh_CN", "en"):
        if status:
            return status
        catalogue = ROOT / "i18n" / language / "LC_MESSAGES" / "smartplanner.po"
        if not catalogue.exists():
            status = call([*babel, "-q", "init", "-i", template, "-o", catalogue, "-l", language])
            continue
        update = [*babel, "-q", "update", "-i", template, "-o", catalogue, "-l", language]
        status = call([*update, "-w", "120", "--no-fuzzy-matching", "--ignore-obsolete", "--ignore-pot-creation-date"])
    return status


def lock(_rest: list[str]) -> int:
    """Write the lock files from pyproject.toml; they carry versions and no addresses."""
    quietly = "--no-header --strip-extras --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-annotate"
    subprocess.run([PYTHON, "-m", "pip", "install", "-q", "pip-tools"], check=True)
    for name, extra in (("lock.txt", []), ("lock-dev.txt", ["--extra", "dev"])):
        command = [PYTHON, "-m", "piptools", "compile", "-q", "--upgrade", *quietly.split(), *extra]
        status = call([*command, "-o", ROOT / "packaging" / name, "pyproject.toml"])
        if status:
            return status
    return 0


# -- setting up


def set_up(purpose: str) -> None:
    """Make .venv and install the locked dependencies for *purpose*, unless that was done already."""
    stamp = VENV / f"set-up-{purpose}.txt"
    wanted = fingerprint(purpose)
    if stamp.exists() and stamp.read_text() == wanted and PYTHON.exists():
        return
    if not PYTHON.exists() or subprocess.run([PYTHON, "-m", "pip", "--version"], capture_output=True).returncode:
        make_venv()
    print(f"Installing what {LOCKS[purpose]} names …", flush=True)
    pip = [PYTHON, "-m", "pip", "install", "-q", "--disable-pip-version-check"]
    subprocess.run([*pip, "-r", ROOT / "packaging" / LOCKS[purpose]], check=True, cwd=ROOT)
    subprocess.run([*pip, "--no-deps", "-e", "."], check=True, cwd=ROOT)
    ensure_qt()
    stamp.write_text(wanted)


def fingerprint(purpose: str) -> str:
    """Return what the set-up depends on: the lock, the project's own file, this Python."""
    digest = hashlib.sha256(sys.version.encode())
    for path in (ROOT / "packaging" / LOCKS[purpose], ROOT / "pyproject.toml"):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def make_venv() -> None:
    """Make .venv; on a Debian without the venv package, fetch that first."""
    print("Making .venv …", flush=True)
    command = [sys.executable, "-m", "venv", "--clear", VENV]
    if subprocess.run(command).returncode == 0:
        return
    install_by_apt(
        [f"python{sys.version_info.major}.{sys.version_info.minor}-venv"], "Python's venv module is missing."
    )
    subprocess.run(command, check=True)


def ensure_qt() -> None:
    """Check that Qt loads; on Linux it needs some libraries of the system."""
    probe = [PYTHON, "-c", "import PySide6.QtWidgets"]
    found = subprocess.run(probe, capture_output=True, text=True)
    if found.returncode == 0:
        return
    if not sys.platform.startswith("linux"):
        print(found.stderr, file=sys.stderr)
        raise subprocess.CalledProcessError(found.returncode, probe)
    install_by_apt(QT_PACKAGES, "Qt needs some libraries of the system.")
    subprocess.run(probe, check=True)


def install_by_apt(packages: list[str], why: str) -> None:
    """Install Debian packages if we may, otherwise say the exact command and stop."""
    command = ["apt-get", "install", "-y", "-q", "--no-install-recommends", *packages]
    allowed = shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0
    if not allowed:
        print(f"{why} Please run:\n  sudo apt-get update && sudo {' '.join(command)}", file=sys.stderr)
        raise subprocess.CalledProcessError(1, command)
    print(why + " Installing them with apt …", flush=True)
    quiet = {"stdout": subprocess.DEVNULL, "env": {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}}
    subprocess.run(["apt-get", "update", "-q"], check=True, **quiet)
    subprocess.run(command, check=True, **quiet)


def call(command: list[object]) -> int:
    """Run a command in the project's folder and return its exit status."""
    try:
        return subprocess.run([str(part) for part in command], cwd=ROOT).returncode
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
