"""Documents as canonical text, and back.

JSON with sorted keys and no blanks; dates as ISO 8601, bytes in base64.
"""

import base64
import json
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

D = TypeVar("D")


def text(part: Any) -> str:
    """A snapshot or its particulars as text: the same content is the same bytes."""
    return json.dumps(_plain(part), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def read(kind: type[D], text: str) -> D:
    """What ``text`` wrote. A field that is not there yet gets its default.

    Raises ValueError for what is no text of that kind.
    """
    try:
        made: D = _made(kind, json.loads(text))
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError(f"this is no {kind.__name__}") from error
    return made


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return {one.name: _plain(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes):
        return base64.b64encode(value).decode("ascii")
    return value


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _made(kind: Any, plain: Any) -> Any:
    if is_dataclass(kind) and isinstance(kind, type):
        given = {
            one.name: _made(_hints(kind)[one.name], plain[one.name])
            for one in fields(kind)
            if one.name in plain or (one.default is MISSING and one.default_factory is MISSING)
        }
        return kind(**given)
    origin = get_origin(kind)
    if origin in (Union, UnionType):
        if plain is None:
            return None
        return _made(next(one for one in get_args(kind) if one is not NoneType), plain)
    if origin is tuple:
        return tuple(_made(get_args(kind)[0], one) for one in plain)
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return kind(plain)
    if kind is date:
        return date.fromisoformat(plain)
    if kind is bytes:
        return base64.b64decode(plain, validate=True)
    if not isinstance(plain, kind):
        raise TypeError("of another kind")
    return plain
