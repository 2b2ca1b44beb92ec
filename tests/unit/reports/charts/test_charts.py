"""What charts say, on paper and in Word, whatever the data."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from itertools import combinations, pairwise

import docx
import pypdfium2
import pytest
from pdf_texts import page_texts
from PIL import Image

from smartplanner.base.pdfium import reading
from smartplanner.base.problems import Problem
from smartplanner.reports.charts.axes import steps_to
from smartplanner.reports.charts.data import (
    Bar,
    Bars,
    LightRow,
    Lights,
    Line,
    Lines,
    Part,
    Stack,
    Stacked,
    Tile,
    Tiles,
)  # fmt: skip
from smartplanner.reports.charts.drawing import Anchor, Dot, Room, Words
from smartplanner.reports.charts.layout import lay_out
from smartplanner.reports.charts.of_papers import MonthMoney, deduction_chart, lights_chart, matters_chart, money_chart
from smartplanner.reports.charts.tables import say, table_of
from smartplanner.reports.document import markdown
from smartplanner.reports.document.blocks import Chart, Document, Meta, Paragraph, Run
from smartplanner.reports.document.frozen import document_of, text_of
from smartplanner.reports.page.geometry import PORTRAIT
from smartplanner.reports.pdf.charts import FILLS, lightness, printed
from smartplanner.reports.pdf.fonts import load_fonts
from smartplanner.reports.pdf.marks import Text
from smartplanner.reports.pdf.writer import write_pdf
from smartplanner.reports.word.writer import write_docx

SOURCE = "数据截至：2026年9月30日。数据来源：督办台账"
META = Meta("图", "图", "办公室", date(2026, 9, 30))
LONG = "北京经济技术开发区管理委员会智慧城市建设领导小组办公室及各专项工作组联合推进专班"
PARTS = (Part("红灯", "red", "red"), Part("黄灯", "yellow", "yellow"), Part("绿灯", "green", "green"))
CHARTS = (
    Bars("办理进度", (Bar("海淀区", 91.5, "hd"), Bar("朝阳区", 80, "cy"), Bar(LONG, 0)), "%", SOURCE, 1),
    Bars("得分", (Bar("海淀区", 91.5), Bar("朝阳区", 80)), "分", SOURCE, 1, upright=True),
    Stacked("亮灯", PARTS, (Stack("海淀区", (3, 4, 12), "hd"), Stack("朝阳区", (0, 0, 0), "cy")), "项", SOURCE),
    Stacked("占比", PARTS, (Stack("海淀区", (1, 1, 1), "hd"),), "%", SOURCE, share=True),
    Lines("进度", ("1月", "2月", "3月"), (Line("序时", (8, 17, 25)), Line("实际", (5, 16, None))), "%", SOURCE),
    Lights("各领域", ("政务服务", "城市治理"), (LightRow("海淀区", ("red", "")), LightRow("朝阳区", ("blue", "grey")))),
    Tiles("各区", (Tile("海淀区", 0, 0, "yellow", "有支撑3/5"), Tile("朝阳区", 3, 2, "", ""))),
)


def paper(*charts):
    """Return a paper with these charts."""
    return Document(
        META, "图", (Paragraph((Run("见图。"),)), *(Chart(data, place) for place, data in enumerate(charts, 1)))
    )


def room(width=400.0, **more):
    """Return a room in which every letter is as wide as it is high."""
    return Room(width, 9.0, lambda text, size: len(text) * size, more.pop("highest", 600.0), **more)


def words(drawing):
    """Return all words of a drawing."""
    return [shape.text for shape in drawing.shapes if isinstance(shape, Words)]


def test_the_last_number_of_a_line_stands_on_the_side_where_no_other_line_runs():
    def side(other):
        drawing = lay_out(
            Lines("图", ("1月", "2月", "3月"), (Line("应付", other), Line("实付", (20, 40, None)))), room()
        )
        number = next(
            shape
            for shape in drawing.shapes
            if isinstance(shape, Words) and shape.text == "40" and shape.anchor is Anchor.MIDDLE
        )
        dots = [shape for shape in drawing.shapes if isinstance(shape, Dot) and shape.x == number.x]
        return number.y - max(dot.y for dot in dots)

    assert side((20, 43, 50)) > 0
    assert side((20, 90, 95)) < 0


def test_fills_that_stand_beside_each_other_differ_by_fifteen_of_lightness():
    for group in (("red", "blue", "green", "yellow", "grey"), ("series0", "series1", "series2", "series3")):
        for one, other in combinations(group, 2):
            assert abs(lightness(FILLS[one]) - lightness(FILLS[other])) >= 15, (one, other)


def test_a_bar_of_each_light_differs_on_a_page_that_was_rendered_without_colours():
    parts = tuple(Part(light, light) for light in ("red", "blue", "green", "yellow", "grey"))
    pdf = write_pdf(paper(Stacked("灯", parts, (Stack("区", (20, 20, 20, 20, 20)),))))
    page = pypdfium2.PdfDocument(pdf)[0].render(scale=3).to_pil().convert("L")
    shades = sorted(shade for count, shade in page.getcolors(256) or [] if count > 1500 and shade not in (0, 255))
    assert len(shades) >= 5
    assert all(later - earlier >= 20 for earlier, later in pairwise(shades))


def test_no_letter_on_paper_is_smaller_than_seven_and_a_half_points():
    fonts = load_fonts()
    for data in CHARTS:
        for mark in printed(data, fonts, width=PORTRAIT.text_width, highest=600).marks:
            assert not isinstance(mark, Text) or mark.size >= 7.5


@pytest.mark.parametrize("count", [1, 2, 17, 40, 90])
@pytest.mark.parametrize("kind", ["bars", "stacked", "lights"])
def test_a_chart_of_any_number_of_rows_fits_a_page_and_its_width(count, kind):
    names = [f"{LONG}{number}" for number in range(count)]
    data = {
        "bars": Bars("图", tuple(Bar(name, 5) for name in names), "项", SOURCE),
        "stacked": Stacked("图", PARTS, tuple(Stack(name, (1, 2, 3)) for name in names), "项", SOURCE),
        "lights": Lights(
            "图", ("政务服务", LONG), tuple(LightRow(name, ("red", "blue")) for name in names), "", SOURCE
        ),
    }[kind]
    highest = PORTRAIT.text_height - 4 * 28.95
    slab = printed(data, load_fonts(), width=PORTRAIT.text_width, highest=highest)
    assert slab.height <= highest + 0.01
    for mark in slab.marks:
        if isinstance(mark, Text):
            assert -0.5 <= mark.x <= PORTRAIT.text_width
            assert 0 <= mark.y <= slab.height


def test_a_long_name_is_cut_and_says_so():
    drawn = lay_out(Bars("图", (Bar(LONG, 5), Bar("海淀区", 3))), room())
    assert "海淀区" in words(drawn)
    assert any(text.endswith("…") and LONG.startswith(text[:-1]) for text in words(drawn))


@pytest.mark.parametrize("data", [Bars("图", ()), Bars("图", (Bar("区", 0),)), Tiles("图", ()), Lines("图", (), ())])
def test_a_chart_without_data_says_so_instead_of_an_empty_frame(data):
    assert words(lay_out(data, room())) == ["暂无数据"]
    assert say(data) == "暂无数据"


def test_each_bar_has_its_number_and_the_source_stands_below():
    drawn = lay_out(CHARTS[0], room())
    assert {"91.5", "80.0", "0.0", "单位：%", SOURCE} <= set(words(drawn))


def test_shares_of_a_bar_add_up_to_a_hundred():
    drawn = lay_out(CHARTS[3], room())
    assert sorted(text for text in words(drawn) if text.endswith("%") and text[0].isdigit()) == [
        "33.3%",
        "33.3%",
        "33.4%",
    ]


@pytest.mark.parametrize(
    ("largest", "last"), [(0.3, 0.3), (7, 8), (100, 100), (101, 150), (46235, 60000), (1e-12, None)]
)
def test_an_axis_has_round_steps_up_to_the_largest_value(largest, last):
    steps = steps_to(largest)
    assert steps[0] == 0
    assert steps[-1] >= largest
    assert 2 <= len(steps) <= 7
    assert last is None or steps[-1] == pytest.approx(last)


def test_a_paper_with_every_chart_is_kept_word_by_word():
    document = paper(*CHARTS)
    assert document_of(text_of(document)) == document


def test_the_same_charts_give_the_same_bytes():
    document = paper(*CHARTS)
    assert write_pdf(document) == write_pdf(document)
    assert write_docx(document) == write_docx(document)


def test_a_chart_in_a_pdf_is_drawn_and_not_a_picture():
    data = write_pdf(paper(*CHARTS))
    with reading(data) as pdf:
        kinds = {item.type for page in pdf for item in page.get_objects()}
    assert pypdfium2.raw.FPDF_PAGEOBJ_IMAGE not in kinds
    text = "".join(page_texts(data))
    assert {"图1", "91.5", SOURCE} == {words for words in ("图1", "91.5", SOURCE) if words in text}


def test_a_chart_in_word_is_a_sharp_picture_with_caption_and_words_for_those_who_cannot_see_it():
    made = write_docx(paper(CHARTS[0]))
    word = docx.Document(io.BytesIO(made))
    shape = word.inline_shapes[0]
    assert shape.width.mm == pytest.approx(156, abs=0.5)
    facts = shape._inline.docPr
    assert facts.get("descr").startswith("图1　办理进度。海淀区91.5%")
    assert word.paragraphs[-1].text == "图1　办理进度"
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        name = next(name for name in package.namelist() if name.endswith(".png"))
        picture = Image.open(io.BytesIO(package.read(name)))
    assert picture.width / (156 / 25.4) == pytest.approx(300, abs=2)


def test_a_template_places_a_chart_by_name_and_numbers_it():
    text = '见图。\n\n::: chart name="b"\n\n::: annex title="附"\n\n::: chart name="a"\n'
    document = markdown.parse(text, meta=META, charts={"a": CHARTS[0], "b": CHARTS[1]})
    assert document.blocks[-1] == Chart(CHARTS[1], 1)
    assert document.annexes[0].blocks == (Chart(CHARTS[0], 2),)


def test_a_chart_that_the_report_does_not_have_is_a_problem_with_its_line():
    with pytest.raises(Problem, match="nosuch"):
        markdown.parse('甲\n\n::: chart name="nosuch"\n', meta=META, charts={"a": CHARTS[0]})


def test_markup_in_a_name_stands_as_it_is():
    data = Bars("<b>图</b>", (Bar("<w:t>&amp;</w:t>", 5), Bar("=1+1", 3)), "项")
    (text,) = page_texts(write_pdf(paper(data)))
    for words_of_data in ("<w:t>&amp;</w:t>", "=1+1", "<b>图</b>"):
        assert words_of_data in text
    assert docx.Document(io.BytesIO(write_docx(paper(data)))).paragraphs[-1].text == "图1　<b>图</b>"


@pytest.mark.parametrize("data", CHARTS)
def test_the_numbers_of_each_chart_are_a_table_with_a_cell_below_each_head(data):
    head, rows = table_of(data)
    assert {len(row) for row in rows} == {len(head)}


def test_money_is_summed_up_by_month_and_ends_where_the_book_ends():
    months = (
        MonthMoney("1月", 100_000_000, 50_000_000),
        MonthMoney("2月", 0, 25_000_000),
        MonthMoney("3月", 300, None),
    )
    chart = money_chart("付款", months, as_of=date(2026, 2, 28))
    assert chart.lines[0].values == (100, 100, 100.0003)
    assert chart.lines[1].values == (50, 75, None)


def test_a_paper_leaves_out_a_chart_that_would_say_nothing():
    day = date(2026, 9, 30)
    assert money_chart("付款", (MonthMoney("1月", 0, 0), MonthMoney("2月", 0, 0)), as_of=day) is None
    assert matters_chart("各区", (), as_of=day) is None
    assert deduction_chart("市级部门", (("甲", 0.0), ("乙", -1.0)), as_of=day) is None
    assert lights_chart("灯", "事项", {}) is None


def test_deductions_stand_with_the_most_first():
    chart = deduction_chart(
        "市级部门", (("甲", -1.0), ("乙", 0.0), ("丙", -3.5), ("丁", -2.0)), as_of=date(2026, 9, 30)
    )
    assert [(bar.name, bar.value) for bar in chart.bars] == [("丙", 3.5), ("丁", 2), ("甲", 1)]


def test_rows_that_are_not_shown_are_counted():
    drawn = lay_out(Bars("图", tuple(Bar(f"单位{number}", 1) for number in range(45)), "项", SOURCE), room())
    assert SOURCE + "（其余5项未列出）" in words(drawn)
