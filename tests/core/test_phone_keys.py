"""Each telephone has a key of its own, and none when its name is taken away."""

from pathlib import Path

import pytest

from mcsys_desktop.core import phone_keys
from mcsys_desktop.core.kept_secrets import KeptSecrets
from mcsys_desktop.core.settings import Settings, load


def test_a_key_is_made_once_and_is_another_for_each(tmp_path: Path) -> None:
    settings = load(tmp_path)
    settings.change("book_phones", ["Balie", "Werkplaats"])
    first = phone_keys.keys(settings)
    assert list(first) == ["Balie", "Werkplaats"]
    assert len(set(first.values())) == 2
    assert all(len(key) >= 22 for key in first.values())
    settings.save(tmp_path)
    assert phone_keys.keys(load(tmp_path)) == first
    told = (tmp_path / "settings.json").read_text("utf-8")
    assert not any(key in told for key in first.values())


def test_whose_name_is_taken_away_gets_another_key_later() -> None:
    settings = Settings(book_phones=("Balie", "Werkplaats"))
    first = phone_keys.keys(settings)
    settings.change("book_phones", ["Werkplaats"])
    assert phone_keys.keys(settings) == {"Werkplaats": first["Werkplaats"]}
    settings.change("book_phones", ["Balie", "Werkplaats"])
    again = phone_keys.keys(settings)
    assert again["Werkplaats"] == first["Werkplaats"]
    assert again["Balie"] != first["Balie"]


def test_names_that_cannot_be_told_apart_are_one_telephone() -> None:
    settings = Settings(book_phones=("Balie 2", "balie-2", "  ", "!!", "René"))
    assert list(phone_keys.keys(settings)) == ["Balie 2", "René"]


def test_a_key_that_cannot_be_forgotten_is_forgotten_later(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    settings = Settings(book_phones=("Balie",))
    first = phone_keys.keys(settings)
    settings.change("book_phones", [])
    with monkeypatch.context() as broken:
        broken.setattr(KeptSecrets, "put", _full)
        assert phone_keys.keys(settings) == {}
    settings.change("book_phones", ["Werkplaats"])
    phone_keys.keys(settings)
    settings.change("book_phones", ["Balie"])
    assert phone_keys.keys(settings)["Balie"] != first["Balie"]


def _full(*_args: object) -> None:
    raise OSError
