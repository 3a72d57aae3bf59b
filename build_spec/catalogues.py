"""Makes the .mo files that gettext reads, with the standard library alone.

The environment that only runs the program has no Babel, and compiled files are not kept in the
repository, because they always differ.
"""

from __future__ import annotations

import ast
import os
import re
import struct
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def compile_catalogues(locale: Path) -> None:
    """Make the .mo files that gettext reads, where the .po file is newer."""
    for source in locale.glob("*/LC_MESSAGES/*.po"):
        target = source.with_suffix(".mo")
        if not target.exists() or target.stat().st_mtime_ns < source.stat().st_mtime_ns:
            fresh = target.with_suffix(f".{os.getpid()}")
            fresh.write_bytes(pack_messages(read_messages(source.read_text("utf-8"))))
            fresh.replace(target)


def read_messages(text: str) -> dict[str, str]:
    """The translated messages of a .po file, keyed as gettext looks them up.

    Fuzzy, untranslated and obsolete entries are left out: they show the English text.
    """
    statement = re.compile(r'(msgctxt|msgid_plural|msgid|msgstr(?:\[\d+\])?)?\s*(".*")')
    entry: dict[str, str] = {}
    entries = [entry]
    field = ""
    for line in map(str.strip, text.splitlines()):
        if line.startswith(("#", "msgctxt", "msgid ")) and field.startswith("msgstr"):
            entry, field = {}, ""
            entries.append(entry)
        if line.startswith("#,") and "fuzzy" in line:
            entry["fuzzy"] = line
        elif found := statement.fullmatch(line):
            field = found[1] or field
            entry[field] = entry.get(field, "") + ast.literal_eval(found[2])
    return {key: value for entry in entries for key, value in finished(entry).items()}


def finished(entry: Mapping[str, str]) -> dict[str, str]:
    """One entry as gettext stores it; nothing where a form is not translated."""
    forms = [entry[field] for field in sorted(entry) if field.startswith("msgstr")]
    if not forms or not all(forms) or ("fuzzy" in entry and entry["msgid"]):
        return {}
    key = entry["msgid"]
    if "msgctxt" in entry:
        key = f"{entry['msgctxt']}\x04{key}"
    if "msgid_plural" in entry:
        key = f"{key}\0{entry['msgid_plural']}"
    return {key: "\0".join(forms)}


def pack_messages(messages: Mapping[str, str]) -> bytes:
    """The bytes of a .mo file (the format is described in the GNU gettext manual)."""
    pairs = sorted((key.encode(), value.encode()) for key, value in messages.items())
    columns = [[key for key, _ in pairs], [value for _, value in pairs]]
    table, texts = b"", b""
    start = 28 + 16 * len(pairs)
    for column in columns:
        for text in column:
            table += struct.pack("<II", len(text), start + len(texts))
            texts += text + b"\0"
    head = struct.pack("<7I", 0x950412DE, 0, len(pairs), 28, 28 + 8 * len(pairs), 0, 0)
    return head + table + texts
