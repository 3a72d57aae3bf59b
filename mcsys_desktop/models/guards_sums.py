"""The rule that what a final document says of its sums is what its lines come to.

The program computes (``core.money.totals``); here the database does it again, from the lines that
it holds, before it takes a number: line by line, once for each category and rate, and the total.
"""

# ruff: noqa: S608  # it writes SQL, out of the names of our own columns and nothing else
from mcsys_desktop.models.guards import Guard, both

_SQLITE = {
    "items": "SELECT key + 1 AS n, value AS j FROM json_each(NEW.snapshot, '$.items')",
    "sums": "SELECT value AS j FROM json_each(NEW.snapshot, '$.sums')",
    "extras": "SELECT value AS j FROM json_each(NEW.snapshot, '$.extras')",
    "number": "json_extract({0}, '$.{1}')",
    "word": "json_extract({0}, '$.{1}')",
    "many": "json_array_length(NEW.snapshot, '$.items')",
    "whole": "NEW.snapshot",
}
_POSTGRES = {
    "items": "SELECT e.n, e.j FROM jsonb_array_elements(NEW.snapshot::jsonb -> 'items')"
    " WITH ORDINALITY AS e (j, n)",
    "sums": "SELECT e.j FROM jsonb_array_elements(NEW.snapshot::jsonb -> 'sums') AS e (j)",
    "extras": "SELECT e.j FROM jsonb_array_elements(NEW.snapshot::jsonb -> 'extras') AS e (j)",
    "number": "({0} ->> '{1}')::bigint",
    "word": "({0} ->> '{1}')",
    "many": "jsonb_array_length(NEW.snapshot::jsonb -> 'items')",
    "whole": "NEW.snapshot::jsonb",
}


def _written(said: dict[str, str]) -> str:
    def number(of: str, name: str) -> str:
        return said["number"].format(of, name)

    def word(of: str, name: str) -> str:
        return said["word"].format(of, name)

    whole = said["whole"]
    lines = (
        "SELECT row_number() OVER (ORDER BY l.position, l.id) AS n, l.quantity, l.price,"
        " l.discount, l.treatment, l.points,"
        " {half_up}(CAST(l.quantity AS numeric) * l.price, 100000) AS gross"
        " FROM {app}invoice_line AS l WHERE l.invoice_id = NEW.id AND l.kind = 'line'"
    )
    off = "{half_up}(l.gross * l.discount, 10000)"
    wrong_line = " OR ".join(
        (
            "l.n IS NULL",
            "i.n IS NULL",
            f"{number('i.j', 'quantity')} {{differs}} l.quantity",
            f"{number('i.j', 'price')} {{differs}} l.price",
            f"{number('i.j', 'discount_points')} {{differs}} l.discount",
            f"{number('i.j', 'points')} {{differs}} l.points",
            f"{word('i.j', 'treatment')} {{differs}} l.treatment",
            f"{number('i.j', 'gross')} {{differs}} l.gross",
            f"{number('i.j', 'discount')} {{differs}} {off}",
            f"{number('i.j', 'amount')} {{differs}} l.gross - {off}",
        )
    )
    # What lines and adjustments of one category and rate come to, in the mode of the document.
    parts = f"SELECT j FROM ({said['items']}) AS a UNION ALL SELECT j FROM ({said['extras']}) AS b"
    of_rate = (
        f"(SELECT coalesce(sum({number('p.j', 'amount')}), 0) FROM ({parts}) AS p"
        f" WHERE {word('p.j', 'category')} {{same}} {word('s.j', 'category')}"
        f" AND {number('p.j', 'points')} {{same}} {number('s.j', 'points')})"
    )
    points = number("s.j", "points")
    vat = (
        f"CASE NEW.mode WHEN 'excl' THEN {{half_up}}({of_rate} * {points}, 10000)"
        f" ELSE {{half_up}}({of_rate} * {points}, 10000 + {points}) END"
    )
    inside = f"CASE NEW.mode WHEN 'excl' THEN 0 ELSE {number('s.j', 'vat')} END"
    held = f"{number('s.j', 'base')} + {inside}"
    no_sum = (
        f"NOT EXISTS (SELECT 1 FROM ({said['sums']}) AS s"
        f" WHERE {word('p.j', 'category')} {{same}} {word('s.j', 'category')}"
        f" AND {number('p.j', 'points')} {{same}} {number('s.j', 'points')})"
    )
    added = {
        name: f"(SELECT coalesce(sum({number('s.j', name)}), 0) FROM ({said['sums']}) AS s)"
        for name in ("base", "vat")
    }
    off_all = (
        "{half_up}((SELECT coalesce(sum("
        + number("i.j", "amount")
        + f"), 0) FROM ({said['items']}) AS i) * NEW.discount, 10000)"
    )
    booked = {
        name: f"(SELECT sum(v.{name}) FROM {{app}}invoice_vat AS v WHERE v.invoice_id = NEW.id)"
        for name in ("base", "vat_cents")
    }
    wrong = (
        f"{said['many']} = 0",
        f"{word(whole, 'kind')} {{differs}} NEW.kind",
        f"{word(whole, 'mode')} {{differs}} NEW.mode",
        f"{number(whole, 'total')} {{differs}} NEW.total",
        f"{number(whole, 'vat')} {{differs}} NEW.vat",
        "NEW.total < 0",
        f"EXISTS (SELECT 1 FROM ({lines}) AS l FULL JOIN ({said['items']}) AS i ON i.n = l.n"
        f" WHERE {wrong_line})",
        f"EXISTS (SELECT 1 FROM ({said['sums']}) AS s WHERE {held} {{differs}} {of_rate}"
        f" OR {number('s.j', 'vat')} {{differs}} {vat})",
        f"EXISTS (SELECT 1 FROM ({parts}) AS p WHERE {no_sum})",
        f"NEW.vat {{differs}} {added['vat']}",
        f"NEW.total {{differs}} {added['base']} + {added['vat']}",
        f"(SELECT coalesce(sum({number('x.j', 'amount')}), 0) FROM ({said['extras']}) AS x)"
        f" {{differs}} -{off_all}",
        f"{booked['base']} {{differs}} {added['base']}",
        f"{booked['vat_cents']} {{differs}} {added['vat']}",
        f"{word(whole, 'particulars')} {{differs}} (SELECT {{commitment}}(p.salt, p.text)"
        " FROM {app}invoice_particulars AS p WHERE p.invoice_id = NEW.id)",
        "NEW.due {differs} {later}",
        f"{word(whole, 'corrects')} {{differs}} coalesce((SELECT o.number FROM {{app}}invoice AS o"
        " WHERE o.id = NEW.credits_id), '')",
    )
    every = " OR ".join(f"({each})" for each in wrong)
    return f"OLD.number IS NULL AND NEW.number IS NOT NULL AND ({every})"


SUMS: dict[str, Guard] = {
    "invoice_adds_up": Guard(
        ("UPDATE",),
        both(
            ("UPDATE",), _written(_SQLITE).replace("CAST(l.quantity AS numeric)", "l.quantity")
        ).sqlite,
        both(("UPDATE",), _written(_POSTGRES)).postgres,
    )
}
