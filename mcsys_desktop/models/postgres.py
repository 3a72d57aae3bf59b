"""PostgreSQL through psycopg 3 and Peewee's own pool; psycopg is imported on the first use.

Five connections a desk (decision 11): three workers and one for look-ups come from this pool, the
fifth is the listener's (``feed.py``).
"""

import math
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

import peewee
from playhouse.pool import PooledPostgresqlDatabase

from mcsys_desktop import __version__
from mcsys_desktop.core.errors import OfficeUnavailable
from mcsys_desktop.core.i18n import _
from mcsys_desktop.models import fields, reaching, watchdog
from mcsys_desktop.models.address import Address

if TYPE_CHECKING:
    import psycopg

CONNECTIONS = 4  # three workers and the look-ups
PREPARED_AFTER = 2  # look-ups are the same few queries all day
IDLE = 20.0  # seconds; a connection that lay longer is tried before it is handed out
SCHEMA = "app"
PING = 2.0  # seconds for the answer to "are you there"

# A server that is there says so within the watchdog's limit: first that somebody else holds what we
# want, then that the work was too much.
HURRY = {"lock_timeout": "3s", "statement_timeout": "4s"}

# An office lies in the server's memory: jumping in it costs no more than reading on. The server's
# own guess (4) is one of turning disks; with it a misspelt name was looked for in every text.
IN_MEMORY = {"random_page_cost": "1.1"}

# The server has gone, is going, or is not there yet: everything else is an answer.
LOST_STATES = {
    "57P01",  # admin_shutdown: also what ends a colleague's sessions
    "57P02",  # crash_shutdown
    "57P03",  # cannot_connect_now: starting up
    "57P05",  # idle_session_timeout
    "25P03",  # idle_in_transaction_session_timeout
    "25P04",  # transaction_timeout
    "53300",  # too_many_connections
}


def lost(error: BaseException) -> bool:
    """Whether ``error`` means that there is no server at the other end any more.

    Peewee's own list does not know psycopg 3.
    """
    import psycopg

    driver = getattr(error, "orig", error)
    if not isinstance(driver, psycopg.Error):
        return False
    state = driver.sqlstate or ""
    if not state:  # said by the client library: every answer from a server has one
        return isinstance(driver, psycopg.OperationalError | psycopg.InterfaceError)
    return state in LOST_STATES or state.startswith("08")


def unavailable(error: BaseException) -> OfficeUnavailable:
    """The sentence for a server that does not let us in, or is not there."""
    said = str(error)
    state = str(getattr(getattr(error, "orig", error), "sqlstate", None) or "")
    if state == "57P03" or "starting up" in said:
        return OfficeUnavailable(_("The server of the office is starting."))
    if "pg_hba.conf" in said:
        return OfficeUnavailable(
            _(
                "The server does not let this computer in: it lies outside the network of the"
                " office. Connect to that network, then try again."
            )
        )
    if "password" in said or "authentication failed" in said:
        return OfficeUnavailable(_("The name or the password is not right."))
    if any(sign in said for sign in ("certificate", "support SSL", "channel binding")):
        return OfficeUnavailable(
            _(
                "The server cannot prove that it is the office's own, so nothing was sent to it."
                " Ask whoever looks after it."
            )
        )
    if "does not exist" in said:
        return OfficeUnavailable(_("This server holds no office by that name."))
    return away()


def mute() -> OfficeUnavailable:
    """The sentence for a server that says nothing at all."""
    return OfficeUnavailable(
        _("The server of the office is silent. Is a cable loose, or is the Wi-Fi gone?")
    )


def parameters(
    address: Address, password: str, schema: int, name: str = "", **more: str
) -> dict[str, Any]:
    """What libpq wants to know for a connection to ``address``; ``schema``: what we speak.

    ``more`` are settings of the session.
    """
    settings = {
        "search_path": f"{SCHEMA},pg_catalog",
        "mcsys.schema": str(schema),
        "timezone": "UTC",
        "lock_timeout": "5s",
        "idle_in_transaction_session_timeout": "60s",
        **more,
    }
    known = {
        "host": address.host,
        "port": address.port,
        "dbname": address.database,
        "user": address.login,
        "options": " ".join(f"-c {key}={value}" for key, value in settings.items()),
        "application_name": name or f"mcsys-desktop/{__version__}",
        "connect_timeout": 3,
    }
    if password:
        known["password"] = password
    return known | address.options


class _Driver(peewee.Psycopg3Adapter):
    """Peewee's adapter for psycopg 3, for a Peewee that has not imported psycopg."""

    def __init__(self) -> None:
        import psycopg
        from psycopg.pq import TransactionStatus
        from psycopg.types.json import Json, Jsonb

        super().__init__()
        self.psycopg = psycopg
        self.json_type, self.jsonb_type = Json, Jsonb
        self.txn_idle = TransactionStatus.IDLE
        self.txn_inerror = TransactionStatus.INERROR
        self.txn_unknown = TransactionStatus.UNKNOWN

    def check_driver(self) -> None:
        """It is there: we are made of it."""

    def get_binary_type(self) -> Any:
        """What bytes are sent as."""
        return self.psycopg.Binary

    def connect(self, db: "Server", **parameters: Any) -> "psycopg.Connection[Any]":
        """One more connection."""
        from mcsys_desktop.models.watched import Connection

        connection = reaching.connect_as(Connection, dbname=db.database, **parameters)
        connection.prepare_threshold = PREPARED_AFTER
        return connection


class Server(PooledPostgresqlDatabase):  # type: ignore[misc]  # untyped base
    """An office on a server.

    While the line is known to be down (``reach``) nobody waits for it: only the listener tries it.
    """

    field_types = peewee.PostgresqlDatabase.field_types | fields.POSTGRESQL
    psycopg2_adapter = _Driver  # Peewee takes this one when it has not imported psycopg
    psycopg3_adapter = _Driver

    def __init__(self, address: Address, password: str, schema: int) -> None:
        self._down_since = -math.inf
        self._reachable = True
        known = parameters(address, password, schema, **HURRY, **IN_MEMORY)
        super().__init__(
            address.database,
            max_connections=CONNECTIONS,
            timeout=10,
            autoconnect=False,
            **{k: v for k, v in known.items() if k != "dbname"},
        )

    def know(self, password: str) -> None:
        """Connect with another password from now on."""
        self.connect_params["password"] = password

    def reach(self, up: bool) -> None:
        """Take whether the server can be reached. What was open before may be dead by then."""
        if self._reachable and not up:
            self._down_since = time.monotonic()
        self._reachable = up

    @contextmanager
    def patient(self) -> Iterator[None]:
        """What this thread asks meanwhile may take any time."""
        self.execute_sql("SET statement_timeout = 0")
        try:
            with watchdog.limited(math.inf):
                yield
        finally:
            with suppress(peewee.DatabaseError):  # gone, or undone with the transaction
                self.execute_sql("RESET statement_timeout")

    def connect(self, reuse_if_open: bool = False) -> bool:
        """Give this thread a connection. Raises OfficeUnavailable while the line is down."""
        if not self._reachable:
            raise away()
        return bool(super().connect(reuse_if_open))

    def _is_closed(self, connection: Any) -> bool:
        # Peewee asks the server each time, which costs a round trip for every piece of work.
        if self._outlived(connection):
            connection.close()
            return True
        rested = time.monotonic() - connection.used
        if connection.closed or connection.broken or rested > IDLE:
            with watchdog.limited(PING):
                return bool(super()._is_closed(connection))
        return False

    def keep_plans(self) -> None:
        """Plan each statement of this thread's connection once, for whatever it is asked with.

        Only for few statements that are always the same: others may be planned badly for ever. So
        the connection is closed in the end, and nobody else gets it.
        """
        self.execute_sql("SET plan_cache_mode = force_generic_plan")
        self._state.conn.keeps_plans = True

    def _close(self, connection: Any, close_conn: bool = False) -> None:
        connection.used = time.monotonic()
        super()._close(connection, close_conn or getattr(connection, "keeps_plans", False))

    def broken(self) -> bool:
        """Whether this thread's connection has gone, as far as the client knows."""
        connection = self._state.conn
        if connection is None:
            return False
        return bool(connection.closed or connection.broken or self._outlived(connection))

    def _outlived(self, connection: Any) -> bool:
        """Whether it was made before the line was last lost: it may be dead without knowing it."""
        return bool(connection.made <= self._down_since)


def away() -> OfficeUnavailable:
    """The sentence for a server that is not there, as far as anybody knows."""
    return OfficeUnavailable(_("The server of the office does not answer."))
