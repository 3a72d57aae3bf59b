"""The numbered steps from an empty database to the tables of this program.

Each module is frozen once it was released: literal SQL for each engine, never today's models. They
are imported by name, so that they are found when the program is frozen.
"""

from typing import Protocol

from mcsys_desktop.models.migrations import (
    m0001_house,
    m0002_office_server,
    m0003_desk,
    m0004_invoices,
)


class Migration(Protocol):
    """What a step says."""

    @property
    def NUMBER(self) -> int: ...

    @property
    def NAME(self) -> str: ...

    @property
    def MIN_READER(self) -> int: ...  # the oldest program that may read the result

    @property
    def MIN_WRITER(self) -> int: ...  # ... and the oldest that may write to it

    @property
    def SQLITE(self) -> tuple[str, ...]: ...

    @property
    def POSTGRESQL(self) -> tuple[str, ...]: ...


MIGRATIONS: tuple[Migration, ...] = (
    m0001_house,
    m0002_office_server,
    m0003_desk,
    m0004_invoices,
)
