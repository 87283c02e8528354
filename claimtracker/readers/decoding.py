"""Bytes to text, strictly: nothing is guessed, for people cite the letters that come out.

A byte-order mark decides, else strict UTF-8, else the encoding that was given or declared.
"""

import codecs
import re

from claimtracker.readers.document import Unreadable

# UTF-32 first: its little-endian mark begins with UTF-16's.
MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Codecs that rewrite what stands in a file (escapes, host names) instead of decoding letters.
NO_LETTERS = re.compile(r"utf[-_]?7|(raw[-_])?unicode[-_]escape|idna|punycode", re.IGNORECASE)
SAVE = "save it as UTF-8, or name its encoding: --encoding cp1252"


def decoded(data: bytes, name: str, *encodings: str) -> tuple[str, str]:
    """Return (text, codec); the first of `encodings` that is not "" serves what is not UTF-8.

    Unreadable, naming the byte, where the text does not decode or can't be stored.
    """
    codec = marked(data)
    if not codec:
        codec = "utf-8" if is_utf8(data) else next(filter(None, encodings), "utf-8")
    text = _strictly(data, name, codec)
    _check_storable(text, codec, name)
    return text, codec


def marked(data: bytes) -> str:
    """Return the codec that a byte-order mark names, "" where there is none."""
    return next((codec for mark, codec in MARKS if data.startswith(mark)), "")


def is_utf8(data: bytes) -> bool:
    """Whether the bytes are strict UTF-8."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _strictly(data: bytes, name: str, codec: str) -> str:
    try:
        if NO_LETTERS.fullmatch(codec):
            raise LookupError(codec)
        return data.decode(codec)
    except UnicodeDecodeError as error:
        raise Unreadable(name, f"byte {error.start} is not {codec}", SAVE) from error
    except (LookupError, UnicodeError, ValueError) as error:
        raise Unreadable(
            name, f"{codec!r} is no encoding of text", "name one such as cp1252 or utf-16"
        ) from error


def _check_storable(text: str, codec: str, name: str) -> None:
    nul = text.find("\0")
    if nul >= 0:
        offset = len(text[:nul].encode(codec, "replace"))
        raise Unreadable(name, f"a NUL character at byte {offset}", "remove it: no text holds one")
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise Unreadable(
            name, f"half a surrogate pair at character {error.start}", "save it as UTF-8"
        ) from error
