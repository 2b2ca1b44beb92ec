"""Who may import whom, as declared in pyproject.toml, and who may write."""

import re
import tomllib
from pathlib import Path

from importlinter.cli import lint_imports

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "smartplanner"


def test_every_import_contract_is_kept(monkeypatch, capsys):
    monkeypatch.chdir(ROOT)
    assert lint_imports(no_cache=True) == 0, capsys.readouterr().out


def test_nobody_but_the_journal_and_the_store_opens_a_writing_transaction():
    writers = {
        str(path.relative_to(PACKAGE))
        for path in PACKAGE.rglob("*.py")
        if re.search(r"\.book\.write\(|\bwriting\(|\.begin\(\)", path.read_text("utf-8"))
    }
    assert {name.split("/")[0] for name in writers} <= {"journal", "store"}


def test_every_package_says_in_its_docstring_what_it_is_for():
    silent = [
        str(path.parent.relative_to(ROOT))
        for path in PACKAGE.rglob("__init__.py")
        if not path.read_text("utf-8").lstrip().startswith('"""')
    ]
    assert silent == []


def test_the_readme_names_every_package_and_both_commands():
    readme = (ROOT / "README.md").read_text("utf-8")
    packages = [path.name for path in PACKAGE.iterdir() if (path / "__init__.py").exists()]
    assert [name for name in packages if f"`{name}`" not in readme] == []
    assert "python3 packaging/dev.py run" in readme
    assert "python3 packaging/dev.py test" in readme


def test_the_lock_files_pin_every_dependency_and_carry_no_address():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    lock = (ROOT / "packaging" / "lock.txt").read_text("utf-8").casefold()
    assert "://" not in lock
    for dependency in project["dependencies"]:
        name = re.split(r"[>=<]", dependency)[0].casefold()
        assert f"{name}==" in lock


def test_the_top_level_holds_what_the_house_rules_name():
    allowed = {
        "pyproject.toml", "README.md", "LICENSE", "smartplanner", "resources", "i18n", "tests", "packaging",
        ".ci", ".gitignore", ".gitattributes", ".git",
    }  # fmt: skip
    built = {".venv", "build", "dist", ".pytest_cache", ".mypy_cache", ".ruff_cache", ".hypothesis"}
    built.add(".import_linter_cache")
    found = {path.name for path in ROOT.iterdir()} - built
    assert {name for name in found if not name.endswith(".egg-info")} <= allowed
    assert not (ROOT / "packaging" / "__init__.py").exists()
