"""What exchanges and providers send, in the forms of their own documentation.

Numbers and names are invented. Each call is a list of whole requests, in the order sent.
"""

import json
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from tests.telephony.transcripts import TOKEN

Fields = dict[str, Any]
JSON, FORM = "application/json", "application/x-www-form-urlencoded"
HOST = "192.168.20.5:8765"


def post(path: str, body: bytes, kind: str = JSON) -> bytes:
    head = (
        f"POST /{path}/{TOKEN} HTTP/1.1\r\nHost: {HOST}\r\nUser-Agent: sender/1.0\r\n"
        f"Content-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


def get(target: str) -> bytes:
    return f"GET {target} HTTP/1.1\r\nHost: {HOST}\r\nAccept: */*\r\n\r\n".encode()


def chunked(path: str, *chunks: bytes) -> bytes:
    head = (
        f"POST /{path}/{TOKEN} HTTP/1.1\r\nHost: {HOST}\r\nContent-Type: {JSON}\r\n"
        "Transfer-Encoding: chunked\r\n\r\n"
    )
    sized = b"".join(b"%x\r\n%s\r\n" % (len(chunk), chunk) for chunk in chunks)
    return head.encode() + sized + b"0\r\n\r\n"


OUTSIDE: Fields = {
    "account_number": None,
    "number": "+31334612045",
    "user_numbers": [],
    "name": "Karin",
}
LUUK: Fields = {
    "account_number": 234,
    "number": "+31334800000",
    "user_numbers": ["678"],
    "name": "Luuk",
}
SJOERD: Fields = {
    "account_number": 235,
    "number": "235",
    "user_numbers": ["679"],
    "name": "Sjoerd",
}


def voys(status: str, call: str = "212.159", version: str = "v1", **more: Any) -> bytes:
    said = {
        "call_id": f"24c562241e9f-1502721{call}",
        "timestamp": "2026-11-23T11:00:03+00:00",
        "status": status,
        "version": version,
        "direction": "inbound",
        "caller": OUTSIDE,
        "destination": LUUK,
    }
    return post("voys", json.dumps(said | more).encode())


VOYS_1 = [voys("ringing"), voys("in-progress"), voys("ended", reason="completed")]
VOYS_1_MISSED = [voys("ringing"), voys("ended", reason="busy")]
VOYS_1_UNAVAILABLE = [voys("ended", reason="busy")]
VOYS_1_TRANSFERRED = [
    voys("ringing"),
    voys("in-progress"),
    voys("ringing", "212.163", caller=LUUK, destination=SJOERD),
    voys("in-progress", "212.163", caller=LUUK, destination=SJOERD),
    voys(
        "transfer",
        merged_id="24c562241e9f-1502719948.163",
        caller=None,
        destination=None,
        party1=OUTSIDE,
        party2=SJOERD,
        redirector=LUUK,
    ),
    voys("ended", "212.163", caller=LUUK, destination=SJOERD, reason="transfered"),
    voys("ended", reason="completed", destination=SJOERD),
]
_CREATED: Fields = {
    "number": "+31334612045",
    "name": None,
    "account_number": None,
    "user_numbers": [],
}
VOYS_2 = [
    voys("created", version="v2", caller=_CREATED, destination={"number": "+31334800000"}),
    voys("ringing", version="v2"),
    voys("ringing", version="v2", destination=LUUK | {"user_numbers": ["680"]}),
    voys("in-progress", version="v2"),
    voys("ended", version="v2", reason="completed"),
]
VOYS_2_OUT = [
    voys("ringing", version="v2", direction="outbound", caller=LUUK, destination=OUTSIDE),
    voys("in-progress", version="v2", direction="outbound", caller=LUUK, destination=OUTSIDE),
    voys(
        "ended",
        version="v2",
        direction="outbound",
        caller=LUUK,
        destination=OUTSIDE,
        reason="completed",
    ),
]


def sipgate(event: str, call: str = "123456", **more: Any) -> bytes:
    said: Fields = {
        "event": event,
        "from": "31334612045",
        "to": "31334800000",
        "direction": "in",
    }
    fields = said | {"callId": call} | more
    return post("cti", urlencode(fields, doseq=True).encode(), FORM)


NEW_CALL: Fields = {
    "user[]": ["Alice", "Bob"],
    "userId[]": ["w0"],
    "fullUserId[]": ["1234567w0"],
}
SIPGATE = [
    sipgate("newCall", **NEW_CALL),
    sipgate("answer", user="Alice", userId="w0", answeringNumber="31334800001"),
    sipgate("hangup", cause="normalClearing", answeringNumber="31334800001"),
]
SIPGATE_MISSED = [sipgate("newCall", **NEW_CALL), sipgate("hangup", cause="cancel")]
SIPGATE_VOICEMAIL = [
    sipgate("newCall", **NEW_CALL),
    sipgate("hangup", cause="forwarded"),
    sipgate("newCall", "123457", origCallId="123456"),
    sipgate("answer", "123457", user="voicemail"),
    sipgate("hangup", "123457", cause="normalClearing"),
]
SIPGATE_WITHHELD = [
    sipgate("newCall", **{"from": "anonymous"}),
    sipgate("hangup", **{"from": "anonymous", "cause": "cancel"}),
]


def zammad(event: str, **more: Any) -> bytes:
    said = {"event": event, "from": "0334612045", "to": "0334800000", "direction": "in"}
    return post("cti", json.dumps(said | {"callId": "z-1", "user": "Alice"} | more).encode())


ZAMMAD = [zammad("newCall"), zammad("answer"), zammad("hangup", cause="normalClearing")]


def voipzeker(status: str, to: str = "201", caller: str = "0334612045") -> bytes:
    return get(f"/voipzeker/{TOKEN}/1511.77/{caller}/{to}/7/{status}/in/1763895603")


VOIPZEKER = [voipzeker("INCOMING_RINGING"), voipzeker("CONNECTED"), voipzeker("DISCONNECTED")]
VOIPZEKER_MISSED = [voipzeker("INCOMING_RINGING"), voipzeker("DISCONNECTED")]
VOIPZEKER_GROUP = [
    voipzeker("INCOMING_RINGING"),
    voipzeker("INCOMING_RINGING", "202"),
    voipzeker("CONNECTED", "202"),
    voipzeker("DISCONNECTED"),
    voipzeker("DISCONNECTED", "202"),
]
KWEBBL = [  # as their own example: no comma before the last field
    post(
        "kwebbl",
        b'{\n"com_id": "123ab",\n"dp_id": "123abc",\n"dp_in_number": "1000",\n'
        b'"dp_ex_number": "31334800000",\n"callee_number": "31334800000",\n'
        b'"caller_number": "31334612045",\n"uuid": "b587f4ee-718d-11ed-88ee-b97829e8fee4",\n'
        b'"phonebook_caller_name": "Karin de Vries",\n"event_time": "1763895603250",\n'
        b'"call_start_time": "1763895600814",\n"rta_call_id": "8a5d5db451e9-6bd98ab0066f"\n'
        b'"sip_call_id": "lsjuf8l09juq1i0a9vai"\n}',
    )
]


def report(whole: bool = False, **said: str) -> bytes:
    usual = {
        "call_type": "Inbound",
        "direction": "Inbound",
        "number": "0334612045",
        "agent": "201",
        "duration": "00:01:05",
        "started": "2026-11-23T10:58:50Z",
        "answered": "2026-11-23T10:58:55Z",
        "ended": "2026-11-23T11:00:00Z",
        "name": "[Name]",
    }
    body = json.dumps(usual | said).encode()
    if whole:
        return post("3cx", body)
    return chunked("3cx", body[:20], body[20:21], body[21:])


THREE_CX = [report()]
THREE_CX_MISSED = [report(call_type="Missed", duration="00:00:00", answered="[Established]")]

CALLS: dict[str, Sequence[bytes]] = {
    name: calls
    for name, calls in dict(globals()).items()
    if name.isupper() and isinstance(calls, list)
}
ALL = [request for requests in CALLS.values() for request in requests]
