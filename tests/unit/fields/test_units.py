import pytest

from smartplanner.fields.units import Directory, Unit

DIRECTORY = Directory(
    [
        Unit("edu", "北京市教育委员会", ("教委", "市教委"), "department", 1),
        Unit(
            "sci",
            "北京市科学技术委员会、中关村科技园区管理委员会",
            ("科委", "市科委", "中关村管委会", "市科委、中关村管委会"),
            "department",
            2,
        ),
        Unit("info", "北京市经济和信息化局", ("经信局",), "department", 3),
        Unit("police", "北京市公安局", ("市公安局",), "department", 4),
        Unit("social", "北京市人力资源和社会保障局", (), "department", 5),
        Unit("plan", "北京市规划和自然资源委员会", (), "department", 6),
        Unit("data", "北京市政务服务和数据管理局", (), "department", 7),
        Unit("east", "北京市东城区人民政府", ("东城区",), "district", 11),
        Unit("chaoyang", "北京市朝阳区人民政府", ("朝阳区", "朝阳区政府"), "district", 12),
        Unit("beta", "某市棚改投资发展有限公司", ("棚改公司", "双名"), "company", 21),
        Unit("gamma", "某市城建投资发展有限公司", ("城建公司", "双名"), "company", 22),
    ]
)


@pytest.mark.parametrize(
    ("name", "unit", "how"),
    [
        ("北京市经济和信息化局", "info", "exact"), ("北京市经济和信\n息化局", "info", "exact"),
        ("经信局", "info", "alias"), ("市教委", "edu", "alias"),
        ("市经信局", "info", "prefix"), ("规划和自然资源委员会", "plan", "prefix"),
        ("市人力资源和社会保障局", "social", "prefix"),
        ("规自委", "plan", "subsequence"), ("市规自委", "plan", "subsequence"),
        ("市规划自然资源委", "plan", "subsequence"),
        ("人力社保局", "social", "subsequence"), ("市数据局", "data", "subsequence"),
        ("北京市经济和信息话局", "info", "fuzzy"),
    ],
)  # fmt: skip
def test_a_name_is_resolved_and_says_how(name, unit, how):
    reading = DIRECTORY.resolve(name)
    assert (reading.value, reading.precision) == (unit, how)
    if how in ("subsequence", "fuzzy"):
        assert reading.problem.code == "unit_guessed"
    else:
        assert reading.problem is None


@pytest.mark.parametrize("name", ["某某研究院", "朝晖区人民政府", "局", "市", "", "朝阳区教委", "(((", "北京市"])
def test_an_unknown_name_is_asked_about_and_never_guessed(name):
    reading = DIRECTORY.resolve(name)
    assert reading.asks
    assert (reading.value, reading.problem.code) == (None, "unit_unknown")


def test_the_question_names_the_nearest_units():
    assert "北京市朝阳区人民政府" in DIRECTORY.resolve("朝晖区人民政府").problem.message


def test_a_name_that_two_units_share_is_asked_about():
    assert DIRECTORY.resolve("双名").problem.code == "unit_ambiguous"
    assert DIRECTORY.resolve("某市城改投资发展有限公司").problem.code == "unit_ambiguous"


@pytest.mark.parametrize(
    ("raw", "lead", "support"),
    [
        ("市教委、市科委；朝阳区政府\n市公安局", ["edu", "sci", "chaoyang", "police"], []),
        ("市教委 市科委", ["edu", "sci"], []),
        ("市教委/市科委,市公安局", ["edu", "sci", "police"], []), ("市教委和市科委", ["edu", "sci"], []),
        ("市教委及市公安局", ["edu", "police"], []),
        ("市规划和自然资源委员会、市科学技术委员会、中关村科技园区管理委员会、市教委", ["plan", "sci", "edu"], []),
        ("人力资源和社会保障局与市经信局", ["social", "info"], []), ("市科委、中关村管委会", ["sci"], []),
        ("市教委、市教委", ["edu"], []),
        ("市经信局牵头，市教委、朝阳区配合", ["info"], ["edu", "chaoyang"]),
        ("牵头：市经信局；配合：市教委、市科委", ["info"], ["edu", "sci"]),
        ("牵头单位：市经信局\n配合单位：市教委，朝阳区", ["info"], ["edu", "chaoyang"]),
        ("市经信局（牵头）、市教委、市科委", ["info"], ["edu", "sci"]),
        ("由市经信局牵头，会同市教委、市科委", ["info"], ["edu", "sci"]),
        ("市教委、市公安局按职责分工负责", ["edu", "police"], []),
        ("1.市教委 2.市科委", ["edu", "sci"], []), ("各区", ["east", "chaoyang"], []),
        ("各区政府", ["east", "chaoyang"], []), ("16区", ["east", "chaoyang"], []),
        ("市教委牵头，各区配合", ["edu"], ["east", "chaoyang"]), ("某市棚改\n投资发展有限公\n司", ["beta"], []),
        ("", [], []), ("/", [], []), (None, [], []),
    ],
)  # fmt: skip
def test_a_cell_is_split_into_lead_and_support(raw, lead, support):
    reading = DIRECTORY.read_many(raw)
    assert (list(reading.lead), list(reading.support)) == (lead, support)
    assert all(problem.code == "units_group" for problem in reading.problems)


@pytest.mark.parametrize(
    ("raw", "contacts"),
    [
        ("市教委（张某）", ("张某",)), ("市教委\n张某", ("张某",)), ("市教委：张某", ("张某",)),
        ("市教委张某13800000000", ("张某13800000000",)),
        ("市教委（张某 010-55550000）", ("张某010-55550000",)), ("市教委 55550000", ("55550000",)),
    ],
)  # fmt: skip
def test_a_person_beside_a_unit_is_a_contact(raw, contacts):
    reading = DIRECTORY.read_many(raw)
    assert (reading.lead, reading.contacts, reading.problems) == (("edu",), contacts, ())


@pytest.mark.parametrize(
    ("raw", "lead", "problem"),
    [
        ("市各有关部门", [], "warning units_unspecified"), ("各有关部门", [], "warning units_unspecified"),
        ("市教委、相关单位", ["edu"], "warning units_unspecified"),
        ("市教委、各相关区", ["edu"], "warning units_unspecified"),
        ("市教委、市科委等", ["edu", "sci"], "note units_and_others"),
        ("市教委等5家单位", ["edu"], "note units_and_others"), ("某某研究院、市教委", ["edu"], "error unit_unknown"),
        ("某市拆改\n投资发展研究\n院", [], "error unit_unknown"), ("市教委（信息中心）", ["edu"], "note unit_remark"),
        ("各区", ["east", "chaoyang"], "note units_group"),
    ],
)  # fmt: skip
def test_what_is_not_written_is_said(raw, lead, problem):
    reading = DIRECTORY.read_many(raw)
    assert list(reading.lead) == lead
    assert [f"{item.level} {item.code}" for item in reading.problems] == [problem]
