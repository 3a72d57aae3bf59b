"""What a desk has switched on is what it listens to."""

from mcsys_desktop.core.settings import Settings
from mcsys_desktop.core.settings_office import KINDS
from mcsys_desktop.telephony import sources
from mcsys_desktop.telephony.listener import HandsetListener


def test_nothing_listens_until_it_is_switched_on() -> None:
    assert sources.configured(Settings()) == []


def test_the_listener_is_made_from_the_settings_with_a_token_of_its_own() -> None:
    settings = Settings()
    settings.change("listener_enabled", True)
    settings.change("listener_address", "127.0.0.1")
    (source,) = sources.configured(settings)
    assert isinstance(source, HandsetListener)
    assert len(settings.listener_token) >= 22  # 128 bits
    assert source.key == "listener"


def test_each_kind_of_the_office_has_settings_and_the_desk_runs_none_of_them() -> None:
    assert set(sources.FOR_THE_OFFICE) == set(KINDS)
    switched_on = Settings()
    for kind in KINDS:
        assert sources.of_office(kind, switched_on) is None
        switched_on.change(f"{kind}_enabled", True)
        assert sources.of_office(kind, switched_on) is not None
    assert sources.configured(switched_on) == []
    assert sources.of_office("telex", switched_on) is None
