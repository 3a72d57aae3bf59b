"""Signing in at Microsoft in the browser, behind the one typed door to ``msal``.

The tokens lie sealed with this desk's secrets, never in the office. Whoever signs in does so at
Microsoft's own page; no password passes through this program.
"""

import re
from typing import Any, Protocol

from mcsys_desktop.core.i18n import _
from mcsys_desktop.core.kept_secrets import KeptSecrets
from mcsys_desktop.core.settings import Settings
from mcsys_desktop.services.outbox.carrying import NoWay

AUTHORITY = "https://login.microsoftonline.com"
SCOPES = ["https://graph.microsoft.com/Mail.Send"]
PATIENCE = 300  # seconds for somebody at the browser
_DONE = "You are signed in: this page can be closed. Je bent aangemeld: deze pagina kan dicht."
_FAILED = "Signing in did not succeed. Aanmelden is niet gelukt."
_ID = re.compile(r"[0-9a-fA-F-]{36}|[A-Za-z0-9.-]{3,100}")


class Tokens(Protocol):
    """Where a valid token comes from. Raises NoWay when somebody has to sign in."""

    def token(self, *, fresh: bool = False) -> str:
        """A token; ``fresh``: the last one was not taken."""


class SignIn:
    """The account of one desk at Microsoft. ``http`` and ``authority`` are others in tests."""

    def __init__(
        self,
        client: str,
        tenant: str,
        secrets: KeptSecrets,
        *,
        login: str = "",
        authority: str = AUTHORITY,
        http: Any = None,
    ) -> None:
        self._client, self._tenant, self._secrets = client.strip(), tenant.strip(), secrets
        self._login, self._authority, self._http = login, authority, http

    @property
    def secret(self) -> str:
        """Under which name the tokens are kept."""
        return f"graph {self._client}@{self._tenant}"

    def is_known(self) -> bool:
        """Whether somebody signed in here before."""
        return self._secrets.has(self.secret)

    def token(self, *, fresh: bool = False) -> str:
        """A token that Microsoft takes, renewed where that is due. Raises NoWay."""
        cache, app = self._opened()
        accounts = app.get_accounts()
        try:
            found = (
                app.acquire_token_silent(SCOPES, account=accounts[0], force_refresh=fresh)
                if accounts
                else None
            )
        except (OSError, ValueError) as error:
            raise _unreachable() from error
        self._keep(cache)
        if not found or "access_token" not in found:
            raise NoWay(
                _("Sign in at Microsoft again, under Settings, Mail. Mail waits until then."),
                again=False,
            )
        return str(found["access_token"])

    def sign_in(self) -> str:
        """Let somebody sign in in the browser; who it was.

        Raises NoWay with what Microsoft said. Takes as long as somebody needs, at most 5 minutes.
        """
        cache, app = self._opened()
        try:
            found = app.acquire_token_interactive(
                SCOPES,
                prompt="select_account",
                login_hint=self._login or None,
                timeout=PATIENCE,
                success_template=_DONE,
                error_template=_FAILED,
            )
        except RuntimeError as error:  # of msal, when nobody came back from the browser in time
            raise NoWay(_("Nobody signed in. Try again."), again=False) from error
        except (OSError, ValueError) as error:
            raise _unreachable() from error
        if not found or "access_token" not in found:
            raise NoWay(_said(found or {}), again=False)
        self._keep(cache)
        claims = found.get("id_token_claims") or {}
        return str(claims.get("preferred_username", ""))

    def sign_out(self) -> None:
        """Forget the tokens of this desk. Raises OSError."""
        self._secrets.put(self.secret, "")

    def _opened(self) -> tuple[Any, Any]:
        import msal  # a tenth of a second, that only a desk with such an account pays

        if not (_ID.fullmatch(self._client) and _ID.fullmatch(self._tenant)):
            raise NoWay(
                _("Fill in the numbers of the app and the directory under Settings, Mail."),
                again=False,
            )
        cache = msal.SerializableTokenCache()
        if kept := self._secrets.get(self.secret):
            cache.deserialize(kept)
        try:
            app = msal.PublicClientApplication(
                self._client,
                authority=f"{self._authority}/{self._tenant}",
                token_cache=cache,
                http_client=self._http,
                timeout=30,
                instance_discovery=self._authority == AUTHORITY,
            )
        except (OSError, ValueError) as error:
            raise _unreachable() from error
        return cache, app

    def _keep(self, cache: Any) -> None:
        if cache.has_state_changed:
            self._secrets.put(self.secret, str(cache.serialize()))
            cache.has_state_changed = False


def of_desk(settings: Settings) -> SignIn:
    """The account that this desk's settings name."""
    return SignIn(
        settings.mail_client,
        settings.mail_tenant,
        settings.secrets,
        login=settings.mail_address.strip(),
    )


def _unreachable() -> NoWay:
    return NoWay(
        _("Microsoft cannot be reached, or does not know this directory. Mail waits until it can.")
    )


def _said(found: dict[str, Any]) -> str:
    code = str(found.get("error", ""))
    told = str(found.get("error_description", ""))
    if "AADSTS65001" in told or "AADSTS65004" in told or code == "access_denied":
        return _("Nobody agreed that this app may send mail. Sign in again and agree to it.")
    if "AADSTS7000218" in told or "AADSTS500113" in told or "AADSTS50011" in told:
        return _(
            "The app is not registered as a desktop app with http://localhost. Look at the steps"
            " again."
        )
    if "AADSTS700016" in told or "AADSTS90002" in told:
        return _("Microsoft does not know this app or directory. Look at both numbers again.")
    number = re.search(r"AADSTS\d+", told)
    return _("Microsoft did not let you in ({code}).").format(
        code=number.group() if number else code or "?"
    )
