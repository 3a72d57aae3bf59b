"""Words in the reader's language, also when the file with them is damaged."""

import random
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from mcsys_desktop.core import i18n, resources


@pytest.fixture
def catalogue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the Dutch words that may be damaged."""
    shutil.copytree(resources.path("locale"), tmp_path / "locale")
    monkeypatch.setattr(resources, "path", lambda *parts: tmp_path.joinpath(*parts))
    i18n.translator.cache_clear()
    yield tmp_path / "locale" / "nl" / "LC_MESSAGES" / "mcsys.mo"
    i18n.translator.cache_clear()


def test_a_damaged_catalogue_keeps_nobody_from_starting(catalogue: Path) -> None:
    assert i18n.translator("nl").gettext("Open") != ""
    whole, chance, english = catalogue.read_bytes(), random.Random(5), 0
    places = [*range(28), *(chance.randrange(len(whole)) for _time in range(60))]
    for at in places:
        # Python keeps what it once read of a file; another name is another file.
        i18n._gettext._translations.clear()  # type: ignore[attr-defined]
        i18n.translator.cache_clear()
        catalogue.write_bytes(whole[:at] + bytes([whole[at] ^ 0x80]) + whole[at + 1 :])
        found = i18n.translator("nl")
        assert found.gettext("Nobody translated this.") == "Nobody translated this."
        english += found.gettext("Back") == "Back"
    assert 0 < english < len(places)
