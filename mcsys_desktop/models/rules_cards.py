"""Card numbers refused by the database itself, by the rule of ``core.cards``.

SQLite calls that rule. PostgreSQL cannot, so it is written here once more, in its own language and
out of the same tables; a test sends thousands of texts through both. The message of the refusal
never repeats the text: a CHECK constraint would, to the screen and to the server's log.
"""

# ruff: noqa: S608  # it writes SQL, out of tables and patterns of our own and nothing else
import sys
import unicodedata
from collections.abc import Callable, Iterable
from functools import cache

from mcsys_desktop.core import cards

FUNCTION = "mcsys_card"  # on SQLite
_DEFINER = "LANGUAGE plpgsql IMMUTABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp"
_DASHES = "-\N{MINUS SIGN}"


def refusals(columns: Iterable[str], *, shared: bool, changed: bool) -> list[str]:
    """Conditions under which a row holds a card number; ``changed``: in what an UPDATE changes."""
    function, differs = ("app.holds_card", "IS DISTINCT FROM") if shared else (FUNCTION, "IS NOT")
    return [
        (f'NEW."{name}" {differs} OLD."{name}" AND ' if changed else "")
        + f'{function}(NEW."{name}")'
        for name in columns
    ]


def create() -> list[str]:
    """The functions of PostgreSQL. Owned by who owns the tables, and called by nobody else."""
    return [_is_card(), _IN_CHAIN, _without_iban(), _holds_card()]


def _is_card() -> str:
    known = "\n      OR ".join(
        f"(left(digits, {len(first)}) COLLATE \"C\" BETWEEN '{first}' AND '{last}'"
        f" AND many IN ({', '.join(map(str, sorted(lengths)))}))"
        for first, last, lengths in cards.SCHEMES
    )
    return f"""
CREATE FUNCTION app.is_card(digits text) RETURNS boolean {_DEFINER} AS $$
DECLARE many integer := length(digits); total integer := 0; value integer;
BEGIN
  IF many NOT BETWEEN {cards.SHORTEST} AND {cards.LONGEST}
      OR digits = repeat(left(digits, 1), many) OR NOT ({known}) THEN
    RETURN false;
  END IF;
  FOR n IN 0..many - 1 LOOP
    value := substr(digits, many - n, 1)::integer * (1 + n % 2);
    total := total + value - CASE WHEN value > 9 THEN 9 ELSE 0 END;
  END LOOP;
  RETURN total % 10 = 0;
END $$
"""


def _shapes() -> str:
    return ", ".join(f"'{' '.join(map(str, shape))}'" for shape in sorted(cards.GROUPED))


# ``written`` begins and ends with a digit. ``typed`` is the same with letters for some digits, of
# which no number may have more than half; NULL where there are none.
_IN_CHAIN = f"""
CREATE FUNCTION app.cards_in_chain(written text, typed text) RETURNS boolean {_DEFINER} AS $$
DECLARE
  groups text[] := regexp_split_to_array(written, '[^0-9]+');
  gaps text[] := regexp_split_to_array(written, '[0-9]+');  -- gaps[n] stands before groups[n]
  starts integer[] := ARRAY[]::integer[];
  place integer := 1; many integer := cardinality(groups);
  first integer := 1; taken integer; run integer; behind integer;
  single boolean; sign text; digits text; shape text; part text;
BEGIN
  FOR n IN 1..many LOOP
    starts[n] := place;
    place := place + length(groups[n]) + length(gaps[n + 1]);
    IF n > 1 THEN
      gaps[n] := coalesce(nullif(btrim(gaps[n]), ''), ' ');
    END IF;
  END LOOP;
  WHILE first <= many LOOP
    taken := 0;
    single := length(groups[first]) = 1;
    IF length(groups[first]) BETWEEN {cards.SHORTEST} AND {cards.LONGEST} THEN
      IF app.is_card(groups[first]) AND NOT (first > 1 AND gaps[first] IN ('.', ',')
          AND length(groups[first - 1]) <= 3) THEN
        taken := 1;
      END IF;
    ELSE
      run := 1;
      WHILE first + run <= many LOOP
        EXIT WHEN run > 1 AND gaps[first + run] <> gaps[first + 1];
        EXIT WHEN single AND length(groups[first + run]) <> 1;
        run := run + 1;
        EXIT WHEN run > CASE WHEN single THEN {cards.LONGEST} ELSE {cards.MOST_GROUPS} END;
      END LOOP;
      IF single THEN
        IF NOT (first > 1 AND length(groups[first - 1]) = 1
            AND gaps[first] = gaps[first + 1]) THEN
          digits := '';
          FOR n IN first..first + run - 1 LOOP
            digits := digits || groups[n];
          END LOOP;
          IF app.is_card(digits) THEN
            taken := run;
          END IF;
        END IF;
      ELSE
        FOR size IN REVERSE least(run, {cards.MOST_GROUPS})..2 LOOP
          digits := ''; shape := '';
          FOR n IN first..first + size - 1 LOOP
            digits := digits || groups[n];
            shape := shape || ' ' || length(groups[n]);
          END LOOP;
          CONTINUE WHEN ltrim(shape) NOT IN ({_shapes()}) OR NOT app.is_card(digits);
          sign := gaps[first + 1]; behind := first + size;  -- no piece of a key or an account?
          IF first > 1 AND gaps[first] = sign
              AND (sign <> ' ' OR length(groups[first - 1]) = 4) THEN
            taken := 0;
          ELSIF behind > many OR gaps[behind] <> sign THEN
            taken := size;
          ELSIF sign = ' ' AND (length(groups[behind]) <> 4
              OR (many - behind < 2 AND (first = 1 OR gaps[first] <> sign)
                AND groups[behind] ~ '^{cards.EXPIRY.pattern}$')) THEN
            taken := size;
          END IF;
          EXIT;
        END LOOP;
      END IF;
    END IF;
    IF taken > 0 THEN
      part := substr(typed, starts[first], starts[first + taken - 1]
        + length(groups[first + taken - 1]) - starts[first]);
      IF typed IS NULL OR 2 * length(regexp_replace(part, '[^0-9]', '', 'g'))
          >= length(regexp_replace(part, '[^0-9A-Za-z]', '', 'g')) THEN
        RETURN true;
      END IF;
    END IF;
    first := first + greatest(taken, 1);
  END LOOP;
  RETURN false;
END $$
"""


def _without_iban() -> str:
    of_length: dict[int, list[str]] = {}
    for country, length in cards.IBAN_LENGTHS.items():
        of_length.setdefault(length, []).append(f"'{country}'")
    wanted = "\n      ".join(
        f"WHEN left(found, 2) IN ({', '.join(countries)}) THEN {length}"
        for length, countries in sorted(of_length.items())
    )
    return f"""
CREATE FUNCTION app.without_ibans(plain text) RETURNS text {_DEFINER} AS $$
DECLARE
  beside text[] := regexp_split_to_array(plain, '{cards.IBAN.pattern}');
  made text := beside[1]; place integer := 1; found text; wanted integer;
  signs text; turned text; rest integer; upto integer;
BEGIN
  FOR found IN SELECT m[1] FROM regexp_matches(plain, '{cards.IBAN.pattern}', 'g') AS m LOOP
    place := place + 1;
    wanted := CASE {wanted} ELSE 0 END;
    signs := ''; upto := 0;
    WHILE length(signs) < wanted AND upto < length(found) LOOP
      upto := upto + 1;
      signs := signs || regexp_replace(substr(found, upto, 1), '[ -]', '');
    END LOOP;
    IF wanted > 0 AND length(signs) = wanted
        AND substr(found, upto + 1, 1) !~ '[0-9A-Z]' THEN
      rest := 0;
      FOREACH turned IN ARRAY string_to_array(substr(signs, 5) || left(signs, 4), NULL) LOOP
        IF turned ~ '[0-9]' THEN
          rest := (rest * 10 + turned::integer) % 97;
        ELSE
          rest := (rest * 100 + ascii(turned) - 55) % 97;
        END IF;
      END LOOP;
      IF rest = 1 THEN
        found := repeat('#', upto) || substr(found, upto + 1);
      END IF;
    END IF;
    made := made || found || beside[place];
  END LOOP;
  RETURN made;
END $$
"""


def _holds_card() -> str:
    signs = _signs()
    digit = f"[0-9{signs['digit']}]"
    upper, lower = "ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcdefghijklmnopqrstuvwxyz"
    code = cards.SECURITY_CODE.pattern.replace("A-Za-z", "a-z")
    alike, means = cards.ALIKE
    return f"""
CREATE FUNCTION app.holds_card(said text) RETURNS boolean {_DEFINER} AS $$
DECLARE plain text := said; chain text;
BEGIN
  IF said IS NULL OR said !~ '{digit}.*{digit}.*{digit}' THEN
    RETURN false;
  END IF;
  IF octet_length(plain) <> length(plain) THEN
    plain := translate(plain, U&'{signs["from"]}', '{signs["to"]}');
    plain := regexp_replace(plain, '[{signs["unseen"]}]', '', 'g');
    plain := regexp_replace(plain, '[{signs["blank"]}]', ' ', 'g');
    plain := regexp_replace(plain, '[{signs["dash"]}]', '-', 'g');
    plain := regexp_replace(plain, '[{signs["dot"]}]', '.', 'g');
  END IF;
  plain := regexp_replace(plain, '[\\t\\n\\r\\v\\f]', ' ', 'g');
  plain := regexp_replace(plain, '[\\u0001-\\u001f\\u007f]', '', 'g');
  IF translate(plain, '{upper}', '{lower}') ~ '{code}' THEN
    RETURN true;
  END IF;
  IF length(regexp_replace(plain, '[^0-9]', '', 'g')) < {cards.FEWEST} THEN
    RETURN false;
  END IF;
  plain := app.without_ibans(plain);
  FOR chain IN SELECT m[1] FROM regexp_matches(plain, '{cards.CHAIN.pattern}', 'g') AS m LOOP
    IF app.cards_in_chain(chain, NULL) THEN
      RETURN true;
    END IF;
  END LOOP;
  FOR chain IN SELECT m[1] FROM regexp_matches(plain, '{cards.ALIKE_CHAIN.pattern}', 'g') AS m LOOP
    IF chain ~ '[^0-9]' AND 2 * length(regexp_replace(chain, '[^0-9]', '', 'g')) >= {cards.SHORTEST}
        AND app.cards_in_chain(translate(chain, '{alike}', '{means}'), chain) THEN
      RETURN true;
    END IF;
  END LOOP;
  RETURN false;
END $$
"""


@cache
def _signs() -> dict[str, str]:
    """What ``cards.plain`` makes of signs outside ASCII, as PostgreSQL wants to be told."""
    digits: list[tuple[int, int]] = []
    others = []
    for point in range(0x80, sys.maxunicode + 1):
        value = unicodedata.digit(chr(point), None)
        if value is not None:
            digits.append((point, value))
        else:
            others.append((point, chr(point), unicodedata.category(chr(point))))

    def ranges(belongs: Callable[[str, str], bool]) -> str:
        return _ranges(point for point, sign, category in others if belongs(sign, category))

    return {
        "from": "".join(f"\\+{point:06X}" for point, _value in digits),
        "to": "".join(str(value) for _point, value in digits),
        "digit": _ranges(point for point, _value in digits),
        "unseen": ranges(lambda sign, category: category in cards.UNSEEN),
        "blank": ranges(lambda sign, category: category in cards.BLANK),
        "dash": ranges(lambda sign, category: category == "Pd" or sign in _DASHES),
        "dot": ranges(lambda sign, category: sign in cards.DOTS),
    }


def _ranges(points: Iterable[int]) -> str:
    """Code points as a bracket expression of PostgreSQL."""
    found: list[list[int]] = []
    for point in points:
        if found and found[-1][1] == point - 1:
            found[-1][1] = point
        else:
            found.append([point, point])
    return "".join(_escaped(a) + (f"-{_escaped(b)}" if b > a else "") for a, b in found)


def _escaped(point: int) -> str:
    return f"\\u{point:04x}" if point < 0x10000 else f"\\U{point:08x}"
