"""Letters of other alphabets that look like ours, so that nobody hides behind them.

A Cyrillic "а" in "Bаkkerij" draws the same as the Latin one and is another name to a computer.
`skeleton` writes both the same way. What is covered: the letters of Cyrillic, Greek and Armenian
that look like a Latin one in the usual typefaces, and all that Unicode itself calls another form of
a letter (wide, mathematical, circled). What is not: look-alikes inside the Latin alphabet (0 and O,
1 and l, rn and m), and whole words in another alphabet, which deceive nobody.
"""

from mcsys_desktop.core import text

_SMALL = {  # as `text.fold` leaves them: small, without accents
    **dict(zip("авеѕіјорсухԁԛԝһѵ", "abesijopcyxdqwhv", strict=True)),
    **dict(zip("кмнтгьзбпӏ", "kmhtrb36nl", strict=True)),
    **dict(zip("αβγεζηικμνορτυχω", "abyeznikmvoptuxw", strict=True)),
    **dict(zip("աոսօցհյզ", "wnuoghjq", strict=True)),
}
# A capital may look like a letter that its small form does not: В is a B, Н an H, Ρ a P.
_CAPITAL = {
    **dict(zip("АВЕЅІЈКМНОРСТУХԌ", "ABESIJKMHOPCTYXG", strict=True)),
    **dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEZHIKMNOPTYX", strict=True)),
}
_LETTERS = str.maketrans(_SMALL | _CAPITAL)


def skeleton(name: str) -> str:
    """``name`` folded, in the Latin letters that it looks to be written in.

    >>> skeleton("Bаkkerij De Vries") == text.fold("Bakkerij De Vries")  # its а is Cyrillic
    True
    """
    if name.isascii():
        return text.fold(name)
    return text.fold(name.translate(_LETTERS)).translate(_LETTERS)
