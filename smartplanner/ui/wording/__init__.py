"""The window of templates: the office's own wording of each kind of paper, with pages and mistakes beside it."""

from smartplanner.ui.wording.window import WordingDialog as WordingDialog
from smartplanner.ui.wording.window import show_templates as show_templates
