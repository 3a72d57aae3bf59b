"""What papers take, as tables of ratios."""

from tests.benchmarks.report import say

MOST_MS, TIMES, STRETCH = 25.0, 2.0, 3.5
SECONDS = 15.0  # for a thousand, on two cores


def papers() -> None:
    """A warm invoice beside what others need, and a thousand in processes of their own."""
    from tests.benchmarks import papers as measured  # fpdf2, for this part alone

    ours, *others = measured.one_page()
    say(f"{ours.name}: {ours.ms:.1f} ms of processor time (aim {MOST_MS:.0f}), {ours.bytes} bytes")
    for other in others:
        if other.why:
            say(f"  {other.name}: {other.why}")
            continue
        aim = ""
        if other.name.startswith("weasyprint"):
            aim = f" (aim {TIMES:.1f}, stretch {STRETCH})"
        elif other.name.startswith("reportlab"):
            aim = " (stretch 0.5)"
        ratio = other.ms / ours.ms
        say(f"  {other.name}: {other.ms:.1f} ms, {other.bytes} bytes; {ratio:.2f} times ours{aim}")
    many = measured.batch()
    say(
        f"{many.count} invoices in {many.children} processes: {many.seconds:.1f} s"
        f" (aim {SECONDS:.0f}); the program held {many.before:.0f} MB at most before,"
        f" {many.after:.0f} MB after"
    )
