"""Numbers that a firm is registered under: one form, checked softly."""

import pytest

from mcsys_desktop.core import registrations
from mcsys_desktop.core.registrations import KVK_WRONG, VAT_FORM, VAT_OTHER, VAT_WRONG


@pytest.mark.parametrize(
    ("typed", "stored", "doubt"),
    [
        ("12345678", "12345678", ""),
        ("KvK 1234 56 78", "12345678", ""),
        ("KVK-nummer: 12.34.56.78", "12345678", ""),
        ("1234567", "1234567", KVK_WRONG),
        ("123456789", "123456789", KVK_WRONG),
        ("volgt nog", "volgt nog", KVK_WRONG),
        ("", "", ""),
    ],
)
def test_a_kvk_number(typed: str, stored: str, doubt: str) -> None:
    assert registrations.kvk(typed) == stored
    assert registrations.kvk_doubt(typed) == doubt


@pytest.mark.parametrize(
    ("typed", "stored", "doubt"),
    [
        ("NL000099998B57", "NL000099998B57", ""),  # of a sole trader, modulo 97
        ("btw-id nl 0000.99.998.b57", "NL000099998B57", ""),
        ("000099998B57", "NL000099998B57", ""),
        ("NL000099998B58", "NL000099998B58", VAT_WRONG),
        ("NL 123", "NL123", VAT_FORM),
        ("volgt nog", "volgt nog", VAT_FORM),
        ("BE 0428.759.497", "BE0428759497", ""),
        ("BE0428759498", "BE0428759498", VAT_OTHER),
        ("DE 136,695 976", "DE136695976", ""),
        ("GB980780684", "GB980780684", ""),  # of a country whose rules nobody asks
        ("EL094259216", "EL094259216", ""),
        ("", "", ""),
    ],
)
def test_a_vat_id(typed: str, stored: str, doubt: str) -> None:
    assert registrations.vat(typed) == stored
    assert registrations.vat_doubt(typed) == doubt


@pytest.mark.parametrize("typed", ["12345678", "NL000099998B57", "BE0428759497", "volgt nog"])
def test_what_is_tidy_stays_as_it_is(typed: str) -> None:
    assert registrations.kvk(registrations.kvk(typed)) == registrations.kvk(typed)
    assert registrations.vat(registrations.vat(typed)) == registrations.vat(typed)
