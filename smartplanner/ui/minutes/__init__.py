"""Minutes of a meeting in: the text at the left, the matters found in it at the right, accepted one by one or all."""

from smartplanner.ui.minutes.dialog import MinutesDialog as MinutesDialog
