"""The rules of `CustomerListing`, on both engines: made with the customer, follows the calls.

Every customer has a row, whoever wrote the customer; otherwise one could be missing from a list
that is sorted by city. The last contact follows the log of calls by itself, because many acts write
there. What was erased is gone from here in the same statement, and does not come back.
"""

# ruff: noqa: S608  # it writes SQL, out of the names of our own tables and nothing else
from mcsys_desktop.models.failures import FORBIDDEN, GUARDED
from mcsys_desktop.models.listing import CustomerListing, Listed

_DEFINER = "LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp"
_TEXTS = Listed._fields[1:-1]
_COLUMNS = ", ".join(Listed._fields)
_BLANK = ", ".join(f"{name} = ''" for name in _TEXTS)
_SAYS = " OR ".join(f"NEW.{name} <> ''" for name in _TEXTS)
_ERASED = "erased for good"


def _heir(of: str, schema: str = "") -> str:
    """Whose row tells of a customer: its own, or of whom it was merged into."""
    return (
        "(WITH RECURSIVE up(id, heir) AS"
        f" (SELECT c.id, c.merged_into_id FROM {schema}customer AS c WHERE c.id = {of}"
        f" UNION SELECT c.id, c.merged_into_id FROM {schema}customer AS c"
        " JOIN up ON c.id = up.heir)"
        " SELECT id FROM up WHERE heir IS NULL)"
    )


def _last_call(of: str, schema: str = "") -> str:
    """When the last of all calls rang that are shown at a customer."""
    return (
        "(WITH RECURSIVE down(id) AS"
        f" (SELECT {_heir(of, schema)}"
        f" UNION SELECT c.id FROM {schema}customer AS c JOIN down ON c.merged_into_id = down.id)"
        f" SELECT max(k.rang_at) FROM {schema}call AS k"
        " WHERE k.customer_id IN (SELECT id FROM down))"
    )


def _not_erased(of: str, schema: str = "") -> str:
    return (
        f"NOT EXISTS (SELECT 1 FROM {schema}customer AS e"
        f" WHERE e.id = {of} AND e.erased_at IS NOT NULL)"
    )


def sqlite(gate: list[tuple[str, str]]) -> list[str]:
    """As SQLite triggers; ``gate`` refuses programs that are too old."""
    empty = ", ".join(["NEW.id", *["''"] * len(_TEXTS), "0"])
    too_old = "; ".join(f"SELECT RAISE(ABORT, '{why}') WHERE {when}" for why, when in gate)
    erased = "EXISTS (SELECT 1 FROM customer WHERE id = NEW.customer_id AND erased_at IS NOT NULL)"
    return [
        "CREATE TRIGGER customer_listed AFTER INSERT ON customer FOR EACH ROW BEGIN"
        f" INSERT INTO customer_listing ({_COLUMNS}) VALUES ({empty}); END",
        "CREATE TRIGGER customer_unlisted AFTER UPDATE OF erased_at ON customer FOR EACH ROW"
        " WHEN NEW.erased_at IS NOT NULL BEGIN"
        f" UPDATE customer_listing SET {_BLANK}, last_contact = 0"
        " WHERE customer_id = NEW.id; END",
        "CREATE TRIGGER customer_listing_insert_guard BEFORE INSERT ON customer_listing"
        " FOR EACH ROW WHEN EXISTS (SELECT 1 FROM customer_listing AS l"
        " WHERE l.customer_id = NEW.customer_id) BEGIN"
        f" SELECT RAISE(ABORT, '{FORBIDDEN} insert'); END",
        "CREATE TRIGGER customer_listing_delete_guard BEFORE DELETE ON customer_listing"
        " FOR EACH ROW WHEN EXISTS (SELECT 1 FROM customer WHERE id = OLD.customer_id) BEGIN"
        f" SELECT RAISE(ABORT, '{FORBIDDEN} delete'); END",
        "CREATE TRIGGER customer_listing_update_guard BEFORE UPDATE ON customer_listing"
        f" FOR EACH ROW BEGIN {too_old};"
        f" SELECT RAISE(ABORT, '{FORBIDDEN} update') WHERE NEW.customer_id <> OLD.customer_id;"
        f" SELECT RAISE(ABORT, '{GUARDED} {_ERASED}') WHERE ({_SAYS}) AND {erased}; END",
        "CREATE TRIGGER call_listed AFTER INSERT ON call FOR EACH ROW"
        f" WHEN NEW.customer_id IS NOT NULL BEGIN {_follow('NEW')} END",
        "CREATE TRIGGER call_listed_anew AFTER UPDATE OF customer_id, rang_at ON call FOR EACH ROW"
        " WHEN NEW.customer_id IS NOT OLD.customer_id OR NEW.rang_at <> OLD.rang_at BEGIN"
        f" {_follow('OLD')} {_follow('NEW')} END",
        "CREATE TRIGGER call_unlisted AFTER DELETE ON call FOR EACH ROW"
        f" WHEN OLD.customer_id IS NOT NULL BEGIN {_follow('OLD')} END",
    ]


def _follow(row: str) -> str:
    of = f"{row}.customer_id"
    return (
        f"UPDATE customer_listing SET last_contact = coalesce({_last_call(of)}, 0)"
        f" WHERE customer_id = {_heir(of)} AND {_not_erased('customer_listing.customer_id')};"
    )


def postgres() -> list[str]:
    """As PostgreSQL functions, triggers and grants."""
    empty = ", ".join(["m.id", *["''"] * len(_TEXTS), "'epoch'"])
    own = ", ".join(Listed._fields[1:])
    access = CustomerListing.access
    return [
        f"""
CREATE FUNCTION app.customer_listed() RETURNS trigger {_DEFINER} AS $$
BEGIN
  INSERT INTO app.customer_listing ({_COLUMNS}) SELECT {empty} FROM made AS m;
  RETURN NULL;
END $$
""",
        f"""
CREATE FUNCTION app.customer_unlisted() RETURNS trigger {_DEFINER} AS $$
BEGIN
  UPDATE app.customer_listing SET {_BLANK}, last_contact = 'epoch' WHERE customer_id = NEW.id;
  RETURN NULL;
END $$
""",
        f"""
CREATE FUNCTION app.customer_listing_row() RETURNS trigger {_DEFINER} AS $$
BEGIN
  IF ({_SAYS}) AND NOT ({_not_erased("NEW.customer_id", "app.")}) THEN
    RAISE EXCEPTION '{GUARDED} {_ERASED}' USING ERRCODE = '{GUARDED}';
  END IF;
  RETURN NEW;
END $$
""",
        f"""
CREATE FUNCTION app.call_listed() RETURNS trigger {_DEFINER} AS $$
DECLARE owner bigint;
BEGIN
  IF TG_OP = 'UPDATE' AND NEW.customer_id IS NOT DISTINCT FROM OLD.customer_id
      AND NEW.rang_at = OLD.rang_at THEN
    RETURN NULL;
  END IF;
  FOREACH owner IN ARRAY ARRAY[OLD.customer_id, NEW.customer_id] LOOP
    IF owner IS NOT NULL THEN
      -- Whoever writes this row now is waited for, and then seen.
      PERFORM 1 FROM app.customer_listing
      WHERE customer_id = {_heir("owner", "app.")} FOR UPDATE;
      UPDATE app.customer_listing AS l
      SET last_contact = coalesce({_last_call("owner", "app.")}, 'epoch')
      WHERE l.customer_id = {_heir("owner", "app.")} AND {_not_erased("l.customer_id", "app.")};
    END IF;
  END LOOP;
  RETURN NULL;
END $$
""",
        "CREATE TRIGGER listed AFTER INSERT ON app.customer REFERENCING NEW TABLE AS made"
        " FOR EACH STATEMENT EXECUTE FUNCTION app.customer_listed()",
        "CREATE TRIGGER unlisted AFTER UPDATE OF erased_at ON app.customer FOR EACH ROW"
        " WHEN (NEW.erased_at IS NOT NULL) EXECUTE FUNCTION app.customer_unlisted()",
        "CREATE TRIGGER listed AFTER INSERT OR DELETE OR UPDATE OF customer_id, rang_at"
        " ON app.call FOR EACH ROW EXECUTE FUNCTION app.call_listed()",
        "CREATE TRIGGER a_writer BEFORE INSERT OR UPDATE OR DELETE ON app.customer_listing"
        " FOR EACH STATEMENT EXECUTE FUNCTION app.require_writer()",
        "CREATE TRIGGER b_row BEFORE UPDATE ON app.customer_listing"
        " FOR EACH ROW EXECUTE FUNCTION app.customer_listing_row()",
        "CREATE TRIGGER no_truncate BEFORE TRUNCATE ON app.customer_listing"
        " FOR EACH STATEMENT EXECUTE FUNCTION app.forbid()",
        f"GRANT SELECT ON app.customer_listing TO {access.read}",
        f"GRANT UPDATE ({own}) ON app.customer_listing TO {access.update}",
    ]
