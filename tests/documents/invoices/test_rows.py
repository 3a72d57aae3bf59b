"""Which lines go on which page: nothing lost, nothing twice, the sum never alone."""

from hypothesis import given
from hypothesis import strategies as some

from mcsys_desktop.documents.invoices.rows import LINES_AT_MOST, Room, Row, paginate, split

ROOM = Room(first=150, following=240, carry=6, tail=80)
heights = some.lists(some.floats(5, 60), min_size=1, max_size=80)


@given(heights, some.floats(20, 140))
def test_every_row_stands_on_one_page_in_order(heights: list[float], tail: float) -> None:
    pages = paginate(heights, Room(150, 240, 6, tail))
    assert [at for page in pages for at in page] == list(range(len(heights)))
    assert all(pages), "no page is without a row, so the sum is never alone"


@given(heights, some.floats(20, 140))
def test_no_page_is_fuller_than_it_can_be(heights: list[float], tail: float) -> None:
    pages = paginate(heights, Room(150, 240, 6, tail))
    for number, page in enumerate(pages):
        used = sum(heights[at] for at in page) + (6 if number else 0)
        used += tail if number == len(pages) - 1 else 6
        assert used <= (240 if number else 150) or len(page) == 1


def test_a_row_goes_along_with_a_sum_that_does_not_fit() -> None:
    assert paginate([10.0] * 9, ROOM) == [list(range(8)), [8]]
    assert paginate([10.0] * 7, ROOM) == [list(range(7))]


def test_a_document_without_lines_has_a_page() -> None:
    assert paginate([], ROOM) == [[]]


def test_a_description_without_end_is_broken() -> None:
    row = Row(tuple(f"{n}" for n in range(60)), ("S1", "S2"), ("1 st", "€ 5"), 500)
    parts = split(row)
    assert [word for part in parts for word in part.words] == list(row.words)
    assert [word for part in parts for word in part.small] == ["S1", "S2"]
    assert [part.amount for part in parts] == [500, 0, 0]
    assert all(len(part.words) + len(part.small) <= LINES_AT_MOST for part in parts)
    assert split(Row(("one",))) == [Row(("one",))]
