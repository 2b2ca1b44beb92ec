"""The palette and the style sheet of the look that is worn: all that is not painted by hand."""

from __future__ import annotations

from PySide6.QtGui import QColor, QPalette, QPen

from smartplanner.base.paths import resources
from smartplanner.ui.theme import tokens
from smartplanner.ui.theme.tokens import (
    ACCENT,
    ALTERNATE,
    CONTROL,
    DISABLED_INK,
    GROUND,
    INK,
    LINE,
    LINK,
    MUTED,
    PAPER,
    SELECTED,
    worn,
)

SPACE = 8
"""The unit of all distances, in device-independent pixels."""
RADIUS = 6
ROW_HEIGHT = 30


def line_pen(width: float = 1.0) -> QPen:
    """Return the pen of borders and rules."""
    return QPen(LINE, width)


def palette() -> QPalette:
    """Return the palette of the look that is worn."""
    made = QPalette(CONTROL, GROUND)
    roles = QPalette.ColorRole
    for role, colour in (
        (roles.Window, GROUND),
        (roles.WindowText, INK),
        (roles.Base, PAPER),
        (roles.AlternateBase, ALTERNATE),
        (roles.Text, INK),
        (roles.Button, CONTROL),
        (roles.ButtonText, INK),
        (roles.BrightText, INK),
        (roles.Highlight, SELECTED),
        (roles.HighlightedText, INK),
        (roles.ToolTipBase, PAPER),
        (roles.ToolTipText, INK),
        (roles.PlaceholderText, MUTED),
        (roles.Accent, ACCENT),
        (roles.Link, LINK),
        (roles.LinkVisited, LINK),
    ):
        made.setColor(role, colour)
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, DISABLED_INK)
    return made


def style(text_size: int = 100) -> str:
    """Return the style sheet: the few things that a palette cannot say.  *text_size* is in per cent."""
    values = {name.lower(): _css(value) for name, value in vars(tokens).items() if isinstance(value, QColor)}
    sizes = {f"px{size}": f"{round(size * text_size / 100)}px" for size in (12, 14, 15, 20, 26)}
    signs = {name: resources("icons", f"{name}-{worn()}.svg").as_posix() for name in ("down", "up", "check")}
    return _SHEET.format(**values, **sizes, radius=RADIUS, **signs)


def _css(colour: QColor) -> str:
    channels = (colour.red(), colour.green(), colour.blue(), colour.alpha())
    return colour.name() if colour.alpha() == 255 else f"rgba{channels}"


_SHEET = """
QToolTip {{ border: 1px solid {edge}; padding: 4px; background: {paper}; color: {ink}; }}
QDialogButtonBox {{ dialogbuttonbox-buttons-have-icons: 0; }}
QFrame#bubble {{ background: {paper}; border: 2px solid {accent}; border-radius: {radius}px; }}
QFrame#panel {{ background: {paper}; border: 1px solid {line}; border-radius: {radius}px; }}
QLabel#heading {{ font-size: {px20}; font-weight: 600; }}
QLabel#subheading {{ font-size: {px15}; font-weight: 600; }}
QLabel#muted {{ color: {muted}; }}
QLabel#problem, QLabel[tone="error"] {{ color: {error}; }}
QLabel[tone="warning"] {{ color: {warning}; }}
QLabel[tone="muted"] {{ color: {muted}; }}
QLabel[notice] {{ color: {notice_ink}; border-radius: 6px; padding: 10px 16px; }}
QLabel[notice="refusal"] {{ background: {notice_refusal}; }}
QLabel[notice="warning"] {{ background: {notice_warning}; }}
QLabel[notice="news"] {{ background: {notice_news}; }}
QLabel#figure {{ font-size: {px26}; font-weight: 600; }}
QFrame#side, QFrame#side QWidget {{ background: {navigation}; }}
QListWidget#navigation {{ background: {navigation}; color: {navigation_ink}; border: none; outline: 0;
    font-size: {px14}; }}
QListWidget#navigation:focus {{ border: none; }}
QListWidget#navigation::item {{ padding: 5px 12px; border-left: 3px solid transparent; }}
QListWidget#navigation[narrow="true"]::item {{ padding: 5px 0 5px 11px; }}
QListWidget#navigation::item:selected {{ background: {navigation_selected}; color: {navigation_selected_ink};
    border-left-color: {navigation_mark}; }}
QListWidget#navigation::item:selected:focus {{ border: 1px solid {navigation_mark};
    border-left: 3px solid {navigation_mark}; }}
QListWidget#navigation::item:hover:!selected {{ background: {navigation_hover}; }}
QToolButton#narrower {{ background: {navigation}; color: {navigation_heading}; border: 1px solid transparent;
    border-radius: 0; padding: 7px 12px; text-align: left; }}
QToolButton#narrower:hover {{ background: {navigation_hover}; }}
QToolButton#narrower:focus {{ border-color: {navigation_mark}; }}
QToolBar#tools {{ background: {ground}; border: none; border-bottom: 1px solid {line};
    padding: 2px 6px; spacing: 2px; }}
QToolBar#tools QToolButton {{ border: 1px solid transparent; background: transparent; padding: 4px 7px; }}
QToolBar#tools QToolButton:hover {{ background: {hover}; border-color: {line}; }}
QToolBar#tools QToolButton:pressed {{ background: {pressed}; }}
QToolBar#tools QToolButton#qt_toolbar_ext_button {{ padding: 0; background: {control}; border-color: {edge}; }}
QToolBar#tools QToolButton:disabled {{ color: {disabled_ink}; }}
QTreeView, QListView {{ border: 1px solid {line}; }}
QTreeView, QListView, QTableView {{ outline: 1px solid {accent}; }}
QListView[plain="true"] {{ border: 1px solid transparent; background: transparent; }}
QTableView {{ border: 1px solid {line}; gridline-color: {line}; }}
QTableView:focus, QTreeView:focus, QTextBrowser:focus, QListView:focus {{ border: 1px solid {accent}; }}
QAbstractScrollArea::corner {{ background: transparent; border: none; }}
QTableCornerButton::section {{ background: {header}; border: none; border-right: 1px solid {line};
    border-bottom: 1px solid {line}; }}
QHeaderView::section {{ background: {header}; color: {ink}; border: none; border-right: 1px solid {line};
    border-bottom: 1px solid {line}; padding: 6px 8px; font-weight: 600; }}
QHeaderView:focus {{ border: 1px solid {accent}; }}
QPushButton {{ padding: 6px 14px; border: 1px solid {edge}; border-radius: 4px; background: {control}; color: {ink}; }}
QPushButton:hover {{ background: {hover}; }}
QPushButton:pressed {{ background: {pressed}; }}
QPushButton:disabled {{ color: {disabled_ink}; border-color: {line}; }}
QPushButton:default {{ background: {accent}; color: {on_accent}; border-color: {accent}; }}
QPushButton:default:disabled {{ background: {accent_quiet}; color: {ground}; border-color: {accent_quiet}; }}
QPushButton:focus {{ border: 2px solid {accent}; padding: 5px 13px; }}
QPushButton:default:focus {{ border-color: {ink}; }}
QToolButton[popupMode="2"] {{ padding-right: 20px; }}
QToolButton[popupMode="2"]:focus {{ padding-right: 19px; }}
QPushButton::menu-indicator, QToolButton::menu-indicator {{ image: url("{down}"); width: 11px; height: 11px;
    subcontrol-origin: padding; subcontrol-position: center right; right: 7px; }}
QPushButton[switch="true"]:checked, QToolButton:checked {{ background: {selected}; border-color: {accent};
    font-weight: 600; }}
QPushButton[chip="true"] {{ padding: 3px 8px; border: 1px solid {edge}; border-radius: 12px; background: {paper};
    color: {ink}; }}
QPushButton[chip="true"]:hover {{ background: {hover}; }}
QPushButton[chip="true"]:checked {{ background: {selected}; border-color: {accent}; font-weight: 600; }}
QPushButton[chip="true"]:focus {{ border: 2px solid {accent}; padding: 2px 7px; }}
QPushButton#tile {{ background: {paper}; border: 1px solid {line}; border-radius: {radius}px; padding: 0;
    text-align: left; }}
QPushButton#tile:hover {{ border-color: {accent}; }}
QPushButton#tile:focus {{ border: 2px solid {accent}; padding: 0; }}
QPushButton#tile QLabel {{ background: transparent; }}
QToolButton {{ padding: 4px; border: 1px solid {edge}; border-radius: 4px; background: {control}; color: {ink}; }}
QToolButton:hover {{ background: {hover}; }}
QToolButton:disabled {{ color: {disabled_ink}; border-color: {line}; }}
QToolButton:focus {{ border: 2px solid {accent}; padding: 3px; }}
QLineEdit, QTextEdit, QPlainTextEdit, QDateEdit, QSpinBox, QDoubleSpinBox, QComboBox, QKeySequenceEdit QLineEdit {{
    border: 1px solid {edge}; border-radius: 4px; padding: 4px 6px; background: {paper}; color: {ink};
    selection-background-color: {selected_text_ground}; selection-color: {ink}; }}
QLineEdit:focus, QTextEdit:focus, QPlainTextEdit:focus, QComboBox:focus, QDateEdit:focus, QSpinBox:focus,
QDoubleSpinBox:focus {{ border: 2px solid {accent}; padding: 3px 5px; }}
QLineEdit:disabled, QTextEdit:disabled, QPlainTextEdit:disabled, QDateEdit:disabled, QSpinBox:disabled,
QDoubleSpinBox:disabled, QComboBox:disabled {{ color: {disabled_ink}; border-color: {line}; background: {ground}; }}
*[wrong="true"] {{ border: 2px solid {error}; background: {error_field}; }}
QCheckBox:focus, QRadioButton:focus {{ border: 1px solid {accent}; border-radius: 3px; }}
QCheckBox, QRadioButton {{ border: 1px solid transparent; padding: 1px; }}
QCheckBox::indicator, QRadioButton::indicator, QGroupBox::indicator, QTreeView::indicator, QListView::indicator,
QTableView::indicator, QMenu::indicator:non-exclusive:checked {{ width: 14px; height: 14px; border: 1px solid {edge};
    border-radius: 3px; background: {paper}; }}
QRadioButton::indicator {{ border-radius: 8px; }}
QCheckBox::indicator:checked, QGroupBox::indicator:checked, QTreeView::indicator:checked, QListView::indicator:checked,
QTableView::indicator:checked, QMenu::indicator:non-exclusive:checked {{ border-color: {accent};
    image: url("{check}"); }}
QCheckBox::indicator:indeterminate, QTreeView::indicator:indeterminate {{ background: {accent_quiet}; }}
QRadioButton::indicator:checked {{ border: 5px solid {accent}; width: 6px; height: 6px; }}
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled {{ border-color: {line}; background: {ground}; }}
QSlider::groove:horizontal {{ height: 4px; background: {edge}; border-radius: 2px; }}
QSlider::handle:horizontal {{ width: 14px; margin: -5px 0; border-radius: 7px; background: {accent}; }}
QProgressBar {{ border: 1px solid {edge}; border-radius: 4px; background: {paper}; color: {ink}; text-align: center; }}
QProgressBar::chunk {{ background: {selected_text_ground}; border-radius: 3px; }}
QGroupBox::title {{ color: {ink}; }}
QSlider:focus {{ border: 1px solid {accent}; border-radius: 3px; }}
QMenu {{ background: {paper}; color: {ink}; border: 1px solid {edge}; }}
QMenu::item {{ padding: 5px 24px 5px 10px; }}
QMenu::icon {{ padding-left: 8px; }}
QMenu::item:selected {{ background: {selected}; color: {ink}; }}
QMenu::item:disabled {{ color: {disabled_ink}; }}
QMenu::separator {{ height: 1px; background: {line}; margin: 4px 8px; }}
QMenuBar {{ background: {ground}; color: {ink}; }}
QMenuBar::item {{ padding: 5px 10px; background: transparent; }}
QMenuBar::item:selected, QMenuBar::item:pressed {{ background: {selected}; }}
QScrollBar:vertical {{ background: transparent; width: 12px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: 12px; margin: 0; }}
QScrollBar::handle {{ background: {scroll}; border-radius: 4px; margin: 2px; }}
QScrollBar::handle:vertical {{ min-height: 32px; }}
QScrollBar::handle:horizontal {{ min-width: 32px; }}
QScrollBar::handle:hover {{ background: {scroll_hover}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QListWidget#navigation QScrollBar:vertical {{ width: 8px; }}
QListWidget#navigation QScrollBar::handle {{ background: {navigation_heading}; }}
QTabWidget::pane {{ border: 1px solid {line}; background: {paper}; }}
QTabBar {{ qproperty-drawBase: 0; }}
QTabBar::tab {{ background: {header}; color: {ink}; border: 1px solid {line}; border-bottom: none; padding: 6px 12px;
    margin-top: 2px; border-top-left-radius: 4px; border-top-right-radius: 4px; }}
QTabBar::tab:selected {{ background: {paper}; border-top: 2px solid {accent}; margin-top: 0; }}
QTabBar::tab:hover:!selected {{ background: {hover}; }}
QTabBar::tab:disabled {{ color: {disabled_ink}; }}
QTabBar::tab:focus {{ border: 2px solid {accent}; }}
QSpinBox, QDoubleSpinBox {{ padding-right: 20px; }}
QSpinBox::up-button, QDoubleSpinBox::up-button, QSpinBox::down-button, QDoubleSpinBox::down-button {{
    subcontrol-origin: border; width: 20px; border: none; background: transparent; }}
QSpinBox::up-button, QDoubleSpinBox::up-button {{ subcontrol-position: top right; }}
QSpinBox::down-button, QDoubleSpinBox::down-button {{ subcontrol-position: bottom right; }}
QSpinBox::up-arrow, QDoubleSpinBox::up-arrow {{ image: url("{up}"); width: 11px; height: 11px; }}
QSpinBox::down-arrow, QDoubleSpinBox::down-arrow {{ image: url("{down}"); width: 11px; height: 11px; }}
QComboBox {{ padding-right: 22px; }}
QComboBox:focus {{ padding-right: 21px; }}
QComboBox QAbstractItemView {{ background: {paper}; color: {ink}; selection-background-color: {selected};
    selection-color: {ink}; }}
QDateEdit {{ padding: 2px 22px 2px 6px; }}
QDateEdit:focus {{ padding: 1px 21px 1px 5px; }}
QComboBox::drop-down, QDateEdit::drop-down {{ border: none; width: 22px; }}
QComboBox::down-arrow, QDateEdit::down-arrow {{ image: url("{down}"); width: 12px; height: 12px; }}
QCalendarWidget QAbstractItemView {{ border: none; selection-background-color: {accent};
    selection-color: {on_accent}; }}
QCalendarWidget QWidget#qt_calendar_navigationbar {{ background: {header}; }}
QCalendarWidget QToolButton {{ border: none; background: transparent; color: {ink}; padding: 4px 8px; }}
QCalendarWidget QToolButton:focus {{ border: 1px solid {accent}; padding: 3px 7px; }}
QCalendarWidget QToolButton::menu-indicator {{ image: none; }}
QStatusBar {{ background: {header}; border-top: 1px solid {line}; color: {ink}; }}
QFrame#strip {{ background: {selected}; border-top: 3px solid {accent}; }}
QFrame#strip QLabel {{ border: none; background: transparent; }}
"""
