"""Customers complete, the call-back list, saved views, imports, the own company, phone systems."""

NUMBER = 3
NAME = "0003_desk"
MIN_READER = 1
MIN_WRITER = 3

SQLITE = (
    'ALTER TABLE "customer" ADD COLUMN "payment_days" INTEGER',
    """ALTER TABLE "customer" ADD COLUMN "invoices_by" TEXT NOT NULL DEFAULT ''""",
    """ALTER TABLE "customer" ADD COLUMN "address_form" TEXT NOT NULL DEFAULT ''""",
    """ALTER TABLE "customer" ADD COLUMN "imported_key" TEXT NOT NULL DEFAULT ''""",
    'ALTER TABLE "customer" ADD COLUMN "declined_at" INTEGER',
    'ALTER TABLE "customer" ADD COLUMN "erased_at" INTEGER',
    'ALTER TABLE "customer" ADD COLUMN "unlisted" INTEGER NOT NULL DEFAULT FALSE',
    'ALTER TABLE "person" ADD COLUMN "unlisted" INTEGER NOT NULL DEFAULT FALSE',
    """
    ALTER TABLE "call" ADD COLUMN "passed_from_id" INTEGER
        REFERENCES "call" ("id") ON DELETE SET NULL
    """,
    """ALTER TABLE "call" ADD COLUMN "handed_to" TEXT NOT NULL DEFAULT ''""",
    """ALTER TABLE "call" ADD COLUMN "handed_by" TEXT NOT NULL DEFAULT ''""",
    'ALTER TABLE "call" ADD COLUMN "handed_at" INTEGER',
    """ALTER TABLE "call_report" ADD COLUMN "rings_at" TEXT NOT NULL DEFAULT ''""",
    'CREATE INDEX "call_passed_from_id" ON "call" ("passed_from_id")',
    'CREATE INDEX "customer_imported_key" ON "customer" ("imported_key")',
    'CREATE INDEX "address_postcode" ON "address" ("postcode")',
    'CREATE INDEX "customer_kind_id" ON "customer" ("kind", "id")',
    'CREATE INDEX "customer_standing_id" ON "customer" ("standing", "id")',
    'CREATE INDEX "customer_changed_at_id" ON "customer" ("changed_at", "id")',
    'CREATE INDEX "call_rang_at_id" ON "call" ("rang_at", "id")',
    'CREATE INDEX "call_e164_id" ON "call" ("e164", "id")',
    'CREATE INDEX "call_outcome_id" ON "call" ("outcome", "id")',
    'CREATE INDEX "call_called_id" ON "call" ("called", "id")',
    """
    CREATE TABLE "tag" (
        "id" INTEGER PRIMARY KEY AUTOINCREMENT,
        "version" INTEGER DEFAULT 1 NOT NULL,
        "created_at" INTEGER DEFAULT (mcsys_now()) NOT NULL,
        "created_by" TEXT DEFAULT (mcsys_author()) NOT NULL,
        "changed_at" INTEGER DEFAULT (mcsys_now()) NOT NULL,
        "changed_by" TEXT DEFAULT (mcsys_author()) NOT NULL,
        "name" TEXT NOT NULL,
        "colour" TEXT NOT NULL
    ) STRICT
    """,
    'CREATE UNIQUE INDEX "tag_name" ON "tag" ("name")',
    """
    CREATE TABLE "customer_tag" (
        "id" INTEGER PRIMARY KEY AUTOINCREMENT,
        "version" INTEGER DEFAULT 1 NOT NULL,
        "created_at" INTEGER DEFAULT (mcsys_now()) NOT NULL,
        "created_by" TEXT DEFAULT (mcsys_author()) NOT NULL,
        "changed_at" INTEGER DEFAULT (mcsys_now()) NOT NULL,
        "changed_by" TEXT DEFAULT (mcsys_author()) NOT NULL,
        "customer_id" INTEGER NOT NULL,
        "tag_id" INTEGER NOT NULL,
        FOREIGN KEY ("customer_id") REFERENCES "customer" ("id") ON DELETE CASCADE,
        FOREIGN KEY ("tag_id") REFERENCES "tag" ("id") ON DELETE CASCADE
    ) STRICT
    """,
    'CREATE INDEX "customer_tag_customer_id" ON "customer_tag" ("customer_id")',
    'CREATE INDEX "customer_tag_tag_id" ON "customer_tag" ("tag_id")',
    """
    CREATE UNIQUE INDEX "customer_tag_customer_id_tag_id"
        ON "customer_tag" ("customer_id", "tag_id")
    """,
    """
    CREATE TABLE "note" (
        "id" INTEGER PRIMARY KEY AUTOINCREMENT,
        "version" INTEGER DEFAULT 1 NOT NULL,
        "created_at" INTEGER DEFAULT (mcsys_now()) NOT NULL,
        "created_by" TEXT DEFAULT (mcsys_author()) NOT NULL,
        "changed_at" INTEGER DEFAULT (mcsys_now()) NOT NULL,
        "changed_by" TEXT DEFAULT (mcsys_author()) NOT NULL,
        "customer_id" INTEGER NOT NULL,
        "kind" TEXT NOT NULL,
        "text" TEXT NOT NULL,
        "pinned" INTEGER NOT NULL,
        "happened_at" INTEGER NOT NULL,
        FOREIGN KEY ("customer_id") REFERENCES "customer" ("id") ON DELETE CASCADE
    ) STRICT
    """,
    'CREATE INDEX "note_customer_id" ON "note" ("customer_id")',
    """
    CREATE TABLE "call_back" (
        "id" INTEGER PRIMARY KEY AUTOINCREMENT,
        "version" INTEGER DEFAULT 1 NOT NULL,
        "created_at" INTEGER DEFAULT (mcsys_now()) NOT NULL,
        "created_by" TEXT DEFAULT (mcsys_author()) NOT NULL,
        "changed_at" INTEGER DEFAULT (mcsys_now()) NOT NULL,
        "changed_by" TEXT DEFAULT (mcsys_author()) NOT NULL,
        "customer_id" INTEGER,
        "person_id" INTEGER,
        "call_id" INTEGER,
        "e164" TEXT NOT NULL,
        "number_raw" TEXT NOT NULL,
        "name" TEXT NOT NULL,
        "reason" TEXT NOT NULL,
        "waits_since" INTEGER NOT NULL,
        "missed" INTEGER NOT NULL,
        "asked" INTEGER NOT NULL,
        "due_at" INTEGER,
        "taken_by" TEXT NOT NULL,
        "taken_at" INTEGER,
        "closing" TEXT NOT NULL,
        "closed_by" TEXT NOT NULL,
        "closed_at" INTEGER,
        FOREIGN KEY ("customer_id") REFERENCES "customer" ("id") ON DELETE CASCADE,
        FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE SET NULL,
        FOREIGN KEY ("call_id") REFERENCES "call" ("id") ON DELETE CASCADE
    ) STRICT
    """,
    'CREATE INDEX "call_back_customer_id" ON "call_back" ("customer_id")',
    'CREATE INDEX "call_back_person_id" ON "call_back" ("person_id")',
    'CREATE INDEX "call_back_call_id" ON "call_back" ("call_id")',
    'CREATE INDEX "call_back_closed_at" ON "call_back" ("closed_at")',
    """
    CREATE UNIQUE INDEX "call_back_open"
        ON "call_back" ("e164") WHERE (("closed_at" IS NULL) AND ("e164" != ''))
    """,
    """
    CREATE TABLE "saved_view" (
        "id" INTEGER PRIMARY KEY AUTOINCREMENT,
        "version" INTEGER DEFAULT 1 NOT NULL,
        "created_at" INTEGER DEFAULT (mcsys_now()) NOT NULL,
        "created_by" TEXT DEFAULT (mcsys_author()) NOT NULL,
        "changed_at" INTEGER DEFAULT (mcsys_now()) NOT NULL,
        "changed_by" TEXT DEFAULT (mcsys_author()) NOT NULL,
        "page" TEXT NOT NULL,
        "name" TEXT NOT NULL,
        "chosen" TEXT NOT NULL,
        "for_all" INTEGER NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE "import_mapping" (
        "id" INTEGER PRIMARY KEY AUTOINCREMENT,
        "version" INTEGER DEFAULT 1 NOT NULL,
        "created_at" INTEGER DEFAULT (mcsys_now()) NOT NULL,
        "created_by" TEXT DEFAULT (mcsys_author()) NOT NULL,
        "changed_at" INTEGER DEFAULT (mcsys_now()) NOT NULL,
        "changed_by" TEXT DEFAULT (mcsys_author()) NOT NULL,
        "heading" TEXT NOT NULL,
        "fields" TEXT NOT NULL
    ) STRICT
    """,
    'CREATE UNIQUE INDEX "import_mapping_heading" ON "import_mapping" ("heading")',
    """
    CREATE TABLE "company" (
        "id" INTEGER PRIMARY KEY AUTOINCREMENT,
        "version" INTEGER DEFAULT 1 NOT NULL,
        "created_at" INTEGER DEFAULT (mcsys_now()) NOT NULL,
        "created_by" TEXT DEFAULT (mcsys_author()) NOT NULL,
        "changed_at" INTEGER DEFAULT (mcsys_now()) NOT NULL,
        "changed_by" TEXT DEFAULT (mcsys_author()) NOT NULL,
        "name" TEXT NOT NULL,
        "street" TEXT NOT NULL,
        "house_number" TEXT NOT NULL,
        "postcode" TEXT NOT NULL,
        "city" TEXT NOT NULL,
        "country" TEXT NOT NULL,
        "phone" TEXT NOT NULL,
        "email" TEXT NOT NULL,
        "website" TEXT NOT NULL,
        "kvk_number" TEXT NOT NULL,
        "vat_number" TEXT NOT NULL,
        "iban" TEXT NOT NULL,
        "bic" TEXT NOT NULL,
        "logo" TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE "not_duplicate" (
        "id" INTEGER PRIMARY KEY AUTOINCREMENT,
        "version" INTEGER DEFAULT 1 NOT NULL,
        "created_at" INTEGER DEFAULT (mcsys_now()) NOT NULL,
        "created_by" TEXT DEFAULT (mcsys_author()) NOT NULL,
        "changed_at" INTEGER DEFAULT (mcsys_now()) NOT NULL,
        "changed_by" TEXT DEFAULT (mcsys_author()) NOT NULL,
        "first_id" INTEGER NOT NULL,
        "second_id" INTEGER NOT NULL,
        FOREIGN KEY ("first_id") REFERENCES "customer" ("id") ON DELETE CASCADE,
        FOREIGN KEY ("second_id") REFERENCES "customer" ("id") ON DELETE CASCADE
    ) STRICT
    """,
    'CREATE INDEX "not_duplicate_first_id" ON "not_duplicate" ("first_id")',
    'CREATE INDEX "not_duplicate_second_id" ON "not_duplicate" ("second_id")',
    """
    CREATE UNIQUE INDEX "not_duplicate_first_id_second_id"
        ON "not_duplicate" ("first_id", "second_id")
    """,
    """
    CREATE TABLE "merging" (
        "id" INTEGER PRIMARY KEY AUTOINCREMENT,
        "version" INTEGER DEFAULT 1 NOT NULL,
        "created_at" INTEGER DEFAULT (mcsys_now()) NOT NULL,
        "created_by" TEXT DEFAULT (mcsys_author()) NOT NULL,
        "changed_at" INTEGER DEFAULT (mcsys_now()) NOT NULL,
        "changed_by" TEXT DEFAULT (mcsys_author()) NOT NULL,
        "heir_id" INTEGER NOT NULL,
        "merged_id" INTEGER NOT NULL,
        "taken" TEXT NOT NULL,
        FOREIGN KEY ("heir_id") REFERENCES "customer" ("id") ON DELETE CASCADE,
        FOREIGN KEY ("merged_id") REFERENCES "customer" ("id") ON DELETE CASCADE
    ) STRICT
    """,
    'CREATE INDEX "merging_heir_id" ON "merging" ("heir_id")',
    'CREATE UNIQUE INDEX "merging_merged_id" ON "merging" ("merged_id")',
    """
    CREATE TABLE "phone_system" (
        "id" INTEGER PRIMARY KEY AUTOINCREMENT,
        "version" INTEGER DEFAULT 1 NOT NULL,
        "created_at" INTEGER DEFAULT (mcsys_now()) NOT NULL,
        "created_by" TEXT DEFAULT (mcsys_author()) NOT NULL,
        "changed_at" INTEGER DEFAULT (mcsys_now()) NOT NULL,
        "changed_by" TEXT DEFAULT (mcsys_author()) NOT NULL,
        "kind" TEXT NOT NULL,
        "chosen" TEXT NOT NULL,
        "password_for" TEXT NOT NULL,
        "password_at" INTEGER
    ) STRICT
    """,
    """
    CREATE TABLE "phone_secret" (
        "id" INTEGER PRIMARY KEY AUTOINCREMENT,
        "version" INTEGER DEFAULT 1 NOT NULL,
        "created_at" INTEGER DEFAULT (mcsys_now()) NOT NULL,
        "created_by" TEXT DEFAULT (mcsys_author()) NOT NULL,
        "changed_at" INTEGER DEFAULT (mcsys_now()) NOT NULL,
        "changed_by" TEXT DEFAULT (mcsys_author()) NOT NULL,
        "phone_system_id" INTEGER NOT NULL,
        "secret" TEXT NOT NULL,
        FOREIGN KEY ("phone_system_id") REFERENCES "phone_system" ("id") ON DELETE CASCADE
    ) STRICT
    """,
    """
    CREATE UNIQUE INDEX "phone_secret_phone_system_id"
        ON "phone_secret" ("phone_system_id")
    """,
    """
    CREATE TABLE "phone_reception" (
        "id" INTEGER PRIMARY KEY AUTOINCREMENT,
        "version" INTEGER DEFAULT 1 NOT NULL,
        "created_at" INTEGER DEFAULT (mcsys_now()) NOT NULL,
        "created_by" TEXT DEFAULT (mcsys_author()) NOT NULL,
        "changed_at" INTEGER DEFAULT (mcsys_now()) NOT NULL,
        "changed_by" TEXT DEFAULT (mcsys_author()) NOT NULL,
        "desk" TEXT NOT NULL,
        "name" TEXT NOT NULL,
        "address" TEXT NOT NULL
    ) STRICT
    """,
    'CREATE UNIQUE INDEX "phone_reception_desk" ON "phone_reception" ("desk")',
    """
    CREATE INDEX "email_address_folded" ON "email_address" (lower("address"))
    """,
    """
    CREATE INDEX "address_place"
        ON "address" ("postcode", lower(replace("house_number", ' ', '')))
    """,
    """
    CREATE TABLE "customer_listing" (
        "customer_id" INTEGER NOT NULL PRIMARY KEY,
        "place" TEXT NOT NULL,
        "postcode" TEXT NOT NULL,
        "phone" TEXT NOT NULL,
        "email" TEXT NOT NULL,
        "tags" TEXT NOT NULL,
        "last_contact" INTEGER NOT NULL,
        FOREIGN KEY ("customer_id") REFERENCES "customer" ("id") ON DELETE CASCADE
    ) STRICT
    """,
    """
    CREATE INDEX "customer_listing_place_customer_id"
        ON "customer_listing" ("place", "customer_id")
    """,
    """
    CREATE INDEX "customer_listing_postcode_customer_id"
        ON "customer_listing" ("postcode", "customer_id")
    """,
    """
    CREATE INDEX "customer_listing_phone_customer_id"
        ON "customer_listing" ("phone", "customer_id")
    """,
    """
    CREATE INDEX "customer_listing_email_customer_id"
        ON "customer_listing" ("email", "customer_id")
    """,
    """
    CREATE INDEX "customer_listing_tags_customer_id"
        ON "customer_listing" ("tags", "customer_id")
    """,
    """
    CREATE INDEX "customer_listing_last_contact_customer_id"
        ON "customer_listing" ("last_contact", "customer_id")
    """,
    # Filled by the program, which renews what customers are found and sorted by.
    """
    INSERT INTO "customer_listing"
    SELECT "id", '', '', '', '', '', 0 FROM "customer"
    """,
)

POSTGRESQL = (
    'ALTER TABLE app."customer" ADD COLUMN "payment_days" INTEGER',
    """ALTER TABLE app."customer" ADD COLUMN "invoices_by" VARCHAR(20) NOT NULL DEFAULT ''""",
    """ALTER TABLE app."customer" ADD COLUMN "address_form" VARCHAR(20) NOT NULL DEFAULT ''""",
    """ALTER TABLE app."customer" ADD COLUMN "imported_key" VARCHAR(80) NOT NULL DEFAULT ''""",
    'ALTER TABLE app."customer" ADD COLUMN "declined_at" TIMESTAMPTZ',
    'ALTER TABLE app."customer" ADD COLUMN "erased_at" TIMESTAMPTZ',
    'ALTER TABLE app."customer" ADD COLUMN "unlisted" BOOLEAN NOT NULL DEFAULT FALSE',
    'ALTER TABLE app."person" ADD COLUMN "unlisted" BOOLEAN NOT NULL DEFAULT FALSE',
    """
    ALTER TABLE app."call" ADD COLUMN "passed_from_id" BIGINT
        REFERENCES app."call" ("id") ON DELETE SET NULL
    """,
    """ALTER TABLE app."call" ADD COLUMN "handed_to" TEXT NOT NULL DEFAULT ''""",
    """ALTER TABLE app."call" ADD COLUMN "handed_by" TEXT NOT NULL DEFAULT ''""",
    'ALTER TABLE app."call" ADD COLUMN "handed_at" TIMESTAMPTZ',
    """ALTER TABLE app."call_report" ADD COLUMN "rings_at" TEXT NOT NULL DEFAULT ''""",
    'CREATE INDEX "call_passed_from_id" ON app."call" ("passed_from_id")',
    'CREATE INDEX "customer_imported_key" ON app."customer" ("imported_key")',
    'CREATE INDEX "address_postcode" ON app."address" ("postcode")',
    'CREATE INDEX "customer_kind_id" ON app."customer" ("kind", "id")',
    'CREATE INDEX "customer_standing_id" ON app."customer" ("standing", "id")',
    'CREATE INDEX "customer_changed_at_id" ON app."customer" ("changed_at", "id")',
    'CREATE INDEX "call_rang_at_id" ON app."call" ("rang_at", "id")',
    'CREATE INDEX "call_e164_id" ON app."call" ("e164", "id")',
    'CREATE INDEX "call_outcome_id" ON app."call" ("outcome", "id")',
    'CREATE INDEX "call_called_id" ON app."call" ("called", "id")',
    """
    CREATE TABLE app."tag" (
        "id" BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        "version" INTEGER NOT NULL,
        "created_at" TIMESTAMPTZ NOT NULL,
        "created_by" TEXT NOT NULL,
        "changed_at" TIMESTAMPTZ NOT NULL,
        "changed_by" TEXT NOT NULL,
        "name" TEXT NOT NULL,
        "colour" VARCHAR(20) NOT NULL
    )
    """,
    'CREATE UNIQUE INDEX "tag_name" ON app."tag" ("name")',
    """
    CREATE TABLE app."customer_tag" (
        "id" BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        "version" INTEGER NOT NULL,
        "created_at" TIMESTAMPTZ NOT NULL,
        "created_by" TEXT NOT NULL,
        "changed_at" TIMESTAMPTZ NOT NULL,
        "changed_by" TEXT NOT NULL,
        "customer_id" BIGINT NOT NULL,
        "tag_id" BIGINT NOT NULL,
        FOREIGN KEY ("customer_id") REFERENCES "customer" ("id") ON DELETE CASCADE,
        FOREIGN KEY ("tag_id") REFERENCES "tag" ("id") ON DELETE CASCADE
    )
    """,
    'CREATE INDEX "customer_tag_customer_id" ON app."customer_tag" ("customer_id")',
    'CREATE INDEX "customer_tag_tag_id" ON app."customer_tag" ("tag_id")',
    """
    CREATE UNIQUE INDEX "customer_tag_customer_id_tag_id"
        ON app."customer_tag" ("customer_id", "tag_id")
    """,
    """
    CREATE TABLE app."note" (
        "id" BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        "version" INTEGER NOT NULL,
        "created_at" TIMESTAMPTZ NOT NULL,
        "created_by" TEXT NOT NULL,
        "changed_at" TIMESTAMPTZ NOT NULL,
        "changed_by" TEXT NOT NULL,
        "customer_id" BIGINT NOT NULL,
        "kind" VARCHAR(20) NOT NULL,
        "text" TEXT NOT NULL,
        "pinned" BOOLEAN NOT NULL,
        "happened_at" TIMESTAMPTZ NOT NULL,
        FOREIGN KEY ("customer_id") REFERENCES "customer" ("id") ON DELETE CASCADE
    )
    """,
    'CREATE INDEX "note_customer_id" ON app."note" ("customer_id")',
    """
    CREATE TABLE app."call_back" (
        "id" BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        "version" INTEGER NOT NULL,
        "created_at" TIMESTAMPTZ NOT NULL,
        "created_by" TEXT NOT NULL,
        "changed_at" TIMESTAMPTZ NOT NULL,
        "changed_by" TEXT NOT NULL,
        "customer_id" BIGINT,
        "person_id" BIGINT,
        "call_id" BIGINT,
        "e164" VARCHAR(20) NOT NULL,
        "number_raw" TEXT NOT NULL,
        "name" TEXT NOT NULL,
        "reason" TEXT NOT NULL,
        "waits_since" TIMESTAMPTZ NOT NULL,
        "missed" INTEGER NOT NULL,
        "asked" BOOLEAN NOT NULL,
        "due_at" TIMESTAMPTZ,
        "taken_by" TEXT NOT NULL,
        "taken_at" TIMESTAMPTZ,
        "closing" VARCHAR(20) NOT NULL,
        "closed_by" TEXT NOT NULL,
        "closed_at" TIMESTAMPTZ,
        FOREIGN KEY ("customer_id") REFERENCES "customer" ("id") ON DELETE CASCADE,
        FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE SET NULL,
        FOREIGN KEY ("call_id") REFERENCES "call" ("id") ON DELETE CASCADE
    )
    """,
    'CREATE INDEX "call_back_customer_id" ON app."call_back" ("customer_id")',
    'CREATE INDEX "call_back_person_id" ON app."call_back" ("person_id")',
    'CREATE INDEX "call_back_call_id" ON app."call_back" ("call_id")',
    'CREATE INDEX "call_back_closed_at" ON app."call_back" ("closed_at")',
    """
    CREATE UNIQUE INDEX "call_back_open"
        ON app."call_back" ("e164") WHERE (("closed_at" IS NULL) AND ("e164" != ''))
    """,
    """
    CREATE TABLE app."saved_view" (
        "id" BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        "version" INTEGER NOT NULL,
        "created_at" TIMESTAMPTZ NOT NULL,
        "created_by" TEXT NOT NULL,
        "changed_at" TIMESTAMPTZ NOT NULL,
        "changed_by" TEXT NOT NULL,
        "page" VARCHAR(40) NOT NULL,
        "name" TEXT NOT NULL,
        "chosen" TEXT NOT NULL,
        "for_all" BOOLEAN NOT NULL
    )
    """,
    """
    CREATE TABLE app."import_mapping" (
        "id" BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        "version" INTEGER NOT NULL,
        "created_at" TIMESTAMPTZ NOT NULL,
        "created_by" TEXT NOT NULL,
        "changed_at" TIMESTAMPTZ NOT NULL,
        "changed_by" TEXT NOT NULL,
        "heading" VARCHAR(64) NOT NULL,
        "fields" TEXT NOT NULL
    )
    """,
    'CREATE UNIQUE INDEX "import_mapping_heading" ON app."import_mapping" ("heading")',
    """
    CREATE TABLE app."company" (
        "id" BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        "version" INTEGER NOT NULL,
        "created_at" TIMESTAMPTZ NOT NULL,
        "created_by" TEXT NOT NULL,
        "changed_at" TIMESTAMPTZ NOT NULL,
        "changed_by" TEXT NOT NULL,
        "name" TEXT NOT NULL,
        "street" TEXT NOT NULL,
        "house_number" VARCHAR(20) NOT NULL,
        "postcode" VARCHAR(12) NOT NULL,
        "city" TEXT NOT NULL,
        "country" VARCHAR(2) NOT NULL,
        "phone" TEXT NOT NULL,
        "email" TEXT NOT NULL,
        "website" TEXT NOT NULL,
        "kvk_number" VARCHAR(20) NOT NULL,
        "vat_number" VARCHAR(20) NOT NULL,
        "iban" VARCHAR(34) NOT NULL,
        "bic" VARCHAR(11) NOT NULL,
        "logo" TEXT NOT NULL
    )
    """,
    """
    CREATE TABLE app."not_duplicate" (
        "id" BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        "version" INTEGER NOT NULL,
        "created_at" TIMESTAMPTZ NOT NULL,
        "created_by" TEXT NOT NULL,
        "changed_at" TIMESTAMPTZ NOT NULL,
        "changed_by" TEXT NOT NULL,
        "first_id" BIGINT NOT NULL,
        "second_id" BIGINT NOT NULL,
        FOREIGN KEY ("first_id") REFERENCES "customer" ("id") ON DELETE CASCADE,
        FOREIGN KEY ("second_id") REFERENCES "customer" ("id") ON DELETE CASCADE
    )
    """,
    'CREATE INDEX "not_duplicate_first_id" ON app."not_duplicate" ("first_id")',
    'CREATE INDEX "not_duplicate_second_id" ON app."not_duplicate" ("second_id")',
    """
    CREATE UNIQUE INDEX "not_duplicate_first_id_second_id"
        ON app."not_duplicate" ("first_id", "second_id")
    """,
    """
    CREATE TABLE app."merging" (
        "id" BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        "version" INTEGER NOT NULL,
        "created_at" TIMESTAMPTZ NOT NULL,
        "created_by" TEXT NOT NULL,
        "changed_at" TIMESTAMPTZ NOT NULL,
        "changed_by" TEXT NOT NULL,
        "heir_id" BIGINT NOT NULL,
        "merged_id" BIGINT NOT NULL,
        "taken" TEXT NOT NULL,
        FOREIGN KEY ("heir_id") REFERENCES "customer" ("id") ON DELETE CASCADE,
        FOREIGN KEY ("merged_id") REFERENCES "customer" ("id") ON DELETE CASCADE
    )
    """,
    'CREATE INDEX "merging_heir_id" ON app."merging" ("heir_id")',
    'CREATE UNIQUE INDEX "merging_merged_id" ON app."merging" ("merged_id")',
    """
    CREATE TABLE app."phone_system" (
        "id" BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        "version" INTEGER NOT NULL,
        "created_at" TIMESTAMPTZ NOT NULL,
        "created_by" TEXT NOT NULL,
        "changed_at" TIMESTAMPTZ NOT NULL,
        "changed_by" TEXT NOT NULL,
        "kind" VARCHAR(20) NOT NULL,
        "chosen" TEXT NOT NULL,
        "password_for" TEXT NOT NULL,
        "password_at" TIMESTAMPTZ
    )
    """,
    """
    CREATE TABLE app."phone_secret" (
        "id" BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        "version" INTEGER NOT NULL,
        "created_at" TIMESTAMPTZ NOT NULL,
        "created_by" TEXT NOT NULL,
        "changed_at" TIMESTAMPTZ NOT NULL,
        "changed_by" TEXT NOT NULL,
        "phone_system_id" BIGINT NOT NULL,
        "secret" TEXT NOT NULL,
        FOREIGN KEY ("phone_system_id") REFERENCES "phone_system" ("id") ON DELETE CASCADE
    )
    """,
    """
    CREATE UNIQUE INDEX "phone_secret_phone_system_id"
        ON app."phone_secret" ("phone_system_id")
    """,
    """
    CREATE TABLE app."phone_reception" (
        "id" BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        "version" INTEGER NOT NULL,
        "created_at" TIMESTAMPTZ NOT NULL,
        "created_by" TEXT NOT NULL,
        "changed_at" TIMESTAMPTZ NOT NULL,
        "changed_by" TEXT NOT NULL,
        "desk" VARCHAR(36) NOT NULL,
        "name" TEXT NOT NULL,
        "address" TEXT NOT NULL
    )
    """,
    'CREATE UNIQUE INDEX "phone_reception_desk" ON app."phone_reception" ("desk")',
    """
    CREATE INDEX "email_address_folded" ON app."email_address" (lower("address"))
    """,
    """
    CREATE INDEX "address_place"
        ON app."address" ("postcode", lower(replace("house_number", ' ', '')))
    """,
    """
    CREATE TABLE app."customer_listing" (
        "customer_id" BIGINT NOT NULL PRIMARY KEY,
        "place" TEXT COLLATE "C" NOT NULL,
        "postcode" TEXT COLLATE "C" NOT NULL,
        "phone" TEXT COLLATE "C" NOT NULL,
        "email" TEXT COLLATE "C" NOT NULL,
        "tags" TEXT COLLATE "C" NOT NULL,
        "last_contact" TIMESTAMPTZ NOT NULL,
        FOREIGN KEY ("customer_id") REFERENCES "customer" ("id") ON DELETE CASCADE
    )
    """,
    """
    CREATE INDEX "customer_listing_place_customer_id"
        ON app."customer_listing" ("place", "customer_id")
    """,
    """
    CREATE INDEX "customer_listing_postcode_customer_id"
        ON app."customer_listing" ("postcode", "customer_id")
    """,
    """
    CREATE INDEX "customer_listing_phone_customer_id"
        ON app."customer_listing" ("phone", "customer_id")
    """,
    """
    CREATE INDEX "customer_listing_email_customer_id"
        ON app."customer_listing" ("email", "customer_id")
    """,
    """
    CREATE INDEX "customer_listing_tags_customer_id"
        ON app."customer_listing" ("tags", "customer_id")
    """,
    """
    CREATE INDEX "customer_listing_last_contact_customer_id"
        ON app."customer_listing" ("last_contact", "customer_id")
    """,
    # Filled by the program, which renews what customers are found and sorted by.
    """
    INSERT INTO app."customer_listing"
    SELECT "id", '', '', '', '', '', 'epoch' FROM app."customer"
    """,
)
