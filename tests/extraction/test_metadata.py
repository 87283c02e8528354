"""What a text says about itself."""

from claimtracker.extraction import extract

BODY = "On March 1, 2024, Iran sent drones to Russia by sea and nobody stopped them on the way."


def test_a_byline_and_a_biography_make_one_author():
    text = (
        f"A title\n\nBy Lena Ortiz\n\n{BODY}\n\nLena Ortiz is a fellow at the Pacific"
        f" Forum Institute."
    )
    (author,) = extract(text).authors
    assert (author.name, author.role, author.affiliation) == (
        "Lena Ortiz",
        "fellow",
        "Pacific Forum Institute",
    )


def test_a_date_in_a_head_line_is_the_day_of_publication():
    draft = extract(f"A title\n\nMarch 5, 2024\n\n{BODY}")
    assert (draft.published_on, draft.published_not_before) == ("2024-03-05", "")


def test_a_dateline_is_the_day_of_publication():
    text = f"A title\n\n(Nairobi, June 12, 2024) – {BODY}"
    draft = extract(text)
    assert draft.published_on == "2024-06-12"
    assert draft.claims[0].exact.startswith("On March 1")


def test_without_one_the_latest_date_told_is_a_lower_bound():
    draft = extract(f"A title\n\n{BODY}")
    assert (draft.published_on, draft.published_not_before) == ("", "2024-03-01")


def test_a_date_after_the_copyright_year_is_no_bound():
    text = f"A title\n\n{BODY} The talks are set for May 2, 2031.\n\n© 2024 The Dossier."
    assert extract(text).published_not_before == "2024-03-01"


def test_the_copyright_line_names_the_source():
    text = (
        f"A title\n\n{BODY}\n\n© 2024 Center for Strategic and International Studies. All"
        f" rights reserved."
    )
    assert extract(text).source == "Center for Strategic and International Studies"


def test_a_yaml_head_gives_title_and_date():
    text = f'---\ntitle: "A true title"\ndate: 2024-03-05\n---\n\n{BODY}'
    draft = extract(text)
    assert (draft.title, draft.published_on) == ("A true title", "2024-03-05")


def test_what_the_caller_knows_wins():
    draft = extract(f"A title\n\n{BODY}", title="T", source="S", published_on="2020-01-01")
    assert (draft.title, draft.source, draft.published_on) == ("T", "S", "2020-01-01")


def test_a_statement_for_the_record_names_its_author():
    text = f"STATEMENT OF JANE DOE, VISITING FELLOW AT THE HOOVER INSTITUTION\n\n{BODY}"
    (author,) = extract(text).authors
    assert (author.name, author.role) == ("Jane Doe", "Visiting Fellow")


def test_a_resolution_has_its_own_title_day_and_organ():
    text = (
        "A/RES/78/311\n\nResolution adopted by the General Assembly on 4 July 2024\n\n78/311."
        " Seagrass meadows\n\nThe General Assembly,\n\nNoting that seagrass stores carbon,"
    )
    draft = extract(text)
    assert (draft.title, draft.published_on) == ("78/311. Seagrass meadows", "2024-07-04")
    assert draft.claims[0].attribution[0].holder == "UN General Assembly"


def test_buttons_above_a_title_are_none():
    text = f"Give Monthly\n\nEnter amount:\n\nA crisis grows\n\nBy Lena Ortiz\n\n{BODY}"
    assert (extract(text).title, len(extract(text).claims)) == ("A crisis grows", 1)


def test_a_biography_may_present_two_authors():
    text = f"A title\n\n{BODY}\n\nLena Ortiz is a fellow and Omar Diaz a researcher with the Forum."
    assert [(a.name, a.role) for a in extract(text).authors] == [
        ("Lena Ortiz", "fellow"), ("Omar Diaz", "researcher"),
    ]  # fmt: skip
