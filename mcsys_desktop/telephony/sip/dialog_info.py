"""What an exchange says of the calls of one extension (RFC 4235): XML in, `DialogInfo` out.

Read with expat alone: a document with a DOCTYPE is refused before anything in it can be expanded.
"""

from dataclasses import dataclass, field
from xml.parsers import expat

LARGEST = 65_536  # bytes
MOST_DIALOGS = 200
_DEEPEST = 12
_LONGEST = 400  # of what stands between two tags
_SPACE = "urn:ietf:params:xml:ns:dialog-info"


@dataclass(slots=True)
class Dialog:
    """One call of the extension, as the exchange sees it."""

    id: str
    call_id: str = ""
    outbound: bool = False
    state: str = ""  # trying, proceeding, early, confirmed, terminated
    event: str = ""  # why it is over: cancelled, rejected, replaced, local-bye, …
    remote: str = ""  # the address at the other end
    remote_name: str = ""


@dataclass(slots=True)
class DialogInfo:
    """One document: all calls of the extension, or those that changed."""

    version: int = -1
    full: bool = True
    entity: str = ""
    dialogs: list[Dialog] = field(default_factory=list)


class _Refused(Exception):
    """The document is not one that we read."""


def read(document: bytes) -> DialogInfo | None:
    """Read a document; None for one too large, damaged or with a DOCTYPE. Raises nothing."""
    if len(document) > LARGEST:
        return None
    reader = _Reader()
    try:
        reader.parser.Parse(document, True)
    except (_Refused, expat.ExpatError, ValueError, LookupError):
        return None
    return reader.info if reader.info.version >= 0 else None


class _Reader:
    def __init__(self) -> None:
        self.info = DialogInfo()
        self._path: list[str] = []
        self._text = ""
        self._dialog: Dialog | None = None
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.StartDoctypeDeclHandler = self._on_doctype
        self.parser.StartElementHandler = self._on_start
        self.parser.EndElementHandler = self._on_end
        self.parser.CharacterDataHandler = self._on_text

    def _on_doctype(self, *_what: object) -> None:
        raise _Refused

    def _on_start(self, name: str, given: dict[str, str]) -> None:
        space, _, tag = name.rpartition(" ")
        self._path.append(tag if space in (_SPACE, "") else "?")
        self._text = ""
        if len(self._path) > _DEEPEST:
            raise _Refused
        if self._path == ["dialog-info"]:
            version = given.get("version", "")
            self.info.version = int(version) if version.isdecimal() and len(version) < 12 else -1
            self.info.full = given.get("state", "full").lower() != "partial"
            self.info.entity = given.get("entity", "")
        elif self._path == ["dialog-info", "dialog"]:
            if len(self.info.dialogs) >= MOST_DIALOGS:
                raise _Refused
            self._dialog = Dialog(
                given.get("id", ""),
                given.get("call-id", ""),
                given.get("direction", "").lower() == "initiator",
            )
            self.info.dialogs.append(self._dialog)
        elif self._dialog is not None and self._path[2:] == ["state"]:
            self._dialog.event = given.get("event", "").lower()
        elif self._dialog is not None and self._path[2:] == ["remote", "identity"]:
            self._dialog.remote_name = given.get("display", given.get("display-name", ""))

    def _on_end(self, _name: str) -> None:
        dialog, text = self._dialog, self._text.strip()
        if dialog is not None and self._path[2:] == ["state"]:
            dialog.state = text.lower()
        elif dialog is not None and self._path[2:] == ["remote", "identity"]:
            dialog.remote = text
        self._path.pop()
        self._text = ""
        if len(self._path) == 1:
            self._dialog = None

    def _on_text(self, text: str) -> None:
        if len(self._text) < _LONGEST:
            self._text += text
