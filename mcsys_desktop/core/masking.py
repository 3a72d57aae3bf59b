"""The second net under the log: what could reach somebody, or open something, is drawn as dots.

The first net is that no message of an error and no value from data is logged at all (`traces`).
This one knows what such things look like: phone numbers, addresses, web addresses with what they
carry, keys, tokens, and whose computer it is. A name looks like any other word; it cannot be caught
here.
"""

import re

# Five digits or more, however they are grouped, may be a number that reaches somebody. Years,
# line numbers and migrations have four.
_DIGITS = re.compile(r"\+?\d(?:[\s()./\-\u2010-\u2015]{0,2}\d){4,}")
_MAIL = re.compile(r"[^\s@<>\"'(]{1,64}@[^\s@<>\"')]{1,255}")
_URL = re.compile(r"\b([a-z][a-z0-9+.\-]{0,20}://)\S+", re.IGNORECASE)
_REQUEST = re.compile(r"\b(GET|HEAD|POST|PUT|OPTIONS)(\s+)\S+")
_QUERY = re.compile(r"\?[\w.%~-]{1,64}=\S*")
_SECRET = re.compile(
    r"\b(pass(?:word|wd|phrase)?|pwd|wachtwoord|secret|geheim|token|api_?key|key|sleutel|pin|code"
    r"|authorization|bearer|verifier)\b([\"']?\s{0,2}[=:]\s{0,2})(?:(?:basic|bearer)\s)?"
    r"(\"[^\"\n]*\"|'[^'\n]*'|\S+)",
    re.IGNORECASE,
)
_TOKEN = re.compile(r"(?<![\w.-])(?=[\w-]*\d)(?=[\w-]*[A-Za-z])[A-Za-z0-9_-]{20,}")
_HEX = re.compile(r"(?<![0-9A-Za-z])(?:[0-9a-f]{24,}|[0-9A-F]{24,})(?![0-9A-Za-z])")
_BASE64 = re.compile(r"(?<![\w+/])(?=[^\s=]{0,99}\d)[A-Za-z0-9+/]{40,}={0,2}")
_HOME = re.compile(
    r"((?:/home|/Users|[A-Za-z]:\\{1,2}Users|[A-Za-z]:/Users)[\\/]{1,2})[^\\/\n\"':;]+"
)
_POSTCODE = re.compile(r"\b[1-9]\d{3} ?[A-Z]{2}\b")
_VERIFIER = re.compile(r"SCRAM-SHA-256\$\S+")


def scrub(text: str) -> str:
    """``text`` without what could be a number, an address, a secret or somebody's computer.

    >>> scrub("postgresql://anna:geheim@10.0.0.2/kantoor of 06-12345678 in /home/anna/log")
    'postgresql://… of … in /home/…/log'
    """
    if "://" in text:  # asked first, because these two search long words slowly
        text = _URL.sub(r"\1…", text)
    if "@" in text:
        text = _MAIL.sub("…@…", text)
    text = _VERIFIER.sub("…", text)
    text = _REQUEST.sub(r"\1\2…", text)
    text = _QUERY.sub("?…", text)
    text = _SECRET.sub(r"\1\2…", text)
    text = _HOME.sub(r"\1…", text)
    text = _HEX.sub("…", text)
    text = _BASE64.sub("…", text)
    text = _POSTCODE.sub("…", text)
    text = _DIGITS.sub("…", text)
    return _TOKEN.sub("…", text)
