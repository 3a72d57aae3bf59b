"""The first start, step by step, in a profile of its own: before the tour of the rest."""

import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import shiboken6
from PySide6.QtWidgets import QDialog

from mcsys_desktop.app import start
from mcsys_desktop.app.program import Program
from mcsys_desktop.core import profile
from mcsys_desktop.core.settings import Settings
from mcsys_desktop.ui.crash import CrashHandler
from mcsys_desktop.ui.first_start import CompanyStep, CustomersStep, LanguageStep, PhoneStep
from mcsys_desktop.ui.offices import NewOffice, RecoveryCode, WhichOffice
from mcsys_desktop.ui.single_instance import SingleInstance

PASSWORD = "kameel schuurpapier gordijn tuba"  # noqa: S105  # of an office that is thrown away
PATIENCE = 30.0  # seconds; making keys takes some on purpose
SETTLING = 0.3  # seconds


@dataclass(frozen=True, slots=True)
class Taken:
    """One step: its name, what was done to get there, and the picture; empty if it never came."""

    step: str
    done: str
    picture: str


def take(folder: Path, theme: str, text: int) -> Iterator[Taken]:
    """Go through a first start in this look, with a picture of each step in ``folder``."""
    chosen = Settings(text_scale=text)
    chosen.change("theme", theme)
    with tempfile.TemporaryDirectory(prefix="mcsys-first-start-") as temporary:
        place = profile.find(Path(temporary))
        start.dress(chosen)
        window = start.make_window(chosen)
        program = Program(
            start.Start(place), chosen, window, SingleInstance(window), CrashHandler(window)
        )
        try:
            window.resize(1366, 768)
            window.show()
            program.begin()
            for name, kind, done, go in _STEPS:
                yield _step(program, folder / f"{theme}_{text}_first_{name}.png", kind, done, go)
        finally:
            program.leaving.agree()
            window.close()
            program.end()
            shiboken6.delete(window)


def _step(
    program: Program,
    file: Path,
    kind: type[QDialog],
    done: str,
    go: Callable[[QDialog], None],
) -> Taken:
    asked = start.until(lambda: _asked(program, kind), PATIENCE)
    wizard = program.entrance.asking.wizard
    if asked is None or wizard is None:
        return Taken(file.stem, done, "")
    start.until(lambda: False, SETTLING)
    kept = wizard.grab().save(str(file))
    go(asked)
    return Taken(file.stem, done, file.name if kept else "")


def _asked(program: Program, kind: type[QDialog]) -> QDialog | None:
    found = program.entrance.dialog
    return found if isinstance(found, kind) else None


def _language(asked: QDialog) -> None:
    assert isinstance(asked, LanguageStep)  # noqa: S101  # waited for
    asked.languages["nl"].click()


def _which(asked: QDialog) -> None:
    assert isinstance(asked, WhichOffice)  # noqa: S101  # waited for
    asked.new.click()


def _new(asked: QDialog) -> None:
    assert isinstance(asked, NewOffice)  # noqa: S101  # waited for
    asked.name.setText("Sanne Visser")
    asked.password.setText(PASSWORD)
    asked.submit.click()


def _code(asked: QDialog) -> None:
    assert isinstance(asked, RecoveryCode)  # noqa: S101  # waited for
    asked.kept.setChecked(True)
    asked.submit.click()


def _company(asked: QDialog) -> None:
    assert isinstance(asked, CompanyStep)  # noqa: S101  # waited for
    asked.form.line("name").setText("Voorbeeld IT")
    asked.submit.click()


def _phone(asked: QDialog) -> None:
    assert isinstance(asked, PhoneStep)  # noqa: S101  # waited for
    asked.skip.click()


def _customers(asked: QDialog) -> None:
    assert isinstance(asked, CustomersStep)  # noqa: S101  # waited for
    asked.empty.click()


_STEPS: tuple[tuple[str, type[QDialog], str, Callable[[QDialog], None]], ...] = (
    ("language", LanguageStep, "started for the first time", _language),
    ("place", WhichOffice, "chose Dutch", _which),
    ("office", NewOffice, "chose this computer", _new),
    ("code", RecoveryCode, "gave a name and a password", _code),
    ("company", CompanyStep, "said that the code is on paper", _company),
    ("phone", PhoneStep, "gave the name of the company", _phone),
    ("customers", CustomersStep, "left the telephone for later", _customers),
)
