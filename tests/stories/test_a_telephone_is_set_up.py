"""Three phone systems, set up as a new user would: a real window, real keys, real connections.

A FRITZ!Box (its call monitor, played over a real socket), a provider (a real registrar and a real
caller, where those are installed) and a desk phone. A closed port and a wrong password come on the
way, and are told apart. With MCSYS_PICTURES=FOLDER a picture of each step stays there.
"""

import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from mcsys_desktop.app.tour import telephone
from mcsys_desktop.core.profile import url_of
from mcsys_desktop.services import offices
from tests.stories.typist import Typist
from tests.telephony.boxes import LOOPBACK, Monitor, monitor
from tests.telephony.sip import lab
from tests.telephony.test_line_source import lines
from tests.ui.display import MISSING, Display, new_display

pytestmark = pytest.mark.skipif(bool(MISSING), reason=f"not installed: {', '.join(MISSING)}")

PASSWORD = "kameel schuurpapier gordijn tuba"
MOBILE = "0612345678"


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
def owner(display: Display, tmp_path: Path, pictures: Path) -> Iterator[Typist]:
    """Somebody in their own office, with the settings in front of them."""
    profile = tmp_path / "vos"
    profile.mkdir()
    made = offices.create_file(tmp_path / "kantoor.db", "Joris Vos", PASSWORD)
    (profile / "password").write_text(PASSWORD + "\n")
    with Typist(display, profile, url_of(tmp_path / "kantoor.db"), pictures=pictures) as typist:
        assert made.url
        typist.until(lambda seen: seen["ready"], "the office")
        typist.come()
        yield typist
    assert typist.desk.crashes == []


def begin(owner: Typist) -> None:
    """By keyboard alone, as somebody does who knows no key but that of the search."""
    owner.press("ctrl+k")
    owner.type("telefoon inst")
    owner.until_reads("Telefoon instellen")
    owner.press("Return")
    owner.until(lambda seen: seen["window"] == "Wizard", "the window")


def choose(owner: Typist, words: str) -> None:
    owner.on(words)
    owner.press("Return")


def meanwhile(act: Callable[[], None]) -> None:
    """Do something that waits for the program."""
    doing = threading.Thread(target=act)
    doing.start()
    doing.join(lab.PATIENCE)
    assert not doing.is_alive()


def test_a_fritz_box(owner: Typist) -> None:
    with monitor() as box:
        port = box.port
        box.go()  # its call monitor is not switched on yet
        begin(owner)
        owner.until_reads("Welk telefoonsysteem heeft het kantoor?")
        owner.look("which_system")
        choose(owner, "FRITZ!Box")
        owner.until_reads("De FRITZ!Box meldt zijn gesprekken")
        owner.look("fritzbox_address")
        owner.on("Adres van de FRITZ!Box", key="shift+Tab")
        owner.press("ctrl+a")
        owner.type(f"{LOOPBACK}:{port}")
        owner.press("Return")
        owner.until_reads("De poort is dicht", "Bel #96*5* op een toestel van de box")
        owner.look("fritzbox_closed_port")
        back = Monitor.__new__(Monitor)
        back.port = port
        back._line = None
        back.come_back()
        try:
            choose(owner, "Opnieuw proberen")
            meanwhile(back.accept)
            owner.until_reads("Verbonden. Bel nu het kantoor")
            owner.look("fritzbox_connected")
            back.say(lines(f"RING;0;{MOBILE[1:]};0334612045;SIP0;"))
            owner.until_reads("Inkomend gesprek · 06 1234 5678")
            back.say(lines(f"CONNECT;0;10;{MOBILE[1:]};", "DISCONNECT;0;4;"))
            owner.until_reads("Opgenomen · 06 1234 5678", "Beëindigd · 06 1234 5678")
            owner.look("fritzbox_heard")
            choose(owner, "Doorgaan")
            owner.until_reads("zonder de nul (612345678)")
            owner.look("fritzbox_learned")
            owner.on("Bewaren")
            owner.press("Return")
            owner.until(lambda seen: seen["window"] == "MainWindow", "the settings again")
            meanwhile(back.accept)  # the program itself, from now on
            back.say(lines(f"RING;1;{MOBILE[1:]};0334612045;SIP0;"))
            owner.until(lambda seen: seen["caller"][1] == "06 1234 5678", "the caller's number")
            owner.look("fritzbox_rings")
        finally:
            back.go()
        box._line = None


@lab.needed
def test_a_provider_at_a_real_registrar(owner: Typist, tmp_path: Path) -> None:
    folder = tmp_path / "registrar"
    folder.mkdir()
    with lab.registrar(folder) as exchange:
        begin(owner)
        choose(owner, "Een provider, via internet")
        owner.until_reads("Kost een extra account bij je provider", "Staat uit")
        owner.look("provider_ways")
        choose(owner, "Kies: Een extra toestel bij de provider")
        owner.until_reads("Vraag je provider om een extra VoIP-account")
        owner.type(f"{LOOPBACK}:{lab.free_port()}")
        owner.press("Tab")
        owner.type("201")
        owner.press("Tab")
        owner.type("helemaal fout")
        choose(owner, "Meer velden")
        owner.on("Domein")
        owner.type(lab.DOMAIN)
        owner.look("provider_account")
        owner.press("Return")
        owner.until_reads("De poort is dicht", "Het wachtwoord is nog niet gevraagd")
        owner.look("provider_closed_port")
        owner.press("Escape")
        owner.until_reads("Vraag je provider om een extra VoIP-account")
        owner.on("Adres van de telefooncentrale")
        owner.press("ctrl+a")
        owner.type(f"{LOOPBACK}:{exchange.port}")
        owner.press("Return")
        owner.until_reads("De gebruikersnaam of het wachtwoord is fout", "adres en poort kloppen")
        owner.look("provider_wrong_password")
        choose(owner, "Wachtwoord opnieuw typen")
        owner.until(lambda seen: "Wachtwoord" in seen["focus"], "the password")
        owner.press("ctrl+a")
        owner.type(lab.PASSWORDS["201"])
        owner.press("Return")
        owner.until_reads("Verbonden. Bel nu het kantoor")
        with exchange.caller("caller_cancel") as caller:
            owner.until_reads("Inkomend gesprek · 020 123 45 67", "Gemist · 020 123 45 67")
            caller.done()
        owner.look("provider_heard")
        choose(owner, "Doorgaan")
        owner.until_reads("met een plus (+31612345678)")
        owner.on("Toestelnummer van deze werkplek")
        owner.press("Down")
        owner.look("provider_learned")
        owner.on("Bewaren")
        owner.press("Return")
        owner.until(lambda seen: seen["window"] == "MainWindow", "the settings again")
        with exchange.caller("caller_cancel"):
            owner.until(lambda seen: seen["caller"][1] == "020 123 45 67", "the caller's number")
            owner.look("provider_rings")


def test_a_desk_phone(owner: Typist) -> None:
    phone = telephone.Telephone()
    try:
        begin(owner)
        choose(owner, "Bureautoestellen")
        owner.until_reads("De bureautoestellen melden hun gesprekken")
        owner.look("handsets_ways")
        choose(owner, "Kies: De bureautoestellen")
        owner.until_reads("action_url.incoming_call")
        owner.look("handsets_lines")
        choose(owner, "Uitproberen")
        owner.until_reads("Verbonden. Bel nu het kantoor")
        address, port, token = owner.desk.ask("trial", "trial")
        for event in ("ring", "cancelled"):
            told = telephone.yealink(token, port, event, "call-1", MOBILE, address=address)
            phone.send(port, told, address)
            assert phone.answer() == "200"
        owner.until_reads("Inkomend gesprek · 06 1234 5678", "Gemist · 06 1234 5678")
        owner.look("handsets_heard")
        choose(owner, "Doorgaan")
        owner.until_reads("met een nul (0612345678)")
        owner.on("Bewaren")
        owner.press("Return")
        owner.until(lambda seen: seen["window"] == "MainWindow", "the settings again")
        owner.wait_for_phone()
        address, port, token = owner.desk.ask("phone", "phone")
        told = telephone.yealink(token, port, "ring", "call-2", MOBILE, address=address)
        phone.send(port, told, address)
        assert phone.answer() == "200"
        owner.until(lambda seen: seen["caller"][1] == "06 1234 5678", "the caller's number")
        owner.look("handsets_ring")
    finally:
        phone.stop()


def test_teams_has_no_way_and_says_why(owner: Typist) -> None:
    begin(owner)
    choose(owner, "Teams, of alleen mobiel")
    owner.until_reads("Kan niet", "Microsoft Teams")
    owner.look("teams")
    owner.press("Return")
    owner.until_reads("Welk telefoonsysteem heeft het kantoor?")
