"""Plans, pilots, operators, contracts, meetings."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Apply the step."""
    op.create_table(
        "requirement",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("area", sa.Text(), nullable=True),
        sa.Column("kind", sa.String(), nullable=True),
        sa.Column("tier", sa.BigInteger(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("indicator", sa.Text(), nullable=True),
        sa.Column("target", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_requirement")),
    )
    op.create_table(
        "operator",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("organisation", sa.String(), nullable=False),
        sa.Column("model", sa.String(), nullable=True),
        sa.Column("shares", sa.Text(), nullable=True),
        sa.Column("chief_officer", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation"],
            ["organisation.id"],
            name=op.f("fk_operator_organisation_organisation"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_operator")),
    )
    op.create_table(
        "plan",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("district", sa.String(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("version", sa.Text(), nullable=True),
        sa.Column("period_start", sa.Date(), nullable=True),
        sa.Column("period_end", sa.Date(), nullable=True),
        sa.Column("kind", sa.String(), nullable=True),
        sa.Column("tier", sa.BigInteger(), nullable=True),
        sa.Column("state", sa.String(), nullable=True),
        sa.Column("budget", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["district"], ["district.id"], name=op.f("fk_plan_district_district"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan")),
    )
    op.create_table(
        "meeting",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("chair", sa.Text(), nullable=True),
        sa.Column("group", sa.String(), nullable=True),
        sa.Column("agenda", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["group"], ["group.id"], name=op.f("fk_meeting_group_group"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting")),
    )
    op.create_table(
        "pilot",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("district", sa.String(), nullable=True),
        sa.Column("theme", sa.Text(), nullable=True),
        sa.Column("stage", sa.String(), nullable=True),
        sa.Column("lead", sa.String(), nullable=True),
        sa.Column("operator", sa.String(), nullable=True),
        sa.Column("start", sa.Date(), nullable=True),
        sa.Column("end", sa.Date(), nullable=True),
        sa.Column("budget", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["district"], ["district.id"], name=op.f("fk_pilot_district_district"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["lead"], ["organisation.id"], name=op.f("fk_pilot_lead_organisation"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["operator"], ["operator.id"], name=op.f("fk_pilot_operator_operator"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pilot")),
    )
    op.create_table(
        "assessment",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("indicator", sa.Text(), nullable=False),
        sa.Column("pilot", sa.String(), nullable=True),
        sa.Column("district", sa.String(), nullable=True),
        sa.Column("score", sa.Float(), nullable=True),
        sa.Column("weight", sa.Float(), nullable=True),
        sa.Column("evidence", sa.Text(), nullable=True),
        sa.Column("assessed_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["district"], ["district.id"], name=op.f("fk_assessment_district_district"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(["pilot"], ["pilot.id"], name=op.f("fk_assessment_pilot_pilot"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assessment")),
    )
    op.create_table(
        "contract",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("code", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("operator", sa.String(), nullable=True),
        sa.Column("kind", sa.String(), nullable=True),
        sa.Column("amount", sa.BigInteger(), nullable=True),
        sa.Column("amount_text", sa.Text(), nullable=True),
        sa.Column("signed_on", sa.Date(), nullable=True),
        sa.Column("start", sa.Date(), nullable=True),
        sa.Column("end", sa.Date(), nullable=True),
        sa.Column("state", sa.String(), nullable=True),
        sa.Column("district", sa.String(), nullable=True),
        sa.Column("pilot", sa.String(), nullable=True),
        sa.Column("sources", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["district"], ["district.id"], name=op.f("fk_contract_district_district"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["operator"], ["operator.id"], name=op.f("fk_contract_operator_operator"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(["pilot"], ["pilot.id"], name=op.f("fk_contract_pilot_pilot"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contract")),
    )
    op.create_table(
        "gate",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("gate", sa.Text(), nullable=False),
        sa.Column("plan", sa.String(), nullable=True),
        sa.Column("pilot", sa.String(), nullable=True),
        sa.Column("held_on", sa.Date(), nullable=True),
        sa.Column("decision", sa.String(), nullable=True),
        sa.Column("conditions", sa.Text(), nullable=True),
        sa.Column("document", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["document"], ["document.id"], name=op.f("fk_gate_document_document"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(["pilot"], ["pilot.id"], name=op.f("fk_gate_pilot_pilot"), ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(["plan"], ["plan.id"], name=op.f("fk_gate_plan_plan"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gate")),
    )
    op.create_table(
        "amendment",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("contract", sa.String(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=True),
        sa.Column("amount_change", sa.BigInteger(), nullable=True),
        sa.Column("new_end", sa.Date(), nullable=True),
        sa.Column("text", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["contract"], ["contract.id"], name=op.f("fk_amendment_contract_contract"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_amendment")),
    )
    op.create_table(
        "bond",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("contract", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=True),
        sa.Column("release_on", sa.Date(), nullable=True),
        sa.Column("released_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["contract"], ["contract.id"], name=op.f("fk_bond_contract_contract"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bond")),
    )
    op.create_table(
        "milestone",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("plan", sa.String(), nullable=True),
        sa.Column("pilot", sa.String(), nullable=True),
        sa.Column("contract", sa.String(), nullable=True),
        sa.Column("start", sa.Date(), nullable=True),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("due_text", sa.Text(), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("weight", sa.Float(), nullable=True),
        sa.Column("after", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("evidence", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["contract"], ["contract.id"], name=op.f("fk_milestone_contract_contract"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(["pilot"], ["pilot.id"], name=op.f("fk_milestone_pilot_pilot"), ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(["plan"], ["plan.id"], name=op.f("fk_milestone_plan_plan"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_milestone")),
    )
    op.create_table(
        "payment",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("contract", sa.String(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=True),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("due_text", sa.Text(), nullable=True),
        sa.Column("condition", sa.String(), nullable=True),
        sa.Column("approved_no", sa.Text(), nullable=True),
        sa.Column("paid_on", sa.Date(), nullable=True),
        sa.Column("paid", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["contract"], ["contract.id"], name=op.f("fk_payment_contract_contract"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payment")),
    )
    op.create_table(
        "service_level",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("contract", sa.String(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("target", sa.Text(), nullable=True),
        sa.Column("unit", sa.Text(), nullable=True),
        sa.Column("weight", sa.Float(), nullable=True),
        sa.Column("deduction", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["contract"], ["contract.id"], name=op.f("fk_service_level_contract_contract"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_service_level")),
    )
    op.create_table(
        "decision",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("meeting", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("lead", sa.String(), nullable=True),
        sa.Column("support", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("due_text", sa.Text(), nullable=True),
        sa.Column("task", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["lead"], ["organisation.id"], name=op.f("fk_decision_lead_organisation"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["meeting"], ["meeting.id"], name=op.f("fk_decision_meeting_meeting"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(["task"], ["task.id"], name=op.f("fk_decision_task_task"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision")),
    )
    op.create_table(
        "service_score",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("contract", sa.String(), nullable=False),
        sa.Column("level", sa.String(), nullable=True),
        sa.Column("period", sa.Text(), nullable=False),
        sa.Column("score", sa.Float(), nullable=True),
        sa.Column("remark", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["contract"], ["contract.id"], name=op.f("fk_service_score_contract_contract"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["level"], ["service_level.id"], name=op.f("fk_service_score_level_service_level"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_service_score")),
    )
    op.create_index(op.f("ix_operator_organisation"), "operator", ["organisation"], unique=False)
    op.create_index(op.f("ix_plan_district"), "plan", ["district"], unique=False)
    op.create_index(op.f("ix_meeting_group"), "meeting", ["group"], unique=False)
    op.create_index(op.f("ix_pilot_district"), "pilot", ["district"], unique=False)
    op.create_index(op.f("ix_pilot_lead"), "pilot", ["lead"], unique=False)
    op.create_index(op.f("ix_pilot_operator"), "pilot", ["operator"], unique=False)
    op.create_index(op.f("ix_assessment_district"), "assessment", ["district"], unique=False)
    op.create_index(op.f("ix_assessment_pilot"), "assessment", ["pilot"], unique=False)
    op.create_index(op.f("ix_contract_district"), "contract", ["district"], unique=False)
    op.create_index(op.f("ix_contract_operator"), "contract", ["operator"], unique=False)
    op.create_index(op.f("ix_contract_pilot"), "contract", ["pilot"], unique=False)
    op.create_index(op.f("ix_gate_document"), "gate", ["document"], unique=False)
    op.create_index(op.f("ix_gate_pilot"), "gate", ["pilot"], unique=False)
    op.create_index(op.f("ix_gate_plan"), "gate", ["plan"], unique=False)
    op.create_index(op.f("ix_amendment_contract"), "amendment", ["contract"], unique=False)
    op.create_index(op.f("ix_bond_contract"), "bond", ["contract"], unique=False)
    op.create_index(op.f("ix_milestone_contract"), "milestone", ["contract"], unique=False)
    op.create_index(op.f("ix_milestone_pilot"), "milestone", ["pilot"], unique=False)
    op.create_index(op.f("ix_milestone_plan"), "milestone", ["plan"], unique=False)
    op.create_index(op.f("ix_payment_contract"), "payment", ["contract"], unique=False)
    op.create_index(op.f("ix_service_level_contract"), "service_level", ["contract"], unique=False)
    op.create_index(op.f("ix_decision_lead"), "decision", ["lead"], unique=False)
    op.create_index(op.f("ix_decision_meeting"), "decision", ["meeting"], unique=False)
    op.create_index(op.f("ix_decision_task"), "decision", ["task"], unique=False)
    op.create_index(op.f("ix_service_score_contract"), "service_score", ["contract"], unique=False)
    op.create_index(op.f("ix_service_score_level"), "service_score", ["level"], unique=False)
    op.execute(
        'ALTER TABLE "task" ADD COLUMN "plan" VARCHAR '
        "CONSTRAINT fk_task_plan_plan "
        'REFERENCES "plan" (id) ON DELETE RESTRICT'
    )
    op.execute(
        'ALTER TABLE "task" ADD COLUMN "pilot" VARCHAR '
        "CONSTRAINT fk_task_pilot_pilot "
        'REFERENCES "pilot" (id) ON DELETE RESTRICT'
    )
    op.execute(
        'ALTER TABLE "task" ADD COLUMN "contract" VARCHAR '
        "CONSTRAINT fk_task_contract_contract "
        'REFERENCES "contract" (id) ON DELETE RESTRICT'
    )
    op.create_index(op.f("ix_task_contract"), "task", ["contract"], unique=False)
    op.create_index(op.f("ix_task_pilot"), "task", ["pilot"], unique=False)
    op.create_index(op.f("ix_task_plan"), "task", ["plan"], unique=False)
