"""Where the files that come with the program are: beside a checkout, or inside the frozen build."""

import sys
from pathlib import Path


def root() -> Path:
    """The folder ``resources``."""
    bundle: str | None = getattr(sys, "_MEIPASS", None)  # set by PyInstaller's starter
    if bundle is not None:
        return Path(bundle) / "resources"
    return Path(__file__).resolve().parents[2] / "resources"


def path(*parts: str) -> Path:
    """The file or folder ``resources/part/part/...``; it is not looked whether it is there."""
    return root().joinpath(*parts)
