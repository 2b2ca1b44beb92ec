"""Marks on widgets that the style sheet knows: a label in the colour of an error, a chip, a switch, a wrong field."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget


def set_tone(widget: QWidget, tone: str) -> None:
    """Colour the words of a label: error, warning or muted; empty for the usual ink."""
    mark(widget, "tone", tone)


def as_chip(button: QWidget) -> None:
    """Let a button look like a chip: small and round, tinted while it is down."""
    mark(button, "chip", "true")


def as_switch(button: QWidget) -> None:
    """Tint a button while it is down."""
    mark(button, "switch", "true")


def mark(widget: QWidget, name: str, value: str) -> None:
    """Give a widget a property that the style sheet asks for, and show it."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        widget.style().unpolish(widget)
        widget.style().polish(widget)
