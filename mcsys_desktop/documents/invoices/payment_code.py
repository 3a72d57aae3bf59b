"""The QR code from which a bank's app fills in a payment: EPC069-12, version 002."""

import segno

from mcsys_desktop.core import bank_accounts

LARGEST = 99_999_999_999  # cents: 999 999 999.99 euro
NAME, TEXT = 70, 140  # characters at most


def payload(name: str, iban: str, cents: int, text: str, bic: str = "") -> str:
    """What the code says. Empty when there is nothing that a bank could pay."""
    if not 0 < cents <= LARGEST or bank_accounts.iban_doubt(iban) or not iban or not name.strip():
        return ""
    amount = f"EUR{cents // 100}.{cents % 100:02d}"
    lines = ("BCD", "002", "1", "SCT", bic, _line(name, NAME), iban, amount, "", "")
    return "\n".join((*lines, _line(text, TEXT)))


def squares(payload: str) -> list[list[bool]]:
    """The pattern, row by row, with nothing around it; empty for an empty payload.

    One pattern of masking, always the same: trying all eight would take most of the time that a
    page takes, and every reader reads any of them.
    """
    if not payload:
        return []
    code = segno.make_qr(payload, error="m", mask=3, encoding="utf-8", boost_error=False)
    return [[bool(square) for square in row] for row in code.matrix]


def _line(text: str, longest: int) -> str:
    return " ".join(text.split())[:longest]
