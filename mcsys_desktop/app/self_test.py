"""Prove that this copy of the program is whole: what a frozen build may have left behind is used.

Opens a window, makes a fresh office with all migrations, finds fonts, icons, catalogues and
licences, reads a number, recognises a caller, draws a PDF, and asks for a server. Nothing outside a
temporary folder is touched.
"""

import socket
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import shiboken6
from PySide6.QtGui import QFontDatabase, QImageReader

from mcsys_desktop.app import start
from mcsys_desktop.app.program import Program
from mcsys_desktop.core import i18n, phone, profile, resources
from mcsys_desktop.core.errors import OfficeUnavailable
from mcsys_desktop.core.settings import Settings
from mcsys_desktop.services import callers, customers, offices
from mcsys_desktop.ui import icons, plain_text, qt_words
from mcsys_desktop.ui.crash import CrashHandler
from mcsys_desktop.ui.single_instance import SingleInstance

PASSWORD = "a password for a moment"  # noqa: S105 - of an office that is thrown away
NUMBER = "+31612345678"
PATIENCE = 30.0  # seconds
Say = Callable[[str], object]


def run(say: Say) -> bool:
    """Do everything; each proof is said, and whether all were given is the answer."""
    start.choose_platform(windowless=True)
    application = start.make_application(["mcsys-desktop"])
    start.dress(Settings())
    whole = True
    with tempfile.TemporaryDirectory(prefix="mcsys-self-test-") as temporary:
        folder = Path(temporary)
        for prove in (_files, _licences, _number, _office, _server, _window):
            began = time.perf_counter()
            try:
                said = prove(folder)
            except Exception as error:  # whatever it is, the next proof is worth having
                whole = False
                say(f"{prove.__name__.strip('_')}: {type(error).__name__}: {error}")
                continue
            say(f"{prove.__name__.strip('_')}: {said} ({time.perf_counter() - began:.2f} s)")
        offices.close()
    application.processEvents()
    return whole


def _files(_folder: Path) -> str:
    """Fonts, icons and languages are there and can be used."""
    families = QFontDatabase.families()
    _must("Inter" in families, "the font Inter is not known")
    names = sorted(path.stem for path in resources.path("icons").glob("*.svg"))
    _must(len(names) > 20, "the icons are not there")
    for name in names:
        _must(not icons.pixmap(name).isNull(), f"the icon {name} cannot be drawn")
    _must(b"svg" in {bytes(kind.data()) for kind in QImageReader.supportedImageFormats()}, "no SVG")
    _must(plain_text.holds(), "markup in a name would be drawn")
    dutch = i18n.translator("nl").gettext("Customers")
    _must(dutch == "Klanten", "the Dutch catalogue is not there")
    _must(qt_words.install("nl"), "Qt's own Dutch is not there")
    return f"Inter, {len(names)} icons, Dutch"


def _licences(_folder: Path) -> str:
    """The texts that must go with every copy that is passed on."""
    if not getattr(sys, "frozen", False):
        return "beside each package"
    folder = Path(sys.executable).parent / "licences"
    _must((folder / "THIRD_PARTY_LICENCES.md").is_file(), "the list of licences is not there")
    names = {text.parent.name for text in folder.glob("*/*")}
    for name in ("pyside6-essentials", "psycopg-binary", "sqlcipher3", "fpdf2", "python"):
        _must(name in names, f"the licence of {name} is not there")
    return f"of {len(names)} packages"


def _number(_folder: Path) -> str:
    """The plan of all countries is there."""
    number = phone.parse("06-12 34 56 78 toestel 12")
    _must((number.e164, number.extension) == (NUMBER, "12"), "a number is not understood")
    return phone.display(number.e164)


def _office(folder: Path) -> str:
    """An encrypted office with all migrations, a customer in it, and a caller who is known."""
    made = offices.create_file(folder / "office.db", "Sanne Vis", PASSWORD)
    pdf = offices.recovery_sheet(made)
    _must(pdf.startswith(b"%PDF-") and b"/FontFile2" in pdf, "the PDF was not drawn")
    offices.enter(made.url, PASSWORD)
    with offices.connected():
        customers.create(customers.CustomerDraft(surname="Zonneveld", phone="06 12345678"))
        hits = callers.recognise(NUMBER).hits
        found = customers.search("zonne")
    _must(len(hits) == 1 and len(found) == 1, "the customer is not found")
    offices.close()
    return f"made, found {hits[0].name}, PDF of {len(pdf)} bytes"


def _server(_folder: Path) -> str:
    """What speaks with a PostgreSQL server can be loaded: it says that none answers here."""
    with socket.socket() as taken:  # bound and not listening: nobody can answer there
        taken.bind(("127.0.0.1", 0))
        try:
            offices.enter(f"postgresql://nobody@127.0.0.1:{taken.getsockname()[1]}/none", PASSWORD)
        except OfficeUnavailable:
            return "nobody answers, as it should be"
    raise RuntimeError("a server answered where there is none")


def _window(folder: Path) -> str:
    """The whole program opens that office by itself, and shows the customer."""
    password = folder / "password"
    password.write_text(PASSWORD)
    chosen = Settings()
    window = start.make_window(chosen)
    begun = start.Start(
        profile.find(folder / "profile"), profile.url_of(folder / "office.db"), password, False
    )
    program = Program(begun, chosen, window, SingleInstance(window), CrashHandler(window))
    try:
        window.show()
        program.begin()
        begun_with = start.until(
            lambda: (
                program.is_ready
                and program.screens is not None
                and program.screens.start.customers.figure == "1"
            ),
            PATIENCE,
        )
        _must(bool(begun_with), "the first page did not count the customer")
        window.show_page("customers")
        shown = start.until(
            lambda: (
                program.screens is not None and program.screens.customers.list.model.rowCount() == 1
            ),
            PATIENCE,
        )
        _must(bool(shown), "the window did not show the customer")
        picture = window.grab().toImage()
        wide, high = picture.width(), picture.height()
        colours = {picture.pixel(x, y) for x in range(0, wide, 3) for y in range(0, high, 3)}
        _must(len(colours) > 20, "the window stayed empty")
        return f"{wide}x{high}, {len(colours)} colours"
    finally:
        window.close()
        program.end()
        shiboken6.delete(window)


def _must(true: bool, sentence: str) -> None:
    if not true:
        raise RuntimeError(sentence)
