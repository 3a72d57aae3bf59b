"""What an exchange says of an extension is read, and nothing of it can do harm."""

import pytest

from mcsys_desktop.telephony.sip import dialog_info
from tests.telephony.sip.messages import DIALOG

BOMB = b"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">
<!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>"""


def test_a_document_is_read() -> None:
    info = dialog_info.read(DIALOG)
    assert info is not None
    assert (info.version, info.full, info.entity) == (2, True, "sip:202@office.test")
    (dialog,) = info.dialogs
    assert (dialog.id, dialog.call_id, dialog.outbound) == ("d1", "1-77@192.0.2.8", False)
    assert (dialog.state, dialog.remote) == ("early", "sip:0201234567@office.test")


def test_prefixes_parts_and_why_it_ended_are_understood() -> None:
    text = b"""<d:dialog-info xmlns:d="urn:ietf:params:xml:ns:dialog-info" version="3"
      state="partial" entity="sip:202@o"><d:dialog id="9" direction="initiator">
      <d:state event="Cancelled" code="487">terminated</d:state>
      <d:remote><d:identity display="Jan">sip:1@o</d:identity></d:remote></d:dialog>
      <x xmlns="urn:other"><dialog id="8"><state>early</state></dialog></x></d:dialog-info>"""
    info = dialog_info.read(text)
    assert info is not None
    assert not info.full
    (dialog,) = info.dialogs
    assert (dialog.state, dialog.event, dialog.outbound) == ("terminated", "cancelled", True)
    assert (dialog.remote, dialog.remote_name) == ("sip:1@o", "Jan")


@pytest.mark.parametrize(
    "document",
    [
        b"",
        b"no xml",
        DIALOG[:100],
        DIALOG.replace(b'version="2"', b""),
        DIALOG.replace(b'version="2"', b'version="-1"'),
        DIALOG.replace(b'<?xml version="1.0"?>', BOMB),
        DIALOG.replace(b'<?xml version="1.0"?>', b"<!DOCTYPE dialog-info>"),
        DIALOG.replace(b'"1.0"?>', b'"1.0" encoding="nonsense"?>'),
        DIALOG.replace(b'"1.0"?>', b'"1.0" encoding="utf-7"?>'),
        DIALOG.replace(b"<state>", b"<a>" * 20),
        DIALOG.replace(b"early", b"&unknown;"),
        DIALOG.replace(b"early", b"\xff\xfe"),
        DIALOG + b" " * dialog_info.LARGEST,
        b'<dialog-info xmlns="urn:ietf:params:xml:ns:dialog-info" version="1">'
        + b"<dialog/>" * (dialog_info.MOST_DIALOGS + 1)
        + b"</dialog-info>",
    ],
)
def test_what_is_damaged_too_much_or_clever_is_refused(document: bytes) -> None:
    assert dialog_info.read(document) is None
