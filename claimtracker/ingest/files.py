"""A file before anything is stored: read, extracted, or refused with the reason."""

import hashlib
import stat
from dataclasses import dataclass, replace
from pathlib import Path

from claimtracker import extraction, readers
from claimtracker.extraction.drafts import ArticleDraft


class Refused(Exception):
    """The file can't become an article; the message is one line that says why and what helps."""


@dataclass(frozen=True, slots=True)
class Particulars:
    """What the importer knows about a file that its text may not say; "" where nothing."""

    url: str = ""
    published_on: str = ""
    source: str = ""
    addressee: str = ""
    encoding: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A file as read and extracted, before anything is stored.

    `url` is where it was published, as the importer or else the file itself says.
    """

    name: str
    data: bytes
    document: readers.Document
    draft: ArticleDraft
    url: str

    @property
    def sha256(self) -> str:
        """The hash of the original bytes: the article's identity."""
        return hashlib.sha256(self.data).hexdigest()


def load(path: Path) -> bytes:
    """Return a file's bytes; Refused where there is none, or it is larger than any article."""
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            raise Refused(f"{path}: neither a file nor a folder; give one of the two")
        size = found.st_size
        if size > readers.MAX_BYTES:
            raise Refused(
                f"{path}: {size:,} bytes are more than the {readers.MAX_BYTES:,} of an article; "
                "split the file"
            )
        return path.read_bytes()
    except OSError as error:
        raise Refused(f"{path}: {(error.strerror or str(error)).lower()}") from error


def propose(data: bytes, name: str, given: Particulars) -> Proposal:
    """Read and extract; touches no database. Refused with the reader's or extraction's reason.

    What the importer says wins over the file's own particulars, and those over its text.
    """
    try:
        document = readers.read(data, name, encoding=given.encoding)
        about = document.metadata
        draft = extraction.extract(
            document.text,
            title=about.title,
            source=given.source or about.source,
            published_on=given.published_on or about.published_on,
            authors=about.authors,
            default_addressee=given.addressee,
        )
    except readers.Unreadable as error:
        raise Refused(str(error)) from error
    except extraction.NoSentences as error:
        raise Refused(f"{name}: there is no sentence in it, so nothing to track") from error
    draft = replace(
        draft, title=draft.title or Path(name).stem, series=about.series or draft.series
    )
    return Proposal(name, data, document, draft, given.url or about.url)
