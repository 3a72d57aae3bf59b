"""The log as PostgreSQL writes it: a trigger for each row, and one that seals the act at COMMIT.

Only the seal takes the lock on the chain's head, once an act and as its last step: one lock per row
forks or deadlocks, and held up every other desk for as long as a large act took.
"""

# ruff: noqa: S608  # it writes SQL, out of the names of our own tables and nothing else
from collections.abc import Sequence

from mcsys_desktop.models.audit import HAPPENINGS, LONGEST
from mcsys_desktop.models.failures import CARD, FORBIDDEN, MISFIT
from mcsys_desktop.models.keys import MAY_TELL
from mcsys_desktop.models.rules_audit import Audited, Form

_DEFINER = "LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp"
_WRITTEN = {
    Form.TEXT: "{0}",
    Form.NUMBER: "{0}::text",
    Form.FLAG: "{0}::integer::text",
    Form.MOMENT: "(extract(epoch FROM {0}) * 1000000)::bigint::text",
}
TABLES = ("audit_head", "audit_act", "audit_row", "audit_detail", "audit_open")


def _netstring(value: str) -> str:
    return f"coalesce(octet_length({value}) || ':' || {value} || ',', '-,')"


def _netstrings(values: Sequence[str]) -> str:
    return " || ".join(_netstring(value) for value in values)


_PUT = """
  SELECT o.act INTO current FROM app.audit_open AS o WHERE o.xact = pg_current_xact_id();
  IF NOT FOUND THEN
    current := nextval('app.audit_act_series');
    INSERT INTO app.audit_open VALUES (pg_current_xact_id(), current);
  END IF;
  salt := uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid());
  INSERT INTO app.audit_detail (salt, detail) VALUES (encode(salt, 'hex'), detail)
    RETURNING id INTO put;
  INSERT INTO app.audit_row VALUES (put, current, {kind}, {table}, {row}, whose, ltrim(columns),
    encode(sha256(salt || convert_to(detail, 'UTF8')), 'hex'));
"""
# Written out in each function that needs it: a call for each row costs a tenth of its speed.
_DECLARED = "current bigint; salt bytea; put bigint; columns text := ''; detail text := '';"


def _put(kind: str, table: str, row: str) -> str:
    return _PUT.format(kind=kind, table=table, row=row)


_ROW = _netstrings(
    (
        "r.id::text",
        "r.kind",
        "r.table_name",
        "r.row_id::text",
        "r.customer_id::text",
        "r.columns",
        "r.commitment",
    )
)
_LINK = _netstrings(
    (
        "head.seq::text",
        "NEW.act::text",
        "(extract(epoch FROM moment) * 1000000)::bigint::text",
        "session_user::text",
        "desk",
        "many::text",
        "summed",
        "head.hash",
    )
)

SEAL = f"""
CREATE FUNCTION app.audit_seal() RETURNS trigger {_DEFINER} AS $$
DECLARE head app.audit_head; many integer; summed text; moment timestamptz; link text;
  desk text := coalesce(host(inet_client_addr()), '');
BEGIN
  SELECT count(*), encode(sha256(convert_to(coalesce(string_agg({_ROW}, '' ORDER BY r.id), ''),
    'UTF8')), 'hex') INTO many, summed FROM app.audit_row AS r WHERE r.act = NEW.act;
  SELECT * INTO head FROM app.audit_head FOR UPDATE;  -- others who seal wait here, for one commit
  head.seq := head.seq + 1;
  moment := clock_timestamp();
  link := encode(sha256(convert_to({_LINK}, 'UTF8')), 'hex');
  INSERT INTO app.audit_act VALUES (head.seq, NEW.act, moment, session_user, desk, many, summed,
    head.hash, link);
  UPDATE app.audit_head SET seq = head.seq, hash = link;
  DELETE FROM app.audit_open WHERE xact = NEW.xact;
  RETURN NULL;
END $$
"""

NOTE = f"""
CREATE FUNCTION app.note(what text, whose bigint, said text) RETURNS void {_DEFINER} AS $$
DECLARE {_DECLARED}
BEGIN
  IF what NOT IN ({", ".join(f"'{word}'" for word in HAPPENINGS)}) OR length(said) > {LONGEST} THEN
    RAISE EXCEPTION '{MISFIT} value' USING ERRCODE = '{MISFIT}';
  END IF;
  IF app.holds_card(said) THEN
    RAISE EXCEPTION '{CARD} card' USING ERRCODE = '{CARD}';
  END IF;
  detail := '4:said,-,' || {_netstring("said")};
{_put("what", "''", "0")}
END $$
"""

FORGET = f"""
CREATE FUNCTION app.forget_history(whose bigint) RETURNS integer {_DEFINER} AS $$
DECLARE gone integer; {_DECLARED}
BEGIN
  DELETE FROM app.audit_detail AS d USING app.audit_row AS r WHERE r.id = d.id
    AND (r.customer_id = whose OR (r.table_name = 'person' AND r.row_id IN
      (SELECT p.person_id FROM app.customer_person AS p WHERE p.customer_id = whose)))
    AND NOT (r.table_name = 'person' AND EXISTS (SELECT 1 FROM app.customer_person AS o
      WHERE o.person_id = r.row_id AND o.customer_id <> whose));
  GET DIAGNOSTICS gone = ROW_COUNT;
{_put("'erase'", "''", "0")}
  RETURN gone;
END $$
"""

# Not even who owns the tables changes a link by accident.
CHAINED = f"""
CREATE FUNCTION app.audit_chained() RETURNS trigger {_DEFINER} AS $$
BEGIN
  IF NEW.seq IS DISTINCT FROM OLD.seq + 1 THEN
    RAISE EXCEPTION '{FORBIDDEN} update' USING ERRCODE = '{FORBIDDEN}';
  END IF;
  RETURN NEW;
END $$
"""


def create() -> list[str]:
    """The log itself: what writes it, what seals it, and what keeps it as it is."""
    return [
        SEAL,
        NOTE,
        FORGET,
        CHAINED,
        "CREATE CONSTRAINT TRIGGER seal AFTER INSERT ON app.audit_open"
        " DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION app.audit_seal()",
        _forbid("audit_act", "UPDATE OR DELETE"),
        _forbid("audit_row", "UPDATE OR DELETE"),
        _forbid("audit_detail", "UPDATE"),
        _forbid("audit_head", "INSERT OR DELETE"),
        "CREATE TRIGGER chained BEFORE UPDATE ON app.audit_head"
        " FOR EACH ROW EXECUTE FUNCTION app.audit_chained()",
        *(
            f"CREATE TRIGGER no_truncate BEFORE TRUNCATE ON app.{name}"
            " FOR EACH STATEMENT EXECUTE FUNCTION app.forbid()"
            for name in TABLES
        ),
        "GRANT SELECT ON app.audit_head TO mcsys_reader",
        "GRANT SELECT ON app.audit_act, app.audit_row, app.audit_detail TO mcsys_desk",
        "GRANT EXECUTE ON FUNCTION app.note(text, bigint, text) TO mcsys_reader",
        "GRANT EXECUTE ON FUNCTION app.forget_history(bigint) TO mcsys_admin",
        MAY_TELL,
    ]


def of_table(name: str, log: Audited) -> list[str]:
    """What tells the log of each change of one table."""
    lines = [_column(column, form) for column, form in log.columns]
    forget = (
        "  IF TG_OP = 'DELETE' THEN\n"
        "    DELETE FROM app.audit_detail AS d USING app.audit_row AS r WHERE r.id = d.id"
        f" AND r.table_name = '{name}' AND r.row_id = OLD.id;\n"
        "    detail := '';\n"
        "  END IF;\n"
    )
    function = (
        f"CREATE FUNCTION app.{name}_audit() RETURNS trigger {_DEFINER} AS $$\n"
        f"DECLARE {_DECLARED} whose bigint; o text; n text;\n"
        "BEGIN\n"
        + "".join(lines)
        + "  IF TG_OP = 'UPDATE' AND columns = '' THEN RETURN NULL; END IF;\n"
        + (forget if log.forgets else "")
        + _whose(log)
        + _put("lower(TG_OP)", f"'{name}'", "coalesce(NEW.id, OLD.id)")
        + "  RETURN NULL;\n"
        "END $$"
    )
    trigger = (
        f'CREATE TRIGGER y_audit AFTER INSERT OR UPDATE OR DELETE ON app."{name}"'
        f" FOR EACH ROW EXECUTE FUNCTION app.{name}_audit()"
    )
    return [function, trigger]


def _column(name: str, form: Form) -> str:
    old, new = (_WRITTEN[form].format(f'{row}."{name}"') for row in ("OLD", "NEW"))
    return (
        f"  o := {old}; n := {new};\n"
        "  IF o IS DISTINCT FROM n THEN\n"
        f"    columns := columns || ' {name}';\n"
        f"    detail := detail || '{len(name)}:{name},'"
        f" || {_netstring('o')} || {_netstring('n')};\n"
        "  END IF;\n"
    )


def _whose(log: Audited) -> str:
    whose = log.whose
    if not whose.column:
        return ""
    if whose.by:
        return (
            f'  SELECT min(b."{whose.column}") INTO whose FROM app."{whose.by}" AS b'
            f' WHERE b."{whose.key}" = coalesce(NEW."{whose.own}", OLD."{whose.own}");\n'
        )
    return f'  whose := coalesce(NEW."{whose.column}", OLD."{whose.column}");\n'


def _forbid(table: str, events: str) -> str:
    return (
        f"CREATE TRIGGER no_change BEFORE {events} ON app.{table}"
        " FOR EACH ROW EXECUTE FUNCTION app.forbid()"
    )
