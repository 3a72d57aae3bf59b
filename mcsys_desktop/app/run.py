"""Start the window: the first frame first, then everything else."""

import signal
import sys

import shiboken6

from mcsys_desktop.app.start import (
    Start,
    choose_platform,
    dress,
    make_application,
    make_window,
)
from mcsys_desktop.core import settings
from mcsys_desktop.core.faults import Faults
from mcsys_desktop.core.installed import Installed, become
from mcsys_desktop.core.links import is_link
from mcsys_desktop.ui.crash import CrashHandler
from mcsys_desktop.ui.single_instance import SingleInstance, name_of, send


def run(start: Start) -> int:
    """Show the window until it is closed; gives the exit code.

    Raises UserError when there is no screen.
    """
    choose_platform()
    application = make_application(sys.argv[:1])
    instance = SingleInstance()
    name = name_of(start.profile.folder, start.office)
    if not instance.claim(name) and send(name, start.message):
        return 0  # the program that runs already comes to the front
    faults = Faults(start.profile)
    fault = faults.start()
    crash = CrashHandler()
    crash.install()
    chosen = settings.load(start.profile.folder)
    dress(chosen)
    window = make_window(chosen)
    newer: list[Installed] = []  # the version that goes on when this one has ended

    def begin() -> None:
        # After the first frame: these load what it does without.
        from mcsys_desktop.app.program import Program
        from mcsys_desktop.core.logs import Logs

        # The system ends the session, or somebody presses Ctrl+C: end as if the window was closed.
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda _number, _frame: application.quit())
        logs = Logs(start.profile)
        logs.start()
        program = Program(start, chosen, window, instance, crash)
        program.updating.brought.connect(newer.append)
        program.begin()
        if fault:
            crash.show_fault(fault, window)
        application.aboutToQuit.connect(program.end)
        application.aboutToQuit.connect(logs.stop)

    window.first_painted.connect(begin)
    window.show()
    code = application.exec()
    # Taken down by Qt, from the outside in; the garbage collector gets the order wrong.
    shiboken6.delete(window)
    instance.release()
    crash.remove()
    faults.stop()
    if newer:
        # What was opened or clicked is not followed once more.
        given = [each for each in sys.argv[1:] if not each.endswith(".mcsys") and not is_link(each)]
        become(newer[0], given)
    return code
