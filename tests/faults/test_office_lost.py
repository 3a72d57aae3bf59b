"""A real server, a real line and a whole desk: whatever breaks, the window lives and says so.

The table of what was measured is printed with ``-s``. With MCSYS_PICTURES=FOLDER pictures of the
window that says so stay there.
"""

import os
import time
from collections.abc import Callable, Iterator
from typing import NamedTuple

import pytest

from tests.conftest import POSTGRES
from tests.faults.proxy import Proxy
from tests.faults.server import PASSWORD, OwnServer, own_server
from tests.faults.watching import Watched

SAID_WITHIN = 6.0  # seconds
FROZEN_AT_MOST = 200.0  # milliseconds beyond what an idle process missed
LASTS = 1.5  # seconds that a fault lasts after it was said
BACK_WITHIN = 2.0  # seconds, beyond the pause before the next try
GROWN_TO = 8.0 * 1.2  # the longest pause that such a short fault can grow to

pytestmark = [
    pytest.mark.skipif(not POSTGRES, reason="no PostgreSQL here"),
    pytest.mark.timeout(180),
]


class Stage(NamedTuple):
    """A server, a desk that reaches it by way of a proxy, and an idle process beside it."""

    server: OwnServer
    proxy: Proxy
    desk: Watched
    control: Watched


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """One for all faults: the desk must get over each of them."""
    folder = tmp_path_factory.mktemp("desk")
    (folder / "password").write_text(PASSWORD + "\n")
    with (
        own_server() as server,
        Proxy(server.host, server.port) as proxy,
        Watched("tests.faults.heart") as control,
        Watched("tests.faults.desk", server.url(port=proxy.port), str(folder)) as desk,
    ):
        desk.wait_for("online", after=0.0, fits=bool)
        yield Stage(server, proxy, desk, control)
        assert desk.crashes == []


def nothing(_stage: Stage) -> None:
    """What broke came back by itself."""


FAULTS: dict[str, tuple[Callable[[Stage], object], Callable[[Stage], object]]] = {
    "server killed": (lambda on: on.server.kill(), lambda on: on.server.start()),
    "cable pulled": (lambda on: on.proxy.say("pull"), lambda on: on.proxy.say("pass")),
    "silent network": (lambda on: on.proxy.say("silent"), lambda on: on.proxy.say("pass")),
    "server restarted": (lambda on: on.server.restart(), nothing),
    "line cut": (lambda on: on.proxy.say("cut"), lambda on: on.proxy.say("pass")),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_said_in_time_and_the_desk_comes_back_by_itself(
    stage: Stage, fault: str, capsys: pytest.CaptureFixture[str]
) -> None:
    desk, control = stage.desk, stage.control
    breaks, mends = FAULTS[fault]
    typed = str(desk.ask("typed", "typed"))
    assert typed == desk.ask("typed", "typed")
    for each in (desk, control):
        each.ask("gap", "gap")

    broken = time.monotonic()
    breaks(stage)
    said = desk.wait_for("banner", after=broken, fits=bool, patience=20.0)
    desk.ask("type x", "typing")
    if pictures := os.environ.get("MCSYS_PICTURES"):
        desk.ask(f"picture {pictures}/lost_{fault.replace(' ', '_')}.png", "picture")
    if mends is not nothing:
        time.sleep(LASTS)
    mends(stage)
    mended = time.monotonic() if mends is not nothing else said.at
    back = desk.wait_for("banner", after=mended, fits=lambda words: not words)
    fresh = desk.wait_for("fresh", after=mended)
    time.sleep(0.5)  # the pages fetch again
    gap, idle = float(desk.ask("gap", "gap")), float(control.ask("gap", "gap"))

    with capsys.disabled():
        print(  # noqa: T201  # a measurement
            f"\n{fault}: said after {said.at - broken:.2f} s: {said.said!r};"
            f" longest gap {gap:.0f} ms (idle process {idle:.0f} ms);"
            f" back {back.at - mended:.2f} s after it was mended"
        )
    assert said.at - broken <= SAID_WITHIN
    assert desk.ask("typed", "typed") == typed + "x"
    assert gap - idle <= FROZEN_AT_MOST
    assert fresh.at - mended <= GROWN_TO + BACK_WITHIN
    assert desk.crashes == []
