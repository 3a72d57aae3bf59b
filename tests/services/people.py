"""An office in a file that several people share, and people on a server, for tests."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mcsys_desktop.models import address, base
from mcsys_desktop.services import offices

PASSWORD = "kameel schuurpapier gordijn tuba"
OTHER = "walnoot dirigent sneeuwschep kwast"
THIRD = "perzik hengel wiskunde trommel"


def make_shared(folder: Path) -> offices.Made:
    """An empty office of Sanne's."""
    return offices.create_file(folder / "office.db", "Sanne Veldhuis", PASSWORD)


@contextmanager
def inside(url: str, password: str, login: str = "", folder: Path | None = None) -> Iterator[str]:
    """Work in the office as somebody; their login."""
    if login:
        url = address.parse(url).as_login(login).url
    office = offices.enter(url, password, folder / "tries.json" if folder else None)
    try:
        with base.connected():
            yield office.login
    finally:
        offices.close()
