import pytest

from smartplanner.queries.units import join_units, short_form


@pytest.mark.parametrize(
    ("name", "forms", "short"),
    [
        ("北京市政务服务和数据管理局", ["政数局", "市政数局", "市政务和数据局", "市政务服务局"], "市政务和数据局"),
        ("北京市发展和改革委员会", ["发改委", "市发改委", "市发展改革委"], "市发展改革委"),
        ("北京市教育委员会", ["教委", "市教委"], "市教委"),
        ("中共北京市委网络安全和信息化委员会办公室", ["网信办", "市网信办", "市委网信办"], "市委网信办"),
        ("北京市文物局", [], "北京市文物局"),
    ],
)
def test_a_city_unit_has_its_shortest_form_that_says_all_it_is_for(name, forms, short):
    assert short_form(name, forms, kind="department") == short


def test_a_district_government_is_called_by_its_district():
    forms = ["平谷", "平谷区政府", "平谷区", "北京市平谷区"]
    assert short_form("北京市平谷区人民政府", forms, kind="district") == "平谷区"


def test_a_company_keeps_the_word_that_says_it_is_one():
    forms = ["示例城运", "示例城运公司", "示例城市运营公司"]
    assert short_form("示例城市运营有限公司", forms, kind="company") == "示例城运公司"


def test_all_districts_together_are_said_in_one_word():
    names = {"1": "东城区", "2": "西城区", "3": "市财政局"}
    districts = frozenset({"1", "2"})
    assert join_units(("1", "2", "3"), names, districts) == ("市财政局", "各区")
    assert join_units(("1", "3"), names, districts) == ("东城区", "市财政局")
