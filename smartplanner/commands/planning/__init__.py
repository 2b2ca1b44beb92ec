"""What a person does with a plan: take over requirements, cover them, change class or tier, keep versions, check it."""

from smartplanner.commands.planning.adopting import add_plan as add_plan
from smartplanner.commands.planning.adopting import adopt_requirements as adopt_requirements
from smartplanner.commands.planning.adopting import open_requirements as open_requirements
from smartplanner.commands.planning.checking import check_plan as check_plan
from smartplanner.commands.planning.covering import cover as cover
from smartplanner.commands.planning.covering import cover_as_suggested as cover_as_suggested
from smartplanner.commands.planning.covering import waive as waive
from smartplanner.commands.planning.tiering import TierProposal as TierProposal
from smartplanner.commands.planning.tiering import change_tier as change_tier
from smartplanner.commands.planning.tiering import compare_tier as compare_tier
from smartplanner.commands.planning.versioning import take_version as take_version
