"""What the tour does with a list of customers on its way in."""

from PySide6.QtWidgets import QWidget

from mcsys_desktop.app.tour.stage import Stage
from mcsys_desktop.ui.imports.dialog import BringIn

COLUMNS, TRIAL = 1, 2  # steps of the dialog
LIST = (
    "Klantnr;Naam;Contactpersoon;Adres;Postcode;Plaats;Telefoon;E-mail;Label\n"
    "90001;Kaashandel Van Dam B.V.;Ilse van Dam;Markt 4;3811 AH;Amersfoort;033 555 01 23;"
    "info@kaashandel.example;Horeca\n"
    "90002;Joost van den Heuvel;;Molenpad 7a;3831 CC;Leusden;06 5555 0124;joost.example.nl;\n"
    ";Bakkerij De Vries B.V.;;;;;033 461 20 45;winkel@bakkerijdevries.example;Horeca\n"
)


def _dialog(stage: Stage) -> BringIn | None:
    found = [one for one in stage.screens.imports.shown() if isinstance(one, BringIn)]
    return found[-1] if found else None


def drop(stage: Stage) -> None:
    """Drop a list on the window."""
    file = stage.folder / "klanten.csv"
    file.write_text(LIST, "utf-8")
    stage.screens.imports.bring_in_file(file)


def columned(stage: Stage) -> str:
    """The columns of the list, once they are understood."""
    return _seen(stage, COLUMNS)


def tried(stage: Stage) -> str:
    """What would happen, once that is known."""
    return _seen(stage, TRIAL)


def _seen(stage: Stage, step: int) -> str:
    dialog = _dialog(stage)
    if dialog is None or dialog.steps.currentIndex() != step or dialog.bar.isVisible():
        return ""
    return f"{dialog.title.text()}: {dialog.next.text()}"


def try_out(stage: Stage) -> None:
    """Ask what would happen."""
    drop(stage)
    stage.until(lambda: columned(stage))
    dialog = _dialog(stage)
    if dialog is not None:
        dialog.go_on()


def asked(stage: Stage) -> list[QWidget]:
    """The dialog."""
    dialog = _dialog(stage)
    return [dialog] if dialog is not None else []


def leave(stage: Stage) -> None:
    """Leave it; nothing was written."""
    dialog = _dialog(stage)
    if dialog is not None:
        dialog.close()
