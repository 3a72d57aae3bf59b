"""One line of an NCID server: its tag, and the fields that are known, wherever they stand."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from mcsys_desktop.core import phone, text

FIELDS = frozenset(
    {
        *("DATE", "TIME", "LINE", "NMBR", "MESG", "NAME", "RING", "HTYPE", "SCALL", "ECALL"),
        *("CTYPE", "MTYPE", "FNMBR", "NTYPE", "CTRY", "LOCA", "CARI"),
    }
)
_MOST_PARTS = 64
# "+" stands before what one server forwards from another. What ends in LOG is old.
_TAG = re.compile(r"\+?([A-Z]{3,8}):", re.ASCII)
_NO_NUMBER = frozenset(
    {
        *("", "-", "NO-NUMBER", "NO NUMBER", "NONUMBER", "NONE", "RING", "OUT-OF-AREA"),
        *("OUT OF AREA", "O", "UNAVAILABLE", "UNKNOWN"),
    }
)
_WITHHELD = frozenset({"PRIVATE", "P", "RESTRICTED", "ANONYMOUS", "WITHHELD", "BLOCKED"})
_NO_NAME = _NO_NUMBER | _WITHHELD | {"NO NAME", "NO-NAME", "NONAME", "UNKNOWN NAME"}
_ACCOUNTED = "%m/%d/%Y %H:%M:%S"


@dataclass(frozen=True, slots=True)
class Line:
    """What one line says. ``seconds`` is from the first ring to the end, where that is told."""

    tag: str
    line: str = ""
    when: str = ""  # date and time to the minute, as the server sent them
    number: str = ""
    name: str = ""
    withheld: bool = False
    ring: int | None = None
    hung_up: str = ""  # BYE or CANCEL
    outbound: bool = False
    seconds: int | None = None


def read(line: str) -> Line | None:
    """Understand a line; None where it has no tag.

    >>> read("CID: *DATE*05042011*TIME*2149*LINE*VOIP*NMBR*RING*MESG*NONE*NAME*NO NAME*").line
    'VOIP'
    """
    found = _TAG.match(line)
    if found is None:
        return None
    tag, known = found[1], fields(line[found.end() :])
    number, name = known.get("NMBR", ""), known.get("NAME", "")
    withheld = number.upper() in _WITHHELD or phone.is_withheld(number)
    number = "" if withheld or number.upper() in _NO_NUMBER else number
    ring = known.get("RING", "")
    return Line(
        tag=tag,
        line=_line(known.get("LINE", "")),
        when=re.sub(r"[^0-9]", "", known.get("DATE", "") + known.get("TIME", ""))[:12],
        number=number,
        name="" if withheld or name.upper() in _NO_NAME else name,
        withheld=withheld,
        ring=int(ring) if re.fullmatch(r"-?\d{1,4}", ring, re.ASCII) else None,
        hung_up=known.get("HTYPE", "").upper(),
        outbound=tag == "OUT" or (tag == "END" and known.get("CTYPE", "").upper() == "OUT"),
        seconds=_seconds(known.get("SCALL", ""), known.get("ECALL", "")),
    )


def fields(rest: str) -> dict[str, str]:
    """The known fields of a line; what stands in a field may itself contain stars.

    >>> fields("*LINE*1*NMBR**67555*NEW*x*NAME*RING*")
    {'LINE': '1', 'NMBR': '*67555*NEW*x', 'NAME': 'RING'}
    """
    parts = rest.split("*")[:_MOST_PARTS]
    found: dict[str, str] = {}
    at = 0
    while at < len(parts):
        label = parts[at].strip()
        at += 1
        if label not in FIELDS:
            continue
        begin = at
        # The first part after a label is what it holds, whatever it looks like; unless it is empty.
        at += 1
        while at < len(parts) and parts[at].strip() not in FIELDS:
            at += 1
        found.setdefault(label, text.clean("*".join(parts[begin:at]).rstrip("*"), 100))
    return found


def _line(line: str) -> str:
    return "" if line.upper() in ("", "-", "NO-LINE", "NO LINE") else line


def _seconds(began: str, ended: str) -> int | None:
    try:
        took = datetime.strptime(ended, _ACCOUNTED) - datetime.strptime(began, _ACCOUNTED)  # noqa: DTZ007  # only their difference counts
    except ValueError:
        return None
    return int(took.total_seconds()) if timedelta() <= took < timedelta(days=1) else None
