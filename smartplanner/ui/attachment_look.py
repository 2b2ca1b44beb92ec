"""A look at an attached picture or PDF inside the program, read off the window's thread."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QPixmap, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QStackedWidget

from smartplanner.base.i18n import _
from smartplanner.base.problems import Problem
from smartplanner.commands.attachments import read_whole
from smartplanner.ui.operation.listing import plain_label
from smartplanner.ui.preview import PageView
from smartplanner.ui.session import Session

_PICTURES = frozenset({"png", "jpg", "jpeg", "bmp", "gif", "webp", "tif", "tiff"})
_MOST = 50 * 1024 * 1024
"""Bytes of a file that is shown here."""
_SIDE = 2000
"""Pixels of the longer side of a picture as it is kept for showing."""
_PIXELS = 120_000_000
"""Pixels of a picture that is read at all."""


Found = tuple[str, bytes | QImage | str]
"""The id of an attachment with its PDF, its picture, or why it cannot be shown."""


class Look(QStackedWidget):
    """Shows one attachment, or says why it does not."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._row: Any = None
        self.words = plain_label(_("Choose a file to look at it here."), "muted")
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.words.setWordWrap(True)
        self.picture = _Picture()
        self.pages = PageView()
        for part in (self.words, self.picture, self.pages):
            self.addWidget(part)
        self.setMinimumWidth(220)

    def show_file(self, row: Any) -> None:
        """Show the attachment *row*; None for none."""
        if row is not None and self._row is not None and row.id == self._row.id:
            return
        self._row = row
        if row is None:
            self._say(_("Choose a file to look at it here."))
            return
        ending = Path(row.name).suffix.lstrip(".").casefold()
        if ending != "pdf" and ending not in _PICTURES:
            self._say(_("Pictures and PDF files are shown here; this one opens with its own program."))
            return
        self._say(_("Reading…"))
        office, id = self.session.office, row.id

        def work() -> Found:
            try:
                content = read_whole(office, id, most=_MOST)
                return id, content if ending == "pdf" else _read_picture(content)
            except Problem as problem:
                return id, problem.sentence()

        self.session.in_background(work, self._show)  # a method: what arrives after this part is gone is dropped

    def _show(self, answer: Found) -> None:
        id, found = answer
        if self._row is None or self._row.id != id:
            return
        if isinstance(found, str):
            self._say(found)
        elif isinstance(found, bytes):
            self.pages.show_pdf(found)
            self.setCurrentWidget(self.pages)
        else:
            self.picture.show_image(found)
            self.picture.setAccessibleName(self._row.name)
            self.setCurrentWidget(self.picture)

    def _say(self, text: str) -> None:
        self.words.setText(text)
        self.setCurrentWidget(self.words)


class _Picture(QLabel):
    """A picture as large as there is room, never larger than it is."""

    def __init__(self) -> None:
        super().__init__()
        self._image = QImage()
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)

    def show_image(self, image: QImage) -> None:
        """Show *image* instead."""
        self._image = image
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the picture anew."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        if self._image.isNull():
            return
        ratio = self.devicePixelRatioF()
        room = QSize(round(self.width() * ratio), round(self.height() * ratio)).boundedTo(self._image.size())
        scaled = self._image.scaled(
            room, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
        scaled.setDevicePixelRatio(ratio)
        self.setPixmap(QPixmap.fromImage(scaled))


def _read_picture(content: bytes) -> QImage:
    """Return the picture in *content*, made smaller where it is huge; a Problem if it is none."""
    image = _decoded(QByteArray(content))
    if image.isNull():
        message = _("The picture cannot be shown here.")
        raise Problem(code="no_picture", message=message, remedy=_("Open it with its own program."))
    return image


def _decoded(content: QByteArray) -> QImage:
    """Return what the picture decodes to; nothing of Qt's but the picture leaves this thread."""
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    size, image = reader.size(), QImage()
    if size.isValid() and size.width() * size.height() <= _PIXELS:
        if max(size.width(), size.height()) > _SIDE:
            reader.setScaledSize(size.scaled(_SIDE, _SIDE, Qt.AspectRatioMode.KeepAspectRatio))
        image = reader.read()
    del reader  # before what it reads from
    buffer.close()
    return image
