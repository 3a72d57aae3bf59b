"""The log says where, never whom."""

import logging
import subprocess
import sys
from pathlib import Path

import pytest

from mcsys_desktop.core import logs, reports
from mcsys_desktop.core.faults import Faults
from mcsys_desktop.core.profile import Profile

CANARIES = (
    "06-12 34 56 78",
    "+31 (0)33 461 20 45",
    "0334612045",
    "jansen@voorbeeld.example",
    "http://192.0.2.1:8765/GEHEIM/ring?number=0612345678",
    "Mfs4FIpfWLx-u534NaKghA",
    "NL91ABNA0417164300",
)


@pytest.mark.parametrize("canary", CANARIES)
def test_no_number_address_or_token_reaches_the_log(tmp_path: Path, canary: str) -> None:
    written = logs.Logs(Profile(tmp_path))
    written.start()
    try:
        logging.getLogger("mcsys_desktop.test").warning("about %s and so on", canary)
        try:
            raise ValueError(f"no place for {canary!r}")
        except ValueError:
            logging.getLogger("mcsys_desktop.test").exception("it failed for %s", canary)
    finally:
        written.stop()

    text = Profile(tmp_path).log.read_text()
    assert "about" in text
    assert "it failed" in text
    assert "ValueError" in text
    assert canary not in text
    assert "GEHEIM" not in text
    assert "0417164300" not in text


def test_a_name_that_a_driver_quotes_stays_out() -> None:
    with pytest.raises(RuntimeError) as caught:
        raise RuntimeError(
            "duplicate key value violates constraint\nDETAIL:  Key (name)=("
            + "Zonne"
            + "veld) exists."
        )
    told = reports.report(caught.value)
    assert "RuntimeError" in told
    assert "test_logs.py" in told
    assert "Zonneveld" not in told


def test_values_of_variables_stay_out() -> None:
    name = "Zonne" + "veld"
    with pytest.raises(KeyError) as caught:
        dict[str, str]()[name]
    told = logs.trace(caught.value)
    assert "KeyError" in told
    assert name not in told


def test_the_log_grows_no_further_than_its_four_files(tmp_path: Path) -> None:
    written = logs.Logs(Profile(tmp_path))
    written.start()
    try:
        for _line in range(3 * logs.SIZE // 900 * (logs.OLDER + 1)):
            logging.getLogger("mcsys_desktop.test").info("x" * 900)
    finally:
        written.stop()
    files = list((tmp_path / "log").glob("mcsys.log*"))
    assert len(files) == logs.OLDER + 1
    assert sum(file.stat().st_size for file in files) <= logs.SIZE * (logs.OLDER + 1)


def test_a_fault_of_the_interpreter_is_told_at_the_next_start(tmp_path: Path) -> None:
    program = (
        "import faulthandler, pathlib\n"
        "from mcsys_desktop.core import faults, profile\n"
        f"faults.Faults(profile.Profile(pathlib.Path({str(tmp_path)!r}))).start()\n"
        "faulthandler._sigabrt()\n"
    )
    ended = subprocess.run([sys.executable, "-c", program], check=False, capture_output=True)
    assert ended.returncode != 0

    again = Faults(Profile(tmp_path))
    try:
        assert "Abort" in again.start()
    finally:
        again.stop()

    after = Faults(Profile(tmp_path))
    try:
        assert after.start() == ""
    finally:
        after.stop()
