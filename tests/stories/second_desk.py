"""Another desk: a whole second program in a process of its own, for the stories.

Starts the program on the office that is named, waits until its call log has a call of the number
that is named, and prints what its screen says of it as JSON. Nobody touches it meanwhile.
"""

import json
import sys
from pathlib import Path

import shiboken6

from mcsys_desktop.app import start
from mcsys_desktop.app.program import Program
from mcsys_desktop.core.profile import Profile
from mcsys_desktop.core.settings import Settings
from mcsys_desktop.ui.crash import CrashHandler
from mcsys_desktop.ui.single_instance import SingleInstance

PATIENCE = 60.0


def main(url: str, folder: str, e164: str) -> int:
    """Run until the call is there; the exit code says whether it came."""
    application = start.make_application(["mcsys-desktop"])
    chosen = Settings(language="en")
    start.dress(chosen)
    window = start.make_window(chosen)
    begun = start.Start(Profile(Path(folder)), url, Path(folder) / "password", remember=False)
    program = Program(begun, chosen, window, SingleInstance(window), CrashHandler(window))
    window.show()
    program.begin()
    if not start.until(lambda: program.is_ready, PATIENCE):
        return 1
    assert program.screens is not None
    desk = program.screens.desk
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    rows = start.until(
        lambda: [row for row in desk.today if row.e164 == e164 and row.customer_name], PATIENCE
    )
    if rows:
        row = rows[0]
        told = {"customer": row.customer_name, "state": row.state.name, "count": len(rows)}
        sys.stdout.write(json.dumps(told) + "\n")
        sys.stdout.flush()
    window.close()
    program.end()
    shiboken6.delete(window)
    application.processEvents()
    return 0 if rows else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
