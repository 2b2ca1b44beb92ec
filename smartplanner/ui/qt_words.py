"""Chinese for the few words of Qt's own dialogs that its catalogue lacks; seen where no native dialog is."""

from __future__ import annotations

from PySide6.QtCore import QTranslator

_CHINESE = {
    "&Look in:": "查找范围(&I)：",
    "Files of &type:": "文件类型(&T)：",
    "%1 bytes": "%1 字节",
    "%1 File": "%1 文件",
    "File": "文件",
    "Folder": "文件夹",
    "File Folder": "文件夹",
    "Drive": "磁盘",
    "Shortcut": "快捷方式",
    "Alias": "快捷方式",
    "Unknown": "未知",
    "Duplex Printing": "双面打印",
    "None": "无",
    "Long side": "长边翻页",
    "Short side": "短边翻页",
    "All Pages": "全部页",
    "Odd Pages": "奇数页",
    "Even Pages": "偶数页",
    "Extensions": "更多",
}
_DIALOGS = frozenset(
    {"QFileDialog", "QFileSystemModel", "QAbstractFileIconProvider", "QPrintSettingsOutput", "QToolBarExtension"}
)
"""Whose words these are, as Qt names them."""


class MissingWords(QTranslator):
    """Says what Qt's own catalogue does not; asked last, and gives back what it does not know."""

    def translate(
        self, context: str | bytes, sourceText: str | bytes, disambiguation: str | bytes | None = None, n: int = -1
    ) -> str:
        """Return the word in Chinese, or as it was."""
        text = _text(sourceText)
        return _CHINESE.get(text, text) if _text(context) in _DIALOGS else text

    def isEmpty(self) -> bool:
        """Return that there is something to ask for."""
        return False


def _text(given: str | bytes) -> str:
    return given.decode("utf-8") if isinstance(given, bytes) else given
