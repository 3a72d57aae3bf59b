"""Leads through the program in every look, and writes down what happened."""

import json
import os
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import shiboken6

from mcsys_desktop import __version__
from mcsys_desktop.app import start
from mcsys_desktop.app.program import Program
from mcsys_desktop.app.tour import first_start, steps
from mcsys_desktop.app.tour.stage import Look, Stage
from mcsys_desktop.app.tour.step import Step
from mcsys_desktop.core import logs, profile
from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import _
from mcsys_desktop.core.settings import Settings
from mcsys_desktop.services import offices
from mcsys_desktop.ui.crash import CrashHandler
from mcsys_desktop.ui.settings_page import SettingsPage
from mcsys_desktop.ui.single_instance import SingleInstance
from mcsys_desktop.ui.style import style

LOOKS = (
    *(
        Look(theme, width, height)
        for theme in ("light", "dark")
        for width, height in ((1600, 960), (1366, 768))
    ),
    Look("light", 1366, 768, 130),  # where there is least room
)
FILE = "tour.json"
HEARD = "200"  # what a phone is answered


@dataclass(frozen=True, slots=True)
class Report:
    """One step in one look, as ``tour.json`` tells it. ``ms`` is from doing it to seeing it.

    ``answers`` is what the phones were answered.
    """

    step: str
    theme: str
    size: str
    text: int
    done: str
    seen: str
    ms: float
    answers: list[str]
    pictures: list[str]
    happened: bool


def run(folder: Path, say: Callable[[str], object]) -> bool:
    """Take the tour and write everything to ``folder``. Whether all of it happened.

    Raises UserError when the folder cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(_("The folder {name} cannot be made.").format(name=folder)) from error
    start.choose_platform(windowless=True)
    with tempfile.TemporaryDirectory(prefix="mcsys-tour-") as temporary:
        place = profile.find(Path(temporary))
        say(_("Making the demo office."))
        offices.create_demo(place.demo_office)
        reports, failures = _go(place, folder, say)
    happened = all(report.happened for report in reports) and not failures
    _write(folder, reports, failures, happened)
    say(
        _("{count} steps, {pictures} pictures in {folder}.").format(
            count=len(reports),
            pictures=sum(len(report.pictures) for report in reports),
            folder=folder,
        )
    )
    for report in reports:
        if not report.happened:
            say(
                _("Did not happen: {step} ({look}).").format(
                    step=report.step, look=f"{report.theme} {report.size} {report.text}%"
                )
            )
    for failure in failures:
        say(failure)
    return happened


def _go(
    place: profile.Profile, folder: Path, say: Callable[[str], object]
) -> tuple[list[Report], list[str]]:
    chosen = Settings(
        theme="light",
        listener_enabled=True,
        listener_address="127.0.0.1",
        listener_port=0,
        extension="21",
        desk_name="Balie",
    )
    application = start.make_application(["mcsys-desktop"])
    start.dress(chosen)
    window = start.make_window(chosen)
    failures: list[str] = []
    before = sys.excepthook

    def caught(kind: type[BaseException], error: BaseException, where: Any) -> None:
        failures.append(logs.trace(error))

    sys.excepthook = caught
    program = Program(
        start.Start(place, profile.url_of(place.demo_office), remember=False),
        chosen,
        window,
        SingleInstance(window),
        CrashHandler(window),
    )
    stage = Stage(program, folder)
    reports: list[Report] = _first_starts(folder)
    say(_("{look}: done").format(look="first start"))
    start.dress(chosen)
    try:
        window.resize(LOOKS[0].width, LOOKS[0].height)
        window.show()
        program.begin()
        if not stage.until(lambda: program.is_ready and stage.port, 30):
            failures.append("the program did not start")
            return reports, failures
        for look in LOOKS:
            _dress(stage, look)
            for step in steps.STEPS:
                reports.append(_take(stage, step))
            say(_("{look}: done").format(look=look.name))
    finally:
        stage.stop()
        program.leaving.agree()
        window.close()
        program.end()
        sys.excepthook = before
        shiboken6.delete(window)
        application.processEvents()
    return reports, failures


def _first_starts(folder: Path) -> list[Report]:
    """A first start in light and in dark, and where there is least room."""
    return [
        Report(
            taken.step,
            theme,
            "1366x768",
            text,
            taken.done,
            taken.step if taken.picture else "",
            0.0,
            [],
            [taken.picture] if taken.picture else [],
            bool(taken.picture),
        )
        for theme, text in (("light", 100), ("dark", 100), ("light", 130))
        for taken in first_start.take(folder, theme, text)
    ]


def _dress(stage: Stage, look: Look) -> None:
    stage.look = look
    stage.program.settings.change("theme", look.theme)
    stage.program.settings.change("text_scale", look.text)
    chosen = stage.program.settings
    style().apply(chosen.theme, chosen.density, chosen.text_scale / 100)
    page = stage.window.page("settings")
    if isinstance(page, SettingsPage):
        for name in ("theme", "text_scale"):
            page.show_value(name)
    stage.window.resize(look.width, look.height)
    stage.settle()


def _take(stage: Stage, step: Step) -> Report:
    began = time.perf_counter()
    step.act(stage)
    seen = stage.until(lambda: step.seen(stage)) or ""
    took = (time.perf_counter() - began) * 1000
    stage.settle()
    name = step.name.replace(" ", "_")
    shown = step.pictures(stage)
    pictures = [
        stage.take(widget, name if number == 0 else f"{name}_{number + 1}")
        for number, widget in enumerate(shown)
    ]
    answers = stage.answers()
    step.after(stage)
    stage.settle()
    return Report(
        step.name,
        stage.look.theme,
        f"{stage.look.width}x{stage.look.height}",
        stage.look.text,
        step.done,
        seen,
        round(took, 1),
        answers,
        pictures,
        bool(seen) and bool(pictures) and all(answer == HEARD for answer in answers),
    )


def _write(folder: Path, reports: list[Report], failures: list[str], happened: bool) -> None:
    told = {
        "program": __version__,
        "platform": os.environ.get("QT_QPA_PLATFORM", ""),
        "happened": happened,
        "failures": failures,
        "steps": [asdict(report) for report in reports],
    }
    text = json.dumps(told, ensure_ascii=False, indent=1)
    (folder / FILE).write_text(text + "\n", encoding="utf-8")
