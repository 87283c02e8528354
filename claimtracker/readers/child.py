"""The child process that reads one file: an order and the bytes in, JSON out.

`python -m claimtracker.readers.child`, as `bounded` starts it. It bounds itself before it looks
at the first byte, so that it works for root and for ordinary users alike.
"""

import contextlib
import importlib
import json
import os
import re
import resource
import sys
from dataclasses import asdict, replace
from typing import Any

from claimtracker.readers.document import Document, Unreadable

FORMS = {
    "html": "claimtracker.readers.html",
    "pdf": "claimtracker.readers.pdf",
    "docx": "claimtracker.readers.word",
}
LONGEST = 10 * 1024 * 1024
"""Code points of text that a document may have."""
_UNSTORABLE = re.compile("[\0\ud800-\udfff]")
_REMEDY = "open it, save it anew, or save its text as UTF-8 and give that"


def main() -> None:
    """Read the order and the file from standard input; print the document, or why there is none."""
    out = os.dup(sys.stdout.fileno())
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what libraries print is no answer
    order = json.loads(sys.stdin.buffer.readline())
    _bound(order["seconds"], order["memory"])
    answer = _answer(order)
    with os.fdopen(out, "wb") as pipe:
        pipe.write(json.dumps(answer).encode())


def _bound(seconds: int, memory: int) -> None:
    for what, limit in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_CORE, 0),
    ):
        hard = resource.getrlimit(what)[1]
        soft = limit if hard == resource.RLIM_INFINITY else min(limit, hard)
        with contextlib.suppress(ValueError, OSError):  # macOS knows no bound of address space
            resource.setrlimit(what, (soft, hard))


def _answer(order: dict[str, Any]) -> dict[str, Any]:
    try:
        reader = importlib.import_module(FORMS[order["form"]])
        document: Document = reader.parse(sys.stdin.buffer.read(), order["encoding"])
        if len(document.text) > LONGEST:
            return _refusal(f"its text is longer than {LONGEST:,} characters", "split it")
        return asdict(replace(document, text=_UNSTORABLE.sub("\ufffd", document.text)))
    except Unreadable as error:
        return _refusal(error.reason, error.remedy)
    except MemoryError:
        needed = order["memory"] // (1024 * 1024)
        return _refusal(f"needs more than {needed} MB of memory to read", _REMEDY)
    except RecursionError:
        return _refusal("nested too deeply", _REMEDY)
    except Exception as error:  # noqa: BLE001  whatever a hostile file provokes ends here, as one line
        told = " ".join(f"{type(error).__name__}: {error}".split())[:200]
        return _refusal(f"damaged ({told})", _REMEDY)


def _refusal(reason: str, remedy: str) -> dict[str, str]:
    return {"reason": "".join(c if c.isprintable() else "\ufffd" for c in reason), "remedy": remedy}


if __name__ == "__main__":
    main()
