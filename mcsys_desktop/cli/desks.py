"""The window, and what goes with it: the demo, the tour, a call handed over, the self-test."""

import argparse
from pathlib import Path
from typing import Any

from mcsys_desktop.cli.answers import Exit, office_or_none, progress, progress_done, say
from mcsys_desktop.core import profile
from mcsys_desktop.core.i18n import _


def add(verbs: "argparse._SubParsersAction[Any]") -> None:
    """Declare ``demo``, ``tour``, ``ring`` and ``self-test``."""
    demo = verbs.add_parser(
        "demo",
        help=_("an invented office to look around in"),
        description=_("Makes the invented office if it is not there, and opens its window."),
    )
    demo.add_argument(
        "--make-only", action="store_true", help=_("make it and stop, without a window")
    )
    demo.set_defaults(run=_demo)

    tour = verbs.add_parser(
        "tour",
        help=_("open every screen of an invented office and keep pictures"),
        description=_("Opens every screen of an invented office and keeps pictures of it."),
    )
    tour.add_argument("--to", metavar="DIR", type=Path, required=True, help=_("where they go"))
    tour.set_defaults(run=_tour)

    ring = verbs.add_parser(
        "ring",
        help=_("hand a call to the running program"),
        description=_("Tells the running program that NUMBER calls."),
    )
    ring.add_argument("number", metavar=_("NUMBER"))
    ring.set_defaults(run=_ring)

    phone = verbs.add_parser("tour-telephone")  # the tour starts it; without help it is not listed
    phone.set_defaults(run=_telephone)

    reader = verbs.add_parser("read-list")  # reading a list of customers starts it; not listed
    reader.set_defaults(run=_read_list)
    drawer = verbs.add_parser("draw-papers")  # drawing many invoices starts it; not listed
    drawer.set_defaults(run=_draw_papers)

    test = verbs.add_parser(
        "self-test",
        help=_("prove that this copy of the program is whole"),
        description=_("Proves that this copy of the program is whole."),
    )
    test.set_defaults(run=_self_test)


def window(arguments: argparse.Namespace) -> int:
    """Open the window on the office that was named, or on the one that was opened last."""
    from mcsys_desktop.app import run, start  # Qt, which most verbs do without

    asked = start.Start(
        profile=profile.find(arguments.profile),
        office=office_or_none(arguments),
        password_file=arguments.password_file,
        invitation=arguments.opened,
        number=arguments.number_linked,
    )
    return run.run(asked)


def _demo(arguments: argparse.Namespace) -> int:
    place = profile.find(arguments.profile)
    if not place.demo_office.exists():
        from mcsys_desktop.services import offices  # the database, only when there is none yet

        offices.create_demo(place.demo_office, lambda done, of: progress(_making(done, of)))
        progress_done(_("The demo office is ready."))
    if arguments.make_only:
        return Exit.DONE
    from mcsys_desktop.app import run, start  # Qt

    demo = profile.url_of(place.demo_office)
    return run.run(start.Start(profile=place, office=demo, remember=False))


def _making(done: int, of: int) -> str:
    return _("Making the demo office: {done} of {of} customers").format(done=done, of=of)


def _tour(arguments: argparse.Namespace) -> int:
    from mcsys_desktop.app.tour import guide  # Qt

    return Exit.DONE if guide.run(arguments.to, say) else Exit.REFUSED


def _telephone(_arguments: argparse.Namespace) -> int:
    from mcsys_desktop.app.tour import telephone  # only the tour's own process

    return telephone.main()


def _read_list(_arguments: argparse.Namespace) -> int:
    from mcsys_desktop.core.contact_files import apart  # only that process

    return apart.main()


def _draw_papers(_arguments: argparse.Namespace) -> int:
    from mcsys_desktop.documents.invoices import apart  # only that process

    return apart.main()


def _ring(arguments: argparse.Namespace) -> int:
    from mcsys_desktop.app import hand_over  # Qt's local sockets

    place = profile.find(arguments.profile)
    hand_over.ring(place, office_or_none(arguments), arguments.number)
    return Exit.DONE


def _self_test(arguments: argparse.Namespace) -> int:
    from mcsys_desktop.app import self_test  # Qt

    return Exit.DONE if self_test.run(say) else Exit.REFUSED
