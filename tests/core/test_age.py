"""What is locked for two opens for each; a mistyped key is noticed; errors keep their names."""

import io

import pytest

from mcsys_desktop.core import age
from mcsys_desktop.core.errors import UserError
from mcsys_desktop.services.backups import sheet_lines

SECRET = b"canary " * 50_000


def locked(*identities: str) -> bytes:
    target = io.BytesIO()
    age.encrypt(io.BytesIO(SECRET), target, [age.recipient_of(each) for each in identities])
    return target.getvalue()


def test_each_of_two_opens_it_and_nobody_else() -> None:
    one, other, third = (age.new_identity() for _each in range(3))
    data = locked(one, other)
    assert data.startswith(age.MAGIC)
    assert b"canary" not in data
    for identity in (one, other):
        opened = io.BytesIO()
        age.decrypt(io.BytesIO(data), opened, [identity])
        assert opened.getvalue() == SECRET
    with pytest.raises(age.WrongKey):
        age.decrypt(io.BytesIO(data), io.BytesIO(), [third])
    with pytest.raises(ValueError, match="nobody"):
        age.encrypt(io.BytesIO(SECRET), io.BytesIO(), [])


@pytest.mark.parametrize("length", [0, 10, 100, 500, 70_000])
def test_what_was_cut_off_is_damaged(length: int) -> None:
    one = age.new_identity()
    with pytest.raises(age.Damaged):
        age.decrypt(io.BytesIO(locked(one)[:length]), io.BytesIO(), [one])


def test_a_key_is_read_as_people_type_it_and_every_mistake_is_noticed() -> None:
    key = age.new_identity()
    printed = sheet_lines(key)
    assert max(map(len, printed)) <= 24
    for typed in (key, key.lower(), "\n".join(printed), f"# van de eigenaar\n\n  {key}\n"):
        assert age.read_identity(typed) == key
    letters = "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L"
    for at in range(len(age.PRIVATE), len(key)):
        other = letters[(letters.index(key[at]) + 1) % len(letters)]
        with pytest.raises(UserError):
            age.read_identity(key[:at] + other + key[at + 1 :])
    for wrong in ("", "# niets", "age1", key + key, key[:-1]):
        with pytest.raises(UserError):
            age.read_identity(wrong)


def test_a_public_key_with_a_mistake_is_refused() -> None:
    good = age.recipient_of(age.new_identity())
    age.check_recipient(good)
    for wrong in ("", good[:-1], good.replace(good[10], "q" if good[10] != "q" else "p", 1)):
        with pytest.raises(UserError):
            age.check_recipient(wrong)


class _Full(io.BytesIO):
    def write(self, _data: object) -> int:
        raise OSError(28, "No space left on device")


class _Gone(io.BytesIO):
    def read(self, _size: int | None = -1) -> bytes:
        raise ConnectionError("gone")


def test_what_a_stream_raises_is_passed_on_as_it_is() -> None:
    one = age.new_identity()
    with pytest.raises(OSError, match="No space"):
        age.encrypt(io.BytesIO(SECRET), _Full(), [age.recipient_of(one)])
    with pytest.raises(ConnectionError):
        age.encrypt(_Gone(), io.BytesIO(), [age.recipient_of(one)])
    with pytest.raises(OSError, match="No space"):
        age.decrypt(io.BytesIO(locked(one)), _Full(), [one])
    with pytest.raises(ConnectionError):
        age.decrypt(_Gone(), io.BytesIO(), [one])
