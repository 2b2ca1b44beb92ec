"""A realistic month of figures for the tests of the reports; invented, no real person in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from smartplanner.reports.papers.periodic.briefing import (
    BriefingFigures,
    Changes,
    Circulation,
    Count,
    DueChange,
    DueItem,
    GroupRow,
    LateItem,
)  # fmt: skip

FIELDS = (
    GroupRow("数字基础设施", 18, 10, 6, 1, 1),
    GroupRow("数据资源体系", 16, 7, 8, 0, 1),
    GroupRow("城市运行“一网统管”", 20, 9, 10, 0, 1),
    GroupRow("政务服务“一网通办”", 17, 10, 7, 0, 0),
    GroupRow("智慧应用场景", 15, 5, 9, 0, 1),
)
DISTRICTS = (
    GroupRow("东城区", 6, 4, 2, 0, 0),
    GroupRow("西城区", 7, 4, 3, 0, 0),
    GroupRow("朝阳区", 9, 3, 5, 0, 1),
    GroupRow("海淀区", 8, 4, 4, 0, 0),
    GroupRow("通州区", 10, 5, 4, 0, 1),
    GroupRow("市级事项", 46, 21, 22, 1, 2),
)
LATE = (
    LateItem("市级感知终端统一接入平台（二期）建设", "市经济和信息化局", ("市公安局", "市交通委"), "6月底前", 92,
             "资金批复较原计划推迟，设备采购尚未完成", "10月15日前完成采购，11月底前完成接入"),
    LateItem("公共数据目录“一本账”管理", "市政务服务和数据管理局", (), "8月31日", 30,
             "12个单位目录尚未确认", "逐单位对账，10月底前全部确认"),
    LateItem("通州区智慧停车诱导系统", "通州区政府", ("市交通委", "北京通州投资发展有限公司"), "9月10日", 20,
             "", "与运营商重新确定施工计划"),
    LateItem("朝阳区城市生命线监测预警（燃气、供热、排水）", "朝阳区政府", ("市城市管理委",), "9月20日", 10,
             "3处点位施工许可未办理", ""),
    LateItem("5G-A网络覆盖重点区域（≥95%）", "市通信管理局", ("中国铁塔北京市分公司",), "年底前", 0,
             "完成62处站址，占计划的51.7%", "对选址困难的点位由各区协调", 18),
)  # fmt: skip


def sample_figures(**changes: Any) -> BriefingFigures:
    figures = BriefingFigures(
        office="市智慧城市建设领导小组办公室",
        issue=9,
        total_issue=33,
        year=2026,
        month=9,
        as_of=date(2026, 9, 30),
        states=(Count("已销号", 12), Count("已办结", 29), Count("办理中", 37), Count("逾期", 4), Count("未启动", 4),
                Count("已终止", 0)),
        lights=(Count("绿灯", 40), Count("黄灯", 1), Count("红灯", 4)),
        done=41,
        completion_before=45.4,
        schedule=75.0,
        fields=FIELDS,
        districts=DISTRICTS,
        worst_units=(GroupRow("市经济和信息化局", 9, 4, 4, 0, 1), GroupRow("市政务服务和数据管理局", 8, 4, 3, 0, 1)),
        done_this_month=("市级政务云资源统一监测", "“京通”新增便民服务事项120项"),
        overdue_this_month=("通州区智慧停车诱导系统", "朝阳区城市生命线监测预警（燃气、供热、排水）"),
        changes=Changes(
            added=("城市副中心低空飞行服务平台",),
            finished=("市级政务云资源统一监测", "“京通”新增便民服务事项120项"),
            extended=(DueChange("社区智慧养老服务试点", "9月30日", "12月31日", "参试社区由5个增至12个"),),
        ),
        late=LATE,
        due_next_month=(DueItem("一体化算力调度平台上线试运行", "市经济和信息化局", "10月底前"),
                        DueItem("城市体检数据归集", "市规划自然资源委", "10月20日前")),
        planned_fen=123_456_000_000,
        with_amount=37,
        problems=("部分跨部门数据共享需求确认周期长，平均用时超过20个工作日", "个别区试点项目资金落实不到位"),
        circulation=Circulation(
            report_to=("市委、市政府领导", "领导小组组长、副组长"),
            send_to=("各专项工作组召集人", "领导小组成员单位"),
            issue_to=("各区智慧城市建设领导小组办公室", "相关运营商"),
            copies=120,
        ),
    )  # fmt: skip
    return replace(figures, **changes)
