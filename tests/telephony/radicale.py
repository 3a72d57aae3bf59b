"""Radicale, a real CardDAV server, where it is installed; only tests use it."""

import contextlib
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import requests

PROGRAM = shutil.which("radicale") or ""


@contextlib.contextmanager
def real_server(folder: Path) -> Iterator[str]:
    """Radicale with one address book."""
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        port = door.getsockname()[1]
    (folder / "users").write_text("winkel:geheim8\n")
    config = folder / "config"
    config.write_text(
        f"[server]\nhosts = 127.0.0.1:{port}\n[auth]\ntype = htpasswd\n"
        f"htpasswd_filename = {folder / 'users'}\nhtpasswd_encryption = plain\n"
        f"[storage]\nfilesystem_folder = {folder / 'collections'}\n"
    )
    url = f"http://127.0.0.1:{port}/winkel/phones/"
    make = (
        b'<?xml version="1.0"?><mkcol xmlns="DAV:" xmlns:c="urn:ietf:params:xml:ns:carddav"><set>'
        b"<prop><resourcetype><collection/><c:addressbook/></resourcetype></prop></set></mkcol>"
    )
    process = subprocess.Popen(
        [PROGRAM, "--config", str(config)],
        env=os.environ,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        until = time.monotonic() + 20
        while time.monotonic() < until:
            with contextlib.suppress(requests.ConnectionError):
                answer = requests.request(
                    "MKCOL", url, data=make, auth=("winkel", "geheim8"), timeout=5
                )
                assert answer.status_code == 201, answer.text
                break
            time.sleep(0.1)
        yield url
    finally:
        process.kill()
        process.wait()
