"""What PostgreSQL needs to make a document final: the only way to a number that a login has."""

# ruff: noqa: S608  # it writes SQL, out of our own names and nothing else
from mcsys_desktop.models.base import Group
from mcsys_desktop.models.failures import MISFIT, STALE

_DEFINER = "SECURITY DEFINER SET search_path = pg_catalog, pg_temp"
_ZONE = "Europe/Amsterdam"  # core.clock.OFFICE_ZONE

TODAY = f"""
CREATE FUNCTION app.today() RETURNS text LANGUAGE sql STABLE {_DEFINER} AS $$
  SELECT to_char(transaction_timestamp() AT TIME ZONE '{_ZONE}', 'YYYY-MM-DD')
$$
"""
# core.money.rounding.half_up: a half goes away from zero, and nothing is a fraction on the way.
HALF_UP = f"""
CREATE FUNCTION app.half_up(n numeric, d numeric) RETURNS bigint LANGUAGE sql IMMUTABLE {_DEFINER}
AS $$ SELECT (sign(n) * div(2 * abs(n) + d, 2 * d))::bigint $$
"""
SUM = f"""
CREATE FUNCTION app.sum(said text) RETURNS text LANGUAGE sql IMMUTABLE {_DEFINER}
AS $$ SELECT encode(sha256(convert_to(said, 'UTF8')), 'hex') $$
"""
COMMITMENT = f"""
CREATE FUNCTION app.commitment(salt text, said text) RETURNS text LANGUAGE sql IMMUTABLE {_DEFINER}
AS $$ SELECT encode(sha256(decode(salt, 'hex') || convert_to(said, 'UTF8')), 'hex') $$
"""
# What each treatment comes to: of a rate with VAT there is one treatment, and it has all of it.
BOOKED = """
  SELECT t.treatment, t.points, sum(t.net)::bigint AS base, coalesce(max(s.vat), 0)::bigint AS vat
  FROM (SELECT e ->> 'treatment' AS treatment, e ->> 'category' AS category,
      (e ->> 'points')::integer AS points, (e ->> 'net')::bigint AS net
    FROM jsonb_array_elements((said -> 'items') || (said -> 'extras')) AS e) AS t
  LEFT JOIN (SELECT e ->> 'category' AS category, (e ->> 'points')::integer AS points,
      (e ->> 'vat')::bigint AS vat FROM jsonb_array_elements(said -> 'sums') AS e) AS s
    ON s.category = t.category AND s.points = t.points AND s.points > 0
  GROUP BY t.treatment, t.points
"""
FINALISE = f"""
CREATE FUNCTION app.finalise_invoice(which bigint, seen integer, asked text, snapshot text,
  salt text, personal text) RETURNS TABLE (number text, dated text)
LANGUAGE plpgsql {_DEFINER} AS $$
#variable_conflict use_variable
DECLARE it app.invoice; ser app.number_series; said jsonb := snapshot::jsonb;
  day text := app.today(); today_year integer := left(app.today(), 4)::integer;
BEGIN
  IF asked !~ '^[0-9a-f]{{32}}$' THEN
    RAISE EXCEPTION '{MISFIT} value' USING ERRCODE = '{MISFIT}';
  END IF;
  SELECT i.* INTO it FROM app.invoice AS i WHERE i.id = which FOR UPDATE;
  IF it.request = asked THEN  -- the answer was lost, and it is asked for again
    number := it.number; dated := it.dated; RETURN NEXT; RETURN;
  END IF;
  IF it.id IS NULL OR it.number IS NOT NULL OR it.version <> seen THEN
    RAISE EXCEPTION '{STALE} version' USING ERRCODE = '{STALE}';
  END IF;
  INSERT INTO app.invoice_particulars (invoice_id, salt, text) VALUES (which, salt, personal);
  INSERT INTO app.invoice_vat (invoice_id, treatment, points, base, vat_cents)
    SELECT which, b.* FROM ({BOOKED}) AS b;
  -- Last: whoever else makes something final waits here, for one commit.
  LOOP
    SELECT s.* INTO ser FROM app.number_series AS s
      WHERE s.kind = it.kind AND s.year = today_year FOR UPDATE;
    EXIT WHEN FOUND;
    INSERT INTO app.number_series (kind, year, prefix, last_seq, last_hash)
      SELECT it.kind, today_year, coalesce((SELECT CASE it.kind WHEN 'credit' THEN g.credit_prefix
        ELSE g.invoice_prefix END FROM app.invoice_setting AS g ORDER BY g.id LIMIT 1),
        CASE it.kind WHEN 'credit' THEN 'CN' ELSE 'F' END), 0, ''
      ON CONFLICT DO NOTHING;
  END LOOP;
  ser.last_seq := ser.last_seq + 1;
  dated := greatest(coalesce(ser.last_dated, ''), day);
  number := ser.prefix || ser.year || '-'
    || lpad(ser.last_seq::text, greatest(5, length(ser.last_seq::text)), '0');
  ser.last_hash := app.sum(ser.last_hash || chr(10) || number || chr(10) || dated || chr(10)
    || snapshot);
  UPDATE app.invoice AS i SET version = i.version + 1, number_series_id = ser.id,
    seq = ser.last_seq, number = finalise_invoice.number, dated = finalise_invoice.dated,
    due = to_char(finalise_invoice.dated::date + (said ->> 'payment_days')::integer, 'YYYY-MM-DD'),
    total = (said ->> 'total')::bigint, vat = (said ->> 'vat')::bigint,
    snapshot = finalise_invoice.snapshot, content_hash = ser.last_hash, request = asked,
    final_at = clock_timestamp(), final_by = session_user WHERE i.id = which;
  UPDATE app.number_series AS s SET version = s.version + 1, last_seq = ser.last_seq,
    last_dated = finalise_invoice.dated, last_hash = ser.last_hash WHERE s.id = ser.id;
  RETURN NEXT;
END $$
"""


def create() -> list[str]:
    """The functions, and who may call the one that gives numbers."""
    return [
        *(TODAY, HALF_UP, SUM, COMMITMENT, FINALISE),
        "GRANT EXECUTE ON FUNCTION app.finalise_invoice(bigint, integer, text, text, text, text)"
        f" TO {Group.DESK}",
    ]
