"""The styles of a Word report: real ones, so that the navigation pane and the style gallery work.

Fonts are named as offices have them; Word takes the alternative of the font table where one is missing.
"""

from __future__ import annotations

from dataclasses import dataclass

from smartplanner.reports.page import geometry
from smartplanner.reports.word.xml import Element, child, element

LATIN = "Times New Roman"
BIAOSONG, FANGSONG, KAI, HEI, SONG = "方正小标宋简体", "仿宋_GB2312", "楷体_GB2312", "黑体", "宋体"
ALTERNATIVES = {BIAOSONG: "华文中宋", FANGSONG: "仿宋", KAI: "楷体", HEI: "SimHei", SONG: "SimSun"}
TABLE_LINE_PT = geometry.TABLE.leading
LIST_LINE_PT = geometry.SMALL_TABLE.leading
TIGHTER_TWIPS = -6
"""16 pt less 0.3 pt: 28 × 15.7 pt = 439.6 pt fit the 442.2 pt of the 版心, and the 441.0 pt that LibreOffice leaves of
it, as it cuts the grid's cells to whole twips; 29 do not fit.  Lines are filled by justifying them."""


@dataclass(frozen=True, slots=True)
class Style:
    """One paragraph style; ``indent`` and ``right`` in characters, ``outline`` 1–9 for headings (0: none)."""

    id: str
    name: str
    font: str
    size: float
    align: str = "both"
    indent: int = 0
    right: int = 0
    outline: int = 0
    keep: bool = False
    line: float = 0
    latin: str = LATIN
    color: str = ""


STYLES = (
    Style("Normal", "Normal", FANGSONG, geometry.SAN_HAO_PT),
    Style("Title", "Title", BIAOSONG, geometry.ER_HAO_PT, align="center", keep=True),
    Style("Heading1", "heading 1", HEI, geometry.SAN_HAO_PT, indent=2, outline=1, keep=True),
    Style("Heading2", "heading 2", KAI, geometry.SAN_HAO_PT, indent=2, outline=2, keep=True),
    Style("Heading3", "heading 3", FANGSONG, geometry.SAN_HAO_PT, indent=2, outline=3, keep=True),
    Style("Heading4", "heading 4", FANGSONG, geometry.SAN_HAO_PT, indent=2, outline=4, keep=True),
    Style("Body", "公文正文", FANGSONG, geometry.SAN_HAO_PT, indent=2),
    Style("Abstract", "公文按语", KAI, geometry.SAN_HAO_PT, indent=2),
    Style("Flush", "公文顶格", FANGSONG, geometry.SAN_HAO_PT),
    Style("Centre", "公文居中", FANGSONG, geometry.SAN_HAO_PT, align="center"),
    Style("Right", "公文右空一字", FANGSONG, geometry.SAN_HAO_PT, align="right", right=1),
    Style("AnnexLabel", "附件序号", HEI, geometry.SAN_HAO_PT, align="left", keep=True),
    Style("AnnexTitle", "附件标题", BIAOSONG, geometry.ER_HAO_PT, align="center", outline=1, keep=True),
    Style("MastheadNote", "报头注记", HEI, geometry.SAN_HAO_PT, align="left"),
    Style("MastheadName", "报头名称", BIAOSONG, geometry.MASTHEAD_NAME_PT, align="center",
          line=3 * geometry.LINE_PITCH_PT, color=geometry.RED),
    Style("RedHeadName", "发文机关标志", BIAOSONG, geometry.MASTHEAD_NAME_PT, align="center", color=geometry.RED),
    Style("LetterName", "信函标志", BIAOSONG, geometry.MASTHEAD_NAME_PT, align="center", color=geometry.RED),
    Style("DocumentNumber", "发文字号", FANGSONG, geometry.SAN_HAO_PT, align="center"),
    Style("DocumentNumberLeft", "上行文发文字号", FANGSONG, geometry.SAN_HAO_PT, align="left"),
    Style("LetterNumber", "信函发文字号", FANGSONG, geometry.SAN_HAO_PT, align="left"),
    Style("Remark", "附注", FANGSONG, geometry.SAN_HAO_PT, indent=2),
    Style("MastheadIssue", "报头期号", FANGSONG, geometry.SAN_HAO_PT, align="center",
          line=1.5 * geometry.LINE_PITCH_PT),
    Style("MastheadLine", "报头编发", FANGSONG, geometry.SAN_HAO_PT, align="left"),
    Style("TableCaption", "表题", HEI, geometry.SI_HAO_PT, align="center", keep=True),
    Style("TableUnit", "表单位", FANGSONG, geometry.XIAO_SI_PT, align="right", keep=True, line=TABLE_LINE_PT),
    Style("TableHead", "表头", HEI, geometry.XIAO_SI_PT, align="center", keep=True, line=TABLE_LINE_PT),
    Style("TableText", "表文", FANGSONG, geometry.XIAO_SI_PT, align="left", line=TABLE_LINE_PT),
    Style("TableTextKept", "表文同页", FANGSONG, geometry.XIAO_SI_PT, align="left", keep=True, line=TABLE_LINE_PT),
    Style("ListHead", "清单表头", HEI, geometry.WU_HAO_PT, align="center", keep=True, line=LIST_LINE_PT + 1),
    Style("ListText", "清单表文", FANGSONG, geometry.WU_HAO_PT, align="left", line=LIST_LINE_PT),
    Style("ListTextKept", "清单表文同页", FANGSONG, geometry.WU_HAO_PT, align="left", keep=True, line=LIST_LINE_PT),
    Style("FormHead", "表单栏目", HEI, geometry.SI_HAO_PT, align="center", keep=True, line=geometry.FORM_TABLE.leading),
    Style("FormText", "表单内容", FANGSONG, geometry.SI_HAO_PT, align="left", line=geometry.FORM_TABLE.leading),
    Style("FormTextKept", "表单内容同页", FANGSONG, geometry.SI_HAO_PT, align="left", keep=True,
          line=geometry.FORM_TABLE.leading),
    Style("Figure", "图", FANGSONG, geometry.XIAO_SI_PT, align="center", keep=True),
    Style("FigureCaption", "图题", HEI, geometry.XIAO_SI_PT, align="center"),
    Style("TableGap", "表后空", FANGSONG, geometry.WU_HAO_PT, align="left", line=geometry.WU_HAO_PT),
    Style("Tail", "报尾", FANGSONG, geometry.SI_HAO_PT, align="left", line=26),
    Style("PageNumber", "页码", SONG, geometry.SI_HAO_PT, align="left", latin=SONG, line=geometry.SI_HAO_PT),
)  # fmt: skip


def styles_xml(*, pitch: float) -> Element:
    """Return ``w:styles`` with the document's defaults and all styles; *pitch* is the line pitch in points."""
    root = element("styles")
    defaults = child(root, "docDefaults")
    run = child(child(defaults, "rPrDefault"), "rPr")
    child(run, "rFonts", ascii=LATIN, hAnsi=LATIN, eastAsia=FANGSONG, cs=LATIN)
    child(run, "lang", val="en-US", eastAsia="zh-CN")
    child(child(defaults, "pPrDefault"), "pPr")
    for style in STYLES:
        root.append(_style_xml(style, pitch))
    table = child(root, "style", type="table", default=1, styleId="TableNormal")
    child(table, "name", val="Normal Table")
    return root


def _style_xml(style: Style, pitch: float) -> Element:
    normal = style.id == "Normal"
    made = element("style", type="paragraph", styleId=style.id, **({"default": 1} if normal else {}))
    child(made, "name", val=style.name)
    if not normal:
        child(made, "basedOn", val="Normal")
        if style.keep:
            child(made, "next", val="TableText" if style.id.startswith("Table") else "Body")
    child(made, "qFormat")
    made.append(_paragraph_properties(style, pitch))
    made.append(_run_properties(style))
    return made


def _paragraph_properties(style: Style, pitch: float) -> Element:
    """Return ``w:pPr``; its children must stand in the order of the schema."""
    made = element("pPr")
    child(made, "keepNext", val=int(style.keep))
    # 每面22行撑满: Word must not move single lines about.
    child(made, "widowControl", val=0)
    # No sign hangs out beyond the 版心: lines end as they do in the PDF.
    child(made, "overflowPunct", val=0)
    child(made, "autoSpaceDE", val=0)
    child(made, "autoSpaceDN", val=0)
    # The exact pitch keeps the 22 lines.  Snapping to the character grid would double the advance in
    # LibreOffice, where 16 pt do not fit a cell of 15.79 pt; tighter letters give the 28 characters everywhere.
    child(made, "snapToGrid", val=0)
    line = geometry.twips_of_points(style.line or pitch)
    if style.id == "Figure":
        # A line of exact height would cut the picture.
        child(made, "spacing", before=0, after=0, line=240, lineRule="auto")
    else:
        child(made, "spacing", before=0, after=0, line=line, lineRule="exact")
    character = geometry.twips_of_points(geometry.CHARACTER_PITCH_PT)
    places: dict[str, int] = {"firstLineChars": style.indent * 100, "firstLine": style.indent * character}
    if style.right:
        places |= {"rightChars": style.right * 100, "right": style.right * character}
    child(made, "ind", **places)
    child(made, "jc", val=style.align)
    if style.outline:
        child(made, "outlineLvl", val=style.outline - 1)
    return made


def _run_properties(style: Style) -> Element:
    made = element("rPr")
    child(made, "rFonts", ascii=style.latin, hAnsi=style.latin, eastAsia=style.font, cs=style.latin)
    if style.color:
        child(made, "color", val=style.color)
    if style.size == geometry.SAN_HAO_PT:
        child(made, "spacing", val=TIGHTER_TWIPS)
    size = round(style.size * 2)
    child(made, "sz", val=size)
    child(made, "szCs", val=size)
    return made


def font_table_xml() -> Element:
    """Return ``w:fonts``: what Word may take where a font is not installed."""
    root = element("fonts")
    for name, alternative in ALTERNATIVES.items():
        font = child(root, "font", name=name)
        child(font, "altName", val=alternative)
        child(font, "charset", val="86")
        child(font, "family", val="auto")
    return root
