"""What the office and the units do with matters: acts, signing, reports, extensions, parts, handing over."""

from smartplanner.commands.supervision.acts import perform_act as perform_act
from smartplanner.commands.supervision.dividing import Child as Child
from smartplanner.commands.supervision.dividing import divide as divide
from smartplanner.commands.supervision.extending import change_deadline as change_deadline
from smartplanner.commands.supervision.extending import decide_extension as decide_extension
from smartplanner.commands.supervision.extending import request_extension as request_extension
from smartplanner.commands.supervision.handing_over import hand_over as hand_over
from smartplanner.commands.supervision.parties import finish_part as finish_part
from smartplanner.commands.supervision.parties import sign as sign
from smartplanner.commands.supervision.registering import register as register
from smartplanner.commands.supervision.reporting import report_progress as report_progress
