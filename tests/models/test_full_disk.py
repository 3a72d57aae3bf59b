"""The disk is full: a sentence, nothing by halves, and everything works again afterwards.

How often that holds is what ``dev.py endurance "disk full, desk"`` counts.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from mcsys_desktop.core.errors import OfficeUnavailable, UserError
from mcsys_desktop.models import address, base, upgrade
from mcsys_desktop.models.customers import Customer, PhoneNumber
from mcsys_desktop.services import history, offices
from tests import make
from tests.endurance.disks import PAGE, SmallDisk, small_disk

PASSWORD = "kameel schuurpapier gordijn tuba"


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[SmallDisk]:
    try:
        with small_disk(tmp_path / "disk", "6m") as made:
            yield made
    except RuntimeError as error:
        pytest.skip(str(error))


def test_a_customer_is_saved_whole_or_not_at_all(disk: SmallDisk) -> None:
    url = address.of_file(disk.folder / "office.db")
    upgrade.create(url, author="anna")
    base.connect(url, author="anna")
    said, kept = list[str](), 0
    try:
        for pages in (0, 1, 2, 3, 5, 8, 13, 0, 4):
            disk.fill(pages * PAGE)
            try:
                with base.connected():
                    make.customer("Klant", numbers=["0612345678"] * 2, notes="x" * 30_000)
                kept += 1
            except OfficeUnavailable as error:
                said.append(str(error))
            disk.make_room()
        with base.connected():
            make.customer("Klant", numbers=["0612345678"] * 2)
            assert Customer.select().count() == kept + 1
            assert PhoneNumber.select().count() == 2 * (kept + 1)
            assert history.verify() == []
    finally:
        base.disconnect()
    assert len(said) > 4
    assert all("full" in sentence or "vol" in sentence for sentence in said)


def test_another_password_that_could_not_be_noted_is_not_chosen(disk: SmallDisk) -> None:
    made = offices.create_file(disk.folder / "office.db", "Sanne", PASSWORD)
    other, refused = "walnoot dirigent sneeuwschep kwast", 0
    offices.enter(made.url, PASSWORD)
    try:
        for pages in range(8):
            disk.fill(pages * PAGE)
            try:
                with base.connected():
                    offices.choose_password(PASSWORD, other)
            except UserError:
                refused += 1
                disk.make_room()
                offices.enter(made.url, PASSWORD)
                continue
            break
        else:
            with base.connected():
                offices.choose_password(PASSWORD, other)
    finally:
        disk.make_room()
        offices.close()
    assert refused
    offices.enter(made.url, other)
    offices.close()


def test_a_new_office_that_finds_no_room_can_be_made_again(disk: SmallDisk) -> None:
    refused = 0
    for pages in (0, 4, 16, 64, 100, 130, 160):
        disk.fill(pages * PAGE)
        try:
            offices.create_file(disk.folder / "office.db", "Sanne", PASSWORD)
        except UserError:
            refused += 1
            disk.make_room()
            assert list(disk.folder.iterdir()) == []
            continue
        break
    disk.make_room()
    assert refused > 3
    if not (disk.folder / "office.db").exists():
        offices.create_file(disk.folder / "office.db", "Sanne", PASSWORD)
    offices.enter(address.of_file(disk.folder / "office.db"), PASSWORD)
    offices.close()
