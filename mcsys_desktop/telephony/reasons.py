"""Why a phone stopped ringing, read from what exchanges say of it."""

import re

_QUOTED = re.compile(r'"[^"]*"?')
_CAUSE = re.compile(r"\b(SIP|Q\.850)\s*;[^,]*?\bcause\s*=\s*(\d{1,3})\b", re.IGNORECASE)
_ELSEWHERE = {("sip", 200), ("q.850", 26)}


def answered_elsewhere(reason: str) -> bool:
    """Whether a SIP Reason header (RFC 3326) says that another phone took the call.

    >>> answered_elsewhere('SIP;cause=200;text="Call completed elsewhere"')
    True
    >>> answered_elsewhere("Q.850;cause=16")
    False
    """
    # The words in quotes are the other side's to choose; only the cause counts.
    causes = _CAUSE.findall(_QUOTED.sub("", reason[:400]))
    return any((protocol.lower(), int(cause)) in _ELSEWHERE for protocol, cause in causes)
