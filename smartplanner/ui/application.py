"""Starts Qt: fonts that the program brings where the system has none, the language, the look."""

from __future__ import annotations

import atexit
import json
import os
import sys
from collections.abc import Sequence

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QLibraryInfo, QLocale, Qt, QTranslator
from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from smartplanner.base.i18n import _, use_language
from smartplanner.base.memory import set_apart
from smartplanner.base.paths import resources
from smartplanner.base.settings import load_settings
from smartplanner.ui.qt_words import MissingWords
from smartplanner.ui.theme import LookSwitch
from smartplanner.ui.tidying import Tidying

_TRANSLATOR = "words_of_qt"
_WITHOUT_CLIPBOARD = ("offscreen", "minimal")
"""Platforms of Qt that draw into memory."""
_TURN = 0.0001
"""Seconds that work on another thread may go on while the window waits for its turn.  To paint one page asks Python
a hundred times; with Python's own 5 ms for each the window would stand still for half a second.  Shorter turns than
this one take more from the work than they give to the window."""
SYSTEM_FONTS = ("Microsoft YaHei UI", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC")


def make_application(arguments: Sequence[str] = ()) -> QApplication:
    """Return the one QApplication of this process, made with the program's look."""
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    application = QApplication([sys.argv[0], *arguments])
    sys.setswitchinterval(_TURN)
    let_sources_be()
    # The modules loaded so far stay as long as the program; each search for garbage among them takes 60 ms.
    set_apart()
    application.setApplicationName("SmartPlanner")
    application.setFont(_font())
    settings = load_settings()
    switch = LookSwitch(application, own_style="-style" not in arguments)
    switch.put_on(settings.look, text_size=settings.text_size)
    # Who starts the program from a command line may ask for a language there.
    speak(application, os.environ.get("SMARTPLANNER_LANGUAGE", settings.language))
    watch_session_end(application)
    Tidying(application)
    atexit.register(_let_go_of_clipboard)
    return application


def let_sources_be() -> None:
    """Keep PySide from reading the source of each module that is imported, and from keeping its lines in memory.

    It looks in them for its own name, to know where names in snake_case may be asked for (``__feature__``).  Nobody
    asks for those here, and the search takes a fifth of the time in which the program is loaded.
    """
    feature = sys.modules.get("shibokensupport.feature")
    if hasattr(feature, "_mod_uses_pyside"):
        setattr(feature, "_mod_uses_pyside", lambda _module: False)  # noqa: B010 - mypy knows no such name


def watch_session_end(application: QApplication) -> None:
    """Keep what stands unsaved in open forms when the system ends the session."""
    # Directly: when the signal returns the system takes the program for ready to be ended.
    application.commitDataRequest.connect(_keep_forms, Qt.ConnectionType.DirectConnection)


def discard(window: QWidget) -> None:
    """Close a top window and destroy it now, with all that waits to be deleted, before Qt itself goes."""
    window.close()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    shiboken6.delete(window)


def _let_go_of_clipboard() -> None:
    """Empty the clipboard that Qt plays where there is none, while Python is there: it would free our data after it.

    That would end the process with a fault.  A real clipboard belongs to the system, which keeps what is on it or not.
    """
    if QGuiApplication.platformName() in _WITHOUT_CLIPBOARD:
        QGuiApplication.clipboard().clear()


def _keep_forms() -> None:
    """The session ends: keep what stands unsaved in open forms.  Without a form its module need not be loaded."""
    if "smartplanner.ui.record_form" in sys.modules:
        from smartplanner.ui.session_end import keep_forms

        keep_forms()


def _font() -> QFont:
    """Return a font with Chinese: the system's own where there is one, else the one that we bring."""
    installed = set(QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese))
    for family in SYSTEM_FONTS:
        if family in installed:
            return QFont(family, 10)
    family = _bundled_family() or next(iter(sorted(installed)), "")
    font = QFont(family, 10)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def _bundled_family() -> str:
    index = resources("fonts", "fonts.json")
    if not index.exists():
        return ""
    entry = json.loads(index.read_text("utf-8"))["hei"]
    # Its bytes, not its path: on Windows Qt may open the path in a code page that lacks the letters of a folder's name.
    number = QFontDatabase.addApplicationFontFromData(resources("fonts", entry["file"]).read_bytes())
    families = QFontDatabase.applicationFontFamilies(number) if number >= 0 else []
    return families[0] if families else ""


def speak(application: QApplication, name: str) -> None:
    """Let the program and Qt's own buttons speak the language *name*; what is on screen is to be made anew."""
    use_language(name)
    application.setApplicationDisplayName(_("SmartPlanner"))
    for old in application.findChildren(QTranslator, _TRANSLATOR):
        application.removeTranslator(old)
        old.deleteLater()
    if name.startswith("zh"):
        rest = MissingWords(application)
        rest.setObjectName(_TRANSLATOR)
        application.installTranslator(rest)  # first, for the one that is installed last is asked first
    translator = QTranslator(application)
    translator.setObjectName(_TRANSLATOR)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load(QLocale(name), "qtbase", "_", folder):
        application.installTranslator(translator)
    QLocale.setDefault(QLocale(name))
