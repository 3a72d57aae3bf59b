"""The way to dial that a desk has chosen."""

from collections.abc import Callable

from mcsys_desktop.core.dialled import LONGEST_PREFIX, for_exchange
from mcsys_desktop.core.phone_books import NumberForm
from mcsys_desktop.core.settings import Settings
from mcsys_desktop.telephony.asterisk import source as asterisk
from mcsys_desktop.telephony.dialling.by_asterisk import ManagerRoute
from mcsys_desktop.telephony.dialling.by_handset import HandsetRoute
from mcsys_desktop.telephony.dialling.by_voys import VoysRoute
from mcsys_desktop.telephony.dialling.route import Route
from mcsys_desktop.telephony.dialling.web import Login


def handset_password_name(settings: Settings) -> str:
    """Under which name the password of the telephone's web page is kept."""
    return f"handset {settings.handset_user}@{settings.handset_address}"


def voys_token_name(settings: Settings) -> str:
    """Under which name the token at Voys is kept."""
    return f"voys {settings.voys_user}"


def _manager(settings: Settings) -> Route:
    return ManagerRoute(asterisk.account_of(settings))


def _handset(settings: Settings) -> Route:
    password = settings.secrets.get(handset_password_name(settings))
    login = Login(settings.handset_user.strip(), password)
    return HandsetRoute(settings.handset_brand, settings.handset_address, login)


def _voys(settings: Settings) -> Route:
    token = settings.secrets.get(voys_token_name(settings))
    return VoysRoute(settings.voys_user.strip(), token, settings.extension.strip())


_ROUTES: dict[str, Callable[[Settings], Route]] = {
    "asterisk": _manager,
    "handset": _handset,
    "voys": _voys,
}


def route(settings: Settings, office: Settings | None = None) -> Route | None:
    """How this desk dials; None: a program on this computer does.

    ``office`` says how the office's own phone system is reached, where it has one.
    """
    make = _ROUTES.get(settings.dial_by)
    if make is None:
        return None
    return make(office if office is not None and make is _manager else settings)


def written(settings: Settings, number: str) -> str:
    """``number`` (E.164, or an extension) as this desk's telephones dial it."""
    prefix = settings.dial_prefix.strip()
    if not (prefix.isascii() and prefix.isdigit()) or len(prefix) > LONGEST_PREFIX:
        prefix = ""
    return for_exchange(number, NumberForm(settings.dial_numbers), prefix)
