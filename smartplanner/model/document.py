"""来源: the minutes, instruction or file that a matter comes from."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from smartplanner.base.i18n import N_
from smartplanner.fields.description import Choice, Row, entity, note


class DocumentKind(Choice):
    """What sort of source it is."""

    MINUTES = "minutes", N_("Meeting minutes"), "纪要 会议"
    INSTRUCTION = "instruction", N_("Leader's instruction"), "批示 领导批示"
    FILE = "file", N_("Official file"), "文件 通知 方案"
    OTHER = "other", N_("Other source"), "其他"


@entity(N_("Source"), N_("Sources"), key=("title",), sort=("issued_on",), icon="document", section="supervision")
class Document(Row):
    """One source document."""

    kind: Annotated[DocumentKind | None, note(N_("Kind of source"), column=12, heads="来源类别 文件类别")] = None
    title: Annotated[str, note(N_("Title"), column=44, heads="标题 文件名称 文件标题")]
    number: Annotated[str | None, note(N_("Document number"), column=20, heads="文号 发文字号")] = None
    issued_on: Annotated[date | None, note(N_("Issued on"), column=12, heads="发文日期 印发日期")] = None
    issuer: Annotated[str | None, note(N_("Issued by"), column=24, heads="发文单位 发文机关")] = None
