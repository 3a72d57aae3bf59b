"""How much memory a table of very many customers takes: in processes of their own."""

import json
import os
import subprocess
import sys
from pathlib import Path

from mcsys_desktop.ui.tables import DISPLAY
from tests.benchmarks.lists import Ours, Qts, opened, page_down, until
from tests.benchmarks.offices import BigOffice


def memory(office: BigOffice, which: str) -> float:
    """MB more than before, of a table that was scrolled to its end; in a process of its own."""
    told = json.dumps([office.engine, office.customers, office.url, office.password])
    command = [sys.executable, "-m", "tests.benchmarks.list_memory", which, told]
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=os.environ)
    return float(done.stdout.split()[-1])


def _held() -> float:
    for line in Path("/proc/self/status").read_text("ascii").splitlines():
        if line.startswith("RssAnon:"):
            return int(line.split()[1]) / 1024
    raise RuntimeError("this system does not say how much memory is used")


def _measure_memory(which: str, told: str) -> None:
    from mcsys_desktop.app.start import make_application

    application = make_application([])
    office = BigOffice(*json.loads(told))
    work = opened(office)
    small = Ours(work)  # what any table needs is not what a long one needs
    small.model.seek(small.kind.source(small.kind.usual().filtered("imported", True), ""))
    until(application, lambda: small.model.complete)
    before = _held()
    if which == "ours":
        table = Ours(work)
        table.first(application)
        until(application, lambda: table.model.complete)
        bar = table.view.verticalScrollBar()
        for step in range(40):
            bar.setValue(bar.maximum() * step // 39)
            application.processEvents()
            until(application, lambda: table.model.at(max(0, table.view.rowAt(5))) is not None)
        last = table.model.rowCount() - 1
        until(application, lambda: table.model.at(last) is not None)
        if not table.model.index(last, 1).data(DISPLAY):
            raise RuntimeError("the last row is not there")
    else:
        qts = Qts(office)
        qts.first(application)
        for _step in range(40):
            page_down(application, qts.view)
    sys.stdout.write(f"{_held() - before:.2f}\n")
    work.stop()
    os._exit(0)


if __name__ == "__main__":
    _measure_memory(*sys.argv[1:])
