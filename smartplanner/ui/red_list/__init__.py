"""The page of the red list: everything late, missing or soon due, in groups that fold."""

from smartplanner.ui.red_list.page import RedListPage as RedListPage
