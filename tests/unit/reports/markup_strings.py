"""Texts that other programs took for markup, formulas or commands; a report prints each of them literally."""

MARKUP = (
    "<b>加粗</b>", "</para>", "A<B", "A>B & C", "&amp;", "&lt;b&gt;", "&#65;", "[[..]]", "[[[...]]]",
    "{{x}}", "{% if %}",
    "*斜*", "**粗**", "_下_", "`码`", "a|b|c", "# 一", "## 二", "1. 甲", "- 乙", "> 引", "~~删~~",
    "---", "\\*", "[链](http://x.test)",
    '<img src="http://x.test/a.png"/>', "<greek>a</greek>", '<seq id="x"/>', "::: tail", '" unit="x', "{#注#}", "$x^2$",
    "'; DROP TABLE task;--", "=1+1", "@SUM(A1)", "+86", "%s%d", "${x}", "<!-- x -->", "<![CDATA[x]]>", "]]>",
)  # fmt: skip
