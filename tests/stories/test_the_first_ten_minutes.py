"""From the first double click to a customer's own name beside a ringing phone, by real keys."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.stories import outlook_list
from tests.stories.first_ten_minutes import COMPANY, LAPTOP, OWNER, PASSWORD, live_through
from tests.ui.display import MISSING, Display, new_display

pytestmark = pytest.mark.skipif(bool(MISSING), reason=f"not installed: {', '.join(MISSING)}")

TYPED = len(OWNER) + len(PASSWORD) + len(COMPANY)
OTHER_KEYS = 20  # Enter on most screens, and a few to get somewhere
SCREENS = 13


@pytest.fixture
def display(tmp_path: Path) -> Iterator[Display]:
    folder = tmp_path / "display"
    folder.mkdir(mode=0o700)
    with new_display(folder, LAPTOP) as shown:
        yield shown


@pytest.mark.timeout(300)
def test_an_own_list_is_dropped_in_and_an_own_customer_is_named(
    display: Display, tmp_path: Path
) -> None:
    took = live_through(display, tmp_path)

    assert took.caller[:2] == ("known", outlook_list.CALLER_NAME)
    assert took.crashes == ()
    assert took.screens <= SCREENS
    assert took.keys <= TYPED + OTHER_KEYS
