"""The window of templates: which there are at the left, the text in the middle, its pages and mistakes at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QMessageBox,
    QPushButton,
    QSplitter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from smartplanner.base.i18n import _
from smartplanner.commands.wording import (
    Template,
    Trial,
    accept_ours,
    copy_template,
    line_of,
    restore_ours,
    save_template,
    standing_of,
    switch_template_off,
    template_named,
    templates_of,
    text_of,
    try_template,
    use_template,
)
from smartplanner.ui.preview import PageView, PreviewBar
from smartplanner.ui.preview.place import PagePlace
from smartplanner.ui.session import Session, literally
from smartplanner.ui.sizes import resize_within_screen
from smartplanner.ui.theme import SPACE, set_tone
from smartplanner.ui.wording.differences import DifferencesDialog
from smartplanner.ui.wording.editor import TemplateEditor
from smartplanner.ui.wording.insertions import fill_menu
from smartplanner.ui.wording.lists import FaultList, TemplateList

if TYPE_CHECKING:
    from smartplanner.ui.shell import Shell

_PAUSE = 600
"""Milliseconds after the last key until the pages are made anew."""


def show_templates(shell: Shell) -> None:
    """Open the window of templates."""
    if shell.session is not None:
        dialog = WordingDialog(shell.session, shell)
        dialog.exec()
        dialog.deleteLater()


class WordingDialog(QDialog):
    """All templates; one is looked at, copied, changed, tried and put to use.

    What was typed and not saved is asked about before another template comes into view.
    """

    def __init__(self, session: Session, parent: QWidget | None = None, *, report: str = "") -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Templates of papers"))
        self.session = session
        self.template: Template | None = None
        self.trial: Trial | None = None
        self._trying: tuple[str, str] | None = None
        self._figures: tuple[str, Any] | None = None
        self._delay = QTimer(self, singleShot=True, interval=_PAUSE)
        self.list = TemplateList()
        self.standing = QLabel(textFormat=Qt.TextFormat.PlainText)
        self.editor = TemplateEditor()
        self.words = QLineEdit(placeholderText=_("Find in the template"), clearButtonEnabled=True)
        self.words.setAccessibleName(_("Find in the template"))
        self.view = PageView()
        self.bar = PreviewBar(self.view)
        self.place = PagePlace(self.view)
        self.faults = FaultList()
        self.fault_count = QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        set_tone(self.fault_count, "warning")
        self.copy_button = QPushButton(_("Copy as our own template"))
        self.insert_button = QToolButton()
        self.insert_button.setText(_("Insert…"))
        self.insert_menu = QMenu(self.insert_button)
        self.save_button = QPushButton(_("Save"))
        self.use_button = QPushButton(_("Put to use"))
        self.off_button = QPushButton(_("Switch off"))
        self.compare_button = QPushButton(_("Compare with the supplied one…"))
        self.restore_button = QPushButton(_("Restore the supplied one…"))
        self._close = QPushButton(_("Close"))
        self._lay_out()
        self._connect()
        self._fill_list()
        wanted = next((one.name for one in templates_of(session.office) if one.report == report), "")
        self.show_template(wanted or self.list.name_at(0))
        resize_within_screen(self, 1340, 720)

    # -- which template

    def show_template(self, name: str) -> None:
        """Show a template by the name of its file."""
        self.template = template_named(self.session.office, name)
        self.editor.show_text(text_of(self.session.office, name))
        self.editor.document().setModified(False)
        self.trial = None
        self.view.clear()
        self.place.wait(_("The paper is being made …"))
        self.list.choose(name)
        self._show_standing()
        self.try_now()

    @property
    def unsaved(self) -> bool:
        """Whether the text differs from what is kept."""
        return self.editor.document().isModified()

    # -- what a person does

    def copy(self) -> None:
        """Keep a copy of the supplied template as the office's own, to be changed."""
        if self.template is not None and self._do(copy_template) is not None:
            self.editor.setFocus()

    def save(self) -> None:
        """Keep the text: one step."""
        if self.template is None or self.editor.isReadOnly():
            return
        office, name, text = self.session.office, self.template.name, self.editor.toPlainText()
        was_active = self.template.active
        in_use = self.session.perform(lambda: save_template(office, name, text), window=self)
        if in_use is None:
            return
        self.editor.document().setModified(False)
        self._refresh()
        if was_active and not in_use:
            self.session.said.emit(_("Saved. The template has a mistake, so it is switched off."))
        self.try_now()

    def put_to_use(self) -> None:
        """Let the office's own template serve."""
        if self.unsaved:
            self.save()
        self._do(use_template)

    def switch_off(self) -> None:
        """Let the supplied template serve."""
        self._do(switch_template_off)

    def restore(self) -> None:
        """Give up the office's own text, after a question."""
        if self.template is None:
            return
        question = _("Give up our own wording of “{title}”? It can be taken back by Undo.", title=self.template.title)
        if QMessageBox.question(self, self.windowTitle(), literally(question)) == QMessageBox.StandardButton.Yes:
            self._do(restore_ours)
            self.show_template(self.template.name)

    def compare(self) -> None:
        """Show what differs from the supplied template."""
        if self.template is None:
            return
        dialog = DifferencesDialog(self.session.office, self.template, self.editor.toPlainText(), self)
        if dialog.exec() and self.template.outdated:
            self._do(accept_ours)
        dialog.deleteLater()

    def find_next(self) -> None:
        """Go to the next place of the words in the field."""
        found = self.editor.find_next(self.words.text())
        set_tone(self.standing, "" if found or not self.words.text() else "warning")
        if found or not self.words.text():
            self._show_standing()
        else:
            self.standing.setText(_("“{words}” is not there.", words=self.words.text()))

    def _do(self, work: Any) -> Any:
        if self.template is None:
            return None
        office, name = self.session.office, self.template.name

        def done() -> bool:
            work(office, name)
            return True

        answer = self.session.perform(done, window=self)
        self._refresh()
        return answer

    # -- trying

    def try_now(self) -> None:
        """Fill the text with the figures of the book, off the window's thread."""
        self._delay.stop()
        if self.template is None or self._trying is not None:
            return  # what is under way is followed by another trial if the text is no longer the same
        office, day = self.session.office, self.session.as_of
        name, text = self._trying = (self.template.name, self.editor.toPlainText())
        self.session.in_background(
            lambda: try_template(office, name, text, as_of=day, pages=True), self._tried, self._failed
        )

    def _tried(self, trial: Trial) -> None:
        tried, self._trying = self._trying, None
        if self.template is None:
            return
        if tried != (self.template.name, self.editor.toPlainText()):
            self.try_now()
            return
        self.trial = trial
        if trial.figures is not None:
            self._figures = (self.template.name, trial.figures)
        self.faults.show_faults(trial.problems)
        self.editor.mark_wrong(line_of(problem) for problem in trial.problems)
        count = len(trial.problems)
        self.fault_count.setText(
            _(
                "{count} mistake(s). It can be saved, but not put to use, until they are mended. "
                "A click goes to the line.",
                count=count,
            )
        )
        self.fault_count.setVisible(count > 0)
        if trial.problem is None and trial.pdf is not None:
            self.view.show_pdf(trial.pdf)
        if trial.note:
            self.place.say(_("The template can be read."), trial.note)
        if trial.problem is not None and self.view.pages is None:
            self.place.complain(trial.problem)
        self._show_standing()

    def _failed(self, error: BaseException) -> None:
        self._trying = None
        raise error

    def _fill_insertions(self) -> None:
        if self.template is None:
            return
        figures = self._figures[1] if self._figures is not None and self._figures[0] == self.template.name else None
        fill_menu(self.insert_menu, figures, self.editor.put_in)

    # -- what is shown

    def _refresh(self) -> None:
        if self.template is not None:
            self.template = template_named(self.session.office, self.template.name)
        self._fill_list()
        self._show_standing()

    def _fill_list(self) -> None:
        chosen = self.template.name if self.template is not None else ""
        self.list.fill(templates_of(self.session.office), chosen=chosen)

    def _show_standing(self) -> None:
        one, writable = self.template, self.session.office.writable
        if one is None:
            return
        right = self.trial is not None and self.trial.problem is None
        self.editor.setReadOnly(not (one.own and writable))
        self.copy_button.setVisible(not one.own)
        self.copy_button.setEnabled(writable)
        self.insert_button.setEnabled(one.own and writable)
        self.save_button.setEnabled(one.own and writable and self.unsaved)
        self.use_button.setVisible(one.own and not one.active)
        self.use_button.setEnabled(writable and right)
        self.use_button.setToolTip("" if right else literally(_("A template with a mistake cannot be put to use.")))
        self.off_button.setVisible(one.own and one.active)
        self.off_button.setEnabled(writable)
        self.compare_button.setVisible(one.own)
        self.restore_button.setVisible(one.own)
        self.restore_button.setEnabled(writable)
        words = standing_of(one) + (_(" · not saved") if self.unsaved else "")
        if not one.own:
            words = _("Supplied template: copy it to change it.")
        if not writable:
            words = _("The book is open to read only: templates can be looked at.")
        self.standing.setText(words)
        set_tone(self.standing, "warning" if one.outdated else "muted")

    # -- leaving

    def _choose(self, name: str) -> None:
        if self.template is None or name == self.template.name:
            return
        if self._may_leave():
            self.show_template(name)
        else:
            self._fill_list()

    def _may_leave(self) -> bool:
        """Ask about what was typed and not saved; False: stay."""
        if not self.unsaved:
            return True
        kinds = QMessageBox.StandardButton
        answer = QMessageBox.question(
            self, self.windowTitle(), _("Save what was changed in the template?"),
            kinds.Save | kinds.Discard | kinds.Cancel, kinds.Save,
        )  # fmt: skip
        if answer == kinds.Save:
            self.save()
        return answer in (kinds.Save, kinds.Discard)

    def reject(self) -> None:
        """Close, after asking about what was not saved."""
        if self._may_leave():
            self.editor.document().setModified(False)
            super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask before the window is closed by its frame."""
        if self._may_leave():
            self.editor.document().setModified(False)
            event.accept()
        else:
            event.ignore()

    # -- inside

    def _edited(self) -> None:
        self._show_standing()
        self._delay.start()

    def _connect(self) -> None:
        self._delay.timeout.connect(self.try_now)
        self.editor.textChanged.connect(self._edited)
        self.list.wanted.connect(self._choose)
        self.faults.wanted.connect(self.editor.go_to)
        self.words.returnPressed.connect(self.find_next)
        self.copy_button.clicked.connect(self.copy)
        self.save_button.clicked.connect(self.save)
        self.use_button.clicked.connect(self.put_to_use)
        self.off_button.clicked.connect(self.switch_off)
        self.compare_button.clicked.connect(self.compare)
        self.restore_button.clicked.connect(self.restore)
        self._close.clicked.connect(self.reject)
        self.finished.connect(self.view.clear)
        self.insert_button.setMenu(self.insert_menu)
        self.insert_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.insert_menu.aboutToShow.connect(self._fill_insertions)
        QShortcut(QKeySequence.StandardKey.Save, self, self.save)
        QShortcut(QKeySequence.StandardKey.Find, self, self.words.setFocus)
        QShortcut(QKeySequence.StandardKey.FindNext, self, self.find_next)

    def _lay_out(self) -> None:
        across = QSplitter(Qt.Orientation.Horizontal)
        across.setChildrenCollapsible(False)
        across.setHandleWidth(SPACE)
        across.addWidget(self.list)
        across.addWidget(self._middle())
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE // 2)
        column.addWidget(self.bar)
        column.addWidget(self.place, 1)
        across.addWidget(right)
        across.setSizes([190, 610, 500])
        across.setStretchFactor(1, 3)
        across.setStretchFactor(2, 2)
        self.list.setMinimumWidth(120)
        right.setMinimumWidth(240)
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE)
        for one in (self.copy_button, self.insert_button, self.save_button, self.use_button, self.off_button):
            buttons.addWidget(one)
        buttons.addStretch(1)
        for one in (self.compare_button, self.restore_button, self._close):
            buttons.addWidget(one)
        for one in self.findChildren(QPushButton):
            one.setAutoDefault(False)
        layout = QVBoxLayout(self)
        layout.setSpacing(SPACE)
        layout.addWidget(across, 1)
        layout.addLayout(buttons)

    def _middle(self) -> QWidget:
        middle = QWidget()
        top = QHBoxLayout()
        top.addWidget(self.standing, 1)
        top.addWidget(self.words)
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE // 2)
        column.addLayout(top)
        column.addWidget(self.editor, 1)
        column.addWidget(self.fault_count)
        column.addWidget(self.faults)
        self.faults.hide()
        self.fault_count.hide()
        middle.setMinimumWidth(240)
        return middle
