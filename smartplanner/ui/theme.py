"""One look as data: colours, spacing and sizes, and how a light or a state is drawn everywhere alike."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPalette, QPen, QPolygonF

from smartplanner.base.i18n import _
from smartplanner.base.paths import resources
from smartplanner.rules.lights import LETTERS

ACCENT = QColor("#1F5FA8")
INK = QColor("#1E2733")
MUTED = QColor("#667385")
LINE = QColor("#D9DEE5")
PAPER = QColor("#FFFFFF")
GROUND = QColor("#F3F5F8")
SELECTED = QColor("#E3EDF9")

SPACE = 8
"""The unit of all distances, in device-independent pixels."""
RADIUS = 6
ROW_HEIGHT = 30


@dataclass(frozen=True, slots=True)
class LightLook:
    """How one light is drawn: its colour, the colour of its letter, the tint behind a row, its shape."""

    colour: QColor
    letter: QColor
    tint: QColor
    shape: str


LIGHT_LOOKS: Mapping[str, LightLook] = {
    "red": LightLook(QColor("#C62828"), QColor("white"), QColor("#FBE9E7"), "square"),
    "yellow": LightLook(QColor("#F2B01E"), QColor("#3A2A00"), QColor("#FFF6DD"), "triangle"),
    "green": LightLook(QColor("#2E7D32"), QColor("white"), QColor("#E8F3E8"), "circle"),
    "blue": LightLook(QColor("#1565C0"), QColor("white"), QColor("#E5EFFA"), "circle"),
    "grey": LightLook(QColor("#8A94A3"), QColor("white"), QColor("#EEF0F3"), "diamond"),
}
"""Colour is never alone: each light has a shape and a letter as well, for print and for eyes that mix colours."""


def draw_light(painter: QPainter, light: str, box: QRectF) -> None:
    """Draw one light with its letter inside the square middle of *box*."""
    look = LIGHT_LOOKS[light]
    side = min(box.width(), box.height())
    square = QRectF(box.center().x() - side / 2, box.center().y() - side / 2, side, side)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.colour)
    painter.drawPath(_shape(look.shape, square))
    font = QFont(painter.font())
    font.setPixelSize(max(8, round(side * (0.46 if look.shape == "triangle" else 0.58))))
    font.setBold(True)
    painter.setFont(font)
    painter.setPen(look.letter)
    place = square.translated(0, side * 0.17) if look.shape == "triangle" else square
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, _(LETTERS[light]))
    painter.restore()


def _shape(name: str, square: QRectF) -> QPainterPath:
    path = QPainterPath()
    if name == "circle":
        path.addEllipse(square)
    elif name == "square":
        path.addRoundedRect(square.adjusted(1, 1, -1, -1), 3, 3)
    elif name == "triangle":
        wide = square.adjusted(-1, -1, 1, 0)
        corners = [QPointF(wide.center().x(), wide.top()), wide.bottomRight(), wide.bottomLeft()]
        path.addPolygon(QPolygonF(corners))
        path.closeSubpath()
    else:
        middle = square.center()
        corners = [
            QPointF(middle.x(), square.top()),
            QPointF(square.right(), middle.y()),
            QPointF(middle.x(), square.bottom()),
            QPointF(square.left(), middle.y()),
        ]
        path.addPolygon(QPolygonF(corners))
        path.closeSubpath()
    return path


def line_pen(width: float = 1.0) -> QPen:
    """Return the pen of borders and rules."""
    return QPen(LINE, width)


_WINDOWS_11 = 22_000
"""The build of Windows that the style of Windows 11 begins with."""


def choose_style(styles: Sequence[str], *, windows_build: int, light: bool) -> str:
    """Return which of the *styles* of Qt to draw controls in: the own one of Windows 11 there, elsewhere Fusion.

    *windows_build* is 0 on other systems.  *light* tells whether the system draws the program light: the style of
    Windows 11 follows the system and not our palette, and would write white on white where a system stays dark.
    The one of Windows 10 does not follow a palette at all.
    """
    native = "windows11" in styles and windows_build >= _WINDOWS_11 and light
    return "windows11" if native else "Fusion"


def palette() -> QPalette:
    """Return the light palette of the program."""
    made = QPalette()
    roles = QPalette.ColorRole
    for role, colour in (
        (roles.Window, GROUND),
        (roles.WindowText, INK),
        (roles.Base, PAPER),
        (roles.AlternateBase, QColor("#F8FAFC")),
        (roles.Text, INK),
        (roles.Button, QColor("#FAFBFC")),
        (roles.ButtonText, INK),
        (roles.Highlight, SELECTED),
        (roles.HighlightedText, INK),
        (roles.ToolTipBase, PAPER),
        (roles.ToolTipText, INK),
        (roles.PlaceholderText, MUTED),
        (roles.Accent, ACCENT),
        (roles.Link, ACCENT),
    ):
        made.setColor(role, colour)
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor("#A3ACB8"))
    return made


_ARROW = resources("icons", "down.svg").as_posix()
STYLE = f"""
QToolTip {{ border: 1px solid {LINE.name()}; padding: 4px; }}
QFrame#panel {{ background: {PAPER.name()}; border: 1px solid {LINE.name()}; border-radius: {RADIUS}px; }}
QLabel#heading {{ font-size: 20px; font-weight: 600; }}
QLabel#subheading {{ font-size: 15px; font-weight: 600; }}
QLabel#muted {{ color: {MUTED.name()}; }}
QLabel#figure {{ font-size: 26px; font-weight: 600; }}
QListWidget#navigation {{ background: #22324A; color: #DCE4EF; border: none; outline: 0; font-size: 14px; }}
QListWidget#navigation::item {{ padding: 6px 16px; border-left: 3px solid transparent; }}
QListWidget#navigation::item:selected {{ background: #31466A; color: white; border-left-color: #7FB2F0; }}
QListWidget#navigation::item:hover:!selected {{ background: #2A3C58; }}
QListWidget#navigation::item:disabled {{ color: #8FA1BA; padding: 10px 16px 1px 12px; font-size: 12px; }}
QTableView {{ border: 1px solid {LINE.name()}; gridline-color: {LINE.name()}; }}
QAbstractScrollArea::corner {{ background: transparent; border: none; }}
QTableCornerButton::section {{ background: #EDF1F6; border: none; border-right: 1px solid {LINE.name()};
    border-bottom: 1px solid {LINE.name()}; }}
QHeaderView::section {{ background: #EDF1F6; border: none; border-right: 1px solid {LINE.name()};
    border-bottom: 1px solid {LINE.name()}; padding: 6px 8px; font-weight: 600; }}
QPushButton {{ padding: 6px 14px; border: 1px solid #C3CBD6; border-radius: 4px; background: #FAFBFC; }}
QPushButton:hover {{ background: #EEF3F9; }}
QPushButton:pressed {{ background: #E0E8F2; }}
QPushButton:disabled {{ color: #A3ACB8; border-color: {LINE.name()}; }}
QToolButton {{ padding: 4px; border: 1px solid #C3CBD6; border-radius: 4px; background: #FAFBFC; }}
QPushButton:default {{ background: {ACCENT.name()}; color: white; border-color: {ACCENT.name()}; }}
QPushButton:default:disabled {{ background: #AEBFD6; color: white; border-color: #AEBFD6; }}
QPushButton:focus {{ border-color: {ACCENT.name()}; }}
QLineEdit, QTextEdit, QPlainTextEdit, QDateEdit, QSpinBox, QDoubleSpinBox, QComboBox {{
    border: 1px solid #C3CBD6; border-radius: 4px; padding: 4px 6px; background: white;
    selection-background-color: #BCD4F2; selection-color: {INK.name()}; }}
QLineEdit:focus, QTextEdit:focus, QPlainTextEdit:focus, QComboBox:focus {{ border-color: {ACCENT.name()}; }}
QScrollBar:vertical {{ background: transparent; width: 12px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: 12px; margin: 0; }}
QScrollBar::handle {{ background: #BCC5D1; border-radius: 4px; margin: 2px; }}
QScrollBar::handle:vertical {{ min-height: 32px; }}
QScrollBar::handle:horizontal {{ min-width: 32px; }}
QScrollBar::handle:hover {{ background: #98A5B6; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QListWidget#navigation QScrollBar:vertical {{ width: 8px; }}
QListWidget#navigation QScrollBar::handle {{ background: #4A5F80; }}
QTabWidget::pane {{ border: 1px solid {LINE.name()}; background: {PAPER.name()}; }}
QComboBox {{ padding-right: 22px; }}
QDateEdit {{ padding: 2px 22px 2px 6px; }}
QComboBox::drop-down, QDateEdit::drop-down {{ border: none; width: 22px; }}
QComboBox::down-arrow, QDateEdit::down-arrow {{ image: url("{_ARROW}"); width: 12px; height: 12px; }}
QCalendarWidget QAbstractItemView {{ border: none; selection-background-color: {ACCENT.name()};
    selection-color: white; }}
QCalendarWidget QToolButton {{ border: none; background: transparent; color: {INK.name()}; padding: 4px 8px; }}
QCalendarWidget QToolButton::menu-indicator {{ image: none; }}
QStatusBar {{ background: #EDF1F6; border-top: 1px solid {LINE.name()}; }}
"""
"""The style sheet: the few things that a palette cannot say."""
