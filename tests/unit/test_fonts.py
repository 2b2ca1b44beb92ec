"""The fonts beside the program: what reports and screens rely on."""

import io
import json
from functools import cache
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont as FontFile
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

FONTS = Path(__file__).resolve().parents[2] / "resources" / "fonts"
INDEX = json.loads((FONTS / "fonts.json").read_text(encoding="utf-8"))
ROLES = ("hei", "song", "biaosong", "masthead", "kai", "fangsong")
RARE = "⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㎡喆堃玥祎赟镕翀昉晅旻珺璟頔垚漷泃牤"
ABSENT_FROM_FANDOL = {0x2015}  # ― of the codec; Chinese texts write — (U+2014), which it has
SIGNS = "〔〕—…“”‘’·％℃〇●■▲▼◆○□△★☆√×→←↑↓▌，。：；！？（）《》「」、￥①⑩"


def gb2312() -> set[int]:
    cells = (bytes((row, cell)) for row in range(0xA1, 0xFE) for cell in range(0xA1, 0xFF))
    return {ord(text) for text in (cell.decode("gb2312", errors="ignore") for cell in cells) if text}


@cache
def characters_of(role: str) -> frozenset[int]:
    with FontFile(FONTS / INDEX[role]["file"], lazy=True) as font:
        return frozenset(font.getBestCmap())


def lacking(role: str, wanted: set[int]) -> str:
    return "".join(map(chr, sorted(wanted - characters_of(role))))


def test_every_role_has_a_font_file():
    assert tuple(INDEX) == ROLES
    assert all((FONTS / entry["file"]).is_file() for entry in INDEX.values())


def test_every_fallback_is_a_role_that_needs_no_fallback_itself():
    fallbacks = {entry["fallback"] for entry in INDEX.values()} - {None}
    assert all(INDEX[role]["fallback"] is None for role in fallbacks)


@pytest.mark.parametrize("role", ROLES)
def test_a_font_covers_gb2312_and_the_signs_of_official_texts(role):
    wanted = gb2312() | set(range(0x20, 0x7F)) | {ord(sign) for sign in SIGNS}
    assert len(gb2312()) == 7445
    assert lacking(role, wanted - (ABSENT_FROM_FANDOL if role == "fangsong" else set())) == ""


@pytest.mark.parametrize("role", ROLES)
def test_a_font_or_its_fallback_has_rare_names_and_circled_numbers(role):
    wanted = {ord(character) for character in RARE}
    assert lacking(INDEX[role]["fallback"] or role, wanted) == ""


def test_kai_has_every_hanzi_that_fangsong_lacks():
    assert characters_of("kai") >= {code for code in characters_of("song") if 0x3400 <= code <= 0x9FFF or code > 0xFFFF}
    assert lacking("fangsong", {ord("漷")}) == "漷"
    assert lacking("kai", set(characters_of("fangsong"))) == ""


@pytest.mark.parametrize("role", [role for role in ROLES if INDEX[role]["fallback"] is None])
def test_a_font_without_fallback_has_the_8105_characters_of_the_national_list(role):
    # 6,763 of GB2312 (all but 125 of them in the list) and the 1,467 of the list outside GB2312.
    hanzi = {code for code in characters_of(role) if 0x3400 <= code <= 0x9FFF or code > 0xFFFF}
    assert len(hanzi) >= 6763 + 1467


@pytest.mark.parametrize("role", ROLES)
def test_a_font_is_named_as_the_index_says_and_bears_no_reserved_name(role):
    with FontFile(FONTS / INDEX[role]["file"], lazy=True) as font:
        names = {number: font["name"].getDebugName(number) for number in (1, 2, 4, 6)}
    assert names[1] == INDEX[role]["family"]
    assert names[2] == "Regular"
    assert not any(word in name for name in names.values() for word in ("LXGW", "霞鹜", "Source"))


@pytest.mark.parametrize("role", ROLES)
def test_a_font_can_be_embedded_in_a_pdf(role):
    path = FONTS / INDEX[role]["file"]
    with FontFile(path, lazy=True) as font:
        assert "glyf" in font
        assert "CFF " not in font
    pdfmetrics.registerFont(TTFont(f"test-{role}", str(path)))
    output = io.BytesIO()
    canvas = Canvas(output)
    canvas.setFont(f"test-{role}", 16)
    canvas.drawString(100, 700, "智慧城市〔2026〕12号 47.7%")
    canvas.save()
    assert b"/FontFile2" in output.getvalue()


@pytest.mark.parametrize("role", ROLES)
def test_the_licence_lies_beside_the_font_with_its_copyright_line(role):
    text = (FONTS / INDEX[role]["licence"]).read_text(encoding="utf-8")
    with FontFile(FONTS / INDEX[role]["file"], lazy=True) as font:
        notice = font["name"].getDebugName(0).splitlines()
    if role == "fangsong":
        assert "GNU GENERAL PUBLIC LICENSE" in text
        assert "As a special exception, if you create a document which uses this font" in text
        assert "FandolFang-Regular.otf" in (FONTS / "FandolFangTTF-README.txt").read_text(encoding="utf-8")
    else:
        assert "SIL OPEN FONT LICENSE Version 1.1" in text
        assert all(line in text for line in notice)


def test_the_fonts_stay_small_enough_for_the_installer():
    assert sum(path.stat().st_size for path in FONTS.iterdir()) < 25_000_000


def test_the_face_of_the_screen_has_every_sign_that_the_window_shows():
    """Where a system has no Chinese font, a sign that ours lacks would be an empty box."""
    from smartplanner.base.paths import i18n_dir

    words = (i18n_dir() / "zh_CN" / "LC_MESSAGES" / "smartplanner.po").read_text("utf-8")
    for path in (Path(__file__).resolve().parents[2] / "smartplanner" / "ui").rglob("*.py"):
        words += path.read_text("utf-8")
    assert {sign for sign in words if ord(sign) > 0x7F and ord(sign) not in characters_of("hei")} == set()
