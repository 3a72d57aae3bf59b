"""A name server of a few lines, on a real socket: it answers from a table, badly, or not at all."""

import contextlib
import socket
import threading
from collections.abc import Callable, Iterator

import dns.asyncresolver
import dns.flags
import dns.message
import dns.rcode
import dns.rdatatype
import dns.rrset

Records = dict[tuple[str, str], list[str]]  # (name, type) -> what stands there, as in a zone file


class NameServer:
    """Answers on one UDP port. ``spoil`` changes the bytes of an answer; None: says nothing."""

    def __init__(self, records: Records) -> None:
        self.records = records
        self.rcode = dns.rcode.NOERROR
        self.spoil: Callable[[bytes], bytes | None] = lambda answer: answer
        self.asked: list[tuple[str, str]] = []
        self._box = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._box.bind(("127.0.0.1", 0))
        self._thread = threading.Thread(target=self._serve)
        self._thread.start()

    def resolver(self) -> dns.asyncresolver.Resolver:
        """One that asks here and nowhere else."""
        made = dns.asyncresolver.Resolver(configure=False)
        made.nameservers = ["127.0.0.1"]
        made.port = self._box.getsockname()[1]
        return made

    def close(self) -> None:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as knock:
            knock.sendto(b"", self._box.getsockname())
        self._thread.join()
        self._box.close()

    def _serve(self) -> None:
        while True:
            data, sender = self._box.recvfrom(4096)
            if not data:
                return
            answer = self.spoil(self._answer(data))
            if answer is not None:
                self._box.sendto(answer, sender)

    def _answer(self, data: bytes) -> bytes:
        question = dns.message.from_wire(data)
        said = dns.message.make_response(question)
        asked = question.question[0]
        name, kind = asked.name.to_text().lower(), dns.rdatatype.to_text(asked.rdtype)
        self.asked.append((name, kind))
        found = self.records.get((name, kind))
        if found is not None:
            said.answer.append(dns.rrset.from_text(name, 60, "IN", kind, *found))
        elif not any(known == name for known, _kind in self.records):
            said.set_rcode(dns.rcode.NXDOMAIN)
        if self.rcode != dns.rcode.NOERROR:
            said.set_rcode(self.rcode)
            said.answer.clear()
        return said.to_wire()


@contextlib.contextmanager
def name_server(records: Records) -> Iterator[NameServer]:
    """A running one."""
    made = NameServer(records)
    try:
        yield made
    finally:
        made.close()
