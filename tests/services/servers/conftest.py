"""A server that was prepared once, for the tests that leave it as it was."""

from collections.abc import Iterator

import pytest

from mcsys_desktop.core import i18n
from mcsys_desktop.services.servers.preparing import Prepared
from tests.servers import OwnServer, own_server


@pytest.fixture(autouse=True)
def _in_dutch() -> Iterator[None]:
    """Whoever looks after a server reads Dutch."""
    spoken = i18n.language()
    i18n.use("nl")
    yield
    i18n.use(spoken)


@pytest.fixture(scope="module")
def made() -> Iterator[tuple[OwnServer, Prepared]]:
    """One for a whole file of tests."""
    with own_server() as server:
        yield server, server.prepare()


@pytest.fixture
def server(made: tuple[OwnServer, Prepared]) -> OwnServer:
    """The server."""
    return made[0]


@pytest.fixture
def prepared(made: tuple[OwnServer, Prepared]) -> Prepared:
    """What preparing it gave."""
    return made[1]
