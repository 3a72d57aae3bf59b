"""What the tests of the core share: they read its sentences in the language of the source."""

from collections.abc import Iterator

import pytest

from mcsys_desktop.core import i18n


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    spoken = i18n.language()
    i18n.use("en")
    yield
    i18n.use(spoken)
