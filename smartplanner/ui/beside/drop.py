"""Files that are dropped anywhere on a form, also on a field in it, which would take their names for text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QWidget

_KINDS = frozenset({QEvent.Type.DragEnter, QEvent.Type.DragMove, QEvent.Type.Drop})


class FileDrop(QObject):
    """Hands files that are dropped on *widget*, or on anything in it, to *take*."""

    def __init__(self, widget: QWidget, take: Callable[[Sequence[Path]], object]) -> None:
        super().__init__(widget)
        self._widget, self._take = widget, take
        widget.setAcceptDrops(True)
        self.watch()

    def watch(self) -> None:
        """Watch what takes drops in the widget by now; to be called again when more was put into it."""
        for child in (self._widget, *self._widget.findChildren(QWidget)):
            if child.acceptDrops():  # a drop goes to the innermost of these only
                child.installEventFilter(self)  # a second time is the same as once

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Take files before the field under the mouse does."""
        if event.type() not in _KINDS or not isinstance(event, QDropEvent):
            return False
        files = dropped_files(event.mimeData())
        if not files:
            return False
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        if event.type() == QEvent.Type.Drop:
            self._take(files)
        return True


def dropped_files(data: QMimeData) -> list[Path]:
    """Return the files of this machine in *data*."""
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return [path for path in paths if path.is_file()]
