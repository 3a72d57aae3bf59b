"""A desk that writes as fast as it can: ``-m tests.benchmarks.writer URL SECONDS START``.

One act is a customer with three numbers, in one transaction, as an invoice will be a head with
three lines. START is a moment of the system's monotonic clock, so that all desks begin at once.
Prints how many acts it committed. The password comes in on standard input.
"""

import sys
import time

CUSTOMER = (
    "INSERT INTO customer (kind, standing, name, sort_key, department, kvk_number, vat_number,"
    " language, notes, trunk_digits)"
    " VALUES ('private', 'customer', %s, 'x', '', '', '', 'nl', '', 0)"
    " RETURNING id"
)
NUMBER = (
    "INSERT INTO phone_number (customer_id, typed, e164, tail, extension, use, relation, remark,"
    " position, origin) SELECT %s, '06', '+31612345678', '612345678', '', 'main', 'own', '', n,"
    " 'typed' FROM generate_series(1, 3) AS n"
)


def main(url: str, seconds: float, start: float) -> int:
    """Write until the time is over."""
    import psycopg

    from mcsys_desktop.models import address, postgres
    from mcsys_desktop.models.versions import SCHEMA

    password = sys.stdin.readline().strip()
    known = postgres.parameters(address.parse(url), password, SCHEMA)
    done = 0
    with psycopg.connect(**known) as connection:
        time.sleep(max(0.0, start - time.monotonic()))
        while time.monotonic() < start + seconds:
            with connection.transaction():
                made = connection.execute(CUSTOMER, (f"Klant {done}",)).fetchone()
                connection.execute(NUMBER, made)
            done += 1
    sys.stdout.write(f"{done}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], float(sys.argv[2]), float(sys.argv[3])))
