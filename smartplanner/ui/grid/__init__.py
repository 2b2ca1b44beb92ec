"""Lists that are used as a sheet of Excel is: cells and blocks, header filters, groups, sums, frozen columns."""

from smartplanner.ui.grid.cells import GridDelegate as GridDelegate
from smartplanner.ui.grid.model import Editing as Editing
from smartplanner.ui.grid.model import GridModel as GridModel
from smartplanner.ui.grid.state import ViewState as ViewState
from smartplanner.ui.grid.view import Grid as Grid
