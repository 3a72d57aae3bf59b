"""A password of this desk lies sealed, and nowhere else."""

import os
from pathlib import Path

import pytest

from mcsys_desktop.core.kept_secrets import KeptSecrets


def test_a_secret_is_there_again_and_not_in_the_clear(tmp_path: Path) -> None:
    KeptSecrets(tmp_path).put("sip 201", "geheim201")
    assert KeptSecrets(tmp_path).get("sip 201") == "geheim201"
    assert KeptSecrets(tmp_path).get("sip 202") == ""
    for file in tmp_path.iterdir():
        assert b"geheim201" not in file.read_bytes()
        assert "201" not in file.name
        if os.name == "posix":
            assert file.stat().st_mode & 0o077 == 0


def test_it_can_be_replaced_and_forgotten(tmp_path: Path) -> None:
    kept = KeptSecrets(tmp_path)
    kept.put("sip", "one")
    kept.put("sip", "two")
    assert KeptSecrets(tmp_path).get("sip") == "two"
    kept.put("sip", "")
    assert not KeptSecrets(tmp_path).has("sip")
    assert not list(tmp_path.glob("*.secret"))


def test_one_that_cannot_be_read_any_more_is_asked_again(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    KeptSecrets(tmp_path).put("sip", "geheim201")
    (file,) = tmp_path.glob("*.secret")
    file.write_bytes(b"damaged")
    assert KeptSecrets(tmp_path).get("sip") == ""
    KeptSecrets(tmp_path).put("other", "geheim202")
    (other,) = (found for found in tmp_path.glob("*.secret") if found != file)
    other.replace(file)  # of another name: it does not open
    assert KeptSecrets(tmp_path).get("sip") == ""
    assert "geheim" not in caplog.text


def test_without_a_folder_they_are_kept_in_memory_and_never_shown() -> None:
    kept = KeptSecrets()
    kept.put("sip", "geheim201")
    assert kept.get("sip") == "geheim201"
    assert "geheim" not in repr(kept)
