"""Files that somebody, or a disk, damaged: the same ones for the same seed."""

import random
from pathlib import Path

DATA = Path(__file__).resolve().parents[2] / "data" / "imports"
_NASTY = (
    *(b'"', b'""', b"\n", b"\r", b"\r\n", b";", b",", b"\t", b"\x00", b"\xff\xfe", b"\xef\xbb\xbf"),
    *(
        b"BEGIN:VCARD\r\n",
        b"END:VCARD\r\n",
        b"=",
        b"=\r\n",
        b"\\",
        b":",
        b"item1.",
        b"\x80",
        b"\xe9",
    ),
    *(b"ENCODING=QUOTED-PRINTABLE:", b"ENCODING=b:", b"CHARSET=utf-7:", b"CHARSET=idna:", b"\r\n "),
    *("\u202e".encode(), "\ud7ff".encode(), "🙂".encode(), b"N;" * 40, b'"' * 300, b"sep=;\n"),
)


def tables() -> list[bytes]:
    """Sound CSV files, to be damaged."""
    found = [file.read_bytes() for file in sorted(DATA.glob("*.csv"))]
    rows = "".join(f'{n};"Klant ""{n}""";"a\nb";k{n}@example.nl\r\n' for n in range(40))
    return [*found, f"Nr;Naam;Notitie;E-mail\r\n{rows}".encode(), rows.encode("utf-16")]


def cards() -> list[bytes]:
    """Sound vCard files, to be damaged."""
    return [file.read_bytes() for file in sorted(DATA.glob("*.vcf"))]


def damaged(chance: random.Random, whole: list[bytes]) -> bytes:
    """One of ``whole`` after some accidents: cut off, flipped, doubled, mixed, or stuffed."""
    made = bytearray(chance.choice(whole))
    for _time in range(chance.randint(1, 12)):
        at = chance.randrange(len(made) + 1)
        match chance.randrange(7):
            case 0:
                del made[at:]
            case 1 if at < len(made):
                made[at] ^= 1 << chance.randrange(8)
            case 2:
                made[at:at] = chance.choice(_NASTY) * chance.choice((1, 1, 1, 3, 50))
            case 3:
                end = at + chance.randrange(200)
                made[at:at] = made[at:end]
            case 4:
                other = chance.choice(whole)
                made[at:at] = other[chance.randrange(len(other)) :][:500]
            case 5:
                del made[at : at + chance.randrange(1, 60)]
            case _:
                made[at:at] = bytes(chance.randrange(256) for _one in range(chance.randrange(40)))
    return bytes(made)
