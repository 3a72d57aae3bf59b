"""Read a dump line by line, and check each part on the way."""

from collections.abc import Iterator
from typing import Any

from mcsys_desktop.models.dump import form
from mcsys_desktop.models.dump.form import FORMAT, Damaged, Head, Sum, Totals, Value

Rows = Iterator[list[Value]]


def head_of(line: bytes) -> Head:
    """The first line. Raises Damaged, also for another format; a newer one is told by its number.

    Of a newer format nothing else can be known.
    """
    found = form.read(line)
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        raise Damaged("not the beginning of an office")
    number = form.read_number(found.get("number"))
    if number > form.NUMBER:
        return Head(0, "", 0, "", "", False, number)
    return Head(
        schema=form.read_number(found.get("schema")),
        office=form.read_text(found.get("office")),
        taken_at=form.read_number(found.get("taken_at")),
        program=form.read_text(found.get("program")),
        person=form.read_text(found.get("person")),
        keyed=found.get("keyed") is True,
        number=number,
    )


class Unpacked:
    """A dump as it comes in. First ``head``, then ``tables``, then what is after those."""

    def __init__(self, lines: Iterator[bytes]) -> None:
        self._lines = lines
        self._sums: dict[str, Sum] = {}
        self.head = head_of(self._next())
        self.ids: dict[str, int] = {}
        self.series: dict[str, int] = {}
        self.keys: str | None = None
        self.totals: Totals | None = None  # when everything was read

    def tables(self) -> Iterator[tuple[str, list[str], Rows]]:
        """Each table: its name, its columns, its rows. The rows must be gone through.

        Raises Damaged as soon as something does not add up; the rows until then were read.
        """
        while True:
            line = self._next()
            if not line.startswith(b'{"table"'):
                self._finish(line)
                return
            found = form.read_object(line, "table", "columns")
            name, columns = form.read_text(found["table"]), _texts(found["columns"])
            if name in self._sums:
                raise Damaged("a table comes twice")
            added = self._sums[name] = Sum()
            rows = self._rows(added, len(columns))
            yield name, columns, rows
            if next(rows, None) is not None:
                raise RuntimeError("the rows of a table were not read")

    def _rows(self, added: Sum, columns: int) -> Rows:
        while (line := self._next()).startswith(b"["):
            row = form.read_row(line, columns)
            added.add(line)
            yield row
        end = form.read_object(line, "rows", "digest")
        if end["rows"] != added.rows or end["digest"] != added.digest:
            raise Damaged("a table does not add up")

    def _finish(self, line: bytes) -> None:
        counters = form.read_object(line, "ids", "series")
        self.ids, self.series = _numbers(counters["ids"]), _numbers(counters["series"])
        keys = form.read_object(self._next(), "keys")["keys"]
        self.keys = None if keys is None else form.read_text(keys)
        end = form.read_object(self._next(), "rows", "digest", "seq", "hash")
        seq, last = form.read_number(end["seq"]), form.read_text(end["hash"])
        summed = form.total(self._sums, seq, last)
        if (end["rows"], end["digest"]) != (summed.rows, summed.digest):
            raise Damaged("the whole does not add up")
        if next(self._lines, None) is not None:
            raise Damaged("something comes after the end")
        self.totals = summed

    def _next(self) -> bytes:
        line = next(self._lines, None)
        if line is None:
            raise Damaged("it ends too early")
        return line


def _texts(value: Any) -> list[str]:
    if not isinstance(value, list):
        raise Damaged("no list")
    return [form.read_text(each) for each in value]


def _numbers(value: Any) -> dict[str, int]:
    if not isinstance(value, dict):
        raise Damaged("no numbers by name")
    return {name: form.read_number(each) for name, each in value.items()}
