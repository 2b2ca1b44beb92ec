"""Pilots on the screen: the board by stages, the form of one pilot, the form of a case."""

from smartplanner.ui.pilots.case_form import CaseForm as CaseForm
from smartplanner.ui.pilots.form import PilotForm as PilotForm
from smartplanner.ui.pilots.page import PilotsPage as PilotsPage
