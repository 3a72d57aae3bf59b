"""What is stored, and what must always be true of it.

Peewee imports every PostgreSQL driver that it can find, as it is imported itself. psycopg costs two
thirds of that time (120 of 180 ms measured), and an office in a file never needs it. So the drivers
are out of sight while Peewee is imported for the first time, in the way that the import system
documents (``sys.modules[name] = None``), and ``postgres.py`` hands Peewee its driver when a
PostgreSQL office is opened. Where Peewee was imported before us nothing breaks; it was only slower.
"""

import sys

_DRIVERS = ("psycopg", "psycopg2", "psycopg2cffi", "pymysql", "MySQLdb")

if "peewee" not in sys.modules:
    hidden = [name for name in _DRIVERS if name not in sys.modules]
    sys.modules.update(dict.fromkeys(hidden))  # type: ignore[arg-type]  # None: documented
    try:
        import peewee as peewee
    finally:
        for name in hidden:
            del sys.modules[name]
    del hidden, name
