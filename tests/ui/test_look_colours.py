"""Every look can be read: contrasts are measured (WCAG 2), and colours are written down in one place only."""

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QColor

from smartplanner.ui import theme
from smartplanner.ui.theme import LIGHT_LOOKS, LOOK_NAMES, tokens

UI = Path(theme.__file__).parents[1]
TEXT, BORDER = 4.5, 3.0

ON_PLAIN_GROUNDS = (
    "INK", "MUTED", "FAINT", "ACCENT", "LINK", "ERROR", "WARNING", "GOOD", "NEWS", "SUMMARY_INK", "CRITICAL", "AS_OF",
    "OPEN_INK",
)  # fmt: skip
PLAIN_GROUNDS = ("PAPER", "GROUND", "ALTERNATE")
TEXTS = {
    "INK": (
        "HEADER", "GROUP_GROUND", "SELECTED", "SELECTED_TEXT_GROUND", "HOVER", "PRESSED", "CONTROL", "ERROR_TINT",
        "ERROR_FIELD", "WARNING_TINT", "GOOD_TINT", "CHANGED_TINT", "NOTE_TINT", "COLUMN", "LANE", "TARGET", "FULL",
        "REFUSED_GROUND", "FREE_DAY", "REACHED", "TO_COME",
    ),
    "MUTED": ("HEADER", "GROUP_GROUND", "SELECTED", "CONTROL", "COLUMN", "TO_COME", "NOTE_TINT"),
    "ERROR": ("ERROR_TINT", "ERROR_FIELD", "SELECTED", "CONTROL"),
    "WARNING": ("WARNING_TINT", "SELECTED"),
    "GOOD": ("GOOD_TINT",),
    "CRITICAL": ("GROUP_GROUND", "SELECTED"),
    "ON_ACCENT": ("ACCENT",),
    "FULL_INK": ("FULL",),
    "REFUSED_INK": ("REFUSED_GROUND",),
    "NAVIGATION_INK": ("NAVIGATION", "NAVIGATION_HOVER"),
    "NAVIGATION_HEADING": ("NAVIGATION", "NAVIGATION_HOVER"),
    "NAVIGATION_SELECTED_INK": ("NAVIGATION_SELECTED",),
    "NOTICE_INK": ("NOTICE_REFUSAL", "NOTICE_WARNING", "NOTICE_NEWS"),
    "PALE": ("NIGHT",),
    "ON_NIGHT": ("NIGHT", "NOTICE_REFUSAL"),
    "ON_SIGN": ("ERROR", "WARNING", "GOOD", "NEWS", "MUTED"),
}  # fmt: skip
"""Which letters stand on which grounds, besides the plain ones."""
SIGNS = {
    "EDGE": (*PLAIN_GROUNDS, "CONTROL"),
    "ACCENT": (*PLAIN_GROUNDS, "CONTROL", "SELECTED"),
    "PLANNED": ("PAPER",),
    "CHART_LINK": ("PAPER",),
    "CRITICAL": ("PAPER",),
    "NAVIGATION_MARK": ("NAVIGATION", "NAVIGATION_SELECTED"),
}
"""Borders, lines and signs that mean something, and what they stand on."""


@pytest.fixture(params=LOOK_NAMES)
def look(request):
    before = theme.worn()
    theme.wear(request.param)
    yield request.param
    theme.wear(before)


def luminance(colour: QColor) -> float:
    def linear(share: float) -> float:
        return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(share) for share in (colour.redF(), colour.greenF(), colour.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: QColor, other: QColor) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def too_pale(pairs, least):
    measured = {(ink, ground): contrast(getattr(tokens, ink), getattr(tokens, ground)) for ink, ground in pairs}
    return {pair: round(value, 2) for pair, value in measured.items() if value < least}


def test_all_letters_can_be_read_on_their_grounds(look):
    pairs = [(ink, ground) for ink in ON_PLAIN_GROUNDS for ground in PLAIN_GROUNDS]
    pairs += [(ink, ground) for ink, grounds in TEXTS.items() for ground in grounds]
    assert too_pale(pairs, TEXT) == {}


def test_borders_and_signs_stand_out_from_their_grounds(look):
    assert too_pale([(sign, ground) for sign, grounds in SIGNS.items() for ground in grounds], BORDER) == {}


@pytest.mark.parametrize("light", LIGHT_LOOKS)
def test_a_light_its_letter_and_its_words_can_be_read(look, light):
    drawn = LIGHT_LOOKS[light]
    assert contrast(drawn.letter, drawn.colour) >= TEXT
    assert contrast(theme.INK, drawn.tint) >= TEXT
    assert contrast(drawn.ink, drawn.tint) >= TEXT
    for ground in (theme.PAPER, theme.GROUND, theme.COLUMN, drawn.tint):
        assert contrast(drawn.edge, ground) >= BORDER


def test_lights_differ_by_shape_and_letter_not_by_colour_alone():
    from smartplanner.rules.lights import LETTERS

    assert len({LETTERS[light] for light in LIGHT_LOOKS}) == len(LIGHT_LOOKS)
    shapes = [drawn.shape for drawn in LIGHT_LOOKS.values()]
    assert shapes.count("circle") == 2  # green and blue: both good; the letter tells them apart
    assert len(set(shapes)) == len(shapes) - 1


def test_a_token_stays_one_object_when_the_look_changes():
    ink, value = theme.INK, theme.INK.name()
    theme.wear("dark")
    try:
        assert theme.INK is ink
        assert ink.name() != value
        with theme.paper():
            assert ink.name() == value
        assert theme.worn() == "dark"
    finally:
        theme.wear("light")
    assert ink.name() == value


ALLOWED = {
    "ui/theme/tokens.py": "the one place of colours",
    "ui/pasting.py": "drawn by its own marks until the paste goes through the grid",
}
_COLOUR = re.compile(
    r"""["'][^"'\n]*\#[0-9A-Fa-f]{6}\b                        # as a style sheet writes it
    | QColor\(\s*["'\d]                                      # made by name or by numbers
    | GlobalColor\.(?!transparent)                           # one of Qt's own
    | \b(?:color|background|border)[^;"']*\b(?:white|black|red|gr[ae]y)\b""",
    re.VERBOSE,
)


def test_colours_are_written_down_in_the_theme_only():
    found = {}
    for path in UI.rglob("*.py"):
        name = f"ui/{path.relative_to(UI).as_posix()}"
        hits = [line.strip() for line in path.read_text("utf-8").splitlines() if _COLOUR.search(line)]
        if hits and name not in ALLOWED:
            found[name] = hits
    assert found == {}


def test_no_colour_is_copied_while_a_module_is_loaded():
    """A pen, a brush or a style made then would keep the first look for ever."""
    names = "|".join(name for name, value in vars(tokens).items() if isinstance(value, QColor))
    copied = re.compile(
        rf"^[A-Za-z_][^=\n]*=.*(?:QPen|QBrush|QColor|\.darker|\.lighter|name\(\)).*\b(?:{names})\b", re.M
    )
    styled = re.compile(rf"^\s*[^#\n]*\{{(?:{names})\.name\(\)\}}", re.M)
    found = [path.name for path in UI.rglob("*.py") if copied.search(path.read_text("utf-8"))]
    found += [
        path.name
        for path in UI.rglob("*.py")
        if any(not match.group().startswith(" ") for match in styled.finditer(path.read_text("utf-8")))
    ]
    assert found == []


FOCUSABLE = (
    "QPushButton", "QToolButton", "QLineEdit", "QTextEdit", "QPlainTextEdit", "QComboBox", "QDateEdit", "QSpinBox",
    "QDoubleSpinBox", "QCheckBox", "QRadioButton", "QTableView", "QTreeView", "QListView", "QTabBar", "QSlider",
    "QHeaderView", "QTextBrowser",
)  # fmt: skip


@pytest.mark.parametrize("control", FOCUSABLE)
def test_a_control_shows_that_it_has_the_keyboard(look, control):
    sheet = theme.style()
    rules = re.findall(rf"(?:^|[,\s}}]){control}(?:::tab)?:focus[^{{]*{{([^}}]*)}}", sheet)
    assert any(theme.ACCENT.name() in rule for rule in rules)


@pytest.mark.parametrize("size", [90, 100, 150])
def test_the_style_sheet_has_no_gaps_at_any_size(look, size):
    sheet = theme.style(size)
    assert "{" in sheet
    assert "{{" not in sheet
    assert sheet.count("{") == sheet.count("}")
