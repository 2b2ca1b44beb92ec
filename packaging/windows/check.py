#!/usr/bin/env python3
"""Build, install, try and remove the Windows program under wine, from an empty wine prefix; say what was seen.

    python3 packaging/windows/check.py                 build first
    python3 packaging/windows/check.py --built         take what lies in dist

Not part of the tests: it takes minutes.  Pictures and documents to look at are left in build/windows/seen.
Wine 8 is older than the Windows that the program is made for; what it lacks is put into the *prefix*, never into the
product: two small libraries (wine/*.c), an older numpy (its newer ones want crealf of a newer ucrtbase), no _wmi.pyd.
"""

from __future__ import annotations

import argparse
import os
import pwd
import shutil
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import outputs
import product
import sources
from staging import HERE

PREFIX = product.WORK / "check"
SEEN = product.WORK / "seen"
HOME = PREFIX / "drive_c" / "users" / pwd.getpwuid(os.getuid()).pw_name
INSTALLED = HOME / "AppData" / "Local" / "Programs" / "SmartPlanner"
START_MENU = HOME / "AppData" / "Roaming" / "Microsoft" / "Windows" / "Start Menu" / "Programs"
BOOKS = HOME / "Documents" / "我的 台账"
# The newest numpy that wine 8 can load, in place of the one that is shipped.
NUMPY = ("numpy==2.1.3", "--hash=sha256:747641635d3d44bcb380d950679462fae44f54b131be347d5ec2bce47d3df9ed")
STARTS = 5
PATIENCE = 120.0
PLAIN_START = "import PySide6.QtWidgets"
WINDOW_START = """
from smartplanner.base.clock import today
from smartplanner.ui.application import discard, make_application
application = make_application(("-platform", "offscreen"))
from smartplanner.ui.crash import report_bugs
from smartplanner.ui.shell import Shell
report_bugs()
shell = Shell(as_of=today())
shell.show()
shell.start_with(None)
application.processEvents()
discard(shell)
"""


class Check:
    """Collects what was seen; a failure does not keep the rest from being tried."""

    def __init__(self) -> None:
        self.failed: list[str] = []
        self.environment = product.wine_environment(PREFIX)

    def that(self, what: str, passed: object, detail: object = "") -> None:
        print(f"{'ok  ' if passed else 'FAIL'}  {what}{f': {detail}' if detail != '' else ''}", flush=True)
        if not passed:
            self.failed.append(what)

    def wine(self, *command: object, seconds: float = 600) -> subprocess.CompletedProcess[str]:
        """Run a Windows program; always through pipes, since Python under wine 8 cannot write to a plain file."""
        line = ["wine", *map(str, command)]
        ended = subprocess.run(line, env=self.environment, input=b"", capture_output=True, timeout=seconds)
        decoded = [stream.decode("utf-8", "replace").replace("\r\n", "\n") for stream in (ended.stdout, ended.stderr)]
        return subprocess.CompletedProcess(line, ended.returncode, *decoded)

    def settle(self) -> None:
        """Wait until all programs in the prefix have ended."""
        subprocess.run(["wineserver", "-w"], env=self.environment, check=True)

    def program(self, *arguments: object, seconds: float = 600) -> subprocess.CompletedProcess[str]:
        """Run a verb by the console launcher."""
        return self.wine(INSTALLED / "smartplanner.exe", *arguments, seconds=seconds)

    def registry(self, key: str) -> str:
        """Return what this user's registry says below *key*; empty if it is not there."""
        file = PREFIX / "drive_c" / "registry.reg"
        file.unlink(missing_ok=True)
        self.wine("regedit", "/E", windows(file), f"HKEY_CURRENT_USER\\{key}")
        return file.read_text("utf-16") if file.exists() else ""


def main() -> int:
    parser = argparse.ArgumentParser(description="Try the installer under wine.")
    parser.add_argument("--built", action="store_true", help="take what lies in dist")
    arguments = parser.parse_args()
    if not arguments.built:
        product.prepare()
        product.build(product.DIST)
    version = product.project_version()
    installer = product.DIST / f"SmartPlanner-{version}-setup.exe"
    check = Check()
    make_prefix(check)
    for look in (install, look_at_registration, run_program, open_by_double_click, update, measure_start, uninstall):
        print(f"\n== {look.__name__.replace('_', ' ')}", flush=True)
        attempt(check, look, installer)
    portable(check, product.DIST / f"SmartPlanner-{version}-portable.zip")
    print(f"\nTo look at: {SEEN}")
    print("All as it should be." if not check.failed else f"FAILED: {'; '.join(check.failed)}")
    return 1 if check.failed else 0


def attempt(check: Check, look: Callable[[Check, Path], None], installer: Path) -> None:
    """Carry out one group of looks; what it raises is a failure among others."""
    try:
        look(check, installer)
    except (OSError, subprocess.SubprocessError) as error:
        check.that(look.__name__, passed=False, detail=error)


def make_prefix(check: Check) -> None:
    """Make an empty wine prefix with what wine 8 lacks."""
    for folder in (PREFIX, SEEN):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
    subprocess.run(["wine", "wineboot", "-i"], env=check.environment, check=True, capture_output=True)
    check.settle()
    for source in sorted((HERE / "wine").glob("*.c")):
        target = PREFIX / "drive_c" / "windows" / "system32" / f"{source.stem}.dll"
        command = [outputs.COMPILER, "-O2", "-s", "-shared", str(source), "-o", str(target), "-ladvapi32"]
        subprocess.run(command, check=True)


def fit_to_wine(folder: Path) -> None:
    """Change the installed program as far as wine 8 needs it."""
    (folder / "python" / "_wmi.pyd").unlink(missing_ok=True)
    cache = product.WORK / "cache" / "wine"
    if not list(cache.glob("numpy-*.whl")):
        cache.mkdir(parents=True, exist_ok=True)
        requirement = cache / "numpy.txt"
        requirement.write_text(" ".join(NUMPY), "utf-8")
        sources.download(product.dev.PYTHON, ["--require-hashes", "-r", str(requirement)], cache)
    for name in ("numpy", "numpy.libs"):
        shutil.rmtree(folder / "lib" / name)
    with zipfile.ZipFile(next(cache.glob("numpy-*.whl"))) as wheel:
        wheel.extractall(folder / "lib")


# -- the looks


def install(check: Check, installer: Path) -> None:
    size = installer.stat().st_size / 1e6
    check.that("installer of at most 120 MB", size <= 120, f"{size:.1f} MB")
    began = time.monotonic()
    answer = check.wine(installer, "/S")
    check.settle()
    check.that("installs silently, as an ordinary user", answer.returncode == 0, f"{time.monotonic() - began:.0f} s")
    names = {path.name for path in INSTALLED.iterdir()} if INSTALLED.exists() else set()
    wanted = {"智城统筹.exe", "smartplanner.exe", "uninstall.exe", "MANIFEST.json", "LICENSES", "app", "lib", "python"}
    check.that("lies in the user's own programs", names == wanted, sorted(names ^ wanted) or INSTALLED.name)
    size = sum(path.stat().st_size for path in INSTALLED.rglob("*") if path.is_file()) / 1e6
    print(f"      installed {size:.0f} MB")


def look_at_registration(check: Check, _installer: Path) -> None:
    classes = "Software\\Classes"
    check.that(".splan belongs to it", '@="SmartPlanner.Book"' in check.registry(f"{classes}\\.splan"))
    command = check.registry(f"{classes}\\SmartPlanner.Book\\shell\\open\\command")
    wanted = '\\\\智城统筹.exe\\" \\"%1\\""'
    check.that("a double click opens the book", wanted in command)
    check.that("the start menu has it", (START_MENU / "智城统筹.lnk").exists())


def run_program(check: Check, _installer: Path) -> None:
    fit_to_wine(INSTALLED)
    answer = check.program("--version")
    check.that("says its version", answer.stdout.strip() == product.project_version(), answer.stdout.strip())
    began = time.monotonic()
    answer = check.program("self-test")
    print("      " + "\n      ".join(answer.stdout.strip().splitlines()))
    passed = answer.returncode == 0 and "Traceback" not in answer.stderr
    check.that("self-test", passed, f"{time.monotonic() - began:.0f} s {answer.stderr[-600:]}")
    demo = check.program("demo", "--headless", "--out", windows(BOOKS))
    made = sorted(path.name for path in BOOKS.iterdir()) if BOOKS.exists() else []
    passed = demo.returncode == 0 and "Traceback" not in demo.stderr
    check.that("demo, in a folder with Chinese and a space", passed, demo.stderr[-600:])
    check.that("pictures of the screens", sum(name.endswith(".png") for name in made) >= 5)
    check.that("briefing as Word and PDF", {".docx", ".pdf"} <= {Path(name).suffix for name in made})
    book = windows(BOOKS / "demo.splan")
    export = check.program("export", book, "task", windows(BOOKS / "督办事项.xlsx"))
    check.that("export to Excel", export.returncode == 0 and (BOOKS / "督办事项.xlsx").exists(), export.stderr[-300:])
    look_at_held_file(check, book)
    listed = check.program("list", book, "task", "--json")
    check.that("rows as JSON", listed.returncode == 0 and '"rows"' in listed.stdout, listed.stderr[-300:])
    place = check.program("new", "\\\\server\\share\\book.splan", "--json")
    check.that("no live book on a network drive, and why", '"network_place"' in place.stdout, place.stderr.strip())
    checked = check.program("check", book)
    check.that("the book is sound", checked.returncode == 0, checked.stdout.strip())
    for path in BOOKS.iterdir():
        if path.suffix != ".splan" and path.is_file():
            shutil.copy(path, SEEN)


def look_at_held_file(check: Check, book: str) -> None:
    """Write over a workbook that another program has open, as Excel or WPS would."""
    path = BOOKS / "督办事项.xlsx"
    before = path.read_bytes()
    code = "import sys, time; file = open(sys.argv[1], 'rb'); print(1, flush=True); time.sleep(60)"
    holder = start_and_wait(check, ["-c", code, windows(path)])
    refused = check.program("export", book, "task", windows(path))
    kept = path.read_bytes() == before
    check.that(
        "a workbook held by another program is left alone", refused.returncode == 3 and kept, refused.stderr.strip()
    )
    stop(check, holder)


def start_and_wait(check: Check, arguments: list[str]) -> subprocess.Popen[bytes]:
    """Start the installed Python and wait until it says something."""
    command = ["wine", str(INSTALLED / "python" / "python.exe"), *arguments]
    running = subprocess.Popen(
        command, env=check.environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    assert running.stdout is not None
    running.stdout.readline()
    return running


def stop(check: Check, running: subprocess.Popen[bytes]) -> None:
    """End what ``start_and_wait`` started."""
    running.kill()
    running.communicate()
    check.wine("taskkill", "/f", "/im", "python.exe")
    check.settle()


def open_by_double_click(check: Check, _installer: Path) -> None:
    book, lock = BOOKS / "demo.splan", BOOKS / "demo.splan.lock"
    launcher = ["wine", str(INSTALLED / "智城统筹.exe"), windows(book), "-platform", "offscreen"]
    window = subprocess.Popen(
        launcher, env=check.environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    began = time.monotonic()
    while not lock.exists() and window.poll() is None and time.monotonic() - began < PATIENCE:
        time.sleep(0.2)
    check.that("the window opens the book", lock.exists(), f"{time.monotonic() - began:.0f} s")
    time.sleep(2)
    second = check.wine(*launcher[1:], seconds=PATIENCE)
    check.that("a second double click finds that window", second.returncode == 0 and window.poll() is None)
    busy = check.program("undo", windows(book), "--json")
    check.that("a verb says who has the book", '"book_in_use"' in busy.stdout, busy.stderr.strip())
    check.wine("taskkill", "/f", "/im", "智城统筹.exe")
    window.kill()
    window.communicate()
    check.settle()
    again = check.program("check", windows(book))
    check.that("a killed window leaves a sound book", again.returncode == 0, again.stdout.strip())


def update(check: Check, installer: Path) -> None:
    (INSTALLED / "lib" / "left_over_of_an_older_version.py").write_text("", "utf-8")
    (INSTALLED / "放在程序里的.splan").write_bytes((BOOKS / "demo.splan").read_bytes())
    running = start_and_wait(check, ["-c", "import time; print(1, flush=True); time.sleep(60)"])
    refused = check.wine(installer, "/S")
    whole = (INSTALLED / "lib" / "left_over_of_an_older_version.py").exists()
    check.that("an update beside the running program changes nothing", refused.returncode and whole, refused.returncode)
    stop(check, running)
    answer = check.wine(installer, "/S")
    check.settle()
    gone = not (INSTALLED / "lib" / "left_over_of_an_older_version.py").exists()
    check.that("an update replaces the old program", answer.returncode == 0 and gone)
    check.that("and leaves a book that lies in its folder", (INSTALLED / "放在程序里的.splan").exists())
    fit_to_wine(INSTALLED)
    opened = check.program("check", windows(BOOKS / "demo.splan"))
    check.that("and opens the old book", opened.returncode == 0, opened.stdout.strip())


def measure_start(check: Check, _installer: Path) -> None:
    plain, window = (_fastest(check, ["-c", code]) for code in (PLAIN_START, WINDOW_START))
    ratio = window / plain
    check.that(
        "start to window ≤ 2.5 × that of Qt alone", ratio <= 2.5, f"{window:.2f} s / {plain:.2f} s = {ratio:.2f}"
    )


def _fastest(check: Check, arguments: Sequence[str]) -> float:
    times = []
    for _turn in range(STARTS):
        began = time.monotonic()
        answer = check.wine(INSTALLED / "python" / "python.exe", *arguments)
        times.append(time.monotonic() - began)
        if answer.returncode:
            raise OSError(answer.stderr[-800:])
    return min(times)


def uninstall(check: Check, _installer: Path) -> None:
    answer = check.wine(INSTALLED / "uninstall.exe", "/S")
    check.settle()
    left = sorted(path.name for path in INSTALLED.rglob("*")) if INSTALLED.exists() else []
    check.that("uninstalls", answer.returncode == 0 and left == ["放在程序里的.splan"], f"left there: {left}")
    check.that("the books are where they were", (BOOKS / "demo.splan").exists())
    check.that(".splan belongs to nobody", not check.registry("Software\\Classes\\.splan"))
    check.that("the start menu is as before", not (START_MENU / "智城统筹.lnk").exists())


def portable(check: Check, archive: Path) -> None:
    print("\n== portable", flush=True)
    folder = PREFIX / "drive_c" / "便携 版"
    with zipfile.ZipFile(archive) as files:
        files.extractall(folder)
    (home,) = folder.iterdir()
    fit_to_wine(home)
    answer = check.wine(home / "smartplanner.exe", "self-test")
    check.that("self-test of the portable program", answer.returncode == 0, answer.stderr[-300:])


def windows(path: Path) -> str:
    """Return a path of the prefix as Windows names it."""
    return "C:\\" + "\\".join(path.relative_to(PREFIX / "drive_c").parts)


if __name__ == "__main__":
    sys.exit(main())
