"""Cut the fonts of resources/fonts out of public font packages: run `python packaging/fonts.py`.

The packages are fetched by name (`npm pack`, `apt-get download`: Debian 12 has the pinned files) into a temporary
folder. Every source file is checked against its sha256, so a rebuild gives the same bytes or stops with a message.
What was changed in each font, and its licence, is said in resources/fonts/README.md.
"""

from __future__ import annotations

import argparse
import bz2
import gzip
import hashlib
import io
import json
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont, newTable

FONTS = Path(__file__).resolve().parent.parent / "resources" / "fonts"
NOTO_SANS = "@expo-google-fonts/noto-sans-sc@0.4.3"
NOTO_SERIF = "@expo-google-fonts/noto-serif-sc@0.4.3"
WENKAI = "fonts-lxgw-wenkai"
TEXLIVE = "texlive-lang-chinese"
UNICODE = "unicode-data"

MODIFIED = 3849984000  # head.modified: 2026-01-01 in seconds since 1904, so that a rebuild is byte-identical
CONVERSION_ERROR = 1.0  # largest distance of a quadratic curve from the cubic one, in 1/1000 em; unseen at 300 dpi
# Of the 8,105 characters of 通用规范汉字表, sorted, in UTF-8.
COMMON_STANDARD_SHA256 = "17719705d5498f3f79616a1628bcf5c3fe67e0a177d43ef1f332f283b58c625d"

# What texts use beyond the two character lists; a font has what its source has of it.
EXTRA_RANGES = (
    (0x20, 0x7E),  # ASCII
    (0xA0, 0xFF),  # Latin-1
    (0x2010, 0x2027),  # dashes, quotation marks, ellipsis
    (0x2030, 0x205E),  # ‰ ′ ″ ※
    (0x2190, 0x2199),  # arrows
    (0x2460, 0x249B),  # ① … ⒛
    (0x2580, 0x259F),  # blocks
    (0x25A0, 0x25FF),  # shapes
    (0x3000, 0x303F),  # 〇 〔〕 and the rest of the CJK punctuation
    (0x3220, 0x3243),  # ㈠
    (0x3251, 0x325F),  # ㉑
    (0x3380, 0x33DF),  # ㎡ ㎞ ㎏
    (0xFF01, 0xFF5E),  # full-width forms
    (0xFFE0, 0xFFE6),  # full-width ￥
)
EXTRA_CHARACTERS = "€™℃№Ω☆★☐☑☒⚠✓✔✗✘" + "喆堃玥祎赟镕翀昉晅旻珺璟頔垚漷泃牤"  # names of persons and places


class BuildError(Exception):
    """The fonts cannot be built here; the text says why and what to do."""


@dataclass(frozen=True)
class FontPlan:
    """One font to build: where it comes from, and what it is called here."""

    role: str
    file: str
    family: str
    package: str
    member: str  # the end of the path inside the package
    sha256: str
    licence: str  # file name of the licence beside the font
    notices: tuple[str, ...] = ()  # copyright lines that the package has and the font itself has not
    fallback: str | None = None  # the role that has the characters this font lacks


PLANS = (
    FontPlan(
        role="hei",
        file="SmartHei-Medium.ttf",
        family="SmartHei",
        package=NOTO_SANS,
        member="500Medium/NotoSansSC_500Medium.ttf",
        sha256="b30853d205f3ecdde938b1488c735ee15a2e870d31331b992fdc53971e23ec4a",
        licence="SmartHei-OFL.txt",
    ),
    FontPlan(
        role="song",
        file="SmartSong-Regular.ttf",
        family="SmartSong",
        package=NOTO_SERIF,
        member="400Regular/NotoSerifSC_400Regular.ttf",
        sha256="c358a69de3df5f423a8946a7b03e3126fb6ba116f1130a463455b4e39e1f0742",
        licence="SmartSong-OFL.txt",
        notices=("Copyright 2012 Google Inc. All Rights Reserved.",),
    ),
    FontPlan(
        role="biaosong",
        file="SmartBiaosong-Bold.ttf",
        family="SmartBiaosong",
        package=NOTO_SERIF,
        member="700Bold/NotoSerifSC_700Bold.ttf",
        sha256="9c6a2ba736e4b499c84f65ce366bd3625c0401885fd3e585ace50fb738b96ff6",
        licence="SmartSong-OFL.txt",
        notices=("Copyright 2012 Google Inc. All Rights Reserved.",),
    ),
    FontPlan(
        role="masthead",
        file="SmartMasthead-Black.ttf",
        family="SmartMasthead",
        package=NOTO_SERIF,
        member="900Black/NotoSerifSC_900Black.ttf",
        sha256="092e71a70c744be3cc33999eb4edcb10fbe95c1b4cff6c2d7f04d6ff15d031e2",
        licence="SmartSong-OFL.txt",
        notices=("Copyright 2012 Google Inc. All Rights Reserved.",),
        fallback="biaosong",
    ),
    FontPlan(
        role="kai",
        file="SmartKai-Regular.ttf",
        family="SmartKai",
        package=WENKAI,
        member="LXGWWenKai-Regular.ttf",
        sha256="bbf534b0ca093928f94d1782855e65a19a32cde82b075d495d072025521953c8",
        licence="SmartKai-OFL.txt",
        notices=('Copyright 2021-2022 lxgw, with Reserved Font Names "霞鹜" and "LXGW"',),
    ),
    FontPlan(
        role="fangsong",
        file="FandolFangTTF-Regular.ttf",
        family="FandolFang TTF",
        package=TEXLIVE,
        member="FandolFang-Regular.otf",
        sha256="d838ad32ce2244d8144f408c37fe71065aba6fbbc80759a4d2aa2033948d5bc9",
        licence="FandolFangTTF-COPYING.txt",
        fallback="kai",
    ),
)


# --- fetching -------------------------------------------------------------------------------------------------------


def fetch(package: str, folder: Path) -> Path:
    """Return the archive of an npm (`@scope/name@version`) or a Debian package, fetched into `folder`."""
    target = folder / package.replace("/", "_")
    target.mkdir()
    if package.startswith("@"):
        run(["npm", "pack", "--silent", "--pack-destination", str(target), package], folder=target)
    else:
        # Unpacking happens here, as the present user; apt's own download user could not write to this folder.
        run(["apt-get", "-qq", "-o", "APT::Sandbox::User=root", "download", package], folder=target)
    archives = list(target.iterdir())
    if len(archives) != 1:
        raise BuildError(f"{package}: expected one archive, got {[path.name for path in archives]}")
    return archives[0]


def run(command: list[str], *, folder: Path) -> bytes:
    """Run a command and return what it prints; raise BuildError with its own words if it fails."""
    try:
        result = subprocess.run(command, cwd=folder, capture_output=True, check=True)
    except FileNotFoundError as error:
        raise BuildError(f"{command[0]} is not installed") from error
    except subprocess.CalledProcessError as error:
        raise BuildError(f"{' '.join(command)}:\n{error.stderr.decode(errors='replace')}") from error
    return result.stdout


def read_member(archive: Path, ending: str) -> bytes:
    """Return the one file of an npm or Debian archive whose path ends with `ending`; nothing is unpacked to disk."""
    if archive.suffix == ".deb":
        stream = io.BytesIO(run(["dpkg-deb", "--fsys-tarfile", str(archive)], folder=archive.parent))
    else:
        stream = io.BytesIO(gzip.decompress(archive.read_bytes()))
    with tarfile.open(fileobj=stream) as members:
        for member in members:
            content = members.extractfile(member) if member.isfile() else None
            if content is not None and member.name.endswith("/" + ending):
                return content.read()
    raise BuildError(f"{archive.name}: no file {ending}")


def check_sum(content: bytes, expected: str, name: str) -> None:
    """Stop if a source is not the very file that the fonts here were cut from."""
    found = hashlib.sha256(content).hexdigest()
    if found != expected:
        raise BuildError(
            f"{name} is not the expected file.\n  expected sha256 {expected}\n  found    sha256 {found}\n"
            "Use the package version named in resources/fonts/README.md, or look at the new font and pin its sum."
        )


# --- characters -----------------------------------------------------------------------------------------------------


def gb2312_characters() -> set[int]:
    """Return all code points of GB2312: 6,763 hanzi in two levels, and the symbols, letters and kana before them."""
    cells = (bytes((row, cell)) for row in range(0xA1, 0xFE) for cell in range(0xA1, 0xFF))
    return {ord(text) for text in (cell.decode("gb2312", errors="ignore") for cell in cells) if text}


def common_standard_characters(mappings: bytes) -> set[int]:
    """Return the 8,105 characters of 通用规范汉字表 (2013), the field kTGH of Unihan_OtherMappings.txt.bz2."""
    rows = (line.split("\t") for line in bz2.decompress(mappings).decode().splitlines())
    found = {int(row[0][2:], 16) for row in rows if len(row) == 3 and row[1] == "kTGH"}
    check_sum("".join(map(chr, sorted(found))).encode(), COMMON_STANDARD_SHA256, "the list 通用规范汉字表 (kTGH)")
    return found


def extra_characters() -> set[int]:
    """Return the signs and name characters that the two lists lack."""
    ranges = {code for first, last in EXTRA_RANGES for code in range(first, last + 1)}
    return ranges | {ord(character) for character in EXTRA_CHARACTERS}


# --- changing fonts -------------------------------------------------------------------------------------------------


def cut(font: TTFont, characters: Iterable[int]) -> None:
    """Keep the glyphs of `characters`; layout tables go, as reportlab reads none and the texts here need none."""
    options = Options(
        layout_features=[], glyph_names=False, notdef_outline=True, name_IDs=["*"], name_languages=["*"],
        name_legacy=True, recalc_timestamp=False,
    )  # fmt: skip
    options.drop_tables += ["BASE", "DSIG", "GDEF", "GPOS", "GSUB", "STAT", "VORG", "vhea", "vmtx"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=characters)
    subsetter.subset(font)


def convert_to_glyf(font: TTFont) -> None:
    """Replace the cubic outlines (CFF) by quadratic ones (glyf), which reportlab can embed; hints are dropped."""
    glyphs = font.getGlyphSet()
    order = font.getGlyphOrder()
    outlines = {}
    for name in order:
        pen = TTGlyphPen(None)
        glyphs[name].draw(Cu2QuPen(pen, CONVERSION_ERROR, reverse_direction=True))
        outlines[name] = pen.glyph(dropImpliedOnCurves=True)
        outlines[name].recalcBounds(None)
    del font["CFF "]
    font["loca"] = newTable("loca")
    font["glyf"] = newTable("glyf")
    font["glyf"].glyphOrder = order
    font["glyf"].glyphs = outlines
    font["maxp"].tableVersion = 0x00010000
    for field in ("maxZones", "maxTwilightPoints", "maxStorage", "maxFunctionDefs", "maxInstructionDefs",
                  "maxStackElements", "maxSizeOfInstructions", "maxComponentElements"):  # fmt: skip
        setattr(font["maxp"], field, 1 if field == "maxZones" else 0)
    for name in order:
        advance, _ = font["hmtx"][name]
        font["hmtx"][name] = (advance, getattr(outlines[name], "xMin", 0))
    font["post"].formatType = 3.0
    font.sfntVersion = "\x00\x01\x00\x00"


def rename(font: TTFont, plan: FontPlan) -> None:
    """Give the font its own names and keep those that tell its authors, copyright, trademark and licence."""
    table = font["name"]
    version = table.getDebugName(5)
    postscript = plan.file.removesuffix(".ttf")
    own = {
        1: plan.family,
        2: "Regular",
        3: f"SmartPlanner;{postscript}",
        4: plan.family,
        5: f"{version}; modified for SmartPlanner",
        6: postscript,
    }
    kept = {number: table.getDebugName(number) for number in (0, 7, 8, 9, 10, 11, 12, 13, 14)}
    table.names = []
    for number, text in sorted({**kept, **own}.items()):
        if text:
            table.setName(text, number, 3, 1, 0x409)
    # Each font is the only one of its family: as "Regular" it is what both Windows and Qt pick for the family's name,
    # whatever the weight of its strokes.
    font["OS/2"].usWeightClass = 400
    font["OS/2"].fsSelection = (font["OS/2"].fsSelection & ~0b100001) | 0b1000000
    font["head"].macStyle = 0


def build(plan: FontPlan, source: bytes, characters: set[int]) -> bytes:
    """Return the font file of a plan."""
    check_sum(source, plan.sha256, plan.member)
    font = TTFont(io.BytesIO(source), recalcTimestamp=False)
    cut(font, characters)
    if "CFF " in font:
        convert_to_glyf(font)
    rename(font, plan)
    font["head"].modified = MODIFIED
    output = io.BytesIO()
    font.save(output, reorderTables=True)
    return output.getvalue()


# --- licences -------------------------------------------------------------------------------------------------------


def open_font_licence(plan: FontPlan, source: bytes, licence: bytes) -> str:
    """Return the OFL under the copyright lines of the font itself and of its package."""
    notice = TTFont(io.BytesIO(source))["name"].getDebugName(0)
    lines = [line for line in (*notice.splitlines(), *plan.notices) if line]
    terms = licence.decode()
    terms = terms[terms.index("This Font Software is licensed") :]
    return "\n".join([*lines, "", terms.rstrip(), ""])


def write_licences(plan: FontPlan, source: bytes, archives: dict[str, Path], folder: Path) -> None:
    """Write the licence of a font beside it."""
    if plan.package == TEXLIVE:
        text = gzip.decompress(read_member(archives[TEXLIVE], "fonts/fandol/COPYING.gz")).decode()
        if "special exception" not in text:
            raise BuildError("COPYING of Fandol no longer has the font exception; do not ship it")
    else:
        text = open_font_licence(plan, source, read_member(archives[NOTO_SANS], "LICENSE_FONT"))
    (folder / plan.licence).write_text(text, encoding="utf-8", newline="\n")


# --- the build ------------------------------------------------------------------------------------------------------


def build_all(folder: Path, work: Path) -> None:
    """Fetch, cut and write every font, its licence and fonts.json into `folder`."""
    archives = {package: fetch(package, work) for package in (NOTO_SANS, NOTO_SERIF, WENKAI, TEXLIVE, UNICODE)}
    usual = gb2312_characters() | extra_characters()
    wide = usual | common_standard_characters(read_member(archives[UNICODE], "Unihan_OtherMappings.txt.bz2"))
    for plan in PLANS:
        source = read_member(archives[plan.package], plan.member)
        content = build(plan, source, usual if plan.role == "masthead" else wide)
        (folder / plan.file).write_bytes(content)
        write_licences(plan, source, archives, folder)
        print(f"{plan.role:9} {plan.file:28} {len(content) / 1e6:6.2f} MB  {hashlib.sha256(content).hexdigest()}")
    keys = ("file", "family", "fallback", "licence")
    index = {plan.role: {key: getattr(plan, key) for key in keys} for plan in PLANS}
    text = json.dumps(index, ensure_ascii=False, indent=2) + "\n"
    (folder / "fonts.json").write_text(text, encoding="utf-8", newline="\n")


def save_fandol_source(folder: Path, work: Path) -> None:
    """Write the unchanged FandolFang: the source that the GPL wants beside an installer handed on without a network."""
    plan = next(plan for plan in PLANS if plan.package == TEXLIVE)
    content = read_member(fetch(TEXLIVE, work), plan.member)
    check_sum(content, plan.sha256, plan.member)
    (folder / plan.member).write_bytes(content)


def main() -> int:
    """Build the fonts; return 1 with a message if that cannot be done here."""
    parser = argparse.ArgumentParser(description="Cut the fonts of resources/fonts out of public font packages.")
    parser.add_argument("--into", type=Path, default=FONTS, help="folder to write to (default: resources/fonts)")
    parser.add_argument("--fandol-source", action="store_true", help="write only FandolFang-Regular.otf, unchanged")
    arguments = parser.parse_args()
    folder = arguments.into.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    try:
        with tempfile.TemporaryDirectory(prefix="smartplanner-fonts-") as work:
            action = save_fandol_source if arguments.fandol_source else build_all
            action(folder, Path(work))
    except BuildError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
