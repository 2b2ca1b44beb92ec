"""Which style the controls are drawn in: that of Windows 11 where it fits our look, Fusion elsewhere."""

import pytest
from PySide6.QtWidgets import QDialogButtonBox, QLabel, QTabWidget

from smartplanner.ui.theme import LIGHT, apply_look, choose_style

OF_WINDOWS = ("windows11", "windowsvista", "Windows", "Fusion")
OF_LINUX = ("Windows", "Fusion")


@pytest.mark.parametrize(
    ("styles", "build", "fits", "expected"),
    [
        (OF_WINDOWS, 22_631, True, "windows11"),
        (OF_WINDOWS, 22_631, False, "Fusion"),
        (OF_WINDOWS, 19_045, True, "Fusion"),
        (OF_LINUX, 22_631, True, "Fusion"),
        (OF_LINUX, 0, True, "Fusion"),
    ],
)
def test_controls_look_native_only_where_they_stay_readable(styles, build, fits, expected):
    assert choose_style(styles, windows_build=build, fits=fits) == expected


def test_buttons_of_dialogs_bear_words_and_no_pictures_of_the_desktop(qapp, qtbot):
    apply_look(qapp, LIGHT)
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel)
    qtbot.addWidget(box)
    assert all(button.icon().isNull() for button in box.buttons())


def test_no_line_stands_above_tabs(qapp, qtbot):
    apply_look(qapp, LIGHT)
    tabs = QTabWidget()
    qtbot.addWidget(tabs)
    tabs.setDocumentMode(True)
    tabs.addTab(QLabel(), "A")
    tabs.show()
    assert not tabs.tabBar().drawBase()
