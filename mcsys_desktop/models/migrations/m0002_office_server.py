"""The log that shows changed history; acts done once; backups; reviews; rights; settings."""

NUMBER = 2
NAME = "0002_office_server"
MIN_READER = 1
MIN_WRITER = 2

SQLITE = (
    """
    CREATE TABLE "audit_head" (
        "one" INTEGER NOT NULL PRIMARY KEY,
        "seq" INTEGER NOT NULL,
        "hash" TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE "audit_act" (
        "seq" INTEGER NOT NULL PRIMARY KEY CHECK (seq > 0),
        "act" INTEGER NOT NULL,
        "at" INTEGER NOT NULL,
        "actor" TEXT NOT NULL,
        "desk" TEXT NOT NULL,
        "rows" INTEGER NOT NULL,
        "digest" TEXT NOT NULL,
        "previous" TEXT NOT NULL,
        "hash" TEXT NOT NULL
    ) STRICT
    """,
    'CREATE UNIQUE INDEX "audit_act_act" ON "audit_act" ("act")',
    'CREATE INDEX "audit_act_actor" ON "audit_act" ("actor")',
    """
    CREATE TABLE "audit_row" (
        "id" INTEGER NOT NULL PRIMARY KEY,
        "act" INTEGER NOT NULL,
        "kind" TEXT NOT NULL,
        "table_name" TEXT NOT NULL,
        "row_id" INTEGER NOT NULL,
        "customer_id" INTEGER,
        "columns" TEXT NOT NULL,
        "commitment" TEXT NOT NULL
    ) STRICT
    """,
    'CREATE INDEX "audit_row_act" ON "audit_row" ("act")',
    'CREATE INDEX "audit_row_customer_id" ON "audit_row" ("customer_id")',
    'CREATE INDEX "audit_row_table_name_row_id" ON "audit_row" ("table_name", "row_id")',
    """
    CREATE TABLE "audit_detail" (
        "id" INTEGER PRIMARY KEY AUTOINCREMENT,
        "salt" TEXT NOT NULL,
        "detail" TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE "request" (
        "id" INTEGER PRIMARY KEY AUTOINCREMENT,
        "version" INTEGER DEFAULT 1 NOT NULL,
        "created_at" INTEGER DEFAULT (mcsys_now()) NOT NULL,
        "created_by" TEXT DEFAULT (mcsys_author()) NOT NULL,
        "changed_at" INTEGER DEFAULT (mcsys_now()) NOT NULL,
        "changed_by" TEXT DEFAULT (mcsys_author()) NOT NULL,
        "key" TEXT NOT NULL,
        "result" TEXT NOT NULL
    ) STRICT
    """,
    'CREATE UNIQUE INDEX "request_key" ON "request" ("key")',
    """
    CREATE TABLE "backup" (
        "id" INTEGER PRIMARY KEY AUTOINCREMENT,
        "version" INTEGER DEFAULT 1 NOT NULL,
        "created_at" INTEGER DEFAULT (mcsys_now()) NOT NULL,
        "created_by" TEXT DEFAULT (mcsys_author()) NOT NULL,
        "changed_at" INTEGER DEFAULT (mcsys_now()) NOT NULL,
        "changed_by" TEXT DEFAULT (mcsys_author()) NOT NULL,
        "place" TEXT NOT NULL,
        "bytes" INTEGER NOT NULL,
        "sha256" TEXT NOT NULL,
        "rows" INTEGER NOT NULL,
        "digest" TEXT NOT NULL,
        "seq" INTEGER NOT NULL,
        "hash" TEXT NOT NULL,
        "taken_at" INTEGER NOT NULL,
        "proven_at" INTEGER NOT NULL
    ) STRICT
    """,
    'CREATE INDEX "backup_taken_at" ON "backup" ("taken_at")',
    """
    CREATE TABLE "security_review" (
        "id" INTEGER PRIMARY KEY AUTOINCREMENT,
        "version" INTEGER DEFAULT 1 NOT NULL,
        "created_at" INTEGER DEFAULT (mcsys_now()) NOT NULL,
        "created_by" TEXT DEFAULT (mcsys_author()) NOT NULL,
        "changed_at" INTEGER DEFAULT (mcsys_now()) NOT NULL,
        "changed_by" TEXT DEFAULT (mcsys_author()) NOT NULL,
        "findings" TEXT NOT NULL,
        "logins" TEXT NOT NULL,
        "restored_at" INTEGER,
        "remark" TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE "office_setting" (
        "id" INTEGER PRIMARY KEY AUTOINCREMENT,
        "version" INTEGER DEFAULT 1 NOT NULL,
        "created_at" INTEGER DEFAULT (mcsys_now()) NOT NULL,
        "created_by" TEXT DEFAULT (mcsys_author()) NOT NULL,
        "changed_at" INTEGER DEFAULT (mcsys_now()) NOT NULL,
        "changed_by" TEXT DEFAULT (mcsys_author()) NOT NULL,
        "name" TEXT NOT NULL,
        "value" TEXT NOT NULL
    ) STRICT
    """,
    'CREATE UNIQUE INDEX "office_setting_name" ON "office_setting" ("name")',
    "INSERT INTO audit_head VALUES"
    " (1, 0, '0000000000000000000000000000000000000000000000000000000000000000')",
    # SQLite adds no column without a default: the table is made anew.
    'ALTER TABLE "colleague" RENAME TO "colleague_before"',
    'DROP INDEX "colleague_login"',
    """
    CREATE TABLE "colleague" (
        "id" INTEGER PRIMARY KEY AUTOINCREMENT,
        "version" INTEGER DEFAULT 1 NOT NULL,
        "created_at" INTEGER DEFAULT (mcsys_now()) NOT NULL,
        "created_by" TEXT DEFAULT (mcsys_author()) NOT NULL,
        "changed_at" INTEGER DEFAULT (mcsys_now()) NOT NULL,
        "changed_by" TEXT DEFAULT (mcsys_author()) NOT NULL,
        "login" TEXT NOT NULL,
        "name" TEXT NOT NULL,
        "extension" TEXT NOT NULL,
        "may" TEXT NOT NULL,
        "left_at" INTEGER
    ) STRICT
    """,
    'CREATE UNIQUE INDEX "colleague_login" ON "colleague" ("login")',
    """
    INSERT INTO "colleague"
    SELECT "id", "version", "created_at", "created_by", "changed_at", "changed_by", "login", "name",
        "extension", 'mcsys_admin', NULL FROM "colleague_before"
    """,
    'DROP TABLE "colleague_before"',
)

POSTGRESQL = (
    """
    CREATE TABLE app."audit_head" (
        "one" INTEGER NOT NULL PRIMARY KEY,
        "seq" BIGINT NOT NULL,
        "hash" VARCHAR(64) NOT NULL
    )
    """,
    """
    CREATE TABLE app."audit_act" (
        "seq" BIGINT NOT NULL PRIMARY KEY CHECK (seq > 0),
        "act" BIGINT NOT NULL,
        "at" TIMESTAMPTZ NOT NULL,
        "actor" TEXT NOT NULL,
        "desk" TEXT NOT NULL,
        "rows" INTEGER NOT NULL,
        "digest" VARCHAR(64) NOT NULL,
        "previous" VARCHAR(64) NOT NULL,
        "hash" VARCHAR(64) NOT NULL
    )
    """,
    'CREATE UNIQUE INDEX "audit_act_act" ON app."audit_act" ("act")',
    'CREATE INDEX "audit_act_actor" ON app."audit_act" ("actor")',
    """
    CREATE TABLE app."audit_row" (
        "id" BIGINT NOT NULL PRIMARY KEY,
        "act" BIGINT NOT NULL,
        "kind" VARCHAR(20) NOT NULL,
        "table_name" TEXT NOT NULL,
        "row_id" BIGINT NOT NULL,
        "customer_id" BIGINT,
        "columns" TEXT NOT NULL,
        "commitment" VARCHAR(64) NOT NULL
    )
    """,
    'CREATE INDEX "audit_row_act" ON app."audit_row" ("act")',
    'CREATE INDEX "audit_row_customer_id" ON app."audit_row" ("customer_id")',
    'CREATE INDEX "audit_row_table_name_row_id" ON app."audit_row" ("table_name", "row_id")',
    """
    CREATE TABLE app."audit_detail" (
        "id" BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        "salt" VARCHAR(64) NOT NULL,
        "detail" TEXT NOT NULL
    )
    """,
    """
    CREATE TABLE app."request" (
        "id" BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        "version" INTEGER NOT NULL,
        "created_at" TIMESTAMPTZ NOT NULL,
        "created_by" TEXT NOT NULL,
        "changed_at" TIMESTAMPTZ NOT NULL,
        "changed_by" TEXT NOT NULL,
        "key" VARCHAR(32) NOT NULL,
        "result" TEXT NOT NULL
    )
    """,
    'CREATE UNIQUE INDEX "request_key" ON app."request" ("key")',
    """
    CREATE TABLE app."backup" (
        "id" BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        "version" INTEGER NOT NULL,
        "created_at" TIMESTAMPTZ NOT NULL,
        "created_by" TEXT NOT NULL,
        "changed_at" TIMESTAMPTZ NOT NULL,
        "changed_by" TEXT NOT NULL,
        "place" TEXT NOT NULL,
        "bytes" BIGINT NOT NULL,
        "sha256" VARCHAR(64) NOT NULL,
        "rows" INTEGER NOT NULL,
        "digest" VARCHAR(64) NOT NULL,
        "seq" BIGINT NOT NULL,
        "hash" VARCHAR(64) NOT NULL,
        "taken_at" TIMESTAMPTZ NOT NULL,
        "proven_at" TIMESTAMPTZ NOT NULL
    )
    """,
    'CREATE INDEX "backup_taken_at" ON app."backup" ("taken_at")',
    """
    CREATE TABLE app."security_review" (
        "id" BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        "version" INTEGER NOT NULL,
        "created_at" TIMESTAMPTZ NOT NULL,
        "created_by" TEXT NOT NULL,
        "changed_at" TIMESTAMPTZ NOT NULL,
        "changed_by" TEXT NOT NULL,
        "findings" TEXT NOT NULL,
        "logins" TEXT NOT NULL,
        "restored_at" TIMESTAMPTZ,
        "remark" TEXT NOT NULL
    )
    """,
    """
    CREATE TABLE app."office_setting" (
        "id" BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        "version" INTEGER NOT NULL,
        "created_at" TIMESTAMPTZ NOT NULL,
        "created_by" TEXT NOT NULL,
        "changed_at" TIMESTAMPTZ NOT NULL,
        "changed_by" TEXT NOT NULL,
        "name" VARCHAR(40) NOT NULL,
        "value" TEXT NOT NULL
    )
    """,
    'CREATE UNIQUE INDEX "office_setting_name" ON app."office_setting" ("name")',
    "CREATE TABLE app.audit_open (xact xid8 NOT NULL PRIMARY KEY, act bigint NOT NULL)",
    "CREATE SEQUENCE app.audit_act_series",
    "INSERT INTO app.audit_head VALUES"
    " (1, 0, '0000000000000000000000000000000000000000000000000000000000000000')",
    "ALTER TABLE app.colleague ADD COLUMN may VARCHAR(20) NOT NULL DEFAULT 'mcsys_desk'",
    "ALTER TABLE app.colleague ALTER COLUMN may DROP DEFAULT",
    "ALTER TABLE app.colleague ADD COLUMN left_at TIMESTAMPTZ",
)
