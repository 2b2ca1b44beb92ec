"""What the office does with contracts and payments: moving them on, changing, renewing, approving, paying."""

from smartplanner.commands.operating.contracts import amend_contract as amend_contract
from smartplanner.commands.operating.contracts import move_contract as move_contract
from smartplanner.commands.operating.contracts import renew_contract as renew_contract
from smartplanner.commands.operating.figures import contract_figures as contract_figures
from smartplanner.commands.operating.payments import approve_payment as approve_payment
from smartplanner.commands.operating.payments import record_payment as record_payment
from smartplanner.commands.operating.rules import take_concentration_rules as take_concentration_rules
