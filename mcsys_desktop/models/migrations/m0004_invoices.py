"""Articles, quotes, invoices, payments, agreements, reminders, and the mail that waits."""

NUMBER = 4
NAME = "0004_invoices"
MIN_READER = 1
MIN_WRITER = 4

SQLITE = (
    """
    CREATE TABLE "invoice_setting" (
        "id" INTEGER PRIMARY KEY AUTOINCREMENT,
        "version" INTEGER DEFAULT 1 NOT NULL,
        "created_at" INTEGER DEFAULT (mcsys_now()) NOT NULL,
        "created_by" TEXT DEFAULT (mcsys_author()) NOT NULL,
        "changed_at" INTEGER DEFAULT (mcsys_now()) NOT NULL,
        "changed_by" TEXT DEFAULT (mcsys_author()) NOT NULL,
        "payment_days" INTEGER NOT NULL,
        "quote_days" INTEGER NOT NULL,
        "invoice_prefix" TEXT NOT NULL,
        "credit_prefix" TEXT NOT NULL,
        "quote_prefix" TEXT NOT NULL,
        "keep_years" INTEGER NOT NULL,
        "reminder_after" INTEGER NOT NULL,
        "reminder_days" INTEGER NOT NULL,
        "days_by_mail" INTEGER NOT NULL,
        "days_by_post" INTEGER NOT NULL,
        "small_business_from" TEXT,
        "small_business_until" TEXT,
        "uses_margin" INTEGER NOT NULL,
        "uses_eu" INTEGER NOT NULL,
        "uses_stock" INTEGER NOT NULL,
        "uses_interest" INTEGER NOT NULL,
        "window" TEXT NOT NULL,
        "window_right" INTEGER NOT NULL,
        "window_down" INTEGER NOT NULL,
        "letterhead" TEXT NOT NULL,
        "letterhead_first" TEXT NOT NULL,
        "letterhead_next" TEXT NOT NULL,
        "accent" TEXT NOT NULL,
        "fold_marks" INTEGER NOT NULL,
        "qr" INTEGER NOT NULL,
        "terms_nl" TEXT NOT NULL,
        "terms_en" TEXT NOT NULL,
        "terms_page" INTEGER NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE "billing_terms" (
        "id" INTEGER PRIMARY KEY AUTOINCREMENT,
        "version" INTEGER DEFAULT 1 NOT NULL,
        "created_at" INTEGER DEFAULT (mcsys_now()) NOT NULL,
        "created_by" TEXT DEFAULT (mcsys_author()) NOT NULL,
        "changed_at" INTEGER DEFAULT (mcsys_now()) NOT NULL,
        "changed_by" TEXT DEFAULT (mcsys_author()) NOT NULL,
        "customer_id" INTEGER NOT NULL,
        "wants_reference" INTEGER NOT NULL,
        "oin" TEXT NOT NULL,
        "peppol_scheme" TEXT NOT NULL,
        "peppol_id" TEXT NOT NULL,
        "reminders_held" INTEGER NOT NULL,
        "held_why" TEXT NOT NULL,
        FOREIGN KEY ("customer_id") REFERENCES "customer" ("id") ON DELETE CASCADE
    ) STRICT
    """,
    'CREATE UNIQUE INDEX "billing_terms_customer_id" ON "billing_terms" ("customer_id")',
    """
    CREATE TABLE "article" (
        "id" INTEGER PRIMARY KEY AUTOINCREMENT,
        "version" INTEGER DEFAULT 1 NOT NULL,
        "created_at" INTEGER DEFAULT (mcsys_now()) NOT NULL,
        "created_by" TEXT DEFAULT (mcsys_author()) NOT NULL,
        "changed_at" INTEGER DEFAULT (mcsys_now()) NOT NULL,
        "changed_by" TEXT DEFAULT (mcsys_author()) NOT NULL,
        "code" TEXT NOT NULL,
        "kind" TEXT NOT NULL,
        "unit" TEXT NOT NULL,
        "price" INTEGER NOT NULL,
        "mode" TEXT NOT NULL,
        "treatment" TEXT NOT NULL,
        "cost" INTEGER,
        "stock" INTEGER,
        "hardware_reverse" INTEGER NOT NULL,
        "found_by" TEXT NOT NULL,
        "archived_at" INTEGER
    ) STRICT
    """,
    'CREATE UNIQUE INDEX "article_code" ON "article" ("code")',
    """
    CREATE TABLE "article_text" (
        "id" INTEGER PRIMARY KEY AUTOINCREMENT,
        "version" INTEGER DEFAULT 1 NOT NULL,
        "created_at" INTEGER DEFAULT (mcsys_now()) NOT NULL,
        "created_by" TEXT DEFAULT (mcsys_author()) NOT NULL,
        "changed_at" INTEGER DEFAULT (mcsys_now()) NOT NULL,
        "changed_by" TEXT DEFAULT (mcsys_author()) NOT NULL,
        "article_id" INTEGER NOT NULL,
        "language" TEXT NOT NULL,
        "description" TEXT NOT NULL,
        FOREIGN KEY ("article_id") REFERENCES "article" ("id") ON DELETE CASCADE
    ) STRICT
    """,
    'CREATE INDEX "article_text_article_id" ON "article_text" ("article_id")',
    """
    CREATE UNIQUE INDEX "article_text_article_id_language"
        ON "article_text" ("article_id", "language")
    """,
    """
    CREATE TABLE "price_agreement" (
        "id" INTEGER PRIMARY KEY AUTOINCREMENT,
        "version" INTEGER DEFAULT 1 NOT NULL,
        "created_at" INTEGER DEFAULT (mcsys_now()) NOT NULL,
        "created_by" TEXT DEFAULT (mcsys_author()) NOT NULL,
        "changed_at" INTEGER DEFAULT (mcsys_now()) NOT NULL,
        "changed_by" TEXT DEFAULT (mcsys_author()) NOT NULL,
        "customer_id" INTEGER NOT NULL,
        "article_id" INTEGER,
        "kind" TEXT,
        "price" INTEGER,
        "mode" TEXT NOT NULL,
        "discount" INTEGER NOT NULL,
        "from_day" TEXT,
        "until_day" TEXT,
        FOREIGN KEY ("customer_id") REFERENCES "customer" ("id") ON DELETE CASCADE,
        FOREIGN KEY ("article_id") REFERENCES "article" ("id") ON DELETE CASCADE
    ) STRICT
    """,
    'CREATE INDEX "price_agreement_customer_id" ON "price_agreement" ("customer_id")',
    'CREATE INDEX "price_agreement_article_id" ON "price_agreement" ("article_id")',
    """
    CREATE TABLE "quote" (
        "id" INTEGER PRIMARY KEY AUTOINCREMENT,
        "version" INTEGER DEFAULT 1 NOT NULL,
        "created_at" INTEGER DEFAULT (mcsys_now()) NOT NULL,
        "created_by" TEXT DEFAULT (mcsys_author()) NOT NULL,
        "changed_at" INTEGER DEFAULT (mcsys_now()) NOT NULL,
        "changed_by" TEXT DEFAULT (mcsys_author()) NOT NULL,
        "customer_id" INTEGER NOT NULL,
        "number" INTEGER,
        "title" TEXT NOT NULL,
        "note" TEXT NOT NULL,
        FOREIGN KEY ("customer_id") REFERENCES "customer" ("id") ON DELETE RESTRICT
    ) STRICT
    """,
    'CREATE INDEX "quote_customer_id" ON "quote" ("customer_id")',
    'CREATE UNIQUE INDEX "quote_number" ON "quote" ("number")',
    """
    CREATE TABLE quote_series
        (one INTEGER NOT NULL PRIMARY KEY CHECK (one = 1), last INTEGER NOT NULL) STRICT
    """,
    "INSERT INTO quote_series VALUES (1, 1000)",
    """
    CREATE TABLE "quote_version" (
        "id" INTEGER PRIMARY KEY AUTOINCREMENT,
        "version" INTEGER DEFAULT 1 NOT NULL,
        "created_at" INTEGER DEFAULT (mcsys_now()) NOT NULL,
        "created_by" TEXT DEFAULT (mcsys_author()) NOT NULL,
        "changed_at" INTEGER DEFAULT (mcsys_now()) NOT NULL,
        "changed_by" TEXT DEFAULT (mcsys_author()) NOT NULL,
        "quote_id" INTEGER NOT NULL,
        "revision" INTEGER NOT NULL,
        "mode" TEXT NOT NULL,
        "language" TEXT NOT NULL,
        "valid_until" TEXT,
        "payment_days" INTEGER,
        "discount" INTEGER NOT NULL,
        "attention" TEXT NOT NULL,
        "reference" TEXT NOT NULL,
        "project" TEXT NOT NULL,
        "introduction" TEXT NOT NULL,
        "remark" TEXT NOT NULL,
        "dated" TEXT,
        "total" INTEGER,
        "snapshot" TEXT,
        "particulars" TEXT,
        "frozen_at" INTEGER,
        FOREIGN KEY ("quote_id") REFERENCES "quote" ("id") ON DELETE CASCADE
    ) STRICT
    """,
    'CREATE INDEX "quote_version_quote_id" ON "quote_version" ("quote_id")',
    """
    CREATE UNIQUE INDEX "quote_version_quote_id_revision"
        ON "quote_version" ("quote_id", "revision")
    """,
    """
    CREATE TABLE "quote_line" (
        "id" INTEGER PRIMARY KEY AUTOINCREMENT,
        "version" INTEGER DEFAULT 1 NOT NULL,
        "created_at" INTEGER DEFAULT (mcsys_now()) NOT NULL,
        "created_by" TEXT DEFAULT (mcsys_author()) NOT NULL,
        "changed_at" INTEGER DEFAULT (mcsys_now()) NOT NULL,
        "changed_by" TEXT DEFAULT (mcsys_author()) NOT NULL,
        "quote_version_id" INTEGER NOT NULL,
        "position" INTEGER NOT NULL,
        "kind" TEXT NOT NULL,
        "article_id" INTEGER,
        "description" TEXT NOT NULL,
        "quantity" INTEGER NOT NULL,
        "unit" TEXT NOT NULL,
        "price" INTEGER NOT NULL,
        "discount" INTEGER NOT NULL,
        "treatment" TEXT NOT NULL,
        "points" INTEGER NOT NULL,
        "cost" INTEGER,
        "choice" TEXT NOT NULL,
        "choice_group" INTEGER NOT NULL,
        "chosen" INTEGER NOT NULL,
        FOREIGN KEY ("quote_version_id") REFERENCES "quote_version" ("id") ON DELETE CASCADE,
        FOREIGN KEY ("article_id") REFERENCES "article" ("id") ON DELETE RESTRICT
    ) STRICT
    """,
    'CREATE INDEX "quote_line_quote_version_id" ON "quote_line" ("quote_version_id")',
    'CREATE INDEX "quote_line_article_id" ON "quote_line" ("article_id")',
    """
    CREATE TABLE "quote_event" (
        "id" INTEGER PRIMARY KEY AUTOINCREMENT,
        "version" INTEGER DEFAULT 1 NOT NULL,
        "created_at" INTEGER DEFAULT (mcsys_now()) NOT NULL,
        "created_by" TEXT DEFAULT (mcsys_author()) NOT NULL,
        "changed_at" INTEGER DEFAULT (mcsys_now()) NOT NULL,
        "changed_by" TEXT DEFAULT (mcsys_author()) NOT NULL,
        "quote_version_id" INTEGER NOT NULL,
        "kind" TEXT NOT NULL,
        "happened_at" INTEGER,
        "who" TEXT NOT NULL,
        "words" TEXT NOT NULL,
        "chosen" TEXT NOT NULL,
        FOREIGN KEY ("quote_version_id") REFERENCES "quote_version" ("id") ON DELETE CASCADE
    ) STRICT
    """,
    'CREATE INDEX "quote_event_quote_version_id" ON "quote_event" ("quote_version_id")',
    """
    CREATE TABLE "number_series" (
        "id" INTEGER PRIMARY KEY AUTOINCREMENT,
        "version" INTEGER DEFAULT 1 NOT NULL,
        "created_at" INTEGER DEFAULT (mcsys_now()) NOT NULL,
        "created_by" TEXT DEFAULT (mcsys_author()) NOT NULL,
        "changed_at" INTEGER DEFAULT (mcsys_now()) NOT NULL,
        "changed_by" TEXT DEFAULT (mcsys_author()) NOT NULL,
        "kind" TEXT NOT NULL,
        "year" INTEGER NOT NULL,
        "prefix" TEXT NOT NULL,
        "last_seq" INTEGER NOT NULL,
        "last_dated" TEXT,
        "last_hash" TEXT NOT NULL
    ) STRICT
    """,
    'CREATE UNIQUE INDEX "number_series_kind_year" ON "number_series" ("kind", "year")',
    'CREATE UNIQUE INDEX "number_series_prefix_year" ON "number_series" ("prefix", "year")',
    """
    CREATE TABLE "invoice" (
        "id" INTEGER PRIMARY KEY AUTOINCREMENT,
        "version" INTEGER DEFAULT 1 NOT NULL,
        "created_at" INTEGER DEFAULT (mcsys_now()) NOT NULL,
        "created_by" TEXT DEFAULT (mcsys_author()) NOT NULL,
        "changed_at" INTEGER DEFAULT (mcsys_now()) NOT NULL,
        "changed_by" TEXT DEFAULT (mcsys_author()) NOT NULL,
        "kind" TEXT NOT NULL,
        "customer_id" INTEGER,
        "credits_id" INTEGER,
        "mode" TEXT NOT NULL,
        "language" TEXT NOT NULL,
        "payment_days" INTEGER,
        "discount" INTEGER NOT NULL,
        "delivered_on" TEXT,
        "period_from" TEXT,
        "period_to" TEXT,
        "attention" TEXT NOT NULL,
        "reference" TEXT NOT NULL,
        "project" TEXT NOT NULL,
        "introduction" TEXT NOT NULL,
        "remark" TEXT NOT NULL,
        "note" TEXT NOT NULL,
        "from_quote" INTEGER,
        "keep_years" INTEGER NOT NULL,
        "number_series_id" INTEGER,
        "seq" INTEGER,
        "number" TEXT,
        "dated" TEXT,
        "due" TEXT,
        "total" INTEGER,
        "vat" INTEGER,
        "snapshot" TEXT,
        "content_hash" TEXT,
        "request" TEXT,
        "final_at" INTEGER,
        "final_by" TEXT,
        FOREIGN KEY ("customer_id") REFERENCES "customer" ("id") ON DELETE RESTRICT,
        FOREIGN KEY ("credits_id") REFERENCES "invoice" ("id") ON DELETE RESTRICT,
        FOREIGN KEY ("number_series_id") REFERENCES "number_series" ("id") ON DELETE RESTRICT
    ) STRICT
    """,
    'CREATE INDEX "invoice_customer_id" ON "invoice" ("customer_id")',
    'CREATE INDEX "invoice_credits_id" ON "invoice" ("credits_id")',
    'CREATE INDEX "invoice_number_series_id" ON "invoice" ("number_series_id")',
    'CREATE UNIQUE INDEX "invoice_number" ON "invoice" ("number")',
    'CREATE INDEX "invoice_dated" ON "invoice" ("dated")',
    'CREATE UNIQUE INDEX "invoice_request" ON "invoice" ("request")',
    'CREATE UNIQUE INDEX "invoice_number_series_id_seq" ON "invoice" ("number_series_id", "seq")',
    'CREATE INDEX "invoice_changed_at_id" ON "invoice" ("changed_at", "id")',
    """
    CREATE TABLE "invoice_line" (
        "id" INTEGER PRIMARY KEY AUTOINCREMENT,
        "version" INTEGER DEFAULT 1 NOT NULL,
        "created_at" INTEGER DEFAULT (mcsys_now()) NOT NULL,
        "created_by" TEXT DEFAULT (mcsys_author()) NOT NULL,
        "changed_at" INTEGER DEFAULT (mcsys_now()) NOT NULL,
        "changed_by" TEXT DEFAULT (mcsys_author()) NOT NULL,
        "invoice_id" INTEGER NOT NULL,
        "position" INTEGER NOT NULL,
        "kind" TEXT NOT NULL,
        "article_id" INTEGER,
        "description" TEXT NOT NULL,
        "serials" TEXT NOT NULL,
        "quantity" INTEGER NOT NULL,
        "unit" TEXT NOT NULL,
        "price" INTEGER NOT NULL,
        "discount" INTEGER NOT NULL,
        "treatment" TEXT NOT NULL,
        "points" INTEGER NOT NULL,
        "cost" INTEGER,
        "deducts_id" INTEGER,
        "credited_line" INTEGER,
        FOREIGN KEY ("invoice_id") REFERENCES "invoice" ("id") ON DELETE CASCADE,
        FOREIGN KEY ("article_id") REFERENCES "article" ("id") ON DELETE RESTRICT,
        FOREIGN KEY ("deducts_id") REFERENCES "invoice" ("id") ON DELETE RESTRICT
    ) STRICT
    """,
    'CREATE INDEX "invoice_line_invoice_id" ON "invoice_line" ("invoice_id")',
    'CREATE INDEX "invoice_line_article_id" ON "invoice_line" ("article_id")',
    'CREATE INDEX "invoice_line_deducts_id" ON "invoice_line" ("deducts_id")',
    """
    CREATE TABLE "invoice_vat" (
        "id" INTEGER PRIMARY KEY AUTOINCREMENT,
        "version" INTEGER DEFAULT 1 NOT NULL,
        "created_at" INTEGER DEFAULT (mcsys_now()) NOT NULL,
        "created_by" TEXT DEFAULT (mcsys_author()) NOT NULL,
        "changed_at" INTEGER DEFAULT (mcsys_now()) NOT NULL,
        "changed_by" TEXT DEFAULT (mcsys_author()) NOT NULL,
        "invoice_id" INTEGER NOT NULL,
        "treatment" TEXT NOT NULL,
        "points" INTEGER NOT NULL,
        "base" INTEGER NOT NULL,
        "vat_cents" INTEGER NOT NULL,
        FOREIGN KEY ("invoice_id") REFERENCES "invoice" ("id") ON DELETE RESTRICT
    ) STRICT
    """,
    'CREATE INDEX "invoice_vat_invoice_id" ON "invoice_vat" ("invoice_id")',
    """
    CREATE UNIQUE INDEX "invoice_vat_invoice_id_treatment_points"
        ON "invoice_vat" ("invoice_id", "treatment", "points")
    """,
    """
    CREATE TABLE "invoice_particulars" (
        "id" INTEGER PRIMARY KEY AUTOINCREMENT,
        "version" INTEGER DEFAULT 1 NOT NULL,
        "created_at" INTEGER DEFAULT (mcsys_now()) NOT NULL,
        "created_by" TEXT DEFAULT (mcsys_author()) NOT NULL,
        "changed_at" INTEGER DEFAULT (mcsys_now()) NOT NULL,
        "changed_by" TEXT DEFAULT (mcsys_author()) NOT NULL,
        "invoice_id" INTEGER NOT NULL,
        "salt" TEXT NOT NULL,
        "text" TEXT NOT NULL,
        FOREIGN KEY ("invoice_id") REFERENCES "invoice" ("id") ON DELETE RESTRICT
    ) STRICT
    """,
    'CREATE UNIQUE INDEX "invoice_particulars_invoice_id" ON "invoice_particulars" ("invoice_id")',
    """
    CREATE TABLE "invoice_event" (
        "id" INTEGER PRIMARY KEY AUTOINCREMENT,
        "version" INTEGER DEFAULT 1 NOT NULL,
        "created_at" INTEGER DEFAULT (mcsys_now()) NOT NULL,
        "created_by" TEXT DEFAULT (mcsys_author()) NOT NULL,
        "changed_at" INTEGER DEFAULT (mcsys_now()) NOT NULL,
        "changed_by" TEXT DEFAULT (mcsys_author()) NOT NULL,
        "invoice_id" INTEGER NOT NULL,
        "kind" TEXT NOT NULL,
        "happened_at" INTEGER,
        "words" TEXT NOT NULL,
        FOREIGN KEY ("invoice_id") REFERENCES "invoice" ("id") ON DELETE RESTRICT
    ) STRICT
    """,
    'CREATE INDEX "invoice_event_invoice_id" ON "invoice_event" ("invoice_id")',
    """
    CREATE TABLE "payment" (
        "id" INTEGER PRIMARY KEY AUTOINCREMENT,
        "version" INTEGER DEFAULT 1 NOT NULL,
        "created_at" INTEGER DEFAULT (mcsys_now()) NOT NULL,
        "created_by" TEXT DEFAULT (mcsys_author()) NOT NULL,
        "changed_at" INTEGER DEFAULT (mcsys_now()) NOT NULL,
        "changed_by" TEXT DEFAULT (mcsys_author()) NOT NULL,
        "customer_id" INTEGER,
        "amount" INTEGER NOT NULL,
        "dated" TEXT NOT NULL,
        "method" TEXT NOT NULL,
        "source" TEXT NOT NULL,
        "external_id" TEXT,
        "payer" TEXT NOT NULL,
        "words" TEXT NOT NULL,
        "cancels_id" INTEGER,
        "pays_back_id" INTEGER,
        FOREIGN KEY ("customer_id") REFERENCES "customer" ("id") ON DELETE RESTRICT,
        FOREIGN KEY ("cancels_id") REFERENCES "payment" ("id") ON DELETE RESTRICT,
        FOREIGN KEY ("pays_back_id") REFERENCES "payment" ("id") ON DELETE RESTRICT
    ) STRICT
    """,
    'CREATE INDEX "payment_customer_id" ON "payment" ("customer_id")',
    'CREATE INDEX "payment_dated" ON "payment" ("dated")',
    'CREATE UNIQUE INDEX "payment_external_id" ON "payment" ("external_id")',
    'CREATE UNIQUE INDEX "payment_cancels_id" ON "payment" ("cancels_id")',
    'CREATE INDEX "payment_pays_back_id" ON "payment" ("pays_back_id")',
    """
    CREATE TABLE "allocation" (
        "id" INTEGER PRIMARY KEY AUTOINCREMENT,
        "version" INTEGER DEFAULT 1 NOT NULL,
        "created_at" INTEGER DEFAULT (mcsys_now()) NOT NULL,
        "created_by" TEXT DEFAULT (mcsys_author()) NOT NULL,
        "changed_at" INTEGER DEFAULT (mcsys_now()) NOT NULL,
        "changed_by" TEXT DEFAULT (mcsys_author()) NOT NULL,
        "invoice_id" INTEGER NOT NULL,
        "payment_id" INTEGER,
        "credit_id" INTEGER,
        "amount" INTEGER NOT NULL,
        "cancels_id" INTEGER,
        FOREIGN KEY ("invoice_id") REFERENCES "invoice" ("id") ON DELETE RESTRICT,
        FOREIGN KEY ("payment_id") REFERENCES "payment" ("id") ON DELETE RESTRICT,
        FOREIGN KEY ("credit_id") REFERENCES "invoice" ("id") ON DELETE RESTRICT,
        FOREIGN KEY ("cancels_id") REFERENCES "allocation" ("id") ON DELETE RESTRICT
    ) STRICT
    """,
    'CREATE INDEX "allocation_invoice_id" ON "allocation" ("invoice_id")',
    'CREATE INDEX "allocation_payment_id" ON "allocation" ("payment_id")',
    'CREATE INDEX "allocation_credit_id" ON "allocation" ("credit_id")',
    'CREATE UNIQUE INDEX "allocation_cancels_id" ON "allocation" ("cancels_id")',
    """
    CREATE TABLE "interest_rate" (
        "id" INTEGER PRIMARY KEY AUTOINCREMENT,
        "version" INTEGER DEFAULT 1 NOT NULL,
        "created_at" INTEGER DEFAULT (mcsys_now()) NOT NULL,
        "created_by" TEXT DEFAULT (mcsys_author()) NOT NULL,
        "changed_at" INTEGER DEFAULT (mcsys_now()) NOT NULL,
        "changed_by" TEXT DEFAULT (mcsys_author()) NOT NULL,
        "debt" TEXT NOT NULL,
        "from_day" TEXT NOT NULL,
        "points" INTEGER NOT NULL
    ) STRICT
    """,
    'CREATE UNIQUE INDEX "interest_rate_debt_from_day" ON "interest_rate" ("debt", "from_day")',
    """
    CREATE TABLE "agreement" (
        "id" INTEGER PRIMARY KEY AUTOINCREMENT,
        "version" INTEGER DEFAULT 1 NOT NULL,
        "created_at" INTEGER DEFAULT (mcsys_now()) NOT NULL,
        "created_by" TEXT DEFAULT (mcsys_author()) NOT NULL,
        "changed_at" INTEGER DEFAULT (mcsys_now()) NOT NULL,
        "changed_by" TEXT DEFAULT (mcsys_author()) NOT NULL,
        "customer_id" INTEGER NOT NULL,
        "title" TEXT NOT NULL,
        "interval" TEXT NOT NULL,
        "every" INTEGER NOT NULL,
        "first_day" TEXT NOT NULL,
        "next_day" TEXT NOT NULL,
        "last_day" TEXT,
        "paused_from" TEXT,
        "paused_until" TEXT,
        "in_arrears" INTEGER NOT NULL,
        "mode" TEXT NOT NULL,
        "language" TEXT NOT NULL,
        "payment_days" INTEGER,
        "discount" INTEGER NOT NULL,
        "reference" TEXT NOT NULL,
        "project" TEXT NOT NULL,
        "remark" TEXT NOT NULL,
        "note" TEXT NOT NULL,
        "index_points" INTEGER NOT NULL,
        "index_from" TEXT,
        FOREIGN KEY ("customer_id") REFERENCES "customer" ("id") ON DELETE RESTRICT
    ) STRICT
    """,
    'CREATE INDEX "agreement_customer_id" ON "agreement" ("customer_id")',
    'CREATE INDEX "agreement_next_day" ON "agreement" ("next_day")',
    """
    CREATE TABLE "agreement_line" (
        "id" INTEGER PRIMARY KEY AUTOINCREMENT,
        "version" INTEGER DEFAULT 1 NOT NULL,
        "created_at" INTEGER DEFAULT (mcsys_now()) NOT NULL,
        "created_by" TEXT DEFAULT (mcsys_author()) NOT NULL,
        "changed_at" INTEGER DEFAULT (mcsys_now()) NOT NULL,
        "changed_by" TEXT DEFAULT (mcsys_author()) NOT NULL,
        "agreement_id" INTEGER NOT NULL,
        "position" INTEGER NOT NULL,
        "article_id" INTEGER,
        "description" TEXT NOT NULL,
        "quantity" INTEGER NOT NULL,
        "unit" TEXT NOT NULL,
        "price" INTEGER NOT NULL,
        "discount" INTEGER NOT NULL,
        "treatment" TEXT NOT NULL,
        "from_day" TEXT,
        "until_day" TEXT,
        FOREIGN KEY ("agreement_id") REFERENCES "agreement" ("id") ON DELETE CASCADE,
        FOREIGN KEY ("article_id") REFERENCES "article" ("id") ON DELETE RESTRICT
    ) STRICT
    """,
    'CREATE INDEX "agreement_line_agreement_id" ON "agreement_line" ("agreement_id")',
    'CREATE INDEX "agreement_line_article_id" ON "agreement_line" ("article_id")',
    """
    CREATE TABLE "agreement_price" (
        "id" INTEGER PRIMARY KEY AUTOINCREMENT,
        "version" INTEGER DEFAULT 1 NOT NULL,
        "created_at" INTEGER DEFAULT (mcsys_now()) NOT NULL,
        "created_by" TEXT DEFAULT (mcsys_author()) NOT NULL,
        "changed_at" INTEGER DEFAULT (mcsys_now()) NOT NULL,
        "changed_by" TEXT DEFAULT (mcsys_author()) NOT NULL,
        "line_id" INTEGER NOT NULL,
        "from_day" TEXT NOT NULL,
        "price" INTEGER NOT NULL,
        FOREIGN KEY ("line_id") REFERENCES "agreement_line" ("id") ON DELETE CASCADE
    ) STRICT
    """,
    'CREATE INDEX "agreement_price_line_id" ON "agreement_price" ("line_id")',
    """
    CREATE UNIQUE INDEX "agreement_price_line_id_from_day"
        ON "agreement_price" ("line_id", "from_day")
    """,
    """
    CREATE TABLE "agreement_run" (
        "id" INTEGER PRIMARY KEY AUTOINCREMENT,
        "version" INTEGER DEFAULT 1 NOT NULL,
        "created_at" INTEGER DEFAULT (mcsys_now()) NOT NULL,
        "created_by" TEXT DEFAULT (mcsys_author()) NOT NULL,
        "changed_at" INTEGER DEFAULT (mcsys_now()) NOT NULL,
        "changed_by" TEXT DEFAULT (mcsys_author()) NOT NULL,
        "agreement_id" INTEGER NOT NULL,
        "period_from" TEXT NOT NULL,
        "period_to" TEXT NOT NULL,
        "invoice_id" INTEGER,
        FOREIGN KEY ("agreement_id") REFERENCES "agreement" ("id") ON DELETE CASCADE,
        FOREIGN KEY ("invoice_id") REFERENCES "invoice" ("id") ON DELETE CASCADE
    ) STRICT
    """,
    'CREATE INDEX "agreement_run_agreement_id" ON "agreement_run" ("agreement_id")',
    'CREATE INDEX "agreement_run_invoice_id" ON "agreement_run" ("invoice_id")',
    """
    CREATE UNIQUE INDEX "agreement_run_agreement_id_period_from"
        ON "agreement_run" ("agreement_id", "period_from")
    """,
    """
    CREATE TABLE "reminder" (
        "id" INTEGER PRIMARY KEY AUTOINCREMENT,
        "version" INTEGER DEFAULT 1 NOT NULL,
        "created_at" INTEGER DEFAULT (mcsys_now()) NOT NULL,
        "created_by" TEXT DEFAULT (mcsys_author()) NOT NULL,
        "changed_at" INTEGER DEFAULT (mcsys_now()) NOT NULL,
        "changed_by" TEXT DEFAULT (mcsys_author()) NOT NULL,
        "customer_id" INTEGER NOT NULL,
        "step" TEXT NOT NULL,
        "dated" TEXT NOT NULL,
        "pay_by" TEXT,
        "language" TEXT NOT NULL,
        "principal" INTEGER NOT NULL,
        "costs" INTEGER NOT NULL,
        "interest" INTEGER NOT NULL,
        "snapshot" TEXT NOT NULL,
        FOREIGN KEY ("customer_id") REFERENCES "customer" ("id") ON DELETE RESTRICT
    ) STRICT
    """,
    'CREATE INDEX "reminder_customer_id" ON "reminder" ("customer_id")',
    """
    CREATE TABLE "reminder_item" (
        "id" INTEGER PRIMARY KEY AUTOINCREMENT,
        "version" INTEGER DEFAULT 1 NOT NULL,
        "created_at" INTEGER DEFAULT (mcsys_now()) NOT NULL,
        "created_by" TEXT DEFAULT (mcsys_author()) NOT NULL,
        "changed_at" INTEGER DEFAULT (mcsys_now()) NOT NULL,
        "changed_by" TEXT DEFAULT (mcsys_author()) NOT NULL,
        "reminder_id" INTEGER NOT NULL,
        "invoice_id" INTEGER NOT NULL,
        "open_cents" INTEGER NOT NULL,
        FOREIGN KEY ("reminder_id") REFERENCES "reminder" ("id") ON DELETE CASCADE,
        FOREIGN KEY ("invoice_id") REFERENCES "invoice" ("id") ON DELETE RESTRICT
    ) STRICT
    """,
    'CREATE INDEX "reminder_item_reminder_id" ON "reminder_item" ("reminder_id")',
    'CREATE INDEX "reminder_item_invoice_id" ON "reminder_item" ("invoice_id")',
    """
    CREATE UNIQUE INDEX "reminder_item_reminder_id_invoice_id"
        ON "reminder_item" ("reminder_id", "invoice_id")
    """,
    """
    CREATE TABLE "paper_look" (
        "id" INTEGER PRIMARY KEY AUTOINCREMENT,
        "version" INTEGER DEFAULT 1 NOT NULL,
        "created_at" INTEGER DEFAULT (mcsys_now()) NOT NULL,
        "created_by" TEXT DEFAULT (mcsys_author()) NOT NULL,
        "changed_at" INTEGER DEFAULT (mcsys_now()) NOT NULL,
        "changed_by" TEXT DEFAULT (mcsys_author()) NOT NULL,
        "key" TEXT NOT NULL,
        "text" TEXT NOT NULL
    ) STRICT
    """,
    'CREATE UNIQUE INDEX "paper_look_key" ON "paper_look" ("key")',
    """
    CREATE TABLE "document_file" (
        "id" INTEGER PRIMARY KEY AUTOINCREMENT,
        "version" INTEGER DEFAULT 1 NOT NULL,
        "created_at" INTEGER DEFAULT (mcsys_now()) NOT NULL,
        "created_by" TEXT DEFAULT (mcsys_author()) NOT NULL,
        "changed_at" INTEGER DEFAULT (mcsys_now()) NOT NULL,
        "changed_by" TEXT DEFAULT (mcsys_author()) NOT NULL,
        "customer_id" INTEGER,
        "invoice_id" INTEGER,
        "quote_version_id" INTEGER,
        "reminder_id" INTEGER,
        "kind" TEXT NOT NULL,
        "name" TEXT NOT NULL,
        "content" BLOB NOT NULL,
        "sha256" TEXT NOT NULL,
        "renderer" TEXT NOT NULL,
        "look_id" INTEGER,
        FOREIGN KEY ("customer_id") REFERENCES "customer" ("id") ON DELETE RESTRICT,
        FOREIGN KEY ("invoice_id") REFERENCES "invoice" ("id") ON DELETE RESTRICT,
        FOREIGN KEY ("quote_version_id") REFERENCES "quote_version" ("id") ON DELETE CASCADE,
        FOREIGN KEY ("reminder_id") REFERENCES "reminder" ("id") ON DELETE CASCADE,
        FOREIGN KEY ("look_id") REFERENCES "paper_look" ("id") ON DELETE RESTRICT
    ) STRICT
    """,
    'CREATE INDEX "document_file_customer_id" ON "document_file" ("customer_id")',
    'CREATE INDEX "document_file_invoice_id" ON "document_file" ("invoice_id")',
    'CREATE INDEX "document_file_quote_version_id" ON "document_file" ("quote_version_id")',
    'CREATE INDEX "document_file_reminder_id" ON "document_file" ("reminder_id")',
    'CREATE INDEX "document_file_look_id" ON "document_file" ("look_id")',
    'CREATE UNIQUE INDEX "document_file_invoice_id_kind" ON "document_file" ("invoice_id", "kind")',
    """
    CREATE TABLE "mail" (
        "id" INTEGER PRIMARY KEY AUTOINCREMENT,
        "version" INTEGER DEFAULT 1 NOT NULL,
        "created_at" INTEGER DEFAULT (mcsys_now()) NOT NULL,
        "created_by" TEXT DEFAULT (mcsys_author()) NOT NULL,
        "changed_at" INTEGER DEFAULT (mcsys_now()) NOT NULL,
        "changed_by" TEXT DEFAULT (mcsys_author()) NOT NULL,
        "customer_id" INTEGER,
        "invoice_id" INTEGER,
        "quote_version_id" INTEGER,
        "reminder_id" INTEGER,
        "recipient" TEXT NOT NULL,
        "copy_to" TEXT NOT NULL,
        "heading" TEXT NOT NULL,
        "body" TEXT NOT NULL,
        "message_id" TEXT NOT NULL,
        "state" TEXT NOT NULL,
        "tries" INTEGER NOT NULL,
        "not_before" INTEGER,
        "claimed_at" INTEGER,
        "claimed_by" TEXT NOT NULL,
        "sent_at" INTEGER,
        "said" TEXT NOT NULL,
        FOREIGN KEY ("customer_id") REFERENCES "customer" ("id") ON DELETE RESTRICT,
        FOREIGN KEY ("invoice_id") REFERENCES "invoice" ("id") ON DELETE RESTRICT,
        FOREIGN KEY ("quote_version_id") REFERENCES "quote_version" ("id") ON DELETE CASCADE,
        FOREIGN KEY ("reminder_id") REFERENCES "reminder" ("id") ON DELETE CASCADE
    ) STRICT
    """,
    'CREATE INDEX "mail_customer_id" ON "mail" ("customer_id")',
    'CREATE INDEX "mail_invoice_id" ON "mail" ("invoice_id")',
    'CREATE INDEX "mail_quote_version_id" ON "mail" ("quote_version_id")',
    'CREATE INDEX "mail_reminder_id" ON "mail" ("reminder_id")',
    'CREATE UNIQUE INDEX "mail_message_id" ON "mail" ("message_id")',
    'CREATE INDEX "mail_state_id" ON "mail" ("state", "id")',
    """
    CREATE TABLE "mail_file" (
        "id" INTEGER PRIMARY KEY AUTOINCREMENT,
        "version" INTEGER DEFAULT 1 NOT NULL,
        "created_at" INTEGER DEFAULT (mcsys_now()) NOT NULL,
        "created_by" TEXT DEFAULT (mcsys_author()) NOT NULL,
        "changed_at" INTEGER DEFAULT (mcsys_now()) NOT NULL,
        "changed_by" TEXT DEFAULT (mcsys_author()) NOT NULL,
        "mail_id" INTEGER NOT NULL,
        "file_id" INTEGER NOT NULL,
        FOREIGN KEY ("mail_id") REFERENCES "mail" ("id") ON DELETE CASCADE,
        FOREIGN KEY ("file_id") REFERENCES "document_file" ("id") ON DELETE CASCADE
    ) STRICT
    """,
    'CREATE INDEX "mail_file_mail_id" ON "mail_file" ("mail_id")',
    'CREATE INDEX "mail_file_file_id" ON "mail_file" ("file_id")',
)

POSTGRESQL = (
    """
    CREATE TABLE app."invoice_setting" (
        "id" BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        "version" INTEGER NOT NULL,
        "created_at" TIMESTAMPTZ NOT NULL,
        "created_by" TEXT NOT NULL,
        "changed_at" TIMESTAMPTZ NOT NULL,
        "changed_by" TEXT NOT NULL,
        "payment_days" INTEGER NOT NULL,
        "quote_days" INTEGER NOT NULL,
        "invoice_prefix" VARCHAR(10) NOT NULL,
        "credit_prefix" VARCHAR(10) NOT NULL,
        "quote_prefix" VARCHAR(10) NOT NULL,
        "keep_years" INTEGER NOT NULL,
        "reminder_after" INTEGER NOT NULL,
        "reminder_days" INTEGER NOT NULL,
        "days_by_mail" INTEGER NOT NULL,
        "days_by_post" INTEGER NOT NULL,
        "small_business_from" TEXT COLLATE "C",
        "small_business_until" TEXT COLLATE "C",
        "uses_margin" BOOLEAN NOT NULL,
        "uses_eu" BOOLEAN NOT NULL,
        "uses_stock" BOOLEAN NOT NULL,
        "uses_interest" BOOLEAN NOT NULL,
        "window" VARCHAR(20) NOT NULL,
        "window_right" INTEGER NOT NULL,
        "window_down" INTEGER NOT NULL,
        "letterhead" VARCHAR(20) NOT NULL,
        "letterhead_first" TEXT NOT NULL,
        "letterhead_next" TEXT NOT NULL,
        "accent" VARCHAR(7) NOT NULL,
        "fold_marks" BOOLEAN NOT NULL,
        "qr" BOOLEAN NOT NULL,
        "terms_nl" TEXT NOT NULL,
        "terms_en" TEXT NOT NULL,
        "terms_page" BOOLEAN NOT NULL
    )
    """,
    """
    CREATE TABLE app."billing_terms" (
        "id" BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        "version" INTEGER NOT NULL,
        "created_at" TIMESTAMPTZ NOT NULL,
        "created_by" TEXT NOT NULL,
        "changed_at" TIMESTAMPTZ NOT NULL,
        "changed_by" TEXT NOT NULL,
        "customer_id" BIGINT NOT NULL,
        "wants_reference" BOOLEAN NOT NULL,
        "oin" VARCHAR(20) NOT NULL,
        "peppol_scheme" VARCHAR(4) NOT NULL,
        "peppol_id" VARCHAR(50) NOT NULL,
        "reminders_held" BOOLEAN NOT NULL,
        "held_why" TEXT NOT NULL,
        FOREIGN KEY ("customer_id") REFERENCES "customer" ("id") ON DELETE CASCADE
    )
    """,
    'CREATE UNIQUE INDEX "billing_terms_customer_id" ON app."billing_terms" ("customer_id")',
    """
    CREATE TABLE app."article" (
        "id" BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        "version" INTEGER NOT NULL,
        "created_at" TIMESTAMPTZ NOT NULL,
        "created_by" TEXT NOT NULL,
        "changed_at" TIMESTAMPTZ NOT NULL,
        "changed_by" TEXT NOT NULL,
        "code" VARCHAR(40) NOT NULL,
        "kind" VARCHAR(20) NOT NULL,
        "unit" VARCHAR(20) NOT NULL,
        "price" BIGINT NOT NULL,
        "mode" VARCHAR(20) NOT NULL,
        "treatment" VARCHAR(20) NOT NULL,
        "cost" BIGINT,
        "stock" BIGINT,
        "hardware_reverse" BOOLEAN NOT NULL,
        "found_by" TEXT NOT NULL,
        "archived_at" TIMESTAMPTZ
    )
    """,
    'CREATE UNIQUE INDEX "article_code" ON app."article" ("code")',
    """
    CREATE TABLE app."article_text" (
        "id" BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        "version" INTEGER NOT NULL,
        "created_at" TIMESTAMPTZ NOT NULL,
        "created_by" TEXT NOT NULL,
        "changed_at" TIMESTAMPTZ NOT NULL,
        "changed_by" TEXT NOT NULL,
        "article_id" BIGINT NOT NULL,
        "language" VARCHAR(5) NOT NULL,
        "description" TEXT NOT NULL,
        FOREIGN KEY ("article_id") REFERENCES "article" ("id") ON DELETE CASCADE
    )
    """,
    'CREATE INDEX "article_text_article_id" ON app."article_text" ("article_id")',
    """
    CREATE UNIQUE INDEX "article_text_article_id_language"
        ON app."article_text" ("article_id", "language")
    """,
    """
    CREATE TABLE app."price_agreement" (
        "id" BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        "version" INTEGER NOT NULL,
        "created_at" TIMESTAMPTZ NOT NULL,
        "created_by" TEXT NOT NULL,
        "changed_at" TIMESTAMPTZ NOT NULL,
        "changed_by" TEXT NOT NULL,
        "customer_id" BIGINT NOT NULL,
        "article_id" BIGINT,
        "kind" VARCHAR(20),
        "price" BIGINT,
        "mode" VARCHAR(20) NOT NULL,
        "discount" INTEGER NOT NULL,
        "from_day" TEXT COLLATE "C",
        "until_day" TEXT COLLATE "C",
        FOREIGN KEY ("customer_id") REFERENCES "customer" ("id") ON DELETE CASCADE,
        FOREIGN KEY ("article_id") REFERENCES "article" ("id") ON DELETE CASCADE
    )
    """,
    'CREATE INDEX "price_agreement_customer_id" ON app."price_agreement" ("customer_id")',
    'CREATE INDEX "price_agreement_article_id" ON app."price_agreement" ("article_id")',
    """
    CREATE TABLE app."quote" (
        "id" BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        "version" INTEGER NOT NULL,
        "created_at" TIMESTAMPTZ NOT NULL,
        "created_by" TEXT NOT NULL,
        "changed_at" TIMESTAMPTZ NOT NULL,
        "changed_by" TEXT NOT NULL,
        "customer_id" BIGINT NOT NULL,
        "number" INTEGER,
        "title" TEXT NOT NULL,
        "note" TEXT NOT NULL,
        FOREIGN KEY ("customer_id") REFERENCES "customer" ("id") ON DELETE RESTRICT
    )
    """,
    'CREATE INDEX "quote_customer_id" ON app."quote" ("customer_id")',
    'CREATE UNIQUE INDEX "quote_number" ON app."quote" ("number")',
    "CREATE SEQUENCE app.quote_series START 1001",
    """
    CREATE TABLE app."quote_version" (
        "id" BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        "version" INTEGER NOT NULL,
        "created_at" TIMESTAMPTZ NOT NULL,
        "created_by" TEXT NOT NULL,
        "changed_at" TIMESTAMPTZ NOT NULL,
        "changed_by" TEXT NOT NULL,
        "quote_id" BIGINT NOT NULL,
        "revision" INTEGER NOT NULL,
        "mode" VARCHAR(20) NOT NULL,
        "language" VARCHAR(5) NOT NULL,
        "valid_until" TEXT COLLATE "C",
        "payment_days" INTEGER,
        "discount" INTEGER NOT NULL,
        "attention" TEXT NOT NULL,
        "reference" TEXT NOT NULL,
        "project" TEXT NOT NULL,
        "introduction" TEXT NOT NULL,
        "remark" TEXT NOT NULL,
        "dated" TEXT COLLATE "C",
        "total" BIGINT,
        "snapshot" TEXT,
        "particulars" TEXT,
        "frozen_at" TIMESTAMPTZ,
        FOREIGN KEY ("quote_id") REFERENCES "quote" ("id") ON DELETE CASCADE
    )
    """,
    'CREATE INDEX "quote_version_quote_id" ON app."quote_version" ("quote_id")',
    """
    CREATE UNIQUE INDEX "quote_version_quote_id_revision"
        ON app."quote_version" ("quote_id", "revision")
    """,
    """
    CREATE TABLE app."quote_line" (
        "id" BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        "version" INTEGER NOT NULL,
        "created_at" TIMESTAMPTZ NOT NULL,
        "created_by" TEXT NOT NULL,
        "changed_at" TIMESTAMPTZ NOT NULL,
        "changed_by" TEXT NOT NULL,
        "quote_version_id" BIGINT NOT NULL,
        "position" INTEGER NOT NULL,
        "kind" VARCHAR(20) NOT NULL,
        "article_id" BIGINT,
        "description" TEXT NOT NULL,
        "quantity" BIGINT NOT NULL,
        "unit" VARCHAR(20) NOT NULL,
        "price" BIGINT NOT NULL,
        "discount" INTEGER NOT NULL,
        "treatment" VARCHAR(20) NOT NULL,
        "points" INTEGER NOT NULL,
        "cost" BIGINT,
        "choice" VARCHAR(20) NOT NULL,
        "choice_group" INTEGER NOT NULL,
        "chosen" BOOLEAN NOT NULL,
        FOREIGN KEY ("quote_version_id") REFERENCES "quote_version" ("id") ON DELETE CASCADE,
        FOREIGN KEY ("article_id") REFERENCES "article" ("id") ON DELETE RESTRICT
    )
    """,
    'CREATE INDEX "quote_line_quote_version_id" ON app."quote_line" ("quote_version_id")',
    'CREATE INDEX "quote_line_article_id" ON app."quote_line" ("article_id")',
    """
    CREATE TABLE app."quote_event" (
        "id" BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        "version" INTEGER NOT NULL,
        "created_at" TIMESTAMPTZ NOT NULL,
        "created_by" TEXT NOT NULL,
        "changed_at" TIMESTAMPTZ NOT NULL,
        "changed_by" TEXT NOT NULL,
        "quote_version_id" BIGINT NOT NULL,
        "kind" VARCHAR(20) NOT NULL,
        "happened_at" TIMESTAMPTZ,
        "who" TEXT NOT NULL,
        "words" TEXT NOT NULL,
        "chosen" TEXT NOT NULL,
        FOREIGN KEY ("quote_version_id") REFERENCES "quote_version" ("id") ON DELETE CASCADE
    )
    """,
    'CREATE INDEX "quote_event_quote_version_id" ON app."quote_event" ("quote_version_id")',
    """
    CREATE TABLE app."number_series" (
        "id" BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        "version" INTEGER NOT NULL,
        "created_at" TIMESTAMPTZ NOT NULL,
        "created_by" TEXT NOT NULL,
        "changed_at" TIMESTAMPTZ NOT NULL,
        "changed_by" TEXT NOT NULL,
        "kind" VARCHAR(20) NOT NULL,
        "year" INTEGER NOT NULL,
        "prefix" VARCHAR(10) NOT NULL,
        "last_seq" BIGINT NOT NULL,
        "last_dated" TEXT COLLATE "C",
        "last_hash" VARCHAR(64) NOT NULL
    )
    """,
    'CREATE UNIQUE INDEX "number_series_kind_year" ON app."number_series" ("kind", "year")',
    'CREATE UNIQUE INDEX "number_series_prefix_year" ON app."number_series" ("prefix", "year")',
    """
    CREATE TABLE app."invoice" (
        "id" BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        "version" INTEGER NOT NULL,
        "created_at" TIMESTAMPTZ NOT NULL,
        "created_by" TEXT NOT NULL,
        "changed_at" TIMESTAMPTZ NOT NULL,
        "changed_by" TEXT NOT NULL,
        "kind" VARCHAR(20) NOT NULL,
        "customer_id" BIGINT,
        "credits_id" BIGINT,
        "mode" VARCHAR(20) NOT NULL,
        "language" VARCHAR(5) NOT NULL,
        "payment_days" INTEGER,
        "discount" INTEGER NOT NULL,
        "delivered_on" TEXT COLLATE "C",
        "period_from" TEXT COLLATE "C",
        "period_to" TEXT COLLATE "C",
        "attention" TEXT NOT NULL,
        "reference" TEXT NOT NULL,
        "project" TEXT NOT NULL,
        "introduction" TEXT NOT NULL,
        "remark" TEXT NOT NULL,
        "note" TEXT NOT NULL,
        "from_quote" BIGINT,
        "keep_years" INTEGER NOT NULL,
        "number_series_id" BIGINT,
        "seq" BIGINT,
        "number" VARCHAR(30),
        "dated" TEXT COLLATE "C",
        "due" TEXT COLLATE "C",
        "total" BIGINT,
        "vat" BIGINT,
        "snapshot" TEXT,
        "content_hash" VARCHAR(64),
        "request" VARCHAR(32),
        "final_at" TIMESTAMPTZ,
        "final_by" TEXT,
        FOREIGN KEY ("customer_id") REFERENCES "customer" ("id") ON DELETE RESTRICT,
        FOREIGN KEY ("credits_id") REFERENCES "invoice" ("id") ON DELETE RESTRICT,
        FOREIGN KEY ("number_series_id") REFERENCES "number_series" ("id") ON DELETE RESTRICT
    )
    """,
    'CREATE INDEX "invoice_customer_id" ON app."invoice" ("customer_id")',
    'CREATE INDEX "invoice_credits_id" ON app."invoice" ("credits_id")',
    'CREATE INDEX "invoice_number_series_id" ON app."invoice" ("number_series_id")',
    'CREATE UNIQUE INDEX "invoice_number" ON app."invoice" ("number")',
    'CREATE INDEX "invoice_dated" ON app."invoice" ("dated")',
    'CREATE UNIQUE INDEX "invoice_request" ON app."invoice" ("request")',
    """
    CREATE UNIQUE INDEX "invoice_number_series_id_seq"
        ON app."invoice" ("number_series_id", "seq")
    """,
    'CREATE INDEX "invoice_changed_at_id" ON app."invoice" ("changed_at", "id")',
    """
    CREATE TABLE app."invoice_line" (
        "id" BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        "version" INTEGER NOT NULL,
        "created_at" TIMESTAMPTZ NOT NULL,
        "created_by" TEXT NOT NULL,
        "changed_at" TIMESTAMPTZ NOT NULL,
        "changed_by" TEXT NOT NULL,
        "invoice_id" BIGINT NOT NULL,
        "position" INTEGER NOT NULL,
        "kind" VARCHAR(20) NOT NULL,
        "article_id" BIGINT,
        "description" TEXT NOT NULL,
        "serials" TEXT NOT NULL,
        "quantity" BIGINT NOT NULL,
        "unit" VARCHAR(20) NOT NULL,
        "price" BIGINT NOT NULL,
        "discount" INTEGER NOT NULL,
        "treatment" VARCHAR(20) NOT NULL,
        "points" INTEGER NOT NULL,
        "cost" BIGINT,
        "deducts_id" BIGINT,
        "credited_line" BIGINT,
        FOREIGN KEY ("invoice_id") REFERENCES "invoice" ("id") ON DELETE CASCADE,
        FOREIGN KEY ("article_id") REFERENCES "article" ("id") ON DELETE RESTRICT,
        FOREIGN KEY ("deducts_id") REFERENCES "invoice" ("id") ON DELETE RESTRICT
    )
    """,
    'CREATE INDEX "invoice_line_invoice_id" ON app."invoice_line" ("invoice_id")',
    'CREATE INDEX "invoice_line_article_id" ON app."invoice_line" ("article_id")',
    'CREATE INDEX "invoice_line_deducts_id" ON app."invoice_line" ("deducts_id")',
    """
    CREATE TABLE app."invoice_vat" (
        "id" BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        "version" INTEGER NOT NULL,
        "created_at" TIMESTAMPTZ NOT NULL,
        "created_by" TEXT NOT NULL,
        "changed_at" TIMESTAMPTZ NOT NULL,
        "changed_by" TEXT NOT NULL,
        "invoice_id" BIGINT NOT NULL,
        "treatment" VARCHAR(20) NOT NULL,
        "points" INTEGER NOT NULL,
        "base" BIGINT NOT NULL,
        "vat_cents" BIGINT NOT NULL,
        FOREIGN KEY ("invoice_id") REFERENCES "invoice" ("id") ON DELETE RESTRICT
    )
    """,
    'CREATE INDEX "invoice_vat_invoice_id" ON app."invoice_vat" ("invoice_id")',
    """
    CREATE UNIQUE INDEX "invoice_vat_invoice_id_treatment_points"
        ON app."invoice_vat" ("invoice_id", "treatment", "points")
    """,
    """
    CREATE TABLE app."invoice_particulars" (
        "id" BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        "version" INTEGER NOT NULL,
        "created_at" TIMESTAMPTZ NOT NULL,
        "created_by" TEXT NOT NULL,
        "changed_at" TIMESTAMPTZ NOT NULL,
        "changed_by" TEXT NOT NULL,
        "invoice_id" BIGINT NOT NULL,
        "salt" VARCHAR(64) NOT NULL,
        "text" TEXT NOT NULL,
        FOREIGN KEY ("invoice_id") REFERENCES "invoice" ("id") ON DELETE RESTRICT
    )
    """,
    """
    CREATE UNIQUE INDEX "invoice_particulars_invoice_id"
        ON app."invoice_particulars" ("invoice_id")
    """,
    """
    CREATE TABLE app."invoice_event" (
        "id" BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        "version" INTEGER NOT NULL,
        "created_at" TIMESTAMPTZ NOT NULL,
        "created_by" TEXT NOT NULL,
        "changed_at" TIMESTAMPTZ NOT NULL,
        "changed_by" TEXT NOT NULL,
        "invoice_id" BIGINT NOT NULL,
        "kind" VARCHAR(20) NOT NULL,
        "happened_at" TIMESTAMPTZ,
        "words" TEXT NOT NULL,
        FOREIGN KEY ("invoice_id") REFERENCES "invoice" ("id") ON DELETE RESTRICT
    )
    """,
    'CREATE INDEX "invoice_event_invoice_id" ON app."invoice_event" ("invoice_id")',
    """
    CREATE TABLE app."payment" (
        "id" BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        "version" INTEGER NOT NULL,
        "created_at" TIMESTAMPTZ NOT NULL,
        "created_by" TEXT NOT NULL,
        "changed_at" TIMESTAMPTZ NOT NULL,
        "changed_by" TEXT NOT NULL,
        "customer_id" BIGINT,
        "amount" BIGINT NOT NULL,
        "dated" TEXT COLLATE "C" NOT NULL,
        "method" VARCHAR(20) NOT NULL,
        "source" VARCHAR(20) NOT NULL,
        "external_id" VARCHAR(80),
        "payer" TEXT NOT NULL,
        "words" TEXT NOT NULL,
        "cancels_id" BIGINT,
        "pays_back_id" BIGINT,
        FOREIGN KEY ("customer_id") REFERENCES "customer" ("id") ON DELETE RESTRICT,
        FOREIGN KEY ("cancels_id") REFERENCES "payment" ("id") ON DELETE RESTRICT,
        FOREIGN KEY ("pays_back_id") REFERENCES "payment" ("id") ON DELETE RESTRICT
    )
    """,
    'CREATE INDEX "payment_customer_id" ON app."payment" ("customer_id")',
    'CREATE INDEX "payment_dated" ON app."payment" ("dated")',
    'CREATE UNIQUE INDEX "payment_external_id" ON app."payment" ("external_id")',
    'CREATE UNIQUE INDEX "payment_cancels_id" ON app."payment" ("cancels_id")',
    'CREATE INDEX "payment_pays_back_id" ON app."payment" ("pays_back_id")',
    """
    CREATE TABLE app."allocation" (
        "id" BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        "version" INTEGER NOT NULL,
        "created_at" TIMESTAMPTZ NOT NULL,
        "created_by" TEXT NOT NULL,
        "changed_at" TIMESTAMPTZ NOT NULL,
        "changed_by" TEXT NOT NULL,
        "invoice_id" BIGINT NOT NULL,
        "payment_id" BIGINT,
        "credit_id" BIGINT,
        "amount" BIGINT NOT NULL,
        "cancels_id" BIGINT,
        FOREIGN KEY ("invoice_id") REFERENCES "invoice" ("id") ON DELETE RESTRICT,
        FOREIGN KEY ("payment_id") REFERENCES "payment" ("id") ON DELETE RESTRICT,
        FOREIGN KEY ("credit_id") REFERENCES "invoice" ("id") ON DELETE RESTRICT,
        FOREIGN KEY ("cancels_id") REFERENCES "allocation" ("id") ON DELETE RESTRICT
    )
    """,
    'CREATE INDEX "allocation_invoice_id" ON app."allocation" ("invoice_id")',
    'CREATE INDEX "allocation_payment_id" ON app."allocation" ("payment_id")',
    'CREATE INDEX "allocation_credit_id" ON app."allocation" ("credit_id")',
    'CREATE UNIQUE INDEX "allocation_cancels_id" ON app."allocation" ("cancels_id")',
    """
    CREATE TABLE app."interest_rate" (
        "id" BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        "version" INTEGER NOT NULL,
        "created_at" TIMESTAMPTZ NOT NULL,
        "created_by" TEXT NOT NULL,
        "changed_at" TIMESTAMPTZ NOT NULL,
        "changed_by" TEXT NOT NULL,
        "debt" VARCHAR(20) NOT NULL,
        "from_day" TEXT COLLATE "C" NOT NULL,
        "points" INTEGER NOT NULL
    )
    """,
    'CREATE UNIQUE INDEX "interest_rate_debt_from_day" ON app."interest_rate" ("debt", "from_day")',
    """
    CREATE TABLE app."agreement" (
        "id" BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        "version" INTEGER NOT NULL,
        "created_at" TIMESTAMPTZ NOT NULL,
        "created_by" TEXT NOT NULL,
        "changed_at" TIMESTAMPTZ NOT NULL,
        "changed_by" TEXT NOT NULL,
        "customer_id" BIGINT NOT NULL,
        "title" TEXT NOT NULL,
        "interval" VARCHAR(20) NOT NULL,
        "every" INTEGER NOT NULL,
        "first_day" TEXT COLLATE "C" NOT NULL,
        "next_day" TEXT COLLATE "C" NOT NULL,
        "last_day" TEXT COLLATE "C",
        "paused_from" TEXT COLLATE "C",
        "paused_until" TEXT COLLATE "C",
        "in_arrears" BOOLEAN NOT NULL,
        "mode" VARCHAR(20) NOT NULL,
        "language" VARCHAR(5) NOT NULL,
        "payment_days" INTEGER,
        "discount" INTEGER NOT NULL,
        "reference" TEXT NOT NULL,
        "project" TEXT NOT NULL,
        "remark" TEXT NOT NULL,
        "note" TEXT NOT NULL,
        "index_points" INTEGER NOT NULL,
        "index_from" TEXT COLLATE "C",
        FOREIGN KEY ("customer_id") REFERENCES "customer" ("id") ON DELETE RESTRICT
    )
    """,
    'CREATE INDEX "agreement_customer_id" ON app."agreement" ("customer_id")',
    'CREATE INDEX "agreement_next_day" ON app."agreement" ("next_day")',
    """
    CREATE TABLE app."agreement_line" (
        "id" BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        "version" INTEGER NOT NULL,
        "created_at" TIMESTAMPTZ NOT NULL,
        "created_by" TEXT NOT NULL,
        "changed_at" TIMESTAMPTZ NOT NULL,
        "changed_by" TEXT NOT NULL,
        "agreement_id" BIGINT NOT NULL,
        "position" INTEGER NOT NULL,
        "article_id" BIGINT,
        "description" TEXT NOT NULL,
        "quantity" BIGINT NOT NULL,
        "unit" VARCHAR(20) NOT NULL,
        "price" BIGINT NOT NULL,
        "discount" INTEGER NOT NULL,
        "treatment" VARCHAR(20) NOT NULL,
        "from_day" TEXT COLLATE "C",
        "until_day" TEXT COLLATE "C",
        FOREIGN KEY ("agreement_id") REFERENCES "agreement" ("id") ON DELETE CASCADE,
        FOREIGN KEY ("article_id") REFERENCES "article" ("id") ON DELETE RESTRICT
    )
    """,
    'CREATE INDEX "agreement_line_agreement_id" ON app."agreement_line" ("agreement_id")',
    'CREATE INDEX "agreement_line_article_id" ON app."agreement_line" ("article_id")',
    """
    CREATE TABLE app."agreement_price" (
        "id" BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        "version" INTEGER NOT NULL,
        "created_at" TIMESTAMPTZ NOT NULL,
        "created_by" TEXT NOT NULL,
        "changed_at" TIMESTAMPTZ NOT NULL,
        "changed_by" TEXT NOT NULL,
        "line_id" BIGINT NOT NULL,
        "from_day" TEXT COLLATE "C" NOT NULL,
        "price" BIGINT NOT NULL,
        FOREIGN KEY ("line_id") REFERENCES "agreement_line" ("id") ON DELETE CASCADE
    )
    """,
    'CREATE INDEX "agreement_price_line_id" ON app."agreement_price" ("line_id")',
    """
    CREATE UNIQUE INDEX "agreement_price_line_id_from_day"
        ON app."agreement_price" ("line_id", "from_day")
    """,
    """
    CREATE TABLE app."agreement_run" (
        "id" BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        "version" INTEGER NOT NULL,
        "created_at" TIMESTAMPTZ NOT NULL,
        "created_by" TEXT NOT NULL,
        "changed_at" TIMESTAMPTZ NOT NULL,
        "changed_by" TEXT NOT NULL,
        "agreement_id" BIGINT NOT NULL,
        "period_from" TEXT COLLATE "C" NOT NULL,
        "period_to" TEXT COLLATE "C" NOT NULL,
        "invoice_id" BIGINT,
        FOREIGN KEY ("agreement_id") REFERENCES "agreement" ("id") ON DELETE CASCADE,
        FOREIGN KEY ("invoice_id") REFERENCES "invoice" ("id") ON DELETE CASCADE
    )
    """,
    'CREATE INDEX "agreement_run_agreement_id" ON app."agreement_run" ("agreement_id")',
    'CREATE INDEX "agreement_run_invoice_id" ON app."agreement_run" ("invoice_id")',
    """
    CREATE UNIQUE INDEX "agreement_run_agreement_id_period_from"
        ON app."agreement_run" ("agreement_id", "period_from")
    """,
    """
    CREATE TABLE app."reminder" (
        "id" BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        "version" INTEGER NOT NULL,
        "created_at" TIMESTAMPTZ NOT NULL,
        "created_by" TEXT NOT NULL,
        "changed_at" TIMESTAMPTZ NOT NULL,
        "changed_by" TEXT NOT NULL,
        "customer_id" BIGINT NOT NULL,
        "step" VARCHAR(20) NOT NULL,
        "dated" TEXT COLLATE "C" NOT NULL,
        "pay_by" TEXT COLLATE "C",
        "language" VARCHAR(5) NOT NULL,
        "principal" BIGINT NOT NULL,
        "costs" BIGINT NOT NULL,
        "interest" BIGINT NOT NULL,
        "snapshot" TEXT NOT NULL,
        FOREIGN KEY ("customer_id") REFERENCES "customer" ("id") ON DELETE RESTRICT
    )
    """,
    'CREATE INDEX "reminder_customer_id" ON app."reminder" ("customer_id")',
    """
    CREATE TABLE app."reminder_item" (
        "id" BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        "version" INTEGER NOT NULL,
        "created_at" TIMESTAMPTZ NOT NULL,
        "created_by" TEXT NOT NULL,
        "changed_at" TIMESTAMPTZ NOT NULL,
        "changed_by" TEXT NOT NULL,
        "reminder_id" BIGINT NOT NULL,
        "invoice_id" BIGINT NOT NULL,
        "open_cents" BIGINT NOT NULL,
        FOREIGN KEY ("reminder_id") REFERENCES "reminder" ("id") ON DELETE CASCADE,
        FOREIGN KEY ("invoice_id") REFERENCES "invoice" ("id") ON DELETE RESTRICT
    )
    """,
    'CREATE INDEX "reminder_item_reminder_id" ON app."reminder_item" ("reminder_id")',
    'CREATE INDEX "reminder_item_invoice_id" ON app."reminder_item" ("invoice_id")',
    """
    CREATE UNIQUE INDEX "reminder_item_reminder_id_invoice_id"
        ON app."reminder_item" ("reminder_id", "invoice_id")
    """,
    """
    CREATE TABLE app."paper_look" (
        "id" BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        "version" INTEGER NOT NULL,
        "created_at" TIMESTAMPTZ NOT NULL,
        "created_by" TEXT NOT NULL,
        "changed_at" TIMESTAMPTZ NOT NULL,
        "changed_by" TEXT NOT NULL,
        "key" VARCHAR(64) NOT NULL,
        "text" TEXT NOT NULL
    )
    """,
    'CREATE UNIQUE INDEX "paper_look_key" ON app."paper_look" ("key")',
    """
    CREATE TABLE app."document_file" (
        "id" BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        "version" INTEGER NOT NULL,
        "created_at" TIMESTAMPTZ NOT NULL,
        "created_by" TEXT NOT NULL,
        "changed_at" TIMESTAMPTZ NOT NULL,
        "changed_by" TEXT NOT NULL,
        "customer_id" BIGINT,
        "invoice_id" BIGINT,
        "quote_version_id" BIGINT,
        "reminder_id" BIGINT,
        "kind" VARCHAR(20) NOT NULL,
        "name" TEXT NOT NULL,
        "content" BYTEA NOT NULL,
        "sha256" VARCHAR(64) NOT NULL,
        "renderer" VARCHAR(40) NOT NULL,
        "look_id" BIGINT,
        FOREIGN KEY ("customer_id") REFERENCES "customer" ("id") ON DELETE RESTRICT,
        FOREIGN KEY ("invoice_id") REFERENCES "invoice" ("id") ON DELETE RESTRICT,
        FOREIGN KEY ("quote_version_id") REFERENCES "quote_version" ("id") ON DELETE CASCADE,
        FOREIGN KEY ("reminder_id") REFERENCES "reminder" ("id") ON DELETE CASCADE,
        FOREIGN KEY ("look_id") REFERENCES "paper_look" ("id") ON DELETE RESTRICT
    )
    """,
    'CREATE INDEX "document_file_customer_id" ON app."document_file" ("customer_id")',
    'CREATE INDEX "document_file_invoice_id" ON app."document_file" ("invoice_id")',
    'CREATE INDEX "document_file_quote_version_id" ON app."document_file" ("quote_version_id")',
    'CREATE INDEX "document_file_reminder_id" ON app."document_file" ("reminder_id")',
    'CREATE INDEX "document_file_look_id" ON app."document_file" ("look_id")',
    """
    CREATE UNIQUE INDEX "document_file_invoice_id_kind"
        ON app."document_file" ("invoice_id", "kind")
    """,
    """
    CREATE TABLE app."mail" (
        "id" BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        "version" INTEGER NOT NULL,
        "created_at" TIMESTAMPTZ NOT NULL,
        "created_by" TEXT NOT NULL,
        "changed_at" TIMESTAMPTZ NOT NULL,
        "changed_by" TEXT NOT NULL,
        "customer_id" BIGINT,
        "invoice_id" BIGINT,
        "quote_version_id" BIGINT,
        "reminder_id" BIGINT,
        "recipient" TEXT NOT NULL,
        "copy_to" TEXT NOT NULL,
        "heading" TEXT NOT NULL,
        "body" TEXT NOT NULL,
        "message_id" VARCHAR(200) NOT NULL,
        "state" VARCHAR(20) NOT NULL,
        "tries" INTEGER NOT NULL,
        "not_before" TIMESTAMPTZ,
        "claimed_at" TIMESTAMPTZ,
        "claimed_by" TEXT NOT NULL,
        "sent_at" TIMESTAMPTZ,
        "said" TEXT NOT NULL,
        FOREIGN KEY ("customer_id") REFERENCES "customer" ("id") ON DELETE RESTRICT,
        FOREIGN KEY ("invoice_id") REFERENCES "invoice" ("id") ON DELETE RESTRICT,
        FOREIGN KEY ("quote_version_id") REFERENCES "quote_version" ("id") ON DELETE CASCADE,
        FOREIGN KEY ("reminder_id") REFERENCES "reminder" ("id") ON DELETE CASCADE
    )
    """,
    'CREATE INDEX "mail_customer_id" ON app."mail" ("customer_id")',
    'CREATE INDEX "mail_invoice_id" ON app."mail" ("invoice_id")',
    'CREATE INDEX "mail_quote_version_id" ON app."mail" ("quote_version_id")',
    'CREATE INDEX "mail_reminder_id" ON app."mail" ("reminder_id")',
    'CREATE UNIQUE INDEX "mail_message_id" ON app."mail" ("message_id")',
    'CREATE INDEX "mail_state_id" ON app."mail" ("state", "id")',
    """
    CREATE TABLE app."mail_file" (
        "id" BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        "version" INTEGER NOT NULL,
        "created_at" TIMESTAMPTZ NOT NULL,
        "created_by" TEXT NOT NULL,
        "changed_at" TIMESTAMPTZ NOT NULL,
        "changed_by" TEXT NOT NULL,
        "mail_id" BIGINT NOT NULL,
        "file_id" BIGINT NOT NULL,
        FOREIGN KEY ("mail_id") REFERENCES "mail" ("id") ON DELETE CASCADE,
        FOREIGN KEY ("file_id") REFERENCES "document_file" ("id") ON DELETE CASCADE
    )
    """,
    'CREATE INDEX "mail_file_mail_id" ON app."mail_file" ("mail_id")',
    'CREATE INDEX "mail_file_file_id" ON app."mail_file" ("file_id")',
)
