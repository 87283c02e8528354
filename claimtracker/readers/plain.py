"""Plain text: exactly as decoded, line ends and all."""

from claimtracker.readers.decoding import decoded
from claimtracker.readers.document import Document


def read_plain(data: bytes, name: str, encoding: str) -> Document:
    """Return the decoded text; Unreadable naming the byte that is in the way."""
    text, codec = decoded(data, name, encoding)
    return Document(text, "text/plain", codec)
