"""The form of a district plan, made by hand: class and tier, what is asked and covered, milestones, money, versions."""

from smartplanner.ui.plan_form.form import PlanForm as PlanForm
