"""What is looked at in the installed program, one group of looks per function."""

from __future__ import annotations

import shutil
import subprocess
import time
import zipfile
from pathlib import Path

import product
from prefix import BOOKS, INSTALLED, OLDER, PREFIX, SEEN, START_MENU, Check, fit_to_wine, windows

PATIENCE = 120.0
# Whatever one of our modules needs of the libraries was taken along.
EVERY_MODULE = """
import importlib, pkgutil
import smartplanner
from smartplanner.ui.application import make_application
application = make_application(("-platform", "offscreen"))
names = [found.name for found in pkgutil.walk_packages(smartplanner.__path__, "smartplanner.")]
for name in names:
    if not name.endswith(".__main__") and ".migrations." not in name:  # those Alembic runs, the self-test too
        importlib.import_module(name)
print(len(names))
"""
# An empty book as the first version of the tables has it.
OLD_BOOK = """
import sys
from pathlib import Path
from smartplanner.store import migrations
from smartplanner.store.engine import APPLICATION_ID, make_engine, writing
from smartplanner.store.tables import metadata
engine = make_engine(Path(sys.argv[1]), mode="rwc")
with writing(engine) as connection:
    connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
    migrations.upgrade(connection, to="0001")
    rows = [{"key": key, "value": key} for key in ("book", "site", "made")]
    connection.execute(metadata().tables["book"].insert(), rows)
engine.dispose()
"""


def install_older(check: Check, installer: Path) -> None:
    """Install an earlier version and make a book with it; the looks that follow update it."""
    answer = check.wine(installer, "/S")
    check.settle()
    fit_to_wine(INSTALLED)
    version = check.program("--version").stdout.strip()
    check.that("installs", answer.returncode == 0, version)
    made = check.program("demo", "--headless", "--out", windows(OLDER))
    check.that("makes a book", made.returncode == 0, made.stderr[-300:])


def open_older_book(check: Check, book: Path, what: str) -> None:
    """Open a book of an earlier version by a verb that writes: it is copied first, then brought to this version."""
    opened = check.program("undo", windows(book), "--json")
    copies = sorted(path.name for path in book.parent.glob(f"{book.stem}.v*.backup.splan"))
    sound = check.program("check", windows(book))
    detail = f"{copies} {opened.stderr.strip()[-300:]} {sound.stdout.strip()}"
    check.that(f"{what} is opened after a verified copy", sound.returncode == 0 and len(copies) == 1, detail)


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
    alone = PREFIX / "drive_c" / "只有它" / "smartplanner.exe"
    alone.parent.mkdir()
    shutil.copy(INSTALLED / "smartplanner.exe", alone)
    answer = check.wine(alone, "--version")
    check.that(
        "a program without its files says so", answer.returncode == 1 and "重新安装" in answer.stderr, answer.stderr
    )
    began = time.monotonic()
    answer = check.program("self-test")
    print("      " + "\n      ".join(answer.stdout.strip().splitlines()))
    passed = answer.returncode == 0 and "Traceback" not in answer.stderr
    check.that("self-test", passed, f"{time.monotonic() - began:.0f} s {answer.stderr[-600:]}")
    loaded = check.wine(INSTALLED / "python" / "python.exe", "-c", EVERY_MODULE)
    check.that("every module can be loaded", loaded.returncode == 0, loaded.stdout.strip() + loaded.stderr[-600:])
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
    """Write over a workbook that another program has open, as Excel or WPS would, which say so in a file beside it."""
    path, person = BOOKS / "督办事项.xlsx", "某处室甲"
    before = path.read_bytes()
    owner = path.with_name(f"~${path.name}")
    narrow, wide = person.encode("gbk"), person.encode("utf-16-le")
    head = bytes([len(narrow)]) + narrow.ljust(54) + len(person).to_bytes(2, "little")
    owner.write_bytes(head + wide.ljust(108, b"\0"))
    code = "import sys, time; file = open(sys.argv[1], 'rb'); print(1, flush=True); time.sleep(60)"
    holder = start_and_wait(check, ["-c", code, windows(path)])
    refused = check.program("export", book, "task", windows(path))
    kept = path.read_bytes() == before and refused.returncode == 3
    what = "a workbook held by another program is left alone, and the refusal names who has it"
    check.that(what, kept and person in refused.stderr, refused.stderr.strip())
    stop(check, holder)
    owner.unlink()


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
    check.that("and opens the book", opened.returncode == 0, opened.stdout.strip())
    old = BOOKS / "最早的账本.splan"
    made = check.wine(INSTALLED / "python" / "python.exe", "-c", OLD_BOOK, windows(old))
    check.that("a book as the first version made it", made.returncode == 0, made.stderr[-300:])
    open_older_book(check, old, "a book of the first version")
    if (OLDER / "demo.splan").exists():
        open_older_book(check, OLDER / "demo.splan", "the book of the program that was updated")


def try_names(check: Check, _installer: Path) -> None:
    """Names that Windows writes in several ways, and long ones."""
    book = windows(BOOKS / "demo.splan")
    for what, name in (
        ("in capitals", book.replace("demo.splan", "DEMO.SPLAN")),
        ("with slashes", book.replace("\\", "/")),
    ):
        listed = check.program("check", name)
        check.that(f"a name {what} is the same book", listed.returncode == 0, listed.stderr[-200:])
    long = BOOKS / ("很长的文件夹名" * 8) / ("另一个很长的文件夹名" * 8) / ("第三个长名" * 16)
    long.mkdir(parents=True)
    path = windows(long / "book.splan")
    made = check.program("new", path)
    text = f"{len(path)} characters, exit {made.returncode} {made.stderr.strip()[-200:]}"
    check.that("a long path is used, or refused in words", made.returncode in (0, 3), text)


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
