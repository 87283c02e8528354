"""Formats that may be bombs are read in a child process, bounded in time and memory.

The child knows nothing of the database, holds no secret, and can be killed without loss.
"""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from claimtracker.readers.document import Document, Link, Metadata, Page, Unreadable

SECONDS = 20
"""The longest that a file may take, by the clock and in computing time."""
MEMORY = 512 * 1024 * 1024
"""The address space of the child, in bytes."""

_HOME = Path(__file__).resolve().parent.parent.parent
_REMEDY = "save its text as UTF-8 and give that"


def in_child(form: str) -> Callable[[bytes, str, str], Document]:
    """Return a reader that has `claimtracker.readers.child` read a file of this form."""

    def read(data: bytes, name: str, encoding: str) -> Document:
        return _document(_answer(form, data, name, encoding), name)

    return read


def _answer(form: str, data: bytes, name: str, encoding: str) -> dict[str, Any]:
    order = json.dumps({"form": form, "encoding": encoding, "seconds": SECONDS, "memory": MEMORY})
    try:
        done = subprocess.run(  # noqa: S603  our own module; what is read comes by standard input
            [sys.executable, "-m", "claimtracker.readers.child"],
            input=order.encode() + b"\n" + data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=SECONDS + 2,  # the child's own bound on computing time comes first
            cwd=_HOME,
            env={"PATH": os.defpath, "PYTHONUTF8": "1"},
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise Unreadable(name, f"takes more than {SECONDS} seconds to read", _REMEDY) from error
    except OSError as error:
        fault = f"its reader could not be started ({error.strerror})"
        raise Unreadable(name, fault, "try again when the machine is less busy") from error
    if done.returncode == 0:
        answer: dict[str, Any] = json.loads(done.stdout)
        return answer
    raise Unreadable(name, _why_it_died(done.returncode), _REMEDY)


def _why_it_died(status: int) -> str:
    if status == -signal.SIGXCPU:
        return f"takes more than {SECONDS} seconds to read"
    return f"so damaged that reading it failed (status {status})"


def _document(answer: dict[str, Any], name: str) -> Document:
    if "reason" in answer:
        raise Unreadable(name, answer["reason"], answer["remedy"])
    about = answer.pop("metadata")
    about["authors"] = tuple(about["authors"])
    return Document(
        text=answer["text"],
        media_type=answer["media_type"],
        warnings=tuple(answer["warnings"]),
        metadata=Metadata(**about),
        links=tuple(Link(*link) for link in answer["links"]),
        pages=tuple(Page(*page) for page in answer["pages"]),
    )
