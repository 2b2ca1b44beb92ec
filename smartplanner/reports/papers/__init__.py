"""The papers, a package for each family; beside each paper the module ``…_figures`` that reads the book for it.

``letters``      函, 请示, 报告
``districts``    区级建设计划进展, 分类分级情况
``supervision``  督办通知单, 催办单, 督查通报
``meetings``     会议材料, 会议纪要
``sheets``       what is one sheet: 看板, 一页纸
``periodic``     工作简报, 年度总结, and the single matters that they name
``operation``    合同执行情况, 运营商年度服务情况, 付款建议书
``assessing``    考核情况表, 试点评估报告
``comparing``    how things stood before, and the first paragraph that says what changed since
``building``     a template filled in with figures, as blocks

A package imports only from those below it in this list; which stand beside each other: ``pyproject.toml``.
"""
