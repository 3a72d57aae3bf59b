"""Passwords by which this desk proves itself to other machines, such as the phone system.

Each lies sealed in a file of its own in the profile, for its owner only, under a key beside it
(`core.sealed`). That protects copies of the settings, logs and reports, where no password is; it
does not protect against who may read this user's files. There is no keyring in this program yet:
whoever adds one replaces this file alone.
"""

import hashlib
import logging
from pathlib import Path

from mcsys_desktop.core import sealed

log = logging.getLogger(__name__)
_BOUND = b"mcsys secret 1 "


class KeptSecrets:
    """The secrets of one desk, by name; in memory alone where there is no folder (in tests)."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._known: dict[str, str] = {}

    def get(self, name: str) -> str:
        """A secret; empty where there is none, or where it cannot be read any more."""
        if name in self._known or self._folder is None:
            return self._known.get(name, "")
        try:
            plain = sealed.read(self._file(name), sealed.desk_key(self._folder), _bound(name))
            self._known[name] = plain.decode()
        except FileNotFoundError:
            return ""
        except Exception as error:  # damaged, or sealed with a key that is gone: it is asked again
            log.warning("a secret of this desk cannot be read: %s", type(error).__name__)
            return ""
        return self._known[name]

    def put(self, name: str, secret: str) -> None:
        """Keep a secret; an empty one is forgotten. Raises OSError."""
        if self._folder is not None and secret:
            key = sealed.desk_key(self._folder)
            sealed.write(self._file(name), key, secret.encode(), _bound(name))
        elif self._folder is not None:
            self._file(name).unlink(missing_ok=True)
        self._known[name] = secret

    def has(self, name: str) -> bool:
        """Whether there is such a secret."""
        return bool(self.get(name))

    def _file(self, name: str) -> Path:
        if self._folder is None:
            raise ValueError("secrets in memory have no file")
        return self._folder / f"{hashlib.sha256(name.encode()).hexdigest()[:24]}.secret"

    def __repr__(self) -> str:
        return "KeptSecrets(…)"


def _bound(name: str) -> bytes:
    return _BOUND + name.encode()
