"""One article in five formats asks the same of the same, and its particulars become the draft's."""

from pathlib import Path

import pytest

from claimtracker import extraction
from claimtracker.ingest import Particulars, propose
from tests.readers import files

SEED = next((Path(__file__).resolve().parents[2] / "seeds").iterdir()).read_text(encoding="utf-8")
FORMS = {
    "a.md": f"# {SEED}".encode,
    "a.html": lambda: files.page(files.paragraphs(SEED)),
    "a.docx": lambda: files.word(SEED),
    "a.pdf": lambda: files.pdf(files.printed(SEED)),
}
HEAD = b"---\ntitle: Their title\nauthor: Ann Lee\ndate: 2022-11-04\nsource: CSIS\n---\n"


def asked(draft):
    return [(r.exact, r.addressed_to, r.modality, len(r.obstacles)) for r in draft.recommendations]


@pytest.mark.parametrize("name", FORMS)
def test_the_seed_recommends_the_same_in_every_format(name):
    draft = propose(FORMS[name](), name, Particulars()).draft
    expected = extraction.extract(SEED)
    assert asked(draft) == asked(expected)
    assert draft.title == expected.title
    assert [(c.exact, c.kind) for c in draft.claims] == [(c.exact, c.kind) for c in expected.claims]


def test_what_a_file_says_of_itself_wins_over_its_text():
    draft = propose(HEAD + SEED.encode(), "a.md", Particulars()).draft
    assert (draft.title, draft.source, draft.published_on) == ("Their title", "CSIS", "2022-11-04")
    assert [author.name for author in draft.authors] == ["Ann Lee"]
    assert {claim.attribution[0].holder for claim in draft.claims} == {"Ann Lee"}
    assert draft.as_json()["published_on"] == "2022-11-04"


def test_what_the_importer_says_wins_over_the_file():
    given = Particulars(source="RAND", published_on="2022-11-05", url="https://rand.org/x")
    proposal = propose(HEAD + SEED.encode(), "a.md", given)
    assert (proposal.draft.source, proposal.draft.published_on) == ("RAND", "2022-11-05")
    assert proposal.url == "https://rand.org/x"
