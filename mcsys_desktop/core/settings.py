"""What a desk can choose. Each setting is declared once: type, default, words, limits.

The settings page, the checks and the file all come from the declarations below. What is kept here
belongs to this desk (one profile folder), never to the office: that is in the database, and so are
the phone systems (`core.settings_office`), whose settings are only declared here.
"""

import json
import logging
import os
from collections.abc import Iterator
from dataclasses import Field, dataclass, field, fields
from pathlib import Path
from typing import Any, Literal

from mcsys_desktop.core import sums
from mcsys_desktop.core.declaring import Declaration as Declaration
from mcsys_desktop.core.declaring import checked, setting
from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import LANGUAGES, N_, _
from mcsys_desktop.core.kept_secrets import KeptSecrets
from mcsys_desktop.core.settings_asterisk import AsteriskSettings
from mcsys_desktop.core.settings_book import BOOK as BOOK
from mcsys_desktop.core.settings_book import BookSettings
from mcsys_desktop.core.settings_boxes import BoxSettings
from mcsys_desktop.core.settings_dialling import DIALLING as DIALLING
from mcsys_desktop.core.settings_dialling import DiallingSettings
from mcsys_desktop.core.settings_mail import MAIL as MAIL
from mcsys_desktop.core.settings_mail import MailSettings
from mcsys_desktop.core.settings_office import kind_of
from mcsys_desktop.core.settings_popping import PoppingSettings
from mcsys_desktop.core.settings_sip import SIP as SIP
from mcsys_desktop.core.settings_sip import SipSettings

log = logging.getLogger(__name__)
FILE = "settings.json"
SECRETS = "secrets"  # the folder beside it


LOOKS = N_("Appearance")
DESK = N_("This desk")
LOCK = N_("Lock")
PHONE = N_("Telephony")


@dataclass
class Settings(
    MailSettings,
    BookSettings,
    BoxSettings,
    AsteriskSettings,
    SipSettings,
    DiallingSettings,
    PoppingSettings,
):
    """The choices of one desk. ``change`` checks a value; ``save`` keeps them all."""

    language: str = setting(
        "nl", N_("Language"), N_("Works from the next start."), section=LOOKS, choices=LANGUAGES
    )
    theme: Literal["system", "light", "dark"] = setting(
        "system",
        N_("Theme"),
        N_("Light, dark, or as the system has it."),
        section=LOOKS,
        choices={"system": N_("System"), "light": N_("Light"), "dark": N_("Dark")},
    )
    density: Literal["compact", "normal", "roomy"] = setting(
        "normal",
        N_("Density"),
        N_("How much room rows and fields take."),
        section=LOOKS,
        choices={"compact": N_("Compact"), "normal": N_("Normal"), "roomy": N_("Roomy")},
    )
    text_scale: int = setting(
        100, N_("Text size"), N_("In per cent."), section=LOOKS, least=90, most=130
    )
    rail_narrow: bool = setting(
        False, N_("Narrow menu"), N_("Only icons in the menu on the left."), section=LOOKS
    )
    desk_name: str = setting(
        "", N_("Name of this desk"), N_("For example: Counter 1."), section=DESK
    )
    counter_mode: bool = setting(
        False,
        N_("This desk is a counter"),
        N_("Hides amounts and other people's names until you ask for them."),
        section=DESK,
    )
    lock_after: int = setting(
        15,
        N_("Lock after"),
        N_("Minutes without a key or the mouse, from 1 to 120."),
        section=LOCK,
        least=1,
        most=120,
    )
    extension: str = setting(
        "", N_("Extension"), N_("The number of the phone at this desk."), section=PHONE
    )
    listener_enabled: bool = setting(
        False,
        N_("Listen to phones"),
        N_("Lets desk phones report their calls to this computer."),
        section=PHONE,
    )
    listener_address: str = setting(
        "",
        N_("Address"),
        N_("The network address of this computer that the phones can reach."),
        section=PHONE,
    )
    listener_port: int = setting(
        8765,
        N_("Port"),
        N_("Where the phones find this program at that address."),
        section=PHONE,
        least=0,  # 0 takes a free port: for tests and the tour
        most=65535,
    )
    listener_token: str = setting(
        "",
        N_("Token"),
        N_("The secret part of the address that the phones are given."),
        section=PHONE,
    )
    listener_phones: tuple[str, ...] = setting(
        (),
        N_("Phones"),
        N_("Only these network addresses may report calls, one per line."),
        section=PHONE,
    )
    listener_names: bool = setting(
        False,
        N_("Give names to the phone system"),
        N_("Answers a phone system on the list that asks who is calling; names leave the program."),
        section=PHONE,
    )
    listener_webhooks: bool = setting(
        False,
        N_("Listen to a provider's messages"),
        N_("Only for an office with a relay that passes on what its provider sends."),
        section=PHONE,
    )
    listener_relay: str = setting(
        "",
        N_("Address of the relay"),
        N_("As the provider knows it, for example https://relay.example.nl."),
        section=PHONE,
    )
    listener_numbers: str = setting("")  # how phones write them (`core.number_forms`)
    backup_recipients: tuple[str, ...] = setting(())  # public keys that lock backups made here
    backup_folder: str = setting("")  # where they go
    backup_at: str = setting("02:30")  # the time of the nightly one
    desk_id: str = setting("")  # tells this desk from others, made at first use: a UUID
    office: str = setting("")  # the address of the office that was opened last
    dock_visible: bool = setting(True)
    window_geometry: str = setting("")  # Qt's own form, base64
    window_state: str = setting("")
    customer_window: str = setting("")  # where the last one of its own stood
    compact_positions: dict[str, list[int]] = field(default_factory=dict)  # per set of screens
    secrets: KeptSecrets = field(default_factory=KeptSecrets, compare=False, repr=False)
    lists: dict[str, str] = field(default_factory=dict)  # what each login chose of each list
    printing: dict[str, str] = field(default_factory=dict)  # how each kind of paper is printed
    complaint: str = ""  # a sentence about the file that was read; never kept
    _unknown: dict[str, Any] = field(default_factory=dict)  # of a newer program: kept as it is

    def change(self, name: str, value: object) -> None:
        """Set one setting. Raises UserError with a sentence when it cannot have that value."""
        setattr(self, name, checked(_FIELDS[name], getattr(Settings(), name), value))

    def identity(self) -> str:
        """What tells this desk from the others of its office, after each start: a UUID."""
        if not self.desk_id:
            import uuid  # only where other desks must know this one

            self.desk_id = str(uuid.uuid4())
        return self.desk_id

    def token(self) -> str:
        """The listener's token, made at first use."""
        return self.own_token("listener_token")

    def save(self, folder: Path) -> None:
        """Write the file whole or not at all; only its owner may read it. Raises OSError."""
        import tempfile  # nothing is saved before the first frame

        kept = {name: getattr(self, name) for name in _FIELDS if not kind_of(name)}
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle, temporary = tempfile.mkstemp(dir=folder, prefix=FILE)  # made with mode 0600
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                json.dump(sums.added(self._unknown | kept), file, indent=1, sort_keys=True)
                file.flush()
                os.fsync(file.fileno())
            Path(temporary).replace(folder / FILE)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise


def _elsewhere(item: Field[Any]) -> bool:
    """Whether it is declared in a file of its own; such sections come last."""
    return any(item.name in base.__annotations__ for base in Settings.__bases__)


_FIELDS: dict[str, Field[Any]] = {
    item.name: item
    for item in sorted(fields(Settings), key=_elsewhere)
    if item.name not in ("secrets", "complaint", "_unknown")
}


def declared() -> Iterator[Declaration]:
    """All settings in the order of the settings page."""
    defaults = Settings()
    for name, item in _FIELDS.items():
        about = item.metadata
        yield Declaration(
            name,
            getattr(defaults, name),
            about.get("label", ""),
            about.get("help", ""),
            about.get("section", ""),
            about.get("choices", {}),
            about.get("least"),
            about.get("most"),
        )


def load(folder: Path) -> Settings:
    """The settings of the desk whose profile lies in ``folder``; defaults where there are none.

    A file that cannot be read is set aside under another name, and ``complaint`` says so. Raises
    nothing: a desk must start, whatever its settings look like.
    """
    settings = Settings(secrets=KeptSecrets(folder / SECRETS))
    try:
        text = (folder / FILE).read_text(encoding="utf-8")
    except FileNotFoundError:
        return settings
    except (OSError, UnicodeDecodeError):
        return _set_aside(folder, settings)
    try:
        found = sums.taken(json.loads(text))
    except (ValueError, AttributeError, RecursionError):  # also what is no object at all
        return _set_aside(folder, settings)
    for name, value in found.items():
        if kind_of(name):
            continue  # kept by a program that had phone systems of one desk
        if name not in _FIELDS:
            settings._unknown[name] = value
            continue
        try:
            settings.change(name, value)
        except UserError:
            log.warning("a setting has a value it cannot have: %s", name)
    return settings


def _set_aside(folder: Path, settings: Settings) -> Settings:
    aside = folder / f"{FILE}.unreadable"
    try:
        (folder / FILE).replace(aside)
    except OSError:
        log.warning("the settings could be neither read nor set aside")
    settings.complaint = _(
        "The settings of this desk could not be read and are back to what they were at first."
        " The old file was kept as {file}."
    ).format(file=aside.name)
    return settings
