"""``python3 dev.py endurance mutations [PART OF A NAME]``: one protection less, and a test is red.

For each protection of the database the tests of the rules run without it, until the first failure.
A run that stays green means that nobody would notice if that protection were lost.
"""

import os
import re
import subprocess
import sys
import time

from tests.endurance import protections

TESTS = (
    "tests/models/test_attacks.py",
    "tests/models/test_audit.py",
    "tests/models/test_forged_log.py",
    "tests/models/test_guards.py",
    "tests/models/test_given.py",
    "tests/models/test_base.py",
    "tests/models/test_news.py",
    "tests/models/test_catalogue.py",
    "tests/models/test_search.py",
    "tests/models/test_opening.py",
)
# What a protection is about, and the tests of just that, which then come first.
_INVOICES = ("tests/models/test_invoice_attacks.py", "tests/models/test_invoice_sums.py")
_PAPERS = ("tests/models/test_paper_guards.py",)
_KEPT = ("tests/services/test_papers_kept.py",)
OWN = {
    **dict.fromkeys(("invoice", "numbers", "adds_up", "in_turn", "door"), _INVOICES),
    **dict.fromkeys(("line", "part_of", "event_of", "series", "allocation"), _INVOICES + _PAPERS),
    **dict.fromkeys(("credit_within",), ("tests/services/test_invoices.py",)),
    **dict.fromkeys(("paper_kept", "final_stays"), _INVOICES + _KEPT),
    **dict.fromkeys(("quote", "reminder", "file_", "mail_", "price_", "setting_"), _PAPERS),
    **dict.fromkeys(("credit_of", "erased", "payment", "paid_back"), _PAPERS + _INVOICES),
    "waits for another's": ("tests/models/test_invoice_races.py",),
    "review": ("tests/services/test_reviews.py",),
    "card": ("tests/models/test_card_numbers.py",),
    "check digit": ("tests/models/test_card_numbers.py",),
    "login": ("tests/models/test_logins_in_the_log.py", "tests/models/test_logins.py"),
}


def main(part: str = "") -> int:
    """Take each protection away in turn; how many were not missed."""
    unnoticed, tried = [], 0
    for mutation in protections.all_of_them():
        if part not in mutation.name:
            continue
        tried += 1
        began = time.perf_counter()
        noticed = _noticed(mutation)
        took = time.perf_counter() - began
        sys.stdout.write(f"{took:5.1f} s  {mutation.name}: {noticed or 'NOT NOTICED'}\n")
        sys.stdout.flush()
        if not noticed:
            unnoticed.append(mutation.name)
    sys.stdout.write(f"{tried - len(unnoticed)} of {tried} removed protections were noticed\n")
    return len(unnoticed)


def _noticed(mutation: protections.Mutation) -> str:
    """The first test that turned red, or "" where all stayed green."""
    engine = "sqlite" if mutation.where == "sqlite" else "postgres"
    own = [test for about, tests in OWN.items() if about in mutation.name for test in tests]
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider"]
    command += ["--no-header", "--tb=no", "-k", engine, *own, *TESTS]
    done = subprocess.run(
        command,
        env=os.environ | {protections.NAME: mutation.name},
        capture_output=True,
        text=True,
        check=False,
        timeout=900,
    )
    if done.returncode == 0:
        return ""
    red = re.search(r"^(?:FAILED|ERROR) (\S+)", done.stdout, re.MULTILINE)
    if red is None:
        raise RuntimeError(f"{mutation.name}: the tests did not run\n{done.stdout[-2000:]}")
    return red.group(1)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:2]))
