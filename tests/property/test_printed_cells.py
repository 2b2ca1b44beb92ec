"""However many rows and columns a list has and however wide they are: each cell is printed exactly once."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from smartplanner.reports.printed import Line, PaperChoice, PrintedColumn, PrintedList, SheetTexts, lay_out
from smartplanner.reports.printed.choice import MARGINS, PERCENTS, SIZES, TURNS
from smartplanner.reports.printed.laying import FOOT_HEIGHT

CHOICES = st.builds(
    PaperChoice,
    size=st.sampled_from(list(SIZES)),
    turn=st.sampled_from(list(TURNS)),
    percent=st.sampled_from(PERCENTS),
    margins=st.sampled_from(list(MARGINS)),
    head=st.sampled_from(["", "内部资料"]),
)
TEXTS = st.text("城市建设，。（）ab 12", max_size=60) | st.text("长", min_size=1500, max_size=1800)


@st.composite
def lists(draw: st.DrawFn) -> PrintedList:
    widths = draw(st.lists(st.floats(1, 900), min_size=1, max_size=30))
    rows = draw(st.integers(0, 60))
    pool = draw(st.lists(TEXTS, min_size=1, max_size=4))
    lines = [Line([pool[(row + place) % len(pool)] for place in range(len(widths))]) for row in range(rows)]
    texts = SheetTexts(title="清单", as_of=date(2026, 11, 23))
    return PrintedList(texts=texts, columns=[PrintedColumn("列", width) for width in widths], lines=lines)


@settings(max_examples=25, deadline=None)
@given(lists(), CHOICES)
def test_each_cell_is_printed_once_within_its_page(listed: PrintedList, choice: PaperChoice) -> None:
    laid = lay_out(listed, choice)
    found: dict[tuple[int, int], list[str]] = defaultdict(list)
    for page in laid.pages:
        band = laid.fit.bands[page.band]
        assert sum(width for _place, width in band) <= laid.fit.room + 0.1
        height = sum(part.height for part in page.parts) + laid.head_height(page.band)
        assert height <= laid.fit.height - 2 * laid.fit.margin - FOOT_HEIGHT + 0.1
        for part in page.parts:
            for at, ((place, _width), cell) in enumerate(zip(band, part.cells, strict=True)):
                if at or page.band == 0:  # the first column is repeated beside the others
                    found[part.line, place] += cell
    shown = {key: "".join("".join(lines).split()) for key, lines in found.items()}
    asked = enumerate(listed.lines)
    assert shown == {(row, at): "".join(text.split()) for row, line in asked for at, text in enumerate(line.cells)}
