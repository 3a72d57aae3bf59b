"""What the tour does to set up a telephone: each question, and a port that is closed."""

import socket
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from mcsys_desktop.app.phone_setups import PhoneSetups
from mcsys_desktop.app.tour.stage import Stage
from mcsys_desktop.app.tour.step import Step
from mcsys_desktop.services.phone_setup import FORM
from mcsys_desktop.ui.fields import LineField
from mcsys_desktop.ui.phone_setup import (
    AccountStep,
    LearnedStep,
    RouteStep,
    SystemStep,
    TrialStep,
)

if TYPE_CHECKING:
    from mcsys_desktop.ui.first_start import Wizard


def _setups(stage: Stage) -> PhoneSetups:
    return stage.screens.findChildren(PhoneSetups)[0]


def _wizard(stage: Stage) -> "Wizard | None":
    return _setups(stage).wizard


def _asked(stage: Stage) -> QWidget | None:
    wizard = _wizard(stage)
    return wizard.question if wizard is not None else None


def _shown(stage: Stage) -> list[QWidget]:
    """The window, while it is there."""
    wizard = _wizard(stage)
    return [wizard] if wizard is not None else []


def _begin(stage: Stage) -> None:
    """Open the window, as the button in the settings does."""
    stage.screens.phone_setup_wanted.emit()


def _systems(stage: Stage) -> str:
    asked = _asked(stage)
    return f"{len(asked.systems)} phone systems" if isinstance(asked, SystemStep) else ""


def _provider(stage: Stage) -> None:
    """An office whose telephones are at a provider."""
    asked = _asked(stage)
    if isinstance(asked, SystemStep):
        asked.systems["provider"].click()


def _ways(stage: Stage) -> str:
    asked = _asked(stage)
    return f"{len(asked.routes)} ways" if isinstance(asked, RouteStep) else ""


def _account(stage: Stage) -> None:
    """One more telephone there, at a port where nobody listens."""
    asked = _asked(stage)
    if isinstance(asked, RouteStep):
        asked.routes["sip"].click()
    stage.until(lambda: isinstance(_asked(stage), AccountStep))
    account = _asked(stage)
    if isinstance(account, AccountStep):
        for name, text in (("sip_server", _closed()), ("sip_user", "201"), ("password", "proef")):
            field = account.fields[name]
            if isinstance(field, LineField):
                field.selectAll()  # an earlier look typed here, and that survives
            stage.type_text(field, text)


def _typed(stage: Stage) -> str:
    asked = _asked(stage)
    return "an account" if isinstance(asked, AccountStep) and asked.password.text() else ""


def _try(stage: Stage) -> None:
    """Try it."""
    asked = _asked(stage)
    if isinstance(asked, AccountStep):
        asked.submit.click()


def _tried(stage: Stage) -> str:
    asked = _asked(stage)
    known = isinstance(asked, TrialStep) and asked.retry.isVisible()
    return asked.state.title.text() if isinstance(asked, TrialStep) and known else ""


def _go_on(stage: Stage) -> None:
    """Go on all the same."""
    asked = _asked(stage)
    if isinstance(asked, TrialStep):
        asked.submit.click()


def _learned(stage: Stage) -> str:
    return "what was learned" if isinstance(_asked(stage), LearnedStep) else ""


def _close(stage: Stage) -> None:
    """Close it; nothing was kept, and the next look begins anew."""
    for window in _shown(stage):
        window.close()
    stage.until(lambda: _wizard(stage) is None)
    stage.program.work.drafts.drop(FORM)


def _closed() -> str:
    """An address of this computer at which nobody listens."""
    with socket.socket(type=socket.SOCK_DGRAM) as box:
        box.bind(("127.0.0.1", 0))
        return f"127.0.0.1:{box.getsockname()[1]}"


SETTING_UP = (
    Step("phone setup", "asked to set up the telephone", _begin, _systems, _shown),
    Step("phone setup ways", "chose a provider", _provider, _ways, _shown),
    Step("phone setup account", "typed an account", _account, _typed, _shown),
    Step("phone setup trial", "tried it", _try, _tried, _shown),
    Step("phone setup learned", "went on all the same", _go_on, _learned, _shown, _close),
)
