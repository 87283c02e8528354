"""The house keeps its shape: imports run one way, and modules stay readable."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
HOUSE = ROOT / "claimtracker"

# From the street door down to the cellar: a room may use what stands below it, never above.
FLOORS = [
    {"urls", "wsgi", "management"},
    {"admin"},
    {"roundtrip"},
    {"readingroom", "reports", "upload", "demo"},
    {"jobs"},
    {"actions"},
    {"ingest", "provenance", "health", "middleware"},
    {"apps"},
    {"migrations"},
    {"models"},
    {"extraction", "readers"},
    {"settings"},
    {"embedded", "__init__"},
]
FLOOR_OF = {room: number for number, rooms in enumerate(FLOORS) for room in rooms}
MODULES = sorted(HOUSE.rglob("*.py"))


def room(path):
    return path.relative_to(HOUSE).parts[0].removesuffix(".py")


def imported_rooms(path):
    """The rooms of ours that a module imports, at its top or inside a function."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        for name in names:
            parts = name.split(".")
            if parts[0] == "claimtracker" and len(parts) > 1:
                yield parts[1] if parts[1] in FLOOR_OF else "__init__"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(HOUSE)))
def test_imports_run_downwards(path):
    above = {
        found
        for found in imported_rooms(path)
        if found != room(path) and FLOOR_OF[found] <= FLOOR_OF[room(path)]
    }
    assert not above


@pytest.mark.parametrize("pure", ["extraction", "readers"])
def test_pure_rooms_import_no_django(pure):
    for path in (HOUSE / pure).rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        modules = {
            name.split(".")[0]
            for node in ast.walk(tree)
            for name in (
                [alias.name for alias in node.names]
                if isinstance(node, ast.Import)
                else [node.module or ""]
                if isinstance(node, ast.ImportFrom)
                else []
            )
        }
        assert not modules & {"django", "psycopg"}, path


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(HOUSE)))
def test_modules_stay_under_500_lines(path):
    if room(path) != "migrations":
        assert len(path.read_text(encoding="utf-8").splitlines()) < 500


def test_the_seed_is_the_published_text_byte_for_byte():
    import hashlib

    [seed] = (ROOT / "seeds").iterdir()
    assert hashlib.sha256(seed.read_bytes()).hexdigest() == (
        "bca31734b05609824970dd12f704234df19dde1b4f0e9608b3682065621cbbb7"
    )
