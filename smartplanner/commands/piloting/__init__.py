"""Pilots through their gates, from the proposal to the districts that take a case over."""

from smartplanner.commands.piloting.adopting import adopt as adopt
from smartplanner.commands.piloting.adopting import decline as decline
from smartplanner.commands.piloting.adopting import government_of as government_of
from smartplanner.commands.piloting.checking import check_point as check_point
from smartplanner.commands.piloting.checking import check_points as check_points
from smartplanner.commands.piloting.conditions import conditions_in as conditions_in
from smartplanner.commands.piloting.conditions import follow_conditions as follow_conditions
from smartplanner.commands.piloting.deciding import Condition as Condition
from smartplanner.commands.piloting.deciding import decide_gate as decide_gate
from smartplanner.commands.piloting.opening import open_gate as open_gate
from smartplanner.commands.piloting.opening import take_checklist as take_checklist
from smartplanner.commands.piloting.scoring import enter_score as enter_score
from smartplanner.commands.piloting.stages import enter_stage as enter_stage
from smartplanner.commands.piloting.writing import write_case as write_case
