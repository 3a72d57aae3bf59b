"""The text that is hashed and kept: the same content, the same bytes, and back."""

import json
from dataclasses import replace
from datetime import date

import pytest

from mcsys_desktop.core.money.totals import PriceMode
from mcsys_desktop.documents.invoices import text
from mcsys_desktop.documents.invoices.snapshot import (
    Kind,
    Particulars,
    Snapshot,
    commitment,
    content_hash,
)
from tests.documents.invoices import sheets


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("mode", list(PriceMode))
def test_what_was_written_is_read_again(kind: Kind, mode: PriceMode) -> None:
    made = sheets.sheet(kind=kind, mode=mode)
    written = text.text(made.snapshot)
    assert text.read(Snapshot, written) == made.snapshot
    assert text.text(text.read(Snapshot, written)) == written
    personal = text.text(made.particulars)
    assert text.read(Particulars, personal) == made.particulars


def test_the_text_is_canonical() -> None:
    written = text.text(sheets.sheet().snapshot)
    plain = json.loads(written)
    again = json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert again == written
    assert plain["delivered_on"] == "2026-11-22"


def test_what_the_books_need_names_nobody() -> None:
    made = sheets.sheet()
    written = text.text(made.snapshot)
    buyer = made.particulars.buyer
    for told in (buyer.name, buyer.attention, buyer.email, buyer.place.street, "kassa-pc", "118"):
        assert told not in written
        assert told in text.text(made.particulars)


def test_a_text_from_before_a_field_was_added_is_read() -> None:
    plain = json.loads(text.text(sheets.sheet().snapshot))
    del plain["deducts"]
    assert text.read(Snapshot, json.dumps(plain)).deducts == ()


@pytest.mark.parametrize("wrong", ["", "[]", "{}", "null", '"x"', '{"kind":"invoice"}'])
def test_what_is_no_snapshot_is_refused(wrong: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  # json's own, or ours
        text.read(Snapshot, wrong)


def test_a_number_that_is_text_is_refused() -> None:
    plain = json.loads(text.text(sheets.sheet().snapshot))
    plain["total"] = "27811"
    with pytest.raises(ValueError, match="no Snapshot"):
        text.read(Snapshot, json.dumps(plain))


def test_the_link_holds_number_date_content_and_the_one_before() -> None:
    made = text.text(sheets.sheet().snapshot)
    day = date(2026, 11, 22)
    links = {
        content_hash("", "F2026-00001", day, made),
        content_hash("a", "F2026-00001", day, made),
        content_hash("", "F2026-00002", day, made),
        content_hash("", "F2026-00001", date(2026, 11, 23), made),
        content_hash("", "F2026-00001", day, made + " "),
    }
    assert len(links) == 5


def test_the_same_particulars_look_different_under_another_salt() -> None:
    personal = text.text(sheets.sheet().particulars)
    assert commitment(b"a" * 16, personal) != commitment(b"b" * 16, personal)
    with pytest.raises(ValueError, match="16 bytes"):
        commitment(b"short", personal)


def test_the_last_day_counts_from_the_date() -> None:
    made = sheets.sheet()
    assert made.due == date(2026, 12, 6)
    assert replace(made, dated=None).due is None
    assert made.snapshot.total == 27811  # as on the drawing of the screen
