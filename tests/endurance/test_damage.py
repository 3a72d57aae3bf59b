"""The scenarios of damage, in a size that every run of the tests has the time for."""

import pytest

from tests.endurance import backing_up, clocks, flipped_desk, flipped_office
from tests.endurance.scenario import Scenario, Stage

SMALL: dict[str, tuple[Scenario, float]] = {
    "bit flips, desk": (flipped_desk.flip_at_a_desk, 0.01),
    "bit flips, office": (flipped_office.flip_in_an_office, 0.02),
    "clock wrong, file": (clocks.wrong_beside_a_file, 1.0),
    "backup under load, file": (backing_up.back_up_a_file, 0.05),
}


@pytest.mark.parametrize("name", SMALL)
def test_nothing_is_lost(name: str) -> None:
    scenario, scale = SMALL[name]
    with Stage(name, scale, 1) as stage:
        outcome = scenario(stage)
    assert outcome.good, outcome
    assert outcome.tried
