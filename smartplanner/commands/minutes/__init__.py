"""What a meeting decided, made into matters: one typed sentence, or the decisions of whole minutes (会议纪要)."""

from smartplanner.commands.minutes.decisions import ProposedTask as ProposedTask
from smartplanner.commands.minutes.decisions import take_decisions as take_decisions
from smartplanner.commands.minutes.decisions import understand_decision as understand_decision
from smartplanner.commands.minutes.decisions import understand_decisions as understand_decisions
from smartplanner.commands.minutes.proposing import MinutesProposal as MinutesProposal
from smartplanner.commands.minutes.proposing import accept_minutes as accept_minutes
from smartplanner.commands.minutes.proposing import propose_minutes as propose_minutes
