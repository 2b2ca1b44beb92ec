"""The Windows build, as far as it can be tried without making it: what is left out, pins, licences, icons, times."""

from __future__ import annotations

import json
import re
import struct
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
WINDOWS = ROOT / "packaging" / "windows"


@pytest.fixture(autouse=True)
def _modules(monkeypatch):
    monkeypatch.setattr(sys, "path", [str(WINDOWS), str(WINDOWS.parent), *sys.path])


def test_the_pinned_wheels_are_those_of_the_lock_file():
    import sources

    pins = sources.pins(sources.PINS.read_text("utf-8"))
    assert {pin.name: pin.version for pin in pins} == sources.locked()


def test_a_file_that_is_not_the_pinned_one_stops_the_build():
    import sources

    with pytest.raises(sources.BuildError, match="FandolFang"):
        sources.check(b"something else", sources.FANDOL_SHA256, sources.FANDOL)


@pytest.mark.parametrize(
    "path",
    [
        "PySide6/Qt6Quick.dll",
        "PySide6/opengl32sw.dll",
        "PySide6/plugins/platforms/qdirect2d.dll",
        "PySide6/translations/qtbase_de.qm",
        "babel/locale-data/fr.dat",
        "numpy/_core/tests/test_multiarray.py",
        "build/lib/cn2an/cn2an.py",
        "alembic-1.20.1.dist-info/RECORD",
        "pypdfium2_cli/render.py",
    ],
)
def test_what_the_program_does_not_use_is_left_out(path):
    from omitted import FROM_WHEELS, omitted

    assert omitted(path, FROM_WHEELS)


@pytest.mark.parametrize(
    "path",
    [
        "PySide6/Qt6Core.dll",
        "PySide6/QtWidgets.pyd",
        "PySide6/plugins/platforms/qwindows.dll",
        "PySide6/plugins/styles/qmodernwindowsstyle.dll",
        "PySide6/translations/qtbase_zh_CN.qm",
        "babel/locale-data/zh_Hans_CN.dat",
        "babel/global.dat",
        "sqlalchemy/dialects/sqlite/pysqlcipher.py",
        "numpy.libs/libscipy_openblas64_-63c857e738469261263c764a36be9436.dll",
        "docx/templates/default.docx",
        "pypinyin/phrases_dict.json",
        "PIL/_imaging.cp313-win_amd64.pyd",
        "pypdfium2_raw/pdfium.dll",
        "pypdfium2_raw/bindings.py",
        "pypdfium2_raw/version.json",
        "pypdfium2/version.json",
        "pypdfium2_cfg/_shared/stl.py",
    ],
)
def test_what_the_program_uses_is_taken_along(path):
    from omitted import FROM_WHEELS, omitted

    assert not omitted(path, FROM_WHEELS)


def test_each_omission_says_why():
    from omitted import FROM_PROJECT, FROM_PYTHON, FROM_WHEELS

    assert all(omission.why for omission in (*FROM_WHEELS, *FROM_PYTHON, *FROM_PROJECT))


def test_samples_are_taken_along_without_their_generator():
    from omitted import FROM_PROJECT, omitted

    assert not omitted("resources/samples/01-市级重点任务台账.xlsx", FROM_PROJECT)
    assert omitted("resources/samples/generator/rows.py", FROM_PROJECT)
    assert not omitted("smartplanner/store/migrations/script.py.mako", FROM_PROJECT)


def test_all_that_the_program_reads_at_work_is_taken_along():
    from omitted import FROM_PROJECT, omitted

    files = [path for path in (ROOT / "resources").rglob("*") if path.is_file()]
    names = [path.relative_to(ROOT).as_posix() for path in files]
    kept = {name for name in names if not omitted(name, FROM_PROJECT)}
    for folder in ("reference", "templates", "fonts", "icons"):
        assert {name for name in names if name.startswith(f"resources/{folder}/")} <= kept
    ledgers = {name for name in names if re.match(r"resources/samples/\d\d-", name)}
    assert ledgers <= kept
    others = {name for name in kept if name.startswith("resources/samples/")} - ledgers
    assert others == {"resources/samples/README.md"}


def _wheel(folder: Path, name: str, files: dict[str, str]) -> Path:
    path = folder / f"{name}-1.0-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as archive:
        for entry, text in files.items():
            archive.writestr(entry, text)
    return path


def test_a_wheel_is_unpacked_as_pip_would_without_scripts(tmp_path):
    from staging import lay_wheel

    files = {
        "demo/__init__.py": "",
        "demo-1.0.data/purelib/more.py": "",
        "demo-1.0.data/scripts/run": "",
        "demo/a.pyi": "",
    }
    lay_wheel(_wheel(tmp_path, "demo", files), tmp_path / "lib")
    laid = sorted(
        path.relative_to(tmp_path / "lib").as_posix() for path in (tmp_path / "lib").rglob("*") if path.is_file()
    )
    assert laid == ["demo/__init__.py", "more.py"]


METADATA = "Metadata-Version: 2.4\nName: {name}\nVersion: 1.0\nLicense-Expression: MIT\n\nText"


def test_each_text_in_the_folder_of_licences_is_taken_along_whatever_it_is_called(tmp_path):
    from licences import take_licences

    metadata = {"pypdfium2-1.0.dist-info/METADATA": METADATA.format(name="pypdfium2")}
    wheel = _wheel(tmp_path, "pypdfium2", metadata | {"pypdfium2-1.0.dist-info/licenses/BUILD/freetype.txt": "FTL"})
    parts = take_licences([wheel], {"LICENSE.txt": b"PSF"}, tmp_path / "LICENSES")
    assert (tmp_path / "LICENSES" / "pypdfium2-1.0" / "BUILD_freetype.txt").read_text("utf-8") == "FTL"
    assert "pypdfium2" in {part.name for part in parts}


def test_every_part_brings_a_licence_text(tmp_path):
    from licences import take_licences

    demo = {"demo-1.0.dist-info/METADATA": METADATA.format(name="Demo"), "demo-1.0.dist-info/licenses/LICENSE": "Terms"}
    calendar = {"chinesecalendar-1.0.dist-info/METADATA": METADATA.format(name="chinesecalendar")}
    wheels = [_wheel(tmp_path, "demo", demo), _wheel(tmp_path, "chinesecalendar", calendar)]
    parts = take_licences(wheels, {"LICENSE.txt": b"PSF"}, tmp_path / "LICENSES")
    for part in parts[:3]:
        assert part.licence
        assert part.files
        assert all((tmp_path / "LICENSES" / name).stat().st_size for name in part.files)
    assert (tmp_path / "LICENSES" / "demo-1.0" / "LICENSE").read_text() == "Terms"
    assert "Permission is hereby granted" in (tmp_path / "LICENSES" / "chinesecalendar-1.0" / "LICENSE.txt").read_text()


def test_a_part_without_a_licence_text_stops_the_build(tmp_path):
    from licences import take_licences
    from sources import BuildError

    bare = {"bare-1.0.dist-info/METADATA": METADATA.format(name="Bare"), "bare/__init__.py": ""}
    with pytest.raises(BuildError, match="bare"):
        take_licences([_wheel(tmp_path, "bare", bare)], {"LICENSE.txt": b"PSF"}, tmp_path / "LICENSES")


def test_what_is_inside_sqlcipher_and_qt_is_licensed_by_its_own_words(tmp_path):
    from licences import take_licences

    for name in ("sqlcipher3", "PySide6-Essentials"):
        wheel = _wheel(tmp_path, name, {f"{name}-1.0.dist-info/METADATA": METADATA.format(name=name)})
        take_licences([wheel], {"LICENSE.txt": b"PSF"}, tmp_path / "LICENSES")
    folder = tmp_path / "LICENSES"
    assert "ZETETIC" in (folder / "sqlcipher3-1.0" / "SQLCipher-LICENSE.txt").read_text()
    assert "Apache License" in (folder / "sqlcipher3-1.0" / "OpenSSL-LICENSE.txt").read_text()
    assert {"NOTICE.txt", "LGPL-3.0.txt", "GPL-3.0.txt"} <= {
        path.name for path in (folder / "pyside6-essentials-1.0").iterdir()
    }


def test_the_manifest_names_every_file_with_its_sum(tmp_path):
    from licences import write_manifest

    (tmp_path / "lib").mkdir()
    (tmp_path / "lib" / "a.txt").write_text("a")
    write_manifest(tmp_path, "1.2", [])
    manifest = json.loads((tmp_path / "MANIFEST.json").read_text("utf-8"))
    assert manifest["version"] == "1.2"
    digest = "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb"
    assert manifest["files"] == [{"path": "lib/a.txt", "size": 1, "sha256": digest}]


def test_two_archives_of_one_folder_are_the_same_whenever_its_files_were_written(tmp_path):
    from outputs import make_archive

    results = []
    for turn, names in enumerate((["b.txt", "a.txt", "中文/c.txt"], ["中文/c.txt", "a.txt", "b.txt"])):
        stage = tmp_path / str(turn)
        for name in names:
            (stage / name).parent.mkdir(parents=True, exist_ok=True)
            (stage / name).write_text(name, "utf-8")
        make_archive(stage, tmp_path / f"{turn}.zip", top="程序", moment=1_700_000_000)
        results.append((tmp_path / f"{turn}.zip").read_bytes())
    assert results[0] == results[1]


def test_a_version_becomes_the_four_numbers_of_windows():
    from outputs import numbers

    assert numbers("0.1.0") == "0,1,0,0"
    assert numbers("12.3.4rc1") == "12,3,4,1"


@pytest.mark.parametrize("name", ["smartplanner", "book"])
def test_the_icons_hold_every_size_that_windows_shows(name):
    content = (ROOT / "resources" / "icons" / f"{name}.ico").read_bytes()
    _reserved, kind, count = struct.unpack_from("<HHH", content)
    entries = [struct.unpack_from("<BBBBHHII", content, 6 + 16 * number) for number in range(count)]
    assert kind == 1
    assert {entry[0] or 256 for entry in entries} >= {16, 24, 32, 48, 256}
    assert all(offset + size <= len(content) for *_rest, size, offset in entries)


def test_the_launcher_is_ready_for_long_paths_and_many_screens():
    manifest = (WINDOWS / "launcher" / "launcher.manifest").read_text("utf-8")
    assert re.search(r"longPathAware[^>]*>true<", manifest)
    assert "PerMonitorV2" in manifest
    assert 'level="asInvoker"' in manifest


def test_the_installer_asks_for_no_administrator_and_removes_only_its_own_folders():
    script = (WINDOWS / "installer.nsi").read_text("utf-8")
    assert "RequestExecutionLevel user" in script
    assert "HKLM" not in script
    removed = re.findall(r'RMDir /r "([^"]+)"', script)
    assert removed == [rf"$INSTDIR\{name}" for name in ("app", "lib", "python", "LICENSES")]


def test_nothing_made_for_wine_is_part_of_the_product():
    for name in ("product.py", "staging.py", "outputs.py"):
        assert "icuuc" not in (WINDOWS / name).read_text("utf-8")
