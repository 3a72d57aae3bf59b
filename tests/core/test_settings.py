"""Settings are declared once, survive, and never keep a desk from starting."""

import json
import stat
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mcsys_desktop.core import settings
from mcsys_desktop.core.errors import UserError


def test_what_a_desk_chose_is_there_again_the_next_time(tmp_path: Path) -> None:
    chosen = settings.load(tmp_path)
    chosen.change("theme", "dark")
    chosen.change("text_scale", 120)
    chosen.change("listener_phones", ("192.0.2.7",))
    token = chosen.token()
    chosen.save(tmp_path)

    again = settings.load(tmp_path)

    assert (again.theme, again.text_scale, again.listener_phones) == ("dark", 120, ("192.0.2.7",))
    assert again.token() == token
    assert not again.complaint


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("theme", "purple"),
        ("text_scale", 89),
        ("text_scale", 131),
        ("text_scale", True),
        ("counter_mode", 1),
        ("listener_port", "8765"),
        ("listener_phones", (1,)),
        ("language", "xx"),
    ],
)
def test_a_setting_refuses_what_it_cannot_be(name: str, value: object) -> None:
    chosen = settings.Settings()
    with pytest.raises(UserError):
        chosen.change(name, value)
    assert chosen == settings.Settings()


def test_a_setting_that_went_wrong_falls_back_and_the_others_stay(tmp_path: Path) -> None:
    (tmp_path / settings.FILE).write_text(json.dumps({"theme": 7, "text_scale": 110}))

    read = settings.load(tmp_path)

    assert (read.theme, read.text_scale) == ("system", 110)


def test_what_a_newer_program_wrote_is_kept(tmp_path: Path) -> None:
    (tmp_path / settings.FILE).write_text(json.dumps({"from_the_future": [1, 2]}))

    settings.load(tmp_path).save(tmp_path)

    assert json.loads((tmp_path / settings.FILE).read_text())["from_the_future"] == [1, 2]


@given(st.binary(max_size=200))
def test_any_file_at_all_lets_the_desk_start(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    folder = tmp_path_factory.mktemp("profile")
    (folder / settings.FILE).write_bytes(content)

    read = settings.load(folder)

    assert read.theme in {"system", "light", "dark"}


def test_an_unreadable_file_is_set_aside_and_told(tmp_path: Path) -> None:
    (tmp_path / settings.FILE).write_text("{half a fi")

    read = settings.load(tmp_path)

    aside = tmp_path / f"{settings.FILE}.unreadable"
    assert aside.read_text() == "{half a fi"
    assert aside.name in read.complaint


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no mode bits")
def test_only_its_owner_may_read_the_file(tmp_path: Path) -> None:
    settings.Settings().save(tmp_path / "new")

    assert stat.S_IMODE((tmp_path / "new" / settings.FILE).stat().st_mode) == 0o600


def test_every_setting_that_people_see_says_what_it_does() -> None:
    for declared in settings.declared():
        if declared.shown:
            assert declared.help, declared.name
            assert declared.section, declared.name
