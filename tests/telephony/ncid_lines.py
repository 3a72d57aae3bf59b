"""What NCID servers say, with invented numbers."""

from datetime import UTC, datetime, timedelta

from mcsys_desktop.telephony.line_source import Instant

KEY = "ncid:10.0.0.7"
BEGAN = datetime(2026, 7, 1, 8, 42, 10, tzinfo=UTC)

GREETING = b"200 Server: ncidd 1.5 (NCID)\r\n"
START = (
    GREETING
    + b"210 API: 1.5 Feature Set 1\r\n"
    + b"CIDLOG: *DATE*06302026*TIME*0911*LINE*POTS*NMBR*0301234567*MESG*NONE*NAME*Oud*\r\n"
    + b"HUPLOG: *DATE*06302026*TIME*0912*LINE*POTS*NMBR*0301234568*MESG*NONE*NAME*Oud*\r\n"
    + b"LOG: # a comment\r\n"
    + b"250 End of call log\r\n"
    + b"OPT: hangup-1\r\n"
    + b"300 End of connection startup\r\n"
)


def cid(number: str = "0612345678", line: str = "*LINE*POTS", tag: str = "CID") -> bytes:
    text = f"{tag}: *DATE*07012026*TIME*1042{line}*NMBR*{number}*MESG*NONE*NAME*Karin*\r\n"
    return text.encode()


def info(count: int, line: str = "*LINE*POTS") -> bytes:
    return f"CIDINFO: {line}*RING*{count}*TIME*10:42:11*\r\n".encode()


END = (
    b"END: *HTYPE*%s*DATE*07012026*TIME*1043*SCALL*07/01/2026 10:42:10*ECALL*07/01/2026 10:43:10"
    b"*CTYPE*IN*LINE*POTS*NMBR*0612345678*NAME*Karin*\r\n"
)
MESSAGE = b"MSG: the log is too big ***DATE*07012026*TIME*1042*NAME*x*NMBR*y*LINE*z*MTYPE*IN*\r\n"
ALL = (
    START + cid() + info(1) + info(2) + info(0),
    START + cid() + info(-1),
    START + cid() + info(0) + info(-2),
    START + cid("OUT-OF-AREA") + END % b"CANCEL",
    START + cid("PRIVATE", line="") + info(3, line="") + MESSAGE,
    START + cid(tag="OUT") + cid("0901234567", tag="HUP") + cid(tag="BLK") + cid(tag="+PID"),
)


def instant(seconds: float = 0.0) -> Instant:
    return Instant(BEGAN + timedelta(seconds=seconds), 1000.0 + seconds)
