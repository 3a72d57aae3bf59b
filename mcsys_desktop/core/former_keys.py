"""What keeps drafts of before readable when an office's file gets another key.

The key of this desk's drafts comes out of the key of the office (``core.sealed``). When the office
gets another one, whoever carries that out need not be the program that the drafts belong to: so the
drafts' former keys, not the office's, lie in ``OFFICE.keys``, sealed with the new one.
"""

from collections.abc import Sequence

from mcsys_desktop.core import sealed

MOST = 5  # drafts are kept for thirty days; nobody changes the key more often than that
_BOUND = b"mcsys former key 1"


def after(former: Sequence[str], office: str, key: bytes, following: bytes) -> tuple[str, ...]:
    """What is to lie there when ``following`` takes the place of ``key``."""
    known = [sealed.derived_key(key), *opened(former, office, key)]
    return tuple(
        sealed.closed(each, sealed.derived_key(following), _bound(office)).hex()
        for each in known[:MOST]
    )


def opened(former: Sequence[str], office: str, key: bytes) -> list[bytes]:
    """The keys that drafts of before may have, the newest first; what is damaged is left out."""
    found = []
    for each in former[:MOST]:
        try:
            found.append(
                sealed.opened(bytes.fromhex(each), sealed.derived_key(key), _bound(office))
            )
        except Exception:  # whatever a damaged or foreign one brings up  # noqa: S112
            continue
    return found


def _bound(office: str) -> bytes:
    return _BOUND + office.encode()
