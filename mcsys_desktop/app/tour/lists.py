"""What the tour does with a list of customers on its way in."""

from collections.abc import Callable

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
    found = [one for one in stage.screens.lists.shown() if isinstance(one, BringIn)]
    return found[-1] if found else None


def drop(stage: Stage) -> None:
    """Drop a list on the window."""
    file = stage.folder / "klanten.csv"
    file.write_text(LIST, "utf-8")
    stage.screens.lists.bring_in_file(file)


def seen(step: int) -> Callable[[Stage], str]:
    """Says what a step of the dialog shows, once it does."""

    def look(stage: Stage) -> str:
        dialog = _dialog(stage)
        if dialog is None or dialog.steps.currentIndex() != step or dialog.bar.isVisible():
            return ""
        return f"{dialog.title.text()}: {dialog.next.text()}"

    return look


def try_out(stage: Stage) -> None:
    """Ask what would happen."""
    drop(stage)
    stage.until(lambda: seen(COLUMNS)(stage))
    dialog = _dialog(stage)
    if dialog is not None:
        dialog.go_on()


def pictures(stage: Stage) -> list[QWidget]:
    """The dialog."""
    dialog = _dialog(stage)
    return [dialog] if dialog is not None else []


def close(stage: Stage) -> None:
    """Leave it; nothing was written."""
    dialog = _dialog(stage)
    if dialog is not None:
        dialog.close()
