"""The ledger of operators: who holds them, their contracts, payments, monthly scores, amendments and bonds."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice, pairwise

from generator.matters import AS_OF
from generator.names import DISTRICTS, full_name
from generator.records import Records, finish, money, sheet, word
from generator.table import Table
from generator.wording import Said

OPERATORS = [
    # name, model, state share, seats, seats of the state side, security level, areas with the number of its contracts
    ("示例城市运营有限公司", "state_owned", 100, 5, 5, "third", (("城市运行", 3), ("生态环境", 2), ("智慧社区", 1))),
    ("示例数据集团有限公司", "state_owned", 100, 7, 7, "third", (("数据共享", 7), ("数字政务", 2))),
    (
        "示例信息基础设施有限公司",
        "state_owned",
        100,
        5,
        5,
        "third",
        (("基础设施", 3), ("智慧交通", 2), ("网络安全", 2)),
    ),
    ("示例智慧交通科技有限公司", "joint_venture", 51, 7, 4, "third", (("智慧交通", 3),)),
    ("示例健康科技有限公司", "joint_venture", 34, 5, 2, "second", (("智慧医疗", 3),)),
    ("示例政务软件有限公司", "joint_venture", 40, 5, 2, "third", (("数字政务", 3), ("智慧医疗", 2), ("智慧社区", 1))),
    ("示例云服务有限公司", "private", 0, 5, 0, "third", (("基础设施", 3), ("数据共享", 1), ("生态环境", 2))),
    ("示例安全技术有限公司", "private", 0, 3, 0, "fourth", (("网络安全", 3),)),
    ("示例园区运营有限公司", "private", 0, 3, 0, "second", (("智慧社区", 2), ("城市运行", 3))),
]
LICENCES = (("信息系统建设和服务能力等级证书", 3), ("信息安全服务资质证书", 2), ("增值电信业务经营许可证", 5))
"""Title, years that it is valid."""
MIX = {
    # kind of contract: who invests, builds, runs, benefits
    "purchase": ("government", "enterprise", "enterprise", "public"),
    "concession": ("enterprise", "enterprise", "enterprise", "public"),
    "authorised": ("joint", "joint", "enterprise", "joint"),
}
SIDES = {"government": "政府", "enterprise": "企业", "joint": "政企共同", "public": "公众"}
DATA_COMPANY = "示例数据集团有限公司"
MODELS = {"state_owned": "国有独资", "joint_venture": "政企合资", "private": "民营企业"}
LEVELS = {"second": "等保二级", "third": "等保三级", "fourth": "等保四级"}
KINDS = {"purchase": "政府购买服务", "concession": "特许经营", "authorised": "授权运营"}
STATES = {"active": "履行中", "accepted": "已验收", "expired": "已到期"}
BUYERS = {
    "城市运行": "市城管委", "生态环境": "市生态环境局", "数据共享": "市大数据中心", "数字政务": "市政务和数据局",
    "基础设施": "市经信局", "智慧交通": "市交通委", "智慧医疗": "市卫健委", "网络安全": "市委网信办",
    "智慧社区": "市民政局",
}  # fmt: skip
THINGS = ["平台运营服务", "感知设施运维", "数据治理服务", "系统建设与运维", "应用支撑服务"]
# what, share in percent, months after the signing, condition
STAGES = [
    ("合同签订后首付款", 30, 1, None),
    ("初验款", 30, 7, "acceptance"),
    ("年度服务款", 25, 13, "service_score"),
    ("终验款", 10, 19, "acceptance"),
    ("质保金", 5, 25, None),
]
CONDITIONS = {"acceptance": "验收通过", "service_score": "考核达标", "milestone": "里程碑完成"}
ITEMS = [("平台可用率", 40, 90), ("工单响应及时率", 35, 85), ("数据更新及时率", 25, 85)]
WAITED_FOR = "基础网络与感知设施建设"
"""The milestone of a district's plan that releases the next payment there."""
BREACHER = "示例健康科技有限公司"
"""The operator whose service fell short in the last months."""


@dataclass(frozen=True, slots=True)
class Deal:
    """One contract as it was meant."""

    code: str
    title: str
    operator: str
    area: str
    amount: int
    signed: date
    end: date
    state: str
    kind: str
    district: str | None


def contract_ledger(draw: random.Random) -> tuple[list[Table], list[Records]]:
    """Return the sheets of the workbook and what must be found in them."""
    deals = _deals(draw)
    changes = _amendments(deals)
    records = [
        _operators(), _shareholders(), _licences(), _contracts(deals), _payments(draw, deals, changes[1]), changes[0],
        _levels(deals), _scores(draw, deals), _bonds(deals),
    ]  # fmt: skip
    return [each.table for each in records], [finish(each) for each in records]


def _deals(draw: random.Random) -> list[Deal]:
    deals = []
    for name, _model, _share, _seats, _state, _level, areas in OPERATORS:
        for area, count in areas:
            for number in range(count):
                signed = date(2024 + draw.randrange(0, 3), draw.randrange(1, 10), draw.randrange(2, 27))
                signed = min(signed, date(2026, 8, 20))
                if name == BREACHER:
                    signed = date(2025, 10, 12 + number)  # its yearly payments fall due when its scores are low
                years = draw.choice([1, 2, 2, 3])
                end = date(signed.year + years, signed.month, signed.day) - timedelta(days=1)
                if area == "数据共享" and number < 3:
                    end = date(2027, 1, 20) + timedelta(days=number * 9)  # three that run out together
                amount = draw.randrange(180, 3600, 20) * (3 if area == "数据共享" else 1) * 10_000
                state = "active" if end >= AS_OF else draw.choice(["accepted", "expired"])
                code = f"智运〔{signed.year}〕{len(deals) + 1}号"
                thing = THINGS[(number + len(deals)) % len(THINGS)]
                title = f"{area}{thing}合同（{len(deals) + 1:02d}包）"
                kind = list(KINDS)[0 if len(deals) % 5 else (len(deals) // 5) % 3]
                district = DISTRICTS[len(deals) % len(DISTRICTS)]["name"] if draw.random() < 0.45 else None
                deals.append(Deal(code, title, name, area, amount, signed, end, state, kind, district))
    return deals


def _operators() -> Records:
    made = sheet(
        "operator", "运营商", "智慧城市运营商名录",
        [("organisation", "运营商", 30), ("model", "运营模式", 14), ("state_share", "国有股比", 10),
         ("board_seats", "董事会席位", 10), ("state_seats", "国有方席位", 10), ("security_level", "安全等级", 12),
         ("chief_officer", "首席智慧城市运营官", 18), ("term_until", "合作期限至", 16), ("terms", "合作条款", 34)],
        unit="截至2026年11月23日",
    )  # fmt: skip
    for name, model, share, seats, state, level, _areas in OPERATORS:
        private = model == "private"
        made.add(
            organisation=name, model=word(MODELS[model], model=model), state_share=share, board_seats=seats,
            state_seats=state, security_level=word(LEVELS[level], security_level=level),
            chief_officer="首席运营官（示例）" if model == "joint_venture" else None,
            term_until=date(2029, 12, 31) if private else None,
            terms="购买服务，按年考核付费，不设排他条款" if private else None,
        )  # fmt: skip
    return made


def _shareholders() -> Records:
    made = sheet(
        "shareholder", "股东", "运营商股东情况表",
        [("operator", "运营商", 30), ("name", "股东名称", 30), ("share", "持股比例", 12), ("nature", "股东性质", 12),
         ("seats", "董事席位", 10)],
        unit="截至2026年11月23日",
    )  # fmt: skip
    for name, _model, share, seats, state, *_rest in OPERATORS:
        if share:
            made.add(operator=name, name=f"{name[:4]}国有股东（示例）", share=share,
                     nature=word("国有", nature="state"), seats=state)  # fmt: skip
        if share < 100:
            made.add(operator=name, name=f"{name[:4]}社会股东（示例）", share=100 - share,
                     nature=word("民营", nature="private"), seats=seats - state)  # fmt: skip
    return made


def _licences() -> Records:
    made = sheet(
        "licence", "资质证照", "运营商资质证照登记表",
        [("operator", "运营商", 30), ("title", "资质名称", 36), ("number", "证书编号", 18),
         ("issued_on", "发证日期", 16), ("expires_on", "有效期至", 16)],
        unit="截至2026年11月23日",
    )  # fmt: skip
    for number, (name, *_rest) in enumerate(OPERATORS):
        title, years = LICENCES[number % len(LICENCES)]
        issued = date(2026 - years, 12, 5) if number == 1 else date(2025 - number % 2, 3 + number % 8, 11)
        made.add(operator=name, title=title, number=f"示例证{number + 1:03d}", issued_on=issued,
                 expires_on=date(issued.year + years, issued.month, issued.day))  # fmt: skip
    return made


def _renewed(deals: list[Deal]) -> dict[str, str]:
    """Return which contract of the data company renews which, from a single source."""
    mine = sorted((deal for deal in deals if (deal.operator, deal.area) == (DATA_COMPANY, "数据共享")),
                  key=lambda deal: deal.signed)  # fmt: skip
    return {later.title: earlier.title for earlier, later in islice(pairwise(mine), 1)}


def _contracts(deals: list[Deal]) -> Records:
    made = sheet(
        "contract", "运营合同", "智慧城市运营合同台账",
        [("code", "合同编号", 18), ("title", "合同名称", 36), ("operator", "运营商", 28), ("buyer", "甲方", 18),
         ("kind", "合同类型", 14), ("amount", "合同金额", 14), ("signed_on", "签订日期", 16),
         ("start", "合同开始", 16), ("end", "合同到期", 16), ("state", "合同状态", 12), ("area", "运营领域", 12),
         ("district", "所属区", 14), ("score_needed", "考核达标线", 10), ("deduct_percent", "每低一分扣款比例", 12),
         ("deduct_limit", "扣款比例上限", 12), ("sole_source", "单一来源", 10), ("renews", "续签自", 36),
         ("invested_by", "投资方", 10), ("built_by", "建设方", 10), ("run_by", "运营方", 10),
         ("benefits", "受益方", 10)],
    )  # fmt: skip
    renewed = _renewed(deals)
    for deal in deals:
        earlier = renewed.get(deal.title)
        sides = zip(("invested_by", "built_by", "run_by", "benefits"), MIX[deal.kind], strict=True)
        made.add(
            code=deal.code, title=deal.title, operator=deal.operator,
            buyer=Said(BUYERS[deal.area], {"buyer": full_name(BUYERS[deal.area])}),
            kind=word(KINDS[deal.kind], kind=deal.kind), **money(amount=deal.amount),
            signed_on=deal.signed, start=deal.signed,
            end=deal.end, state=word(STATES[deal.state], state=deal.state), area=deal.area, district=deal.district,
            sole_source=Said("是", {"sole_source": True}) if earlier else None, renews=earlier,
            **{field: Said(SIDES[side], {field: side}) for field, side in sides},
            score_needed=85, deduct_percent=Said("1%", {"deduct_percent": 1}),
            deduct_limit=Said("10%", {"deduct_limit": 10}),
        )  # fmt: skip
    return made


def _payments(draw: random.Random, deals: list[Deal], totals: dict[str, int]) -> Records:
    made = sheet(
        "payment", "付款节点", "运营合同付款节点台账",
        [("contract", "合同名称", 36), ("title", "付款节点", 18), ("share", "付款比例", 10), ("amount", "应付金额", 14),
         ("due", "应付日期", 16), ("condition", "付款条件", 14),
         ("score_needed", "所需考核分", 10), ("accepted_on", "验收日期", 16),
         ("milestone", "对应里程碑", 30), ("approved_no", "审批文号", 18), ("paid_on", "实付日期", 16),
         ("paid", "实付金额", 14)],
    )  # fmt: skip
    for deal in deals:
        whole, left = totals.get(deal.title, deal.amount), totals.get(deal.title, deal.amount)
        for number, (title, share, months, condition) in enumerate(STAGES):
            amount = left if number == len(STAGES) - 1 else whole * share // 100
            left -= amount
            due = _months_later(deal.signed, months)
            paid = due < AS_OF - timedelta(days=45) or (due < AS_OF and draw.random() < 0.4)
            milestone = None
            if condition == "acceptance" and deal.district and not paid:
                condition, milestone = "milestone", f"{_short(deal.district)}{WAITED_FOR}"
            near = abs(due - AS_OF) < timedelta(days=45)
            ready = paid or (near and condition in (None, "milestone") and len(made.rows) % 3 > 0)
            accepted = due - timedelta(days=12) if paid and condition == "acceptance" else None
            made.add(
                contract=deal.title, title=title, share=share, **money(amount=amount), due=due,
                condition=word(CONDITIONS[condition], condition=condition) if condition else None,
                score_needed=60 if condition == "service_score" else None,
                accepted_on=accepted, milestone=milestone,
                approved_no=f"示例付〔{due.year}〕{len(made.rows) + 1}号" if ready else None,
                paid_on=due + timedelta(days=9) if paid else None, **money(paid=amount if paid else None),
            )  # fmt: skip
    return made


def _amendments(deals: list[Deal]) -> tuple[Records, dict[str, int]]:
    """Return two amendments, and the amounts of the two contracts after them."""
    made = sheet(
        "amendment", "补充协议", "运营合同补充协议登记表",
        [("contract", "合同名称", 36), ("title", "补充协议", 34), ("number", "补充协议编号", 18),
         ("signed_on", "签订日期", 16), ("amount_change", "增减金额", 14), ("new_end", "变更后到期日", 16),
         ("text", "变更内容", 36)],
    )  # fmt: skip
    running = [deal for deal in deals if deal.state == "active"]
    totals = {}
    for place, change, text in ((0, 1_200_000, "增加两处感知点位运维"), (4, -800_000, "核减重复建设的应用支撑服务")):
        deal = running[place]
        totals[deal.title] = deal.amount + change
        made.add(
            contract=deal.title, title=f"{deal.title}补充协议一", number=f"{deal.code}补1",
            signed_on=deal.signed + timedelta(days=60), **money(amount_change=change),
            new_end=deal.end + timedelta(days=90) if place == 0 else None, text=text,
        )  # fmt: skip
    return made, totals


def _levels(deals: list[Deal]) -> Records:
    made = sheet(
        "service_level", "服务标准", "运营合同服务标准及扣款规则",
        [("contract", "合同名称", 36), ("title", "服务项", 18), ("target", "目标值", 12), ("weight", "权重", 8),
         ("target_score", "达标分", 8), ("deduction", "扣款规则", 40)],
        unit="满分100分",
    )  # fmt: skip
    for deal in _scored(deals):
        for title, weight, needed in ITEMS:
            made.add(contract=deal.title, title=title, target=f"≥{needed + 5}%", weight=weight, target_score=needed,
                     deduction="月度得分每低于达标分1分，扣当期付款1%，最多扣10%")  # fmt: skip
    return made


def _scores(draw: random.Random, deals: list[Deal]) -> Records:
    made = sheet(
        "service_score", "月度考核", "运营服务月度考核得分表",
        [("contract", "合同名称", 36), ("period", "考核月份", 14), ("score", "考核得分", 10),
         ("remark", "考核说明", 36)],
        unit="满分100分",
    )  # fmt: skip
    for deal in _scored(deals):
        for number in range(24):
            year, month = 2024 + (10 + number) // 12, (10 + number) % 12 + 1
            first = date(year, month, 1)
            if not deal.signed.replace(day=1) <= first <= deal.end:
                continue
            low = deal.operator == BREACHER and first >= date(2026, 8, 1)
            score = draw.randrange(640, 760) / 10 if low else draw.randrange(860, 985) / 10
            made.add(contract=deal.title, period=Said(f"{year}年{month}月", {"period": f"{year}年{month}月"}),
                     score=score, remark="平台多次中断，整改未到位" if low else None)  # fmt: skip
    return made


def _bonds(deals: list[Deal]) -> Records:
    made = sheet(
        "bond", "保证金", "运营合同保证金台账",
        [("contract", "合同名称", 36), ("kind", "保证金类型", 14), ("amount", "保证金金额", 14),
         ("release_on", "应退日期", 16), ("condition", "退还条件", 30)],
    )  # fmt: skip
    for deal in deals[::3]:
        made.add(contract=deal.title, kind=word("履约保证金", kind="performance"), **money(amount=deal.amount // 10),
                 release_on=deal.end + timedelta(days=30), condition="合同履行完毕且无未结扣款")  # fmt: skip
    return made


def _scored(deals: list[Deal]) -> list[Deal]:
    return [deal for number, deal in enumerate(deals) if number % 2 == 0 or deal.operator == BREACHER]


def _short(district: str) -> str:
    return "经开区" if district == "北京经济技术开发区" else district


def _months_later(start: date, months: int) -> date:
    month = start.month - 1 + months
    return date(start.year + month // 12, month % 12 + 1, min(start.day, 28))
