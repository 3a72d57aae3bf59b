"""The phone systems of an office: kept for all desks, their passwords for who may run them."""

import threading
from pathlib import Path

import pytest

from mcsys_desktop.core import certificates
from mcsys_desktop.core.errors import Refused, StaleRecord, UserError
from mcsys_desktop.core.settings import Settings
from mcsys_desktop.models import base
from mcsys_desktop.models.phone_systems import PhoneSecret
from mcsys_desktop.services import history, listening, phone_systems
from mcsys_desktop.services.phone_systems import PhoneSystem
from mcsys_desktop.telephony.fritzbox import source as fritzbox
from mcsys_desktop.telephony.sip.source import SipSource
from tests.conftest import AtDesk, Office

ADMIN = "carla"
SIP = {"sip_enabled": True, "sip_server": "10.0.0.9", "sip_user": "201", "sip_watch": ("202",)}


def test_what_was_kept_is_read_at_every_desk(db: Office, at_desk: AtDesk) -> None:
    kept = at_desk(lambda: phone_systems.keep(PhoneSystem("sip", SIP), "geheim"), login=ADMIN)
    read = at_desk(lambda: phone_systems.first("sip"), login="anna")
    assert read == kept
    assert (read.chosen, read.enabled, read.has_password) == (SIP, True, True)
    assert at_desk(phone_systems.listed, login="anna") == [kept]
    assert phone_systems.first("ncid") == PhoneSystem("ncid")


def test_whoever_listens_gets_the_password_and_the_same_identity(
    db: Office, at_desk: AtDesk
) -> None:
    kept = at_desk(lambda: phone_systems.keep(PhoneSystem("sip", SIP), "geheim"), login=ADMIN)
    one, other = Settings(theme="dark"), Settings()
    laid = at_desk(lambda: phone_systems.to_run(kept, one), login="anna")
    again = at_desk(lambda: phone_systems.to_run(kept, other), login="anna")
    assert laid.secrets.get("sip 201@10.0.0.9") == "geheim"
    assert laid.theme == "dark"
    assert laid.instance() == again.instance()
    assert (one.sip_server, one.secrets.has("sip 201@10.0.0.9")) == ("", False)
    (source,) = at_desk(lambda: listening.wanted(one).renewed({}), login="anna").values()
    assert isinstance(source, SipSource)
    assert source.key == "sip:201@10.0.0.9"


def test_what_is_switched_off_is_not_listened_to(db: Office, at_desk: AtDesk) -> None:
    def work() -> None:
        phone_systems.keep(PhoneSystem("sip", SIP), "geheim")
        phone_systems.change("sip", "sip_enabled", False)
        assert not listening.wanted(Settings()).systems
        assert phone_systems.first("sip").has_password

    at_desk(work, login=ADMIN)


def test_a_password_is_not_sent_to_another_address(db: Office, at_desk: AtDesk) -> None:
    def work() -> None:
        phone_systems.keep(PhoneSystem("sip", SIP), "geheim")
        moved = phone_systems.change("sip", "sip_server", "10.0.0.66")
        assert not moved.has_password
        assert not phone_systems.to_run(moved, Settings()).secrets.has("sip 201@10.0.0.66")
        back = phone_systems.change("sip", "sip_server", "10.0.0.9")
        assert phone_systems.to_run(back, Settings()).secrets.get("sip 201@10.0.0.9") == "geheim"
        assert not phone_systems.give_password("sip", "").has_password
        assert PhoneSecret.select().count() == 0

    at_desk(work, login=ADMIN)


@pytest.mark.parametrize("engine", ["postgres"])
def test_only_an_administrator_changes_them_and_a_reader_sees_no_password(
    db: Office, at_desk: AtDesk
) -> None:
    import psycopg

    kept = at_desk(lambda: phone_systems.keep(PhoneSystem("sip", SIP), "geheim"), login=ADMIN)
    for act in (
        lambda: phone_systems.keep(PhoneSystem("sip", SIP)),
        lambda: phone_systems.give_password("sip", "anders"),
        lambda: phone_systems.remove(kept.id),
    ):
        with pytest.raises(Refused):
            at_desk(act, login="anna")
    with db.raw("rita") as connection:
        assert connection.execute("SELECT kind FROM phone_system").fetchall() == [("sip",)]
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute("SELECT secret FROM phone_secret")
    with db.raw("anna") as connection:
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute("UPDATE phone_secret SET secret = 'x', version = version + 1")
        connection.rollback()
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute("DELETE FROM phone_system")


def test_no_log_holds_the_password_and_each_change_stands_in_it(
    db: Office, at_desk: AtDesk
) -> None:
    at_desk(lambda: phone_systems.keep(PhoneSystem("sip", SIP), "kerstboom7"), login=ADMIN)
    at_desk(lambda: phone_systems.change("sip", "sip_user", "203"), login=ADMIN)
    details = [str(row) for row in base.rows("SELECT * FROM audit_detail")]
    assert details
    assert not [line for line in details if "kerstboom7" in line]

    def told() -> list[str]:
        act = history.acts(history.Sought(kind=history.Kind.CHANGES))[0]
        return [change.new for line in act.lines for change in line.changes]

    (line,) = at_desk(told, login=ADMIN)
    assert "User name: 203" in line
    assert "kerstboom7" not in line


def test_somebody_who_was_first_is_not_overwritten(db: Office, at_desk: AtDesk) -> None:
    def work() -> None:
        seen = phone_systems.keep(PhoneSystem("sip", SIP))
        phone_systems.keep(seen)
        phone_systems.change("sip", "sip_user", "202")
        with pytest.raises(StaleRecord):
            phone_systems.keep(PhoneSystem("sip", {}, id=seen.id, version=seen.version))
        phone_systems.remove(seen.id)
        with pytest.raises(UserError):
            phone_systems.keep(seen)
        assert phone_systems.listed() == []

    at_desk(work, login=ADMIN)


def test_what_no_setting_can_be_is_refused(db: Office, at_desk: AtDesk) -> None:
    def refuse(kind: str, name: str, value: object) -> None:
        with pytest.raises(UserError):
            phone_systems.keep(PhoneSystem(kind, {name: value}))

    def work() -> None:
        refuse("sip", "sip_transport", "pigeon")
        refuse("fritzbox", "fritzbox_port", 0)
        refuse("telex", "telex_enabled", True)
        refuse("sip", "sip_authority", "/nowhere/at/all.pem")
        kept = phone_systems.keep(PhoneSystem("sip", {"theme": "dark", "sip_user": "201"}))
        assert kept.chosen == {"sip_user": "201"}

    at_desk(work, login=ADMIN)


def test_a_certificate_is_kept_and_not_the_name_of_its_file(
    db: Office, at_desk: AtDesk, tmp_path: Path
) -> None:
    pem = certificates.make_authority("Voorbeeld", "pbx.example.nl", "10.0.0.9").pem.decode()
    file, empty = tmp_path / "ca.crt", tmp_path / "empty.crt"
    file.write_text(pem)
    empty.write_text("niets")

    def work() -> None:
        kept = phone_systems.keep(PhoneSystem("sip", {"sip_authority": str(file)}))
        assert kept.chosen["sip_authority"] == pem
        assert phone_systems.keep(kept).chosen == kept.chosen
        with pytest.raises(UserError):
            phone_systems.change("sip", "sip_authority", str(empty))

    at_desk(work, login=ADMIN)


def test_changes_that_do_not_wait_for_each_other_are_all_kept(db: Office, at_desk: AtDesk) -> None:
    def change(name: str, value: object) -> None:
        with base.connected():
            phone_systems.change("sip", name, value)

    def work() -> None:
        threads = [threading.Thread(target=change, args=each) for each in SIP.items()]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert [system.chosen for system in phone_systems.listed()] == [SIP]

    at_desk(work, login=ADMIN)


def test_a_box_does_without_a_password_and_more_with_one(db: Office, at_desk: AtDesk) -> None:
    assert phone_systems.knows_password("fritzbox")
    assert not phone_systems.needs_password("fritzbox")
    assert not phone_systems.needs_password("ncid")
    chosen = {"fritzbox_enabled": True, "fritzbox_login": "kantoor"}

    def work() -> Settings:
        kept = phone_systems.keep(PhoneSystem("fritzbox", chosen), "geheim")
        return phone_systems.to_run(kept, Settings())

    laid = at_desk(work, login=ADMIN)
    assert fritzbox.asking(laid) is not None
    laid.fritzbox_login = "iemand anders"
    assert fritzbox.asking(laid) is None
