"""Operators, contracts and payments in full."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Apply the step."""
    op.create_table(
        "attachment",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("entity", sa.Text(), nullable=False),
        sa.Column("of", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("added_on", sa.Date(), nullable=True),
        sa.Column("remark", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachment")),
    )
    op.create_table(
        "concentration_rule",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("order", sa.BigInteger(), nullable=True),
        sa.Column("measure", sa.String(), nullable=False),
        sa.Column("cut", sa.String(), nullable=False),
        sa.Column("yellow", sa.Float(), nullable=True),
        sa.Column("red", sa.Float(), nullable=True),
        sa.Column("remark", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_concentration_rule")),
    )
    op.create_table(
        "budget_batch",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("year", sa.BigInteger(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=True),
        sa.Column("document", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["document"], ["document.id"], name=op.f("fk_budget_batch_document_document"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_budget_batch")),
    )
    op.create_table(
        "licence",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("operator", sa.String(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("number", sa.Text(), nullable=True),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.Column("expires_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["operator"], ["operator.id"], name=op.f("fk_licence_operator_operator"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_licence")),
    )
    op.create_table(
        "shareholder",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("operator", sa.String(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("share", sa.Float(), nullable=False),
        sa.Column("nature", sa.String(), nullable=True),
        sa.Column("seats", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["operator"], ["operator.id"], name=op.f("fk_shareholder_operator_operator"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shareholder")),
    )
    op.create_index(op.f("ix_budget_batch_document"), "budget_batch", ["document"], unique=False)
    op.create_index(op.f("ix_licence_operator"), "licence", ["operator"], unique=False)
    op.create_index(op.f("ix_shareholder_operator"), "shareholder", ["operator"], unique=False)
    op.add_column("amendment", sa.Column("number", sa.Text(), nullable=True))
    op.add_column("amendment", sa.Column("new_start", sa.Date(), nullable=True))
    op.add_column("bond", sa.Column("condition", sa.Text(), nullable=True))
    op.add_column("bond", sa.Column("valid_until", sa.Date(), nullable=True))
    op.execute(
        'ALTER TABLE "contract" ADD COLUMN "buyer" VARCHAR '
        "CONSTRAINT fk_contract_buyer_organisation "
        'REFERENCES "organisation" (id) ON DELETE RESTRICT'
    )
    op.execute(
        'ALTER TABLE "contract" ADD COLUMN "plan" VARCHAR '
        "CONSTRAINT fk_contract_plan_plan "
        'REFERENCES "plan" (id) ON DELETE RESTRICT'
    )
    op.add_column("contract", sa.Column("area", sa.Text(), nullable=True))
    op.add_column("contract", sa.Column("sole_source", sa.Boolean(), nullable=True))
    op.execute(
        'ALTER TABLE "contract" ADD COLUMN "renews" VARCHAR '
        "CONSTRAINT fk_contract_renews_contract "
        'REFERENCES "contract" (id) ON DELETE RESTRICT'
    )
    op.add_column("contract", sa.Column("score_needed", sa.Float(), nullable=True))
    op.add_column("contract", sa.Column("deduct_percent", sa.Float(), nullable=True))
    op.add_column("contract", sa.Column("deduct_limit", sa.Float(), nullable=True))
    op.add_column("contract", sa.Column("invested_by", sa.String(), nullable=True))
    op.add_column("contract", sa.Column("built_by", sa.String(), nullable=True))
    op.add_column("contract", sa.Column("run_by", sa.String(), nullable=True))
    op.add_column("contract", sa.Column("benefits", sa.String(), nullable=True))
    op.add_column("contract", sa.Column("participation", sa.Text(), nullable=True))
    op.add_column("contract", sa.Column("payment_terms", sa.Text(), nullable=True))
    op.add_column("contract", sa.Column("note", sa.Text(), nullable=True))
    op.create_index(op.f("ix_contract_buyer"), "contract", ["buyer"], unique=False)
    op.create_index(op.f("ix_contract_plan"), "contract", ["plan"], unique=False)
    op.create_index(op.f("ix_contract_renews"), "contract", ["renews"], unique=False)
    op.execute(
        'ALTER TABLE "funding" ADD COLUMN "batch" VARCHAR '
        "CONSTRAINT fk_funding_batch_budget_batch "
        'REFERENCES "budget_batch" (id) ON DELETE RESTRICT'
    )
    op.add_column("funding", sa.Column("area", sa.Text(), nullable=True))
    op.create_index(op.f("ix_funding_batch"), "funding", ["batch"], unique=False)
    op.add_column("operator", sa.Column("state_share", sa.Float(), nullable=True))
    op.add_column("operator", sa.Column("board_seats", sa.BigInteger(), nullable=True))
    op.add_column("operator", sa.Column("state_seats", sa.BigInteger(), nullable=True))
    op.add_column("operator", sa.Column("terms", sa.Text(), nullable=True))
    op.add_column("operator", sa.Column("term_until", sa.Date(), nullable=True))
    op.add_column("operator", sa.Column("security_level", sa.String(), nullable=True))
    op.add_column("operator", sa.Column("key_people", sa.Text(), nullable=True))
    op.add_column("operator", sa.Column("risks", sa.Text(), nullable=True))
    op.add_column("payment", sa.Column("share", sa.Float(), nullable=True))
    op.execute(
        'ALTER TABLE "payment" ADD COLUMN "milestone" VARCHAR '
        "CONSTRAINT fk_payment_milestone_milestone "
        'REFERENCES "milestone" (id) ON DELETE RESTRICT'
    )
    op.add_column("payment", sa.Column("accepted_on", sa.Date(), nullable=True))
    op.add_column("payment", sa.Column("acceptance_no", sa.Text(), nullable=True))
    op.add_column("payment", sa.Column("score_needed", sa.Float(), nullable=True))
    op.add_column("payment", sa.Column("service_from", sa.Date(), nullable=True))
    op.add_column("payment", sa.Column("service_to", sa.Date(), nullable=True))
    op.add_column("payment", sa.Column("needs_approval", sa.Boolean(), nullable=True))
    op.add_column("payment", sa.Column("source", sa.String(), nullable=True))
    op.add_column("payment", sa.Column("deducted", sa.BigInteger(), nullable=True))
    op.add_column("payment", sa.Column("note", sa.Text(), nullable=True))
    op.create_index(op.f("ix_payment_milestone"), "payment", ["milestone"], unique=False)
    op.add_column("service_level", sa.Column("target_score", sa.Float(), nullable=True))
    op.add_column("service_level", sa.Column("deduct_amount", sa.BigInteger(), nullable=True))
