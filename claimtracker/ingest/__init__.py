"""Reader, extraction and models meet here: one file, one transaction.

The same bytes are one article, however often and by however many they are imported at once.
What arrives is a proposal; nothing that a person decided is touched.
"""

from claimtracker.ingest.files import Particulars, Proposal, Refused, load, propose
from claimtracker.ingest.runs import import_bytes, reextract, refuse, store

__all__ = [
    "Particulars",
    "Proposal",
    "Refused",
    "import_bytes",
    "load",
    "propose",
    "reextract",
    "refuse",
    "store",
]
