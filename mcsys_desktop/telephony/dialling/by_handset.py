"""Dialling by the telephone on the desk itself: its web page takes a number in an address."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlencode

from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import _
from mcsys_desktop.telephony import servers
from mcsys_desktop.telephony.dialling import web
from mcsys_desktop.telephony.dialling.route import refuse_what_is_no_number

Asked = Callable[[str, web.Login], str]  # number and login → path and query


def _yealink(number: str, _login: web.Login) -> str:
    return "/servlet?" + urlencode({"key": f"number={number}"}, safe="=")


def _snom(number: str, _login: web.Login) -> str:
    return "/command.htm?" + urlencode({"number": number})


def _grandstream(number: str, login: web.Login) -> str:
    # It takes the password in no other place.
    fields = {
        "phonenumber": number,
        "account": "0",
        "login": login.user,
        "password": login.password,
    }
    return "/cgi-bin/api-make_call?" + urlencode(fields)


def _fanvil(number: str, _login: web.Login) -> str:
    keys = ";".join(("SPEAKER", number.replace("+", "00", 1), "ENTER"))  # it has no plus to press
    return "/cgi-bin/ConfigManApp.com?" + urlencode({"key": keys}, safe=";")


BRANDS: dict[str, Asked] = {
    "yealink": _yealink,
    "snom": _snom,
    "grandstream": _grandstream,
    "fanvil": _fanvil,
}


@dataclass(frozen=True, slots=True)
class HandsetRoute:
    """Dials on one telephone. ``address`` is a host, with a port or https:// where that is used."""

    brand: str
    address: str
    login: web.Login

    def dial(self, number: str, ended: threading.Event) -> None:
        """See `Route`. A telephone says that it dials, and not whether somebody picks up."""
        refuse_what_is_no_number(number)
        base = _base(self.address)
        try:
            answer = web.ask(
                base + BRANDS[self.brand](number, self.login),
                # Grandstream has the password in the address already.
                login=self.login if self.login.user and self.brand != "grandstream" else None,
            )
        except web.NotProven as error:
            raise UserError(
                _("The certificate of the telephone at {address} is not trusted here. Leave out https://.")
                .format(address=self.address)
            ) from error  # fmt: skip
        except web.Unreachable as error:
            raise UserError(
                _("Your phone at {address} cannot be reached. Look whether it is on.").format(
                    address=self.address
                )
            ) from error
        self._judge(answer)

    def _judge(self, answer: web.Answer) -> None:
        if answer.status in (401, 403) or _says(answer, b"forbidden", b"authentication failed"):
            raise UserError(
                _(
                    "Your phone does not let this computer dial. Check the user and the password in"
                    " the settings, and allow this computer in the telephone's own web page."
                )
            )
        if answer.status != 200 or _says(answer, b'"response": "error"', b'"response":"error"'):
            raise UserError(
                _("Your phone did not take the number. Check its brand in the settings.")
            )


def _says(answer: web.Answer, *words: bytes) -> bool:
    said = answer.body[:2000].lower()
    return any(word in said for word in words)


def _base(address: str) -> str:
    """Where its web page is. Raises UserError for what is no address."""
    scheme, slashes, rest = address.strip().rpartition("://")
    scheme = scheme.lower() if slashes else "http"
    secured = scheme == "https"
    if scheme not in ("http", "https"):
        rest = ""
    host, port = servers.place(rest.rstrip("/"), 443 if secured else 80)
    if servers.no_host(host):
        raise UserError(_("Fill in the address of your telephone in the settings."))
    shown = f"[{host}]" if ":" in host else host
    return f"{scheme}://{shown}:{port}"
