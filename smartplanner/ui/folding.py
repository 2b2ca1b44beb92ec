"""A row of tools that a narrow window does not squeeze: what it has no room for goes into the menu of one button."""

from __future__ import annotations

import re
from functools import partial

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QHBoxLayout,
    QLayoutItem,
    QMenu,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from smartplanner.base.i18n import _
from smartplanner.ui.elided import ElidedLabel
from smartplanner.ui.theme import SPACE

_AROUND = 44
"""Pixels of a button with a menu around its word."""
_NAMED = re.compile("[:：]")
"""In a choice that says itself what it is about."""


class Slot(QWidget):
    """The place of a widget that may be folded; ``held`` is the widget."""

    def hold(self, widget: QWidget) -> None:
        """Take the widget in."""
        self.held = widget
        room = QHBoxLayout(self)
        room.setContentsMargins(0, 0, 0, 0)
        room.addWidget(widget)


class FoldingRow(QWidget):
    """Widgets beside one another in ``line``; ``fold`` says which of them may go into the menu, the first one first.

    Buttons, boxes to tick and choices stand in the menu as its entries; of anything else that is folded, such as a
    label, nothing is left.  A widget that its page hides takes no room and has no entry.
    """

    def __init__(self, parent: QWidget | None = None, *, gap: int = SPACE) -> None:
        super().__init__(parent)
        self.line = QHBoxLayout(self)
        self.line.setContentsMargins(0, 0, 0, 0)
        self.line.setSpacing(gap)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._more: QPushButton | None = None
        self._slots: list[tuple[QWidget, QWidget]] = []

    @property
    def more(self) -> QPushButton:
        """The button of the menu, made when it is first needed: most windows have room for everything."""
        if self._more is None:
            self._more = QPushButton(_("More"), self)
            self._more.setToolTip(_("What this window has no room for"))
            self._more.setMenu(QMenu(self._more))
            self._more.hide()
            self.menu.aboutToShow.connect(self._fill)
            self.line.addWidget(self._more)
        return self._more

    @property
    def menu(self) -> QMenu:
        """The menu of what is folded."""
        found = self.more.menu()
        assert isinstance(found, QMenu)
        return found

    def fold(self, *widgets: QWidget) -> None:
        """Let these widgets of the line go into the menu where room is short, in this order."""
        for widget in widgets:
            slot = Slot(self)
            self.line.replaceWidget(widget, slot, Qt.FindChildOption.FindDirectChildrenOnly)
            slot.hold(widget)
            slot.show()
            self._slots.append((widget, slot))

    def folded(self) -> list[QWidget]:
        """Return what stands in the menu now, in the order of the line."""
        found = [(self.line.indexOf(slot), widget) for widget, slot in self._slots if slot.isHidden()]
        return [widget for _place, widget in sorted(found, key=lambda one: one[0]) if _wanted(widget)]

    def place_of(self, widget: QWidget) -> int:
        """Return the place of a widget in the line, whether it may be folded or not."""
        return self.line.indexOf(next((slot for one, slot in self._slots if one is widget), widget))

    def at(self, widget: QWidget) -> QWidget:
        """Return where something that belongs to *widget* is to open: beside it, or beside the menu that it is in."""
        return self.more if widget in self.folded() else widget

    def sizeHint(self) -> QSize:
        """Wish for room for everything."""
        return QSize(self._needed(set()), self.line.sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Be content with room for what cannot be folded."""
        folded = {slot for _widget, slot in self._slots}
        return QSize(self._needed(folded), self.line.minimumSize().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold and unfold."""
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        """Measure anew when one of the widgets wants another width."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
            self.updateGeometry()
        return done

    def _fit(self) -> None:
        folded: set[QWidget] = set()
        for _widget, slot in self._slots:
            if self._needed(folded) <= self.width():
                break
            folded.add(slot)
        for widget, slot in self._slots:
            shown = slot not in folded and _wanted(widget)
            if shown == slot.isHidden():
                slot.setVisible(shown)
        has_entries = any(_has_entry(widget) for widget in self.folded())
        if (has_entries or self._more is not None) and has_entries == self.more.isHidden():
            self.more.setVisible(has_entries)

    def _needed(self, folded: set[QWidget]) -> int:
        """Return the width that the line takes at least with these slots folded."""
        widgets = {slot: widget for widget, slot in self._slots}
        widths = []
        for place in range(self.line.count()):
            item = self.line.itemAt(place)
            shown = item.widget() if item is not None else None
            if shown is None:
                widths += _spacing(item)
            elif shown is self._more:
                continue
            elif _wanted(widgets.get(shown, shown)) and shown not in folded:
                widths.append(_least(widgets.get(shown, shown)))
        if any(_has_entry(widgets[slot]) and _wanted(widgets[slot]) for slot in folded):
            usual = self.fontMetrics().horizontalAdvance(_("More")) + _AROUND
            widths.append(self._more.sizeHint().width() if self._more is not None else usual)
        return sum(widths) + self.line.spacing() * max(0, len(widths) - 1)

    def _fill(self) -> None:
        self.menu.clear()
        for widget in self.folded():
            if isinstance(widget, QComboBox):
                _add_choice(self.menu, widget)
            elif isinstance(widget, QAbstractButton):
                _add_button(self.menu, widget)


def _wanted(widget: QWidget) -> bool:
    """Whether the page wants the widget: it has not been hidden by the page itself."""
    return not (widget.isHidden() and widget.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide))


def _least(widget: QWidget) -> int:
    """Return the width below which a widget would be cut."""
    if widget.minimumWidth():
        return widget.minimumWidth()
    if isinstance(widget, ElidedLabel):
        return widget.minimumSizeHint().width()
    if widget.sizePolicy().horizontalPolicy() == QSizePolicy.Policy.Ignored:
        return 0
    return min(widget.sizeHint().width(), widget.maximumWidth())


def _spacing(item: QLayoutItem | None) -> list[int]:
    """Return the width of a fixed space, nothing for room that grows."""
    return [item.sizeHint().width()] if item is not None and item.sizeHint().width() else []


def _has_entry(widget: QWidget) -> bool:
    return isinstance(widget, QAbstractButton | QComboBox)


def _add_button(menu: QMenu, button: QAbstractButton) -> None:
    own = button.menu() if isinstance(button, QPushButton | QToolButton) else None
    if own is not None:
        entry = menu.addMenu(own)
        entry.setText(button.text())
    else:
        entry = menu.addAction(button.icon(), button.text())
        entry.setCheckable(button.isCheckable())
        entry.setChecked(button.isChecked())
        entry.triggered.connect(lambda _checked=False: button.click())
    entry.setEnabled(button.isEnabled())


def _add_choice(menu: QMenu, box: QComboBox) -> None:
    chosen = box.currentText().replace("&", "&&")
    name = "" if _NAMED.search(chosen) else box.accessibleName().replace("&", "&&")
    inner = menu.addMenu(_("{name}: {value}", name=name, value=chosen) if name else chosen)
    inner.setEnabled(box.isEnabled())
    for place in range(box.count()):
        entry: QAction = inner.addAction(box.itemText(place).replace("&", "&&"))
        entry.setCheckable(True)
        entry.setChecked(place == box.currentIndex())
        entry.triggered.connect(partial(_choose, box, place))


def _choose(box: QComboBox, place: int, _checked: bool = False) -> None:
    box.setCurrentIndex(place)
    box.activated.emit(place)
