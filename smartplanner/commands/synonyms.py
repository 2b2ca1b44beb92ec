"""Other words under which people look for a command, a page or a kind of record; Chinese, as they are typed."""

from __future__ import annotations

from collections.abc import Mapping

VERB_WORDS: Mapping[str, str] = {
    "new": "新建 建账 新账本 新建账本 创建",
    "open": "打开 换账本 账本",
    "import": "导入 台账 上报表 Excel 表格 收表 读入 汇总",
    "minutes": "会议纪要 纪要 拆解 立项",
    "export": "导出 Excel 另存 表格 输出",
    "collect": "征集 收集 填报 催报 下发",
    "report": "公文 简报 报告 写材料 出稿 Word PDF 打印",
    "backup": "备份 存盘 保存 副本",
    "check_book": "检查 校验 核对 体检 损坏 修复 完好",
    "quit": "退出 关闭",
    "undo": "撤销 回退 取消 反悔 退回一步",
    "redo": "重做 恢复 前进",
    "add": "新建事项 立项 登记 新增 添加 录入",
    "as_of": "日期 按某日 回看 截至",
    "refresh": "刷新 重新读取",
    "save_view": "视图 另存 保存筛选 收藏 筛选方案",
    "briefing": "会前一屏 会前 全屏 放映 投屏 汇报",
    "meeting": "会议 全屏 开会 投屏 调度会",
    "about": "关于 版本 许可",
    "find": "查找 搜索 检索",
}
"""By the id of ``commands/verbs.py``."""

PAGE_WORDS: Mapping[str, str] = {
    "overview": "总览 首页 主页 概况",
    "papers": "公文 简报 报告 写材料 催办单 纪要 Word PDF",
    "board": "看板 卡片 督办看板",
    "red_list": "红灯 逾期 滞后 超期 问题清单",
    "history": "历史 记录 日志 谁改的 时间线",
    "scores": "考核 得分 排名 打分",
    "gantt": "甘特图 进度 计划图 关键路径",
    "portfolio": "分类分级 新建区 已建区 空白点",
    "operation": "运营 付款 合同 到期 集中度",
    "light_rule": "亮灯 红黄绿 规则",
    "task": "事项 任务 督办 台账",
    "contract": "合同 运营合同 协议",
    "plan": "计划 建设计划 区级计划",
    "organisation": "单位 委办局 部门",
    "document": "来源 文件 依据 批示",
    "operator": "运营商 企业 公司",
    "meeting": "会议 专题会 调度会",
}
"""By the name of a page; that of a list is the name of its entity."""

KIND_WORDS: Mapping[str, tuple[str, ...]] = {
    "task": ("督办事项", "事项", "任务"),
    "contract": ("合同",),
    "pilot": ("试点",),
    "plan": ("计划",),
    "milestone": ("里程碑", "节点"),
    "operator": ("运营商",),
    "payment": ("付款",),
    "case": ("案例",),
}
"""How people say the plural of an entity after the name of a district, a unit or a group: 海淀区的事项."""
