"""A whole office as a stream of lines: one form for SQLite and PostgreSQL (decision 13).

Each line is JSON in UTF-8 without spaces, and ends with a line feed. Rows hold whole numbers, texts
and null: no and yes are 0 and 1, moments are microseconds since 1970 in UTC, bytes are hexadecimal
digits. Columns stand in the order of their names and rows in that of their keys, so that the same
data makes the same bytes on either engine::

    {"format":"mcsys-office","number":1,"schema":2,"office":"4f...","taken_at":...,...}
    {"table":"customer","columns":["archived_at","changed_at",...]}
    [null,1790000000000000,...]
    {"rows":1,"digest":"8d..."}
    ... the other tables, in the order in which they can be filled ...
    {"ids":{"customer":1,...},"series":{"customer":1001}}
    {"keys":"..."}
    {"rows":1,"digest":"07...","seq":4,"hash":"c1..."}

A table's digest is SHA-256 of its rows' lines; the last one, of the names, numbers of rows and
digests of all tables, as netstrings (``core.chain``). ``ids`` are the highest keys ever given, also
to rows that have gone, so that none is given twice. ``keys`` is what OFFICE.keys holds, which is of
no use without a password; null where there is none. On disk this is compressed (gzip) and locked
(age): ``services.backups``.
"""

from mcsys_desktop.models.dump.form import Damaged as Damaged
from mcsys_desktop.models.dump.form import Head as Head
from mcsys_desktop.models.dump.form import Totals as Totals
from mcsys_desktop.models.dump.rebuilding import rebuild as rebuild
from mcsys_desktop.models.dump.snapshot import Snapshot as Snapshot
from mcsys_desktop.models.dump.snapshot import snapshot as snapshot
from mcsys_desktop.models.dump.unpacking import Unpacked as Unpacked
from mcsys_desktop.models.dump.unpacking import head_of as head_of
