"""The first tables: customers and how to reach them, the call log, colleagues."""

NUMBER = 1
NAME = "0001_house"
MIN_READER = 1
MIN_WRITER = 1

SQLITE = (
    "PRAGMA application_id = 1296257881",
    """
    CREATE TABLE "schema_meta" (
        "one" INTEGER NOT NULL PRIMARY KEY,
        "version" INTEGER NOT NULL,
        "min_reader" INTEGER NOT NULL,
        "min_writer" INTEGER NOT NULL,
        "office_id" TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE "schema_history" (
        "id" INTEGER PRIMARY KEY AUTOINCREMENT,
        "name" TEXT NOT NULL,
        "program" TEXT NOT NULL,
        "applied_at" INTEGER DEFAULT (mcsys_now()) NOT NULL,
        "applied_by" TEXT DEFAULT (mcsys_author()) NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE "customer" (
        "id" INTEGER PRIMARY KEY AUTOINCREMENT,
        "version" INTEGER DEFAULT 1 NOT NULL,
        "created_at" INTEGER DEFAULT (mcsys_now()) NOT NULL,
        "created_by" TEXT DEFAULT (mcsys_author()) NOT NULL,
        "changed_at" INTEGER DEFAULT (mcsys_now()) NOT NULL,
        "changed_by" TEXT DEFAULT (mcsys_author()) NOT NULL,
        "number" INTEGER,
        "kind" TEXT NOT NULL,
        "standing" TEXT NOT NULL,
        "name" TEXT NOT NULL,
        "sort_key" TEXT NOT NULL,
        "department" TEXT NOT NULL,
        "kvk_number" TEXT NOT NULL,
        "vat_number" TEXT NOT NULL,
        "language" TEXT NOT NULL,
        "notes" TEXT NOT NULL,
        "trunk_digits" INTEGER NOT NULL,
        "archived_at" INTEGER,
        "merged_into_id" INTEGER,
        FOREIGN KEY ("merged_into_id") REFERENCES "customer" ("id") ON DELETE RESTRICT
    ) STRICT
    """,
    'CREATE UNIQUE INDEX "customer_number" ON "customer" ("number")',
    'CREATE INDEX "customer_sort_key" ON "customer" ("sort_key")',
    'CREATE INDEX "customer_merged_into_id" ON "customer" ("merged_into_id")',
    """
    CREATE TABLE "person" (
        "id" INTEGER PRIMARY KEY AUTOINCREMENT,
        "version" INTEGER DEFAULT 1 NOT NULL,
        "created_at" INTEGER DEFAULT (mcsys_now()) NOT NULL,
        "created_by" TEXT DEFAULT (mcsys_author()) NOT NULL,
        "changed_at" INTEGER DEFAULT (mcsys_now()) NOT NULL,
        "changed_by" TEXT DEFAULT (mcsys_author()) NOT NULL,
        "first_name" TEXT NOT NULL,
        "prefix" TEXT NOT NULL,
        "surname" TEXT NOT NULL,
        "salutation" TEXT NOT NULL,
        "origin" TEXT NOT NULL,
        "obtained_at" INTEGER
    ) STRICT
    """,
    """
    CREATE TABLE "customer_person" (
        "id" INTEGER PRIMARY KEY AUTOINCREMENT,
        "version" INTEGER DEFAULT 1 NOT NULL,
        "created_at" INTEGER DEFAULT (mcsys_now()) NOT NULL,
        "created_by" TEXT DEFAULT (mcsys_author()) NOT NULL,
        "changed_at" INTEGER DEFAULT (mcsys_now()) NOT NULL,
        "changed_by" TEXT DEFAULT (mcsys_author()) NOT NULL,
        "customer_id" INTEGER NOT NULL,
        "person_id" INTEGER NOT NULL,
        "role" TEXT NOT NULL,
        "position" INTEGER NOT NULL,
        FOREIGN KEY ("customer_id") REFERENCES "customer" ("id") ON DELETE CASCADE,
        FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE CASCADE
    ) STRICT
    """,
    'CREATE INDEX "customer_person_customer_id" ON "customer_person" ("customer_id")',
    'CREATE INDEX "customer_person_person_id" ON "customer_person" ("person_id")',
    """
    CREATE TABLE "phone_number" (
        "id" INTEGER PRIMARY KEY AUTOINCREMENT,
        "version" INTEGER DEFAULT 1 NOT NULL,
        "created_at" INTEGER DEFAULT (mcsys_now()) NOT NULL,
        "created_by" TEXT DEFAULT (mcsys_author()) NOT NULL,
        "changed_at" INTEGER DEFAULT (mcsys_now()) NOT NULL,
        "changed_by" TEXT DEFAULT (mcsys_author()) NOT NULL,
        "customer_id" INTEGER NOT NULL,
        "person_id" INTEGER,
        "typed" TEXT NOT NULL,
        "e164" TEXT NOT NULL,
        "tail" TEXT NOT NULL,
        "extension" TEXT NOT NULL,
        "use" TEXT NOT NULL,
        "relation" TEXT NOT NULL,
        "remark" TEXT NOT NULL,
        "position" INTEGER NOT NULL,
        "valid_until" INTEGER,
        "origin" TEXT NOT NULL,
        "obtained_at" INTEGER,
        FOREIGN KEY ("customer_id") REFERENCES "customer" ("id") ON DELETE CASCADE,
        FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE SET NULL
    ) STRICT
    """,
    'CREATE INDEX "phone_number_customer_id" ON "phone_number" ("customer_id")',
    'CREATE INDEX "phone_number_person_id" ON "phone_number" ("person_id")',
    'CREATE INDEX "phone_number_e164" ON "phone_number" ("e164")',
    'CREATE INDEX "phone_number_tail" ON "phone_number" ("tail")',
    """
    CREATE TABLE "email_address" (
        "id" INTEGER PRIMARY KEY AUTOINCREMENT,
        "version" INTEGER DEFAULT 1 NOT NULL,
        "created_at" INTEGER DEFAULT (mcsys_now()) NOT NULL,
        "created_by" TEXT DEFAULT (mcsys_author()) NOT NULL,
        "changed_at" INTEGER DEFAULT (mcsys_now()) NOT NULL,
        "changed_by" TEXT DEFAULT (mcsys_author()) NOT NULL,
        "customer_id" INTEGER NOT NULL,
        "person_id" INTEGER,
        "address" TEXT NOT NULL,
        "use" TEXT NOT NULL,
        "position" INTEGER NOT NULL,
        "origin" TEXT NOT NULL,
        "obtained_at" INTEGER,
        FOREIGN KEY ("customer_id") REFERENCES "customer" ("id") ON DELETE CASCADE,
        FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE SET NULL
    ) STRICT
    """,
    'CREATE INDEX "email_address_customer_id" ON "email_address" ("customer_id")',
    'CREATE INDEX "email_address_person_id" ON "email_address" ("person_id")',
    """
    CREATE TABLE "address" (
        "id" INTEGER PRIMARY KEY AUTOINCREMENT,
        "version" INTEGER DEFAULT 1 NOT NULL,
        "created_at" INTEGER DEFAULT (mcsys_now()) NOT NULL,
        "created_by" TEXT DEFAULT (mcsys_author()) NOT NULL,
        "changed_at" INTEGER DEFAULT (mcsys_now()) NOT NULL,
        "changed_by" TEXT DEFAULT (mcsys_author()) NOT NULL,
        "customer_id" INTEGER NOT NULL,
        "use" TEXT NOT NULL,
        "street" TEXT NOT NULL,
        "house_number" TEXT NOT NULL,
        "postcode" TEXT NOT NULL,
        "city" TEXT NOT NULL,
        "country" TEXT NOT NULL,
        "remark" TEXT NOT NULL,
        "position" INTEGER NOT NULL,
        "origin" TEXT NOT NULL,
        "obtained_at" INTEGER,
        FOREIGN KEY ("customer_id") REFERENCES "customer" ("id") ON DELETE CASCADE
    ) STRICT
    """,
    'CREATE INDEX "address_customer_id" ON "address" ("customer_id")',
    """
    CREATE TABLE "call" (
        "id" INTEGER PRIMARY KEY AUTOINCREMENT,
        "version" INTEGER DEFAULT 1 NOT NULL,
        "created_at" INTEGER DEFAULT (mcsys_now()) NOT NULL,
        "created_by" TEXT DEFAULT (mcsys_author()) NOT NULL,
        "changed_at" INTEGER DEFAULT (mcsys_now()) NOT NULL,
        "changed_by" TEXT DEFAULT (mcsys_author()) NOT NULL,
        "direction" TEXT NOT NULL,
        "state" TEXT NOT NULL,
        "outcome" TEXT NOT NULL,
        "number_raw" TEXT NOT NULL,
        "e164" TEXT NOT NULL,
        "withheld" INTEGER NOT NULL,
        "name_given" TEXT NOT NULL,
        "called" TEXT NOT NULL,
        "answered_by" TEXT NOT NULL,
        "rang_at" INTEGER NOT NULL,
        "answered_at" INTEGER,
        "ended_at" INTEGER,
        "customer_id" INTEGER,
        "person_id" INTEGER,
        "note" TEXT NOT NULL,
        "result" TEXT NOT NULL,
        "handled_at" INTEGER,
        "handled_by" TEXT NOT NULL,
        FOREIGN KEY ("customer_id") REFERENCES "customer" ("id") ON DELETE RESTRICT,
        FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE SET NULL
    ) STRICT
    """,
    'CREATE INDEX "call_e164" ON "call" ("e164")',
    'CREATE INDEX "call_rang_at" ON "call" ("rang_at")',
    'CREATE INDEX "call_customer_id" ON "call" ("customer_id")',
    'CREATE INDEX "call_person_id" ON "call" ("person_id")',
    """
    CREATE TABLE "call_report" (
        "id" INTEGER PRIMARY KEY AUTOINCREMENT,
        "version" INTEGER DEFAULT 1 NOT NULL,
        "created_at" INTEGER DEFAULT (mcsys_now()) NOT NULL,
        "created_by" TEXT DEFAULT (mcsys_author()) NOT NULL,
        "changed_at" INTEGER DEFAULT (mcsys_now()) NOT NULL,
        "changed_by" TEXT DEFAULT (mcsys_author()) NOT NULL,
        "call_id" INTEGER NOT NULL,
        "source" TEXT NOT NULL,
        "external_id" TEXT NOT NULL,
        "last_kind" TEXT NOT NULL,
        "device" TEXT NOT NULL,
        "reason" TEXT NOT NULL,
        "rang_at" INTEGER,
        "answered_at" INTEGER,
        "last_at" INTEGER NOT NULL,
        "seconds" INTEGER,
        FOREIGN KEY ("call_id") REFERENCES "call" ("id") ON DELETE CASCADE
    ) STRICT
    """,
    'CREATE INDEX "call_report_call_id" ON "call_report" ("call_id")',
    """
    CREATE UNIQUE INDEX "call_report_source_external_id"
        ON "call_report" ("source", "external_id")
    """,
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
        "extension" TEXT NOT NULL
    ) STRICT
    """,
    'CREATE UNIQUE INDEX "colleague_login" ON "colleague" ("login")',
    """
    CREATE TABLE "customer_series" (
        "one" INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
        "last" INTEGER NOT NULL
    ) STRICT
    """,
    'INSERT INTO "customer_series" VALUES (1, 1000)',
    """
    CREATE VIRTUAL TABLE customer_search
        USING fts5("text", tokenize = "trigram case_sensitive 1")
    """,
    "INSERT INTO customer_search (customer_search, rank) VALUES ('secure-delete', 1)",
)

POSTGRESQL = (
    """
    CREATE TABLE app."schema_meta" (
        "one" INTEGER NOT NULL PRIMARY KEY,
        "version" INTEGER NOT NULL,
        "min_reader" INTEGER NOT NULL,
        "min_writer" INTEGER NOT NULL,
        "office_id" TEXT NOT NULL
    )
    """,
    """
    CREATE TABLE app."schema_history" (
        "id" BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        "name" TEXT NOT NULL,
        "program" TEXT NOT NULL,
        "applied_at" TIMESTAMPTZ NOT NULL,
        "applied_by" TEXT NOT NULL
    )
    """,
    """
    CREATE TABLE app."customer" (
        "id" BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        "version" INTEGER NOT NULL,
        "created_at" TIMESTAMPTZ NOT NULL,
        "created_by" TEXT NOT NULL,
        "changed_at" TIMESTAMPTZ NOT NULL,
        "changed_by" TEXT NOT NULL,
        "number" INTEGER,
        "kind" VARCHAR(20) NOT NULL,
        "standing" VARCHAR(20) NOT NULL,
        "name" TEXT NOT NULL,
        "sort_key" TEXT COLLATE "C" NOT NULL,
        "department" TEXT NOT NULL,
        "kvk_number" VARCHAR(20) NOT NULL,
        "vat_number" VARCHAR(20) NOT NULL,
        "language" VARCHAR(5) NOT NULL,
        "notes" TEXT NOT NULL,
        "trunk_digits" INTEGER NOT NULL,
        "archived_at" TIMESTAMPTZ,
        "merged_into_id" BIGINT,
        FOREIGN KEY ("merged_into_id") REFERENCES app."customer" ("id") ON DELETE RESTRICT
    )
    """,
    'CREATE UNIQUE INDEX "customer_number" ON app."customer" ("number")',
    'CREATE INDEX "customer_sort_key" ON app."customer" ("sort_key")',
    'CREATE INDEX "customer_merged_into_id" ON app."customer" ("merged_into_id")',
    """
    CREATE TABLE app."person" (
        "id" BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        "version" INTEGER NOT NULL,
        "created_at" TIMESTAMPTZ NOT NULL,
        "created_by" TEXT NOT NULL,
        "changed_at" TIMESTAMPTZ NOT NULL,
        "changed_by" TEXT NOT NULL,
        "first_name" TEXT NOT NULL,
        "prefix" VARCHAR(20) NOT NULL,
        "surname" TEXT NOT NULL,
        "salutation" VARCHAR(20) NOT NULL,
        "origin" VARCHAR(20) NOT NULL,
        "obtained_at" TIMESTAMPTZ
    )
    """,
    """
    CREATE TABLE app."customer_person" (
        "id" BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        "version" INTEGER NOT NULL,
        "created_at" TIMESTAMPTZ NOT NULL,
        "created_by" TEXT NOT NULL,
        "changed_at" TIMESTAMPTZ NOT NULL,
        "changed_by" TEXT NOT NULL,
        "customer_id" BIGINT NOT NULL,
        "person_id" BIGINT NOT NULL,
        "role" TEXT NOT NULL,
        "position" INTEGER NOT NULL,
        FOREIGN KEY ("customer_id") REFERENCES "customer" ("id") ON DELETE CASCADE,
        FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE CASCADE
    )
    """,
    'CREATE INDEX "customer_person_customer_id" ON app."customer_person" ("customer_id")',
    'CREATE INDEX "customer_person_person_id" ON app."customer_person" ("person_id")',
    """
    CREATE TABLE app."phone_number" (
        "id" BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        "version" INTEGER NOT NULL,
        "created_at" TIMESTAMPTZ NOT NULL,
        "created_by" TEXT NOT NULL,
        "changed_at" TIMESTAMPTZ NOT NULL,
        "changed_by" TEXT NOT NULL,
        "customer_id" BIGINT NOT NULL,
        "person_id" BIGINT,
        "typed" TEXT NOT NULL,
        "e164" VARCHAR(20) NOT NULL,
        "tail" VARCHAR(9) NOT NULL,
        "extension" VARCHAR(12) NOT NULL,
        "use" VARCHAR(20) NOT NULL,
        "relation" VARCHAR(20) NOT NULL,
        "remark" TEXT NOT NULL,
        "position" INTEGER NOT NULL,
        "valid_until" TIMESTAMPTZ,
        "origin" VARCHAR(20) NOT NULL,
        "obtained_at" TIMESTAMPTZ,
        FOREIGN KEY ("customer_id") REFERENCES "customer" ("id") ON DELETE CASCADE,
        FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE SET NULL
    )
    """,
    'CREATE INDEX "phone_number_customer_id" ON app."phone_number" ("customer_id")',
    'CREATE INDEX "phone_number_person_id" ON app."phone_number" ("person_id")',
    'CREATE INDEX "phone_number_e164" ON app."phone_number" ("e164")',
    'CREATE INDEX "phone_number_tail" ON app."phone_number" ("tail")',
    """
    CREATE TABLE app."email_address" (
        "id" BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        "version" INTEGER NOT NULL,
        "created_at" TIMESTAMPTZ NOT NULL,
        "created_by" TEXT NOT NULL,
        "changed_at" TIMESTAMPTZ NOT NULL,
        "changed_by" TEXT NOT NULL,
        "customer_id" BIGINT NOT NULL,
        "person_id" BIGINT,
        "address" TEXT NOT NULL,
        "use" VARCHAR(20) NOT NULL,
        "position" INTEGER NOT NULL,
        "origin" VARCHAR(20) NOT NULL,
        "obtained_at" TIMESTAMPTZ,
        FOREIGN KEY ("customer_id") REFERENCES "customer" ("id") ON DELETE CASCADE,
        FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE SET NULL
    )
    """,
    'CREATE INDEX "email_address_customer_id" ON app."email_address" ("customer_id")',
    'CREATE INDEX "email_address_person_id" ON app."email_address" ("person_id")',
    """
    CREATE TABLE app."address" (
        "id" BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        "version" INTEGER NOT NULL,
        "created_at" TIMESTAMPTZ NOT NULL,
        "created_by" TEXT NOT NULL,
        "changed_at" TIMESTAMPTZ NOT NULL,
        "changed_by" TEXT NOT NULL,
        "customer_id" BIGINT NOT NULL,
        "use" VARCHAR(20) NOT NULL,
        "street" TEXT NOT NULL,
        "house_number" VARCHAR(20) NOT NULL,
        "postcode" VARCHAR(12) NOT NULL,
        "city" TEXT NOT NULL,
        "country" VARCHAR(2) NOT NULL,
        "remark" TEXT NOT NULL,
        "position" INTEGER NOT NULL,
        "origin" VARCHAR(20) NOT NULL,
        "obtained_at" TIMESTAMPTZ,
        FOREIGN KEY ("customer_id") REFERENCES "customer" ("id") ON DELETE CASCADE
    )
    """,
    'CREATE INDEX "address_customer_id" ON app."address" ("customer_id")',
    """
    CREATE TABLE app."call" (
        "id" BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        "version" INTEGER NOT NULL,
        "created_at" TIMESTAMPTZ NOT NULL,
        "created_by" TEXT NOT NULL,
        "changed_at" TIMESTAMPTZ NOT NULL,
        "changed_by" TEXT NOT NULL,
        "direction" VARCHAR(10) NOT NULL,
        "state" VARCHAR(20) NOT NULL,
        "outcome" VARCHAR(20) NOT NULL,
        "number_raw" TEXT NOT NULL,
        "e164" VARCHAR(20) NOT NULL,
        "withheld" BOOLEAN NOT NULL,
        "name_given" TEXT NOT NULL,
        "called" TEXT NOT NULL,
        "answered_by" TEXT NOT NULL,
        "rang_at" TIMESTAMPTZ NOT NULL,
        "answered_at" TIMESTAMPTZ,
        "ended_at" TIMESTAMPTZ,
        "customer_id" BIGINT,
        "person_id" BIGINT,
        "note" TEXT NOT NULL,
        "result" VARCHAR(20) NOT NULL,
        "handled_at" TIMESTAMPTZ,
        "handled_by" TEXT NOT NULL,
        FOREIGN KEY ("customer_id") REFERENCES "customer" ("id") ON DELETE RESTRICT,
        FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE SET NULL
    )
    """,
    'CREATE INDEX "call_e164" ON app."call" ("e164")',
    'CREATE INDEX "call_rang_at" ON app."call" ("rang_at")',
    'CREATE INDEX "call_customer_id" ON app."call" ("customer_id")',
    'CREATE INDEX "call_person_id" ON app."call" ("person_id")',
    """
    CREATE TABLE app."call_report" (
        "id" BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        "version" INTEGER NOT NULL,
        "created_at" TIMESTAMPTZ NOT NULL,
        "created_by" TEXT NOT NULL,
        "changed_at" TIMESTAMPTZ NOT NULL,
        "changed_by" TEXT NOT NULL,
        "call_id" BIGINT NOT NULL,
        "source" TEXT NOT NULL,
        "external_id" TEXT NOT NULL,
        "last_kind" VARCHAR(20) NOT NULL,
        "device" TEXT NOT NULL,
        "reason" TEXT NOT NULL,
        "rang_at" TIMESTAMPTZ,
        "answered_at" TIMESTAMPTZ,
        "last_at" TIMESTAMPTZ NOT NULL,
        "seconds" INTEGER,
        FOREIGN KEY ("call_id") REFERENCES "call" ("id") ON DELETE CASCADE
    )
    """,
    'CREATE INDEX "call_report_call_id" ON app."call_report" ("call_id")',
    """
    CREATE UNIQUE INDEX "call_report_source_external_id"
        ON app."call_report" ("source", "external_id")
    """,
    """
    CREATE TABLE app."colleague" (
        "id" BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        "version" INTEGER NOT NULL,
        "created_at" TIMESTAMPTZ NOT NULL,
        "created_by" TEXT NOT NULL,
        "changed_at" TIMESTAMPTZ NOT NULL,
        "changed_by" TEXT NOT NULL,
        "login" VARCHAR(63) NOT NULL,
        "name" TEXT NOT NULL,
        "extension" VARCHAR(12) NOT NULL
    )
    """,
    'CREATE UNIQUE INDEX "colleague_login" ON app."colleague" ("login")',
    "CREATE SEQUENCE app.customer_series START 1001",
    """
    CREATE TABLE app."customer_search" (
        "customer_id" BIGINT NOT NULL PRIMARY KEY,
        "text" TEXT NOT NULL,
        FOREIGN KEY ("customer_id") REFERENCES app."customer" ("id") ON DELETE CASCADE
    )
    """,
    """
    CREATE INDEX "customer_search_text"
        ON app."customer_search" USING gin ("text" public.gin_trgm_ops)
    """,
)
