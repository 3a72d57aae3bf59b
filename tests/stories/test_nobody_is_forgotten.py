"""A call that nobody takes, from the first start of two desks to its end: by keyboard alone.

Two whole programs in real windows on one server; keys come from the X server. With
MCSYS_PICTURES=FOLDER a picture of each step stays there.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from mcsys_desktop.app.tour import telephone
from tests.conftest import PASSWORD, Office
from tests.stories import outlook_list
from tests.stories.typist import Typist
from tests.ui.display import MISSING, Display, new_display

pytestmark = [
    pytest.mark.skipif(bool(MISSING), reason=f"not installed: {', '.join(MISSING)}"),
    pytest.mark.parametrize("engine", ["postgres"]),
]

UNKNOWN = "0201234567"
SHOWN = "020 123 45 67"
CUSTOMER = outlook_list.CALLER_NAME


@pytest.fixture
def display(tmp_path: Path) -> Iterator[Display]:
    folder = tmp_path / "display"
    folder.mkdir(mode=0o700)
    with new_display(folder, "1366x768") as shown:
        yield shown


@pytest.fixture
def pictures(tmp_path: Path) -> Path:
    folder = Path(os.environ.get("MCSYS_PICTURES") or tmp_path / "pictures")
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@pytest.fixture
def phone() -> Iterator[telephone.Telephone]:
    process = telephone.Telephone()
    yield process
    process.stop()


def tell(desk: Typist, phone: telephone.Telephone, call: str, *events: str) -> None:
    """The Yealink at this desk tells of a call."""
    desk.wait_for_phone()
    address, port, token = desk.desk.ask("phone", "phone")
    for event in events:
        told = telephone.yealink(token, port, event, call, UNKNOWN, address=address)
        phone.send(port, told, address)
        assert phone.answer() == "200"


def first_start(desk: Typist, url: str) -> None:
    """Up to the question about the telephone: an office that is on the server already."""
    desk.until_asked("LanguageStep")
    desk.press("Return")
    desk.until_asked("WhichOffice")
    desk.on("postgresql://naam@server/kantoor", "Adres van een kantoor")
    desk.type(url)
    desk.look("address_of_the_office")
    desk.press("Return")
    desk.until_asked("PasswordQuestion")
    desk.type(PASSWORD)
    desk.press("Return")
    desk.until_asked("PhoneStep")
    desk.look("telephone")


def read_in(desk: Typist, file: Path) -> None:
    """The list, by the question of the first start: Enter, the name of the file, Enter."""
    desk.until_asked("CustomersStep")
    desk.press("Return")
    desk.until(lambda seen: seen["window"] == "BringIn", "reading in")
    desk.press("Return")
    desk.until(lambda seen: seen["window"] == "QFileDialog", "which file")
    desk.type(str(file))
    desk.press("Return")
    desk.until_reads("300 regels gevonden")
    desk.press("Return")
    desk.until_reads("300 regels inlezen")
    desk.press("Return")
    desk.until_reads("300 nieuwe klanten")
    desk.look("read_in")
    desk.press("Return")


@pytest.mark.timeout(300)
def test_a_call_is_attached_missed_claimed_called_back_and_closed(
    office: Office,
    display: Display,
    phone: telephone.Telephone,
    tmp_path: Path,
    pictures: Path,
) -> None:
    file = outlook_list.write(tmp_path / "contacten.csv")
    for name in ("anna", "bob"):
        (tmp_path / name).mkdir()
    with (
        Typist(display, tmp_path / "anna", pictures=pictures) as anna,
        Typist(display, tmp_path / "bob", pictures=pictures) as bob,
    ):
        anna.come()
        first_start(anna, office.url)
        anna.on("Doorgaan")  # with the telephone as it is proposed
        anna.press("Return")
        read_in(anna, file)
        bob.come()
        first_start(bob, office.login("bob"))
        bob.on("Later")
        bob.press("Return")
        bob.until_asked("CustomersStep")
        bob.on("Met een leeg kantoor beginnen", "Zonder")
        bob.press("Return")
        bob.until(lambda seen: seen["window"] == "MainWindow", "the main window")

        anna.come()
        attached(anna, phone)
        missed(anna, bob, phone)
        claimed_called_back_and_closed(anna, bob)
    assert (anna.desk.crashes, bob.desk.crashes) == ([], [])


def attached(anna: Typist, phone: telephone.Telephone) -> None:
    """A number that nobody knows becomes that of a customer, while they speak."""
    tell(anna, phone, "call-1@192.0.2.9", "ring", "answered")
    anna.until(lambda seen: seen["caller"][1] == SHOWN, "the number")
    anna.look("unknown_number")
    anna.press("F7")
    anna.type(CUSTOMER)
    anna.until_reads("Nummer van de klant")
    anna.look("looked_up")
    anna.press("Down", "Return")
    anna.until(lambda seen: seen["caller"][1] == CUSTOMER, "the name of the customer")
    tell(anna, phone, "call-1@192.0.2.9", "ended")
    anna.until(lambda seen: seen["caller"][0] == "finishing", "the end of the call")
    anna.press("F12")
    anna.type("Kassa hapert, belt nog")
    anna.look("attached_and_noted")
    anna.press("ctrl+Return")
    anna.until(lambda seen: seen["caller"][0] == "rest", "a quiet telephone")


def missed(anna: Typist, bob: Typist, phone: telephone.Telephone) -> None:
    """They call again and nobody answers: both desks say who."""
    tell(anna, phone, "call-2@192.0.2.9", "ring", "missed")
    for desk in (anna, bob):
        desk.come()
        desk.press("ctrl+3")
        desk.until(lambda seen: seen["page"] == "calls", "the page of calls")
        desk.until_reads(f"{CUSTOMER}, {SHOWN} · gemist")
        desk.look("missed")


def claimed_called_back_and_closed(anna: Typist, bob: Typist) -> None:
    """Bob says that he calls back, does so, and ticks it off; Anna sees each of it."""
    bob.on("Terugbellijst", key="F6")
    bob.press("Down", "t")
    bob.until_reads("Jij belt terug", "Laat los")
    bob.look("claimed")
    anna.until_reads("bob belt terug")
    anna.look("claimed_by_another")
    bob.press("b")
    bob.desk.wait_for("dialled", after=0.0, fits=lambda said: said == "tel:+31201234567")
    bob.look("called_back")
    bob.press("Delete")
    bob.until_reads("Niemand wacht op een telefoontje")
    bob.look("closed")
    anna.until_reads("Niemand wacht op een telefoontje")
    anna.look("closed_by_another")
