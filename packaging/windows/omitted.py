"""What is in the packages and not in the product: one list, each entry with its reason.

Patterns are those of ``fnmatch`` (``*`` takes slashes too) over paths with slashes: below ``lib`` for what comes
from wheels, below ``python`` for the embedded Python.
"""

from __future__ import annotations

from dataclasses import dataclass
from fnmatch import fnmatchcase


@dataclass(frozen=True)
class Omission:
    """Files that are left out, why, and the exceptions from it."""

    patterns: tuple[str, ...]
    why: str
    but: tuple[str, ...] = ()

    def takes(self, path: str) -> bool:
        """Whether *path* is left out."""
        return _any(path, self.patterns) and not _any(path, self.but)


QT_MODULES = ("Core", "Gui", "Widgets", "Network", "PrintSupport", "Svg", "OpenGL", "OpenGLWidgets")
"""Of these pyqtgraph imports the last two; it draws without them."""

QT = (
    "PySide6/__init__.py",
    "PySide6/_config.py",
    "PySide6/_git_pyside_version.py",
    "PySide6/pyside6.abi3.dll",
    "PySide6/msvcp140*.dll",
    "PySide6/vcruntime140*.dll",
    *(f"PySide6/Qt{name}.pyd" for name in QT_MODULES),
    *(f"PySide6/Qt6{name}.dll" for name in QT_MODULES),
    "PySide6/plugins/platforms/qwindows.dll",
    "PySide6/plugins/platforms/qoffscreen.dll",
    "PySide6/plugins/styles/qmodernwindowsstyle.dll",
    "PySide6/plugins/iconengines/qsvgicon.dll",
    "PySide6/plugins/imageformats/qsvg.dll",
    "PySide6/plugins/imageformats/qico.dll",
    "PySide6/plugins/imageformats/qjpeg.dll",
    "PySide6/translations/qtbase_zh_CN.qm",
    "PySide6/translations/qtbase_en.qm",
)
"""What is kept of Qt."""

FROM_WHEELS = (
    Omission(("PySide6/*",), "Qt modules, plugins, tools and languages that the program does not use", QT),
    Omission(
        ("shiboken6/*",),
        "headers, build files and runtime libraries that nothing loads",
        (
            "shiboken6/*.py",
            "shiboken6/Shiboken.pyd",
            "shiboken6/shiboken6.abi3.dll",
            "shiboken6/msvcp140*.dll",
            "shiboken6/vcruntime140*.dll",
        ),
    ),
    Omission(
        ("babel/locale-data/*",),
        "languages that the program does not speak",
        tuple(f"babel/locale-data/{name}.dat" for name in ("root", "en", "en_US", "zh", "zh_Hans", "zh_Hans_CN")),
    ),
    Omission(("*/tests/*", "*/test/*", "cn2an/*_test.py", "*/conftest.py"), "tests of the libraries"),
    Omission(("sqlalchemy/testing/*", "alembic/testing/*"), "tools for tests"),
    Omission(("*.pyi", "*/py.typed", "*.pyx", "*.pxd", "*.pxi", "*.h", "*.c", "*.cpp", "*.lib", "*.cmake"), "sources"),
    Omission(("build/*", "src/*", "example/*"), "left in their wheels by mistake by cn2an and proces"),
    Omission(("numpy/f2py/*", "numpy/distutils/*", "numpy/typing/*", "numpy/_pyinstaller/*"), "tools for developers"),
    Omission(
        ("pyqtgraph/examples/*", "pyqtgraph/opengl/*", "pyqtgraph/jupyter/*", "pyqtgraph/flowchart/*"),
        "demonstrations, 3-D, notebooks",
    ),
    Omission(("pyqtgraph/icons/peegee/*",), "the mascot", ("pyqtgraph/icons/peegee/peegee.svg",)),
    Omission(("pypdfium2_cli/*",), "verbs of the library; only pypdfium2 and pypdfium2_raw (pdfium.dll) are used"),
    Omission(("PIL/_avif*", "PIL/_webp*"), "picture formats that no report holds"),
    Omission(("lxml/html/*", "lxml/objectify*", "lxml/isoschematron/*", "lxml/includes/*"), "only etree is used"),
    Omission(("reportlab/fonts/*", "reportlab/graphics/samples/*"), "fonts and samples; our own fonts are used"),
    Omission(("docx/templates/default-docx-template/*",), "the unpacked source of default.docx"),
    Omission(("*.dist-info/*",), "installer records; licences lie in LICENSES", ("*.dist-info/METADATA",)),
)

FROM_PYTHON = (
    Omission(("python.cat",), "the catalogue of signatures for administrators"),
    Omission(("_ssl.pyd", "libssl-3.dll"), "the program makes no connection"),
    Omission(("_sqlite3.pyd", "sqlite3.dll"), "sqlcipher3 brings the one SQLite"),
    Omission(("winsound.pyd",), "the program makes no sound"),
    Omission(("LICENSE.txt",), "lies in LICENSES"),
)

FROM_PROJECT = (
    Omission(("resources/samples/generator/*", "resources/samples/*.py", "resources/samples/*.txt"), "makes samples"),
    Omission(("resources/samples/truth*.json",), "what the tests expect of the samples"),
    Omission(("*.po", "*.pot"), "the compiled catalogues are taken along"),
)


def omitted(path: str, omissions: tuple[Omission, ...]) -> bool:
    """Whether one of *omissions* leaves *path* out."""
    return any(omission.takes(path) for omission in omissions)


def _any(path: str, patterns: tuple[str, ...]) -> bool:
    return any(fnmatchcase(path, pattern) for pattern in patterns)
