"""A PostgreSQL connection whose waits are watched over. Importing this imports psycopg."""

import time
from typing import Any

import psycopg
from psycopg.abc import PQGen

from mcsys_desktop.models.watchdog import watchdog

INTERVAL = 0.1  # seconds between psycopg's looks for Ctrl+C, as it has them itself


class Connection(psycopg.Connection[Any]):
    """psycopg's own, whose every wait for an answer comes to an end."""

    silent = False  # whether it was hung up because the server said nothing

    def __init__(self, *args: Any, **known: Any) -> None:
        super().__init__(*args, **known)
        self.made = self.used = time.monotonic()

    def wait(
        self, gen: PQGen[Any], interval: float = INTERVAL, timeout: float | None = None
    ) -> Any:
        """psycopg waits here for each answer. A wait that has its own end is not ours to end."""
        if timeout is not None:
            return super().wait(gen, interval, timeout)
        with watchdog.over(id(self), lambda: self.pgconn.socket) as wait:
            try:
                return super().wait(gen, interval)
            finally:
                self.silent = self.silent or wait.cut
