"""Text from outside made harmless, and the forms in which names are searched and sorted.

Whatever a caller, a phone system, a file or a keyboard sends passes `clean` before it is stored
or shown. Searching compares `fold` with `fold`; lists are ordered by `sort_key`, bytewise, so that
both databases and every desk agree on the order whatever their locale.
"""

import re
import unicodedata

# Letters that draw nothing, although Unicode counts them as letters or marks: they make two names
# look the same, or a name look empty.
_INVISIBLE = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
_DROPPED_CATEGORIES = frozenset({"Cc", "Cf", "Cs"})  # control, format (bidi, zero width), surrogate

_BREAKS = re.compile("\r\n|[\n\r\v\f\x85\u2028\u2029]")

# Letters that have no decomposition in Unicode, but that people type without their stroke, and the
# many quotes and dashes that stand for one.
_PLAIN = str.maketrans(
    {
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "ħ": "h",
        "ł": "l",
        "ŧ": "t",
        "\N{LATIN SMALL LETTER DOTLESS I}": "i",
        "æ": "ae",
        "œ": "oe",
        "þ": "th",
        "`": "'",
        "\N{LEFT SINGLE QUOTATION MARK}": "'",
        "\N{RIGHT SINGLE QUOTATION MARK}": "'",
        "\N{ACUTE ACCENT}": "'",
        "\N{HYPHEN}": "-",
        "\N{NON-BREAKING HYPHEN}": "-",
        "\N{EN DASH}": "-",
        "\N{EM DASH}": "-",
    }
)

# Words before a surname that do not count for its place in a Dutch list (De Vries stands under V),
# and the articles before a firm's name.
_ARTICLES = frozenset({"de", "den", "der", "het", "een", "'t", "'n", "the"})
_PREFIXES = _ARTICLES | {
    *("aan", "af", "bij", "in", "onder", "op", "over", "uit", "uijt", "van", "voor", "vanden"),
    *("vander", "d'", "l'", "'s", "te", "ten", "ter", "tho", "thoe", "thor", "toe", "tot", "ver"),
    *("da", "dal", "degli", "del", "des", "di", "du", "el", "la", "las", "le", "les", "lo", "los"),
    *("vom", "von", "vor", "zu", "zum", "zur"),
}


def clean(text: str, limit: int = 200, *, lines: bool = False) -> str:
    """Make text from outside fit to store and show: composed, visible, no longer than ``limit``.

    Control, bidi and zero-width characters go; blanks of any kind become one space. With
    ``lines`` (notes) line breaks stay.

    >>> clean("  Karin\\u202e de\\u00a0Vries\\x00 ")
    'Karin de Vries'
    """
    if text.isascii() and text.isprintable() and not lines:
        return " ".join(text.split())[:limit].rstrip()
    text = text[: limit * 4]  # composing can shorten, and must not cost time without bound
    if lines:
        kept = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n")
        parts = (_visible(line).rstrip() for line in kept.replace("\u2029", "\n").split("\n"))
        return "\n".join(parts).strip("\n")[:limit].rstrip()
    return " ".join(_visible(text).split())[:limit].rstrip()


def typed(text: str, *, lines: bool = False) -> str:
    """What a field takes of text that is typed, pasted or dropped: what draws something, as it is.

    Unlike `clean` it leaves blanks alone, because somebody is still typing. Where there is one line
    only, line breaks become blanks; with ``lines`` they stay.

    >>> typed("Kerkstraat 12\\r\\n 3811 AH\\x00\\n")
    'Kerkstraat 12 3811 AH'
    """
    if text.isascii() and text.isprintable():
        return text
    parts = [_drawn(part) for part in _BREAKS.split(text)]
    if lines:
        return "\n".join(parts)
    if len(parts) == 1:
        return parts[0]
    return " ".join(part.strip() for part in parts if part.strip())


def _visible(text: str) -> str:
    """The characters of one line that draw something, composed (NFC)."""
    return _drawn(unicodedata.normalize("NFC", text))


def _drawn(text: str) -> str:
    """The characters that draw something, and blanks."""
    return "".join(
        " " if character.isspace() else character
        for character in text
        if character not in _INVISIBLE
        and (character.isspace() or unicodedata.category(character) not in _DROPPED_CATEGORIES)
    )


def fold(text: str) -> str:
    """The form in which text is searched: small letters, no accents, single blanks.

    >>> fold("Ayşe  DEMİR-Çelik")
    'ayse demir-celik'
    """
    if text.isascii():
        return " ".join(text.lower().replace("`", "'").split())
    # The quotes go first: compatibility decomposition would turn an acute accent into a blank.
    opened = unicodedata.normalize("NFKD", text.translate(_PLAIN)).casefold()
    opened = unicodedata.normalize("NFKD", opened)
    bare = "".join(letter for letter in opened if not unicodedata.combining(letter))
    return " ".join(bare.translate(_PLAIN).split())


def split_name(name: str) -> tuple[str, str, str]:
    """First names, prefix and surname of a person whose name was given in one piece.

    >>> split_name("Pieter van der Wal")
    ('Pieter', 'van der', 'Wal')
    >>> split_name("Cher")
    ('', '', 'Cher')
    """
    words = _words(name)
    for at, word in enumerate(words[:-1]):
        if fold(word) not in _PREFIXES:
            continue
        end = at + 1
        while end < len(words) - 1 and fold(words[end]) in _PREFIXES:
            end += 1
        return " ".join(words[:at]), " ".join(words[at:end]), " ".join(words[end:])
    return " ".join(words[:-1]), "", words[-1] if words else ""


def _words(name: str) -> list[str]:
    """The words of a name; a double surname such as Smit-de Groot is one."""
    words: list[str] = []
    joins = False
    for word in name.split():
        if joins:
            words[-1] += f" {word}"
        else:
            words.append(word)
        last = fold(word.rpartition("-")[2])
        joins = last in _PREFIXES and (joins or "-" in word)
    return words


def sort_key(name: str, *, surname: str = "", prefix: str = "", company: bool = False) -> str:
    """Where a name stands in a Dutch list; compare bytewise (UTF-8).

    A person stands under the surname without its prefix, a firm under its name without an article.
    Give ``surname`` and ``prefix`` where they are known; otherwise they are read from ``name``.
    Two blanks part the surname from the rest, so that all of Smit come before Smit Veldhuis.

    >>> sort_key("Karin de Vries")
    'vries  karin de'
    >>> sort_key("De Gouden Leeuw B.V.", company=True)
    'gouden leeuw bv  de'
    """
    if company:
        words = name.split()
        if len(words) > 1 and fold(words[0]) in _ARTICLES:
            return _joined(" ".join(words[1:]), words[0], name)
        return _joined(name, "", name)
    if surname:
        first = name
        for part in (surname, prefix):
            first = first.removesuffix(part).rstrip() if part else first
        return _joined(surname, f"{first} {prefix}", name)
    first, prefix, surname = split_name(name)
    return _joined(surname, f"{first} {prefix}", name)


def _joined(head: str, tail: str, name: str) -> str:
    """Both parts without punctuation; the folded name itself when nothing would be left.

    A customer whose name nobody asked stands at the end of the list.
    """
    parts = (plain(head), plain(tail))
    return "  ".join(part for part in parts if part) or fold(name) or "~"


def plain(text: str) -> str:
    """Letters, digits and blanks only, folded, so that B.V. and BV stand at the same place.

    >>> plain("'s-Hertogenbosch")
    's hertogenbosch'
    """
    spaced = fold(text).replace("-", " ").replace("/", " ")
    kept = (letter for letter in spaced if letter.isalnum() or letter == " ")
    return " ".join("".join(kept).split())


def initials(name: str) -> str:
    """One or two capitals for a person's picture; empty when the name holds no letter or digit.

    >>> initials("Pieter van der Wal")
    'PW'
    """
    words = [word for word in _words(name) if any(letter.isalnum() for letter in word)]
    counted = [word for word in words if fold(word) not in _PREFIXES]
    chosen = counted or words
    ends = chosen[:1] + chosen[1:][-1:]
    return "".join(next(letter for letter in word if letter.isalnum()).upper()[:1] for word in ends)
