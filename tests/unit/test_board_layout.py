"""Where columns and cards of the board stand."""

from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartplanner.ui.board.layout import GAP, NARROWEST, SMALL_GAP, STRIP, WIDEST, Sizes, lay_out

SIZES = Sizes(card=100, header=40)


def board(*counts, width=1100, height=600):
    columns = [((count,), count == 0) for count in counts]
    return lay_out(columns, width=width, height=height, sizes=SIZES)


boards = st.builds(
    board,
    st.integers(1, 600),
    *[st.integers(0, 30)] * 4,
    width=st.integers(100, 3000),
    height=st.integers(0, 1500),
)


def test_columns_share_the_width_and_do_not_overlap():
    layout = board(3, 3, 3, 3)
    assert {place.width for place in layout.places} == {(1100 - 5 * GAP) // 4}
    for one, next_one in zip(layout.places, layout.places[1:], strict=False):
        assert one.right + GAP == next_one.left


def test_four_columns_fit_beside_the_navigation_of_a_small_screen():
    assert board(5, 5, 5, 5, width=1366 - 180).width <= 1366 - 180


def test_many_columns_keep_their_width_and_the_board_grows_sideways():
    layout = board(*[1] * 17)
    assert {place.width for place in layout.places} == {NARROWEST}
    assert layout.width > 1100


def test_few_columns_do_not_grow_without_end():
    assert board(1, width=3000).places[0].width == WIDEST


def test_a_column_without_any_card_is_a_strip():
    layout = board(1, 0)
    assert layout.places[1].width == STRIP
    assert list(layout.visible(1, 0)) == []


def test_a_board_without_columns_is_empty():
    layout = board()
    assert layout.width == 0
    assert layout.column_at(10) is None
    assert list(layout.columns_between(0, 500)) == []


def test_only_cards_in_sight_are_visible():
    layout = board(600)
    assert len(layout.visible(0, 0)) <= 600 // 100 + 1
    far = layout.visible(0, layout.furthest(0))
    assert far[-1] == 599


def test_the_gap_between_cards_is_no_card():
    layout = board(5)
    top = layout.card_top(0, 1, 0)
    assert layout.card_at(0, top, 0) == 1
    assert layout.card_at(0, top + SIZES.card, 0) is None
    assert layout.card_at(0, layout.top - 1, 0) is None


@given(boards, st.integers(0, 70_000), st.integers(-50, 1600))
def test_what_is_hit_is_visible(layout, wanted, y):
    scroll = layout.clamp(0, wanted)
    hit = layout.card_at(0, y, scroll)
    if hit is not None:
        assert hit in layout.visible(0, scroll)
        assert layout.card_top(0, hit, scroll) <= y < layout.card_top(0, hit, scroll) + SIZES.card


@given(boards, st.integers(0, 70_000), st.integers(0, 599))
def test_a_revealed_card_is_wholly_in_sight(layout, wanted, index):
    index = min(index, layout.places[0].count - 1)
    scroll = layout.reveal(0, index, layout.clamp(0, wanted))
    if layout.room >= layout.step + GAP:
        top = layout.card_top(0, index, scroll)
        assert layout.top <= top
        assert top + SIZES.card <= layout.top + layout.room


@given(boards, st.integers(0, 3000), st.integers(1, 2000))
def test_columns_in_sight_are_those_that_overlap(layout, left, width):
    expected = [
        number for number, place in enumerate(layout.places) if place.right > left and place.left < left + width
    ]
    assert list(layout.columns_between(left, left + width)) == expected


@given(boards, st.integers(0, 3000))
def test_a_point_is_in_at_most_one_column(layout, x):
    column = layout.column_at(x)
    inside = [number for number, place in enumerate(layout.places) if place.left <= x < place.right]
    assert inside == ([] if column is None else [column])


@pytest.mark.parametrize("share", [0, 0.3, 1])
def test_dragging_the_indicator_there_and_back_keeps_the_place(share):
    layout = board(200)
    scroll = int(layout.furthest(0) * share)
    top, height = layout.thumb(0, scroll)
    assert layout.top <= top
    assert top + height <= layout.top + layout.room
    assert abs(layout.scroll_of_thumb(0, top) - scroll) <= layout.furthest(0) / (layout.room - height) + 1


# -- lanes


def laned(cells, folded=(), *, width=1100, height=600):
    """Return a layout of columns given as the counts of their cells."""
    columns = [(tuple(accumulate(counts)), False) for counts in cells]
    lanes = [number in folded for number in range(len(cells[0]))]
    return lay_out(columns, width=width, height=height, sizes=SIZES, lanes=lanes)


lane_boards = st.integers(1, 6).flatmap(
    lambda lanes: st.builds(
        laned,
        st.lists(st.lists(st.integers(0, 40), min_size=lanes, max_size=lanes), min_size=1, max_size=5),
        st.frozensets(st.integers(0, lanes - 1)),
        height=st.integers(100, 1500),
    )
)


def test_a_lane_is_as_high_as_its_fullest_cell_and_an_empty_one_as_one_card():
    layout = laned([[3, 0], [1, 0]])
    step = SIZES.card + GAP
    assert [row.height for row in layout.rows] == [SIZES.lane + 3 * step, SIZES.lane + step]


def test_a_folded_lane_is_its_header_and_shows_no_card():
    layout = laned([[3, 2]], folded={0})
    assert layout.visible(0, 0) == [3, 4]
    assert layout.is_folded(0, 2)
    assert not layout.is_folded(0, 3)


def test_the_header_of_a_lane_stays_in_sight_until_the_next_pushes_it_away():
    layout = laned([[9, 9]])
    assert layout.row_top(0, 0) == layout.row_top(0, 300) == layout.top
    assert layout.row_top(0, layout.rows[0].bottom - 10) == layout.top + 10 - SIZES.lane


@given(lane_boards, st.integers(0, 30_000), st.integers(0, 1500), st.integers(0, 4))
def test_what_is_hit_in_lanes_is_visible_and_in_the_lane_there(layout, wanted, y, column):
    column = min(column, len(layout.places) - 1)
    scroll = layout.clamp(column, wanted)
    hit = layout.card_at(column, y, scroll)
    if hit is not None:
        assert hit in layout.visible(column, scroll)
        assert layout.card_top(column, hit, scroll) <= y < layout.card_top(column, hit, scroll) + SIZES.card
        assert layout.row_at(y, scroll) == layout.lane_of(column, hit)


@given(lane_boards, st.integers(0, 30_000), st.integers(0, 4))
def test_cards_visible_in_lanes_are_those_that_overlap_the_room(layout, wanted, column):
    column = min(column, len(layout.places) - 1)
    scroll = layout.clamp(column, wanted)
    expected = [
        index
        for index in range(layout.places[column].count)
        if not layout.is_folded(column, index)
        and layout.card_top(column, index, scroll) < layout.top + layout.room
        and layout.card_top(column, index, scroll) + layout.step > layout.top
    ]
    shown = layout.visible(column, scroll)
    # The gap below a card belongs to it here, so at most its neighbours are drawn in vain.
    assert set(expected) == set(shown)


@given(lane_boards, st.integers(0, 30_000), st.integers(0, 4), st.integers(0, 200))
def test_a_revealed_card_in_a_lane_is_wholly_in_sight_below_the_header(layout, wanted, column, index):
    column = min(column, len(layout.places) - 1)
    if layout.places[column].count == 0:
        return
    index = min(index, layout.places[column].count - 1)
    if layout.is_folded(column, index) or layout.room < SIZES.lane + layout.step:
        return
    scroll = layout.reveal(column, index, layout.clamp(column, wanted))
    top = layout.card_top(column, index, scroll)
    assert layout.top + SIZES.lane <= top
    assert top + SIZES.card <= layout.top + layout.room


def test_strips_stand_close_together():
    layout = board(0, 0, 3, 0)
    gaps = [other.left - one.right for one, other in zip(layout.places, layout.places[1:], strict=False)]
    assert gaps == [SMALL_GAP, GAP, GAP]


def test_a_column_that_fits_has_no_indicator():
    assert board(2).thumb(0, 0) is None
