"""What a clause about a payment calls it, and what it waits for: 初验合格后支付40% is 初验款, on acceptance."""

from __future__ import annotations

import re

_LONGEST = 16
_LABEL = re.compile(r"^(?!分.{1,3}[期次批]|共|付款|支付)([^:：,，\d%％]{2,12})[:：]")
_ORDINAL = re.compile(r"第([一二三四五六七八九十\d]{1,2})(笔|期|次|批|阶段|年度?|季度)")
_KINDS = (
    ("质保金", re.compile(r"质保|质量保证|保修")),
    ("终验款", re.compile(r"终验|最终验收|竣工验收|总验收")),
    ("初验款", re.compile(r"初验|初步验收|阶段性?验收|中期验收")),
    ("考核款", re.compile(r"考核|考评|评分")),
    ("上线款", re.compile(r"上线|试运行")),
    ("里程碑款", re.compile(r"里程碑")),
    ("到货款", re.compile(r"到货|到场|交货")),
    ("审计款", re.compile(r"审计|决算|结算审核|财评")),
    ("预付款", re.compile(r"预付|预支")),
    ("首付款", re.compile(r"首付|首期|签订|签署|签约|生效|定金|启动")),
    ("中期款", re.compile(r"中期|期中")),
    ("进度款", re.compile(r"进度|过半|过程")),
    ("验收款", re.compile(r"验收")),
    ("交付款", re.compile(r"交付|提交")),
    ("尾款", re.compile(r"尾款|余款|剩余|余下|其余|付清|结清")),
)
_CONDITIONS = (
    ("service_score", re.compile(r"考核|考评|评分|得分|达标")),
    ("acceptance", re.compile(r"(?<!未)验收|初验|终验")),
    ("milestone", re.compile(r"里程碑|上线|试运行|节点|到货|交付|完成(?!后?付|支付)|过半")),
)
_SCORE = re.compile(r"(?:考核|考评|评分|得分|评价)[^,，;；%]{0,10}?(\d{2,3}(?:\.\d)?)分")
_TALK = re.compile(
    r"甲方|乙方|采购人|供应商|发包人|承包人|应?向?(?:支付|拨付|付款|给付)|合同(?:总)?(?:价款?|金额|额|总额|款)的?|总价款?的?|"
    r"\d+(?:个工作日|工作日|个月|日|天)内?|之日起|后|时|再|并|的|比例|[,，:：()（）;；%]"
)


def title_of(clause: str, before: str) -> str:
    """Return what people call the payment of *clause*, whose sum stands after *before*; empty if it has no name."""
    if label := _LABEL.match(clause):
        return label[1].strip()
    if ordinal := _ORDINAL.search(before):
        kind = ordinal[2]
        return f"第{ordinal[1]}{kind}服务款" if kind.startswith("年") else f"第{ordinal[1]}{kind}款"
    for words, kinds in ((before, _KINDS[:-1]), (clause, _KINDS)):
        for name, pattern in kinds:
            if pattern.search(words):
                return name
    rest = _TALK.sub("", before).strip(" 、.-—")
    return rest[:_LONGEST] if len(rest) >= 2 else ""


def condition_of(clause: str) -> str:
    """Return service_score, acceptance or milestone if the payment waits for such a thing, else an empty text."""
    return next((name for name, pattern in _CONDITIONS if pattern.search(clause)), "")


def score_of(clause: str) -> float | None:
    """Return the service score that *clause* asks for (考核得分不低于85分)."""
    match = _SCORE.search(clause)
    return float(match[1]) if match and float(match[1]) <= 100 else None
