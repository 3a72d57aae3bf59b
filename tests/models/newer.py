"""One migration more than this program has, for upgrades in tests."""

import types

from mcsys_desktop.models import versions

NEXT = types.SimpleNamespace(
    NUMBER=versions.SCHEMA + 1,
    NAME="9999_test",
    MIN_READER=1,
    MIN_WRITER=versions.SCHEMA + 1,
    SQLITE=(
        "CREATE TABLE vehicle (plate TEXT NOT NULL) STRICT",
        "INSERT INTO vehicle VALUES ('XX-99-YY')",
        "UPDATE customer SET notes = 'opgewaardeerd'",  # as no desk could: without a version
        "ALTER TABLE customer ADD COLUMN shoe_size INTEGER",
    ),
    POSTGRESQL=(
        "CREATE TABLE app.vehicle (plate text NOT NULL)",
        "INSERT INTO app.vehicle VALUES ('XX-99-YY')",
        "UPDATE app.customer SET notes = 'opgewaardeerd'",
        "ALTER TABLE app.customer ADD COLUMN shoe_size integer",
    ),
)
