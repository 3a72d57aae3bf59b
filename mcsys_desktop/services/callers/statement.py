"""The one SQL statement behind the caller's card: who has this number, and why they may call.

It is put together once, from the steps of matching and the facts of the services, and is the same
text for both engines apart from how parameters are written. Matching goes in steps, and a step is
taken only when the ones before it found nobody: the very number, the same last nine digits, a
company's own number series. Merged customers are followed to the one they were merged into.
"""

import re
from collections.abc import Iterable

from mcsys_desktop.models.calls import CallState
from mcsys_desktop.services.facts import FactSource

# Fourteen columns of every row. A hit fills them all, a fact those that FactSource names.
_HITS = f"""
WITH RECURSIVE
exact AS (
    SELECT p.customer_id, p.person_id, p.use, p.relation, p.valid_until, 1 AS step
    FROM phone_number p WHERE p.e164 = :e164),
tail AS (
    SELECT p.customer_id, p.person_id, p.use, p.relation, p.valid_until, 2 AS step
    FROM phone_number p
    WHERE p.tail = :tail AND NOT EXISTS (SELECT 1 FROM exact)),
trunk AS (
    SELECT p.customer_id, p.person_id, p.use, p.relation, p.valid_until, 3 AS step
    FROM phone_number p CROSS JOIN customer c
    WHERE c.id = p.customer_id
      AND p.e164 BETWEEN :series_first AND :series_last AND length(p.e164) = length(:e164)
      AND c.trunk_digits BETWEEN 2 AND 4
      AND substr(p.e164, 1, length(p.e164) - c.trunk_digits)
        = substr(:e164, 1, length(:e164) - c.trunk_digits)
      AND NOT EXISTS (SELECT 1 FROM exact) AND NOT EXISTS (SELECT 1 FROM tail)),
found AS MATERIALIZED (
    SELECT * FROM exact UNION ALL SELECT * FROM tail UNION ALL SELECT * FROM trunk),
chain(start, id, into_id) AS (
    SELECT c.id, c.id, c.merged_into_id
    FROM customer c WHERE c.id IN (SELECT customer_id FROM found)
    UNION
    SELECT k.start, c.id, c.merged_into_id FROM chain k CROSS JOIN customer c
    WHERE c.id = k.into_id),
family(root, id) AS (
    SELECT id, id FROM chain WHERE into_id IS NULL
    UNION
    SELECT m.root, c.id FROM family m CROSS JOIN customer c
    WHERE c.merged_into_id = m.id)
SELECT 'hit', c.id, f.step, f.person_id, c.number,
       (SELECT max(k.rang_at) FROM family m CROSS JOIN call k
        WHERE +m.root = c.id AND k.customer_id = m.id AND k.state = '{CallState.ENDED.value}'),
       c.name, NULL, c.kind, f.valid_until, f.relation, f.use,
       CASE WHEN c.archived_at IS NULL THEN 0 ELSE 1 END,
       n.first_name || ' ' || n.prefix || ' ' || n.surname
FROM found f CROSS JOIN chain o CROSS JOIN customer c
LEFT JOIN person n ON n.id = f.person_id
WHERE +o.start = f.customer_id AND o.into_id IS NULL AND c.id = o.id"""  # noqa: S608  # a constant of ours

_FACT = """
UNION ALL
SELECT '{kind}', {customer}, {urgency}, {target}, {amount}, {moment}, {title}, {detail},
       NULL, NULL, NULL, NULL, NULL, NULL
{source}"""

_PARAMETER = re.compile(r":([a-z][a-z0-9_]*)")
# Each parameter is cast where it stands. PostgreSQL then knows its type; and SQLite, once it has
# statistics (STAT4), would otherwise plan anew whenever a bare parameter changes: 1 ms each call.
_TYPES = {"midnight": "timestamptz"}


def build(facts: Iterable[FactSource], *, postgresql: bool) -> str:
    """The statement for these facts.

    Its parameters are e164, tail, series_first, series_last, midnight and today, by name.
    """
    text = _HITS + "".join(
        _FACT.format(
            kind=fact.kind,
            customer=fact.customer,
            urgency=fact.urgency,
            target=fact.target,
            amount=fact.amount,
            moment=fact.moment,
            title=fact.title,
            detail=fact.detail,
            source=fact.source.strip(),
        )
        for fact in facts
    )
    text = re.sub(r"\s+", " ", text).strip()

    def written(parameter: re.Match[str]) -> str:
        name = parameter[1]
        mark = f"%({name})s" if postgresql else f":{name}"
        return f"CAST({mark} AS {_TYPES.get(name, 'text')})"

    return _PARAMETER.sub(written, text)
