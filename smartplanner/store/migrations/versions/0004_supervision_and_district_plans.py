"""Supervision and district plans."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Apply the step."""
    op.create_table(
        "board_limit",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("grouping", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("limit", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_board_limit")),
    )
    op.create_table(
        "deadline_rule",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("order", sa.BigInteger(), nullable=True),
        sa.Column("source", sa.String(), nullable=True),
        sa.Column("priority", sa.String(), nullable=True),
        sa.Column("workdays", sa.BigInteger(), nullable=False),
        sa.Column("cycle", sa.String(), nullable=True),
        sa.Column("remark", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deadline_rule")),
    )
    op.create_table(
        "light_rule",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("order", sa.BigInteger(), nullable=False),
        sa.Column("condition", sa.String(), nullable=False),
        sa.Column("threshold", sa.Float(), nullable=True),
        sa.Column("progress_below", sa.Float(), nullable=True),
        sa.Column("light", sa.String(), nullable=False),
        sa.Column("meaning", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_light_rule")),
    )
    op.create_table(
        "score_rule",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("order", sa.BigInteger(), nullable=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("condition", sa.String(), nullable=False),
        sa.Column("points", sa.Float(), nullable=False),
        sa.Column("limit", sa.Float(), nullable=True),
        sa.Column("support_factor", sa.Float(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_score_rule")),
    )
    op.create_table(
        "baseline",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("plan", sa.String(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("taken_on", sa.Date(), nullable=False),
        sa.Column("document", sa.String(), nullable=True),
        sa.Column("remark", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["document"], ["document.id"], name=op.f("fk_baseline_document_document"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(["plan"], ["plan.id"], name=op.f("fk_baseline_plan_plan"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_baseline")),
    )
    op.create_table(
        "baseline_item",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("baseline", sa.String(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("of", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("start", sa.Date(), nullable=True),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("amount", sa.BigInteger(), nullable=True),
        sa.Column("indicator", sa.Text(), nullable=True),
        sa.Column("target", sa.Text(), nullable=True),
        sa.Column("text", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["baseline"], ["baseline.id"], name=op.f("fk_baseline_item_baseline_baseline"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_baseline_item")),
    )
    op.create_table(
        "case",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("pilot", sa.String(), nullable=True),
        sa.Column("district", sa.String(), nullable=True),
        sa.Column("area", sa.Text(), nullable=True),
        sa.Column("kind", sa.String(), nullable=True),
        sa.Column("tiers", sa.Text(), nullable=True),
        sa.Column("common", sa.Text(), nullable=True),
        sa.Column("extension", sa.Text(), nullable=True),
        sa.Column("result", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["district"], ["district.id"], name=op.f("fk_case_district_district"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(["pilot"], ["pilot.id"], name=op.f("fk_case_pilot_pilot"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case")),
    )
    op.create_table(
        "commitment",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("plan", sa.String(), nullable=False),
        sa.Column("requirement", sa.String(), nullable=True),
        sa.Column("area", sa.Text(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("indicator", sa.Text(), nullable=True),
        sa.Column("target", sa.Text(), nullable=True),
        sa.Column("current", sa.Text(), nullable=True),
        sa.Column("tasks", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("milestones", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("pilot", sa.String(), nullable=True),
        sa.Column("waived", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["pilot"], ["pilot.id"], name=op.f("fk_commitment_pilot_pilot"), ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(["plan"], ["plan.id"], name=op.f("fk_commitment_plan_plan"), ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(
            ["requirement"], ["requirement.id"], name=op.f("fk_commitment_requirement_requirement"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_commitment")),
    )
    op.create_table(
        "funding",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("plan", sa.String(), nullable=True),
        sa.Column("pilot", sa.String(), nullable=True),
        sa.Column("contract", sa.String(), nullable=True),
        sa.Column("year", sa.BigInteger(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=True),
        sa.Column("spent", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["contract"], ["contract.id"], name=op.f("fk_funding_contract_contract"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(["pilot"], ["pilot.id"], name=op.f("fk_funding_pilot_pilot"), ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(["plan"], ["plan.id"], name=op.f("fk_funding_plan_plan"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_funding")),
    )
    op.create_table(
        "adoption",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("case", sa.String(), nullable=False),
        sa.Column("district", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("task", sa.String(), nullable=True),
        sa.Column("remark", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["case"], ["case.id"], name=op.f("fk_adoption_case_case"), ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(
            ["district"], ["district.id"], name=op.f("fk_adoption_district_district"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(["task"], ["task.id"], name=op.f("fk_adoption_task_task"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_adoption")),
    )
    op.create_table(
        "dependency",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("before", sa.String(), nullable=False),
        sa.Column("after", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("lag", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["after"], ["milestone.id"], name=op.f("fk_dependency_after_milestone"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["before"], ["milestone.id"], name=op.f("fk_dependency_before_milestone"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dependency")),
    )
    op.create_table(
        "gate_check",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("gate", sa.String(), nullable=False),
        sa.Column("order", sa.BigInteger(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("passed", sa.Boolean(), nullable=True),
        sa.Column("remark", sa.Text(), nullable=True),
        sa.Column("task", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["gate"], ["gate.id"], name=op.f("fk_gate_check_gate_gate"), ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(["task"], ["task.id"], name=op.f("fk_gate_check_task_task"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gate_check")),
    )
    op.create_table(
        "score_entry",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("organisation", sa.String(), nullable=False),
        sa.Column("given_on", sa.Date(), nullable=False),
        sa.Column("points", sa.Float(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("task", sa.String(), nullable=True),
        sa.Column("rule", sa.String(), nullable=True),
        sa.Column("decided_by", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation"],
            ["organisation.id"],
            name=op.f("fk_score_entry_organisation_organisation"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["rule"], ["score_rule.id"], name=op.f("fk_score_entry_rule_score_rule"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(["task"], ["task.id"], name=op.f("fk_score_entry_task_task"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_score_entry")),
    )
    op.create_table(
        "task_event",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("task", sa.String(), nullable=False),
        sa.Column("act", sa.String(), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("organisation", sa.String(), nullable=True),
        sa.Column("before", sa.String(), nullable=True),
        sa.Column("after", sa.String(), nullable=True),
        sa.Column("grade", sa.String(), nullable=True),
        sa.Column("person", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("evidence", sa.Text(), nullable=True),
        sa.Column("meeting", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["meeting"], ["meeting.id"], name=op.f("fk_task_event_meeting_meeting"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["organisation"],
            ["organisation.id"],
            name=op.f("fk_task_event_organisation_organisation"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(["task"], ["task.id"], name=op.f("fk_task_event_task_task"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_task_event")),
    )
    op.create_table(
        "agenda_item",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("meeting", sa.String(), nullable=False),
        sa.Column("order", sa.BigInteger(), nullable=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("task", sa.String(), nullable=True),
        sa.Column("extension", sa.String(), nullable=True),
        sa.Column("gate", sa.String(), nullable=True),
        sa.Column("remark", sa.Text(), nullable=True),
        sa.Column("passed", sa.Boolean(), nullable=True),
        sa.ForeignKeyConstraint(
            ["extension"], ["extension.id"], name=op.f("fk_agenda_item_extension_extension"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(["gate"], ["gate.id"], name=op.f("fk_agenda_item_gate_gate"), ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(
            ["meeting"], ["meeting.id"], name=op.f("fk_agenda_item_meeting_meeting"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(["task"], ["task.id"], name=op.f("fk_agenda_item_task_task"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agenda_item")),
    )
    op.create_index(op.f("ix_baseline_document"), "baseline", ["document"], unique=False)
    op.create_index(op.f("ix_baseline_plan"), "baseline", ["plan"], unique=False)
    op.create_index(op.f("ix_baseline_item_baseline"), "baseline_item", ["baseline"], unique=False)
    op.create_index(op.f("ix_case_district"), "case", ["district"], unique=False)
    op.create_index(op.f("ix_case_pilot"), "case", ["pilot"], unique=False)
    op.create_index(op.f("ix_commitment_pilot"), "commitment", ["pilot"], unique=False)
    op.create_index(op.f("ix_commitment_plan"), "commitment", ["plan"], unique=False)
    op.create_index(op.f("ix_commitment_requirement"), "commitment", ["requirement"], unique=False)
    op.create_index(op.f("ix_funding_contract"), "funding", ["contract"], unique=False)
    op.create_index(op.f("ix_funding_pilot"), "funding", ["pilot"], unique=False)
    op.create_index(op.f("ix_funding_plan"), "funding", ["plan"], unique=False)
    op.create_index(op.f("ix_adoption_case"), "adoption", ["case"], unique=False)
    op.create_index(op.f("ix_adoption_district"), "adoption", ["district"], unique=False)
    op.create_index(op.f("ix_adoption_task"), "adoption", ["task"], unique=False)
    op.create_index(op.f("ix_dependency_after"), "dependency", ["after"], unique=False)
    op.create_index(op.f("ix_dependency_before"), "dependency", ["before"], unique=False)
    op.create_index(op.f("ix_gate_check_gate"), "gate_check", ["gate"], unique=False)
    op.create_index(op.f("ix_gate_check_task"), "gate_check", ["task"], unique=False)
    op.create_index(op.f("ix_score_entry_organisation"), "score_entry", ["organisation"], unique=False)
    op.create_index(op.f("ix_score_entry_rule"), "score_entry", ["rule"], unique=False)
    op.create_index(op.f("ix_score_entry_task"), "score_entry", ["task"], unique=False)
    op.create_index(op.f("ix_task_event_meeting"), "task_event", ["meeting"], unique=False)
    op.create_index(op.f("ix_task_event_organisation"), "task_event", ["organisation"], unique=False)
    op.create_index(op.f("ix_task_event_task"), "task_event", ["task"], unique=False)
    op.create_index(op.f("ix_agenda_item_extension"), "agenda_item", ["extension"], unique=False)
    op.create_index(op.f("ix_agenda_item_gate"), "agenda_item", ["gate"], unique=False)
    op.create_index(op.f("ix_agenda_item_meeting"), "agenda_item", ["meeting"], unique=False)
    op.create_index(op.f("ix_agenda_item_task"), "agenda_item", ["task"], unique=False)
    op.add_column("assessment", sa.Column("sheet", sa.Text(), nullable=True))
    op.add_column("assessment", sa.Column("scorer", sa.Text(), nullable=True))
    op.add_column("assessment", sa.Column("veto", sa.Boolean(), nullable=True))
    op.add_column("decision", sa.Column("order", sa.BigInteger(), nullable=True))
    op.execute(
        'ALTER TABLE "decision" ADD COLUMN "agenda_item" VARCHAR '
        "CONSTRAINT fk_decision_agenda_item_agenda_item "
        'REFERENCES "agenda_item" (id) ON DELETE RESTRICT'
    )
    op.create_index(op.f("ix_decision_agenda_item"), "decision", ["agenda_item"], unique=False)
    op.add_column("extension", sa.Column("requested_on", sa.Date(), nullable=True))
    op.execute(
        'ALTER TABLE "extension" ADD COLUMN "requested_by" VARCHAR '
        "CONSTRAINT fk_extension_requested_by_organisation "
        'REFERENCES "organisation" (id) ON DELETE RESTRICT'
    )
    op.add_column("extension", sa.Column("progress", sa.Text(), nullable=True))
    op.add_column("extension", sa.Column("answer", sa.Text(), nullable=True))
    op.create_index(op.f("ix_extension_requested_by"), "extension", ["requested_by"], unique=False)
    op.add_column("gate", sa.Column("due", sa.Date(), nullable=True))
    op.execute(
        'ALTER TABLE "gate" ADD COLUMN "meeting" VARCHAR '
        "CONSTRAINT fk_gate_meeting_meeting "
        'REFERENCES "meeting" (id) ON DELETE RESTRICT'
    )
    op.add_column("gate", sa.Column("order", sa.BigInteger(), nullable=True))
    op.create_index(op.f("ix_gate_meeting"), "gate", ["meeting"], unique=False)
    op.add_column("meeting", sa.Column("place", sa.Text(), nullable=True))
    op.add_column("meeting", sa.Column("present", sa.JSON(none_as_null=True), nullable=True))
    op.add_column("meeting", sa.Column("attending", sa.JSON(none_as_null=True), nullable=True))
    op.add_column("meeting", sa.Column("absent", sa.JSON(none_as_null=True), nullable=True))
    op.add_column("meeting", sa.Column("number", sa.Text(), nullable=True))
    op.add_column("meeting", sa.Column("ended", sa.Boolean(), nullable=True))
    op.execute(
        'ALTER TABLE "milestone" ADD COLUMN "parent" VARCHAR '
        "CONSTRAINT fk_milestone_parent_milestone "
        'REFERENCES "milestone" (id) ON DELETE RESTRICT'
    )
    op.add_column("milestone", sa.Column("duration", sa.BigInteger(), nullable=True))
    op.add_column("milestone", sa.Column("constraint", sa.String(), nullable=True))
    op.add_column("milestone", sa.Column("constraint_on", sa.Date(), nullable=True))
    op.add_column("milestone", sa.Column("progress", sa.Float(), nullable=True))
    op.execute(
        'ALTER TABLE "milestone" ADD COLUMN "lead" VARCHAR '
        "CONSTRAINT fk_milestone_lead_organisation "
        'REFERENCES "organisation" (id) ON DELETE RESTRICT'
    )
    op.add_column("milestone", sa.Column("shared", sa.Boolean(), nullable=True))
    op.create_index(op.f("ix_milestone_lead"), "milestone", ["lead"], unique=False)
    op.create_index(op.f("ix_milestone_parent"), "milestone", ["parent"], unique=False)
    op.add_column("party", sa.Column("done_on", sa.Date(), nullable=True))
    op.add_column("party", sa.Column("blocked_by", sa.Text(), nullable=True))
    op.add_column("pilot", sa.Column("scope", sa.Text(), nullable=True))
    op.add_column("requirement", sa.Column("set", sa.Text(), nullable=True))
    op.add_column("requirement", sa.Column("order", sa.BigInteger(), nullable=True))
    op.add_column("task", sa.Column("cycle", sa.String(), nullable=True))
    op.add_column("task", sa.Column("set_light", sa.String(), nullable=True))
    op.add_column("task", sa.Column("set_light_reason", sa.Text(), nullable=True))
    op.add_column("task", sa.Column("set_light_on", sa.Date(), nullable=True))
