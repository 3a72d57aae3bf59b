"""Which settings are the office's: those of the phone systems that one desk connects to for all.

They are declared with the others, so that a source of calls finds them in one place, and they lie
in the database: whichever desk listens for the office has to know them.
"""

KINDS = ("sip", "asterisk", "fritzbox", "ncid")
# Which telephone rings first when somebody dials from here.
OF_THE_DESK = frozenset({"asterisk_channel", "asterisk_context"})


def kind_of(name: str) -> str:
    """The kind of phone system that a setting is about; empty for a setting of the desk.

    >>> kind_of("sip_server"), kind_of("asterisk_channel"), kind_of("theme")
    ('sip', '', '')
    """
    kind = name.partition("_")[0]
    return kind if kind in KINDS and name not in OF_THE_DESK else ""
