"""The recovery sheet: one page, the code as it was made, and nothing taken for markup."""

import re
from datetime import UTC, datetime

from mcsys_desktop.core import recovery
from mcsys_desktop.documents import recovery_sheets
from mcsys_desktop.documents.recovery_sheets import RecoverySheet


def sheet(office: str = "Kantoor") -> RecoverySheet:
    return RecoverySheet(
        office,
        "0JP0-H09T-CTKS-MJTB-XEXP-YV1G-0CHK",
        "office.db",
        "office.keys",
        datetime(2026, 11, 22, 9, tzinfo=UTC),
        "22 november 2026",
    )


def test_it_is_one_page_with_our_own_type_embedded() -> None:
    pdf = recovery_sheets.render(sheet("Een kantoor met een heel lange naam " * 5))
    assert pdf.startswith(b"%PDF-")
    assert len(re.findall(rb"/Type /Page\b", pdf)) == 1
    assert b"Inter" in pdf
    assert b"/FontFile2" in pdf  # TrueType, embedded
    assert b"Helvetica" not in pdf


def test_the_same_sheet_is_the_same_bytes() -> None:
    assert recovery_sheets.render(sheet()) == recovery_sheets.render(sheet())


def test_every_language_has_ten_steps() -> None:
    assert len(recovery_sheets.STEPS) == 10
    assert recovery_sheets.render(sheet(), "nl") != recovery_sheets.render(sheet(recovery.make()))
