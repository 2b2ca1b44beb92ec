"""The colours of a light, worst first: used by matters that carry one by hand, and by the rules that compute it."""

from __future__ import annotations

from smartplanner.base.i18n import N_
from smartplanner.fields.description import Choice


class Light(Choice):
    """The colours, worst first."""

    RED = "red", N_("Red light"), "红灯 红"
    YELLOW = "yellow", N_("Yellow light"), "黄灯 黄"
    GREEN = "green", N_("Green light"), "绿灯 绿"
    BLUE = "blue", N_("Blue light"), "蓝灯 蓝"
    GREY = "grey", N_("Grey light"), "灰灯 灰"
