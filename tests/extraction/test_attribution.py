"""Who says what: single sources, nested ones, pronouns, quotations over several sentences."""

import pytest

from claimtracker.extraction import extract

HEAD = "A title\n\n"


def chains(body: str) -> list[list[str]]:
    draft = extract(f"{HEAD}{body}")
    return [[link.holder for link in claim.attribution[1:]] for claim in draft.claims]


@pytest.mark.parametrize(
    ("body", "holder"),
    [
        ("Moscow said that the talks had failed in March.", "Russia"),
        ("The talks had failed in March, the Kremlin said.", "Kremlin"),
        ("“The talks failed in March,” said Maria Schmidt, an analyst at a bank.", "Maria Schmidt"),
        ("According to Reuters, the talks failed in March.", "Reuters"),
        ("The talks failed in March, according to agency officials.", "agency officials"),
        ("Agency officials told GAO that the talks had failed in March.", "Agency officials"),
        ("As the Pentagon noted, the talks failed in March.", "U.S. Department of Defense"),
        ("Kyiv denied that the talks had failed in March.", "Ukraine"),
        ("Experts worry that the talks have failed.", "Experts"),
        ("Research by the Soufan Center found that the talks failed.", "Soufan Center"),
        ("We were told that the talks failed in March.", "unspecified witnesses"),
        ("Norwegian shepherds told us in May that wolves had returned.", "Norwegian shepherds"),
        ("The memos, dated between 2016 and 2022, show that nine men died.", "memos"),
        (
            "Western diplomats we spoke to doubt that the force will grow.",
            "Western diplomats we spoke to",
        ),
        ("Some in Abuja believe that the talks failed.", "Some in Abuja"),
        (
            "Two Indonesian deckhands interviewed in Java said they had been beaten.",
            "Two Indonesian deckhands interviewed in Java",
        ),
        ("Polling by Helvex found that most voters approved of it.", "Helvex"),
        (
            "The minister, Laura Pintos, who took office in May, pledged to review it.",
            "Laura Pintos",
        ),
        ("Customs records obtained by the court show that the goods were sold.", "Customs records"),
    ],  # fmt: skip
)
def test_a_source_is_found_by_its_cue(body, holder):
    assert chains(body) == [[holder]]


def test_three_sources_nest_in_order():
    body = "John Kirby said U.S. intelligence indicates that the DPRK sends shells to Russia."
    assert chains(body) == [["John Kirby", "U.S. intelligence"]]


def test_a_report_named_in_passing_makes_a_claim_of_its_own():
    draft = extract(f"{HEAD}It came after a New York Times report that Iran was sending drones.")
    inner = draft.claims[1]
    assert inner.exact == "a New York Times report that Iran was sending drones"
    assert [link.holder for link in inner.attribution[1:]] == ["New York Times"]


def test_a_pronoun_takes_up_the_party_of_the_sentence_before():
    body = "Peter Mattis spoke to the House panel. He said the plan would fail within a year."
    assert chains(body)[1] == ["Peter Mattis"]


def test_a_quotation_of_several_sentences_keeps_its_speaker():
    body = (
        "“The army is shelling markets,” said Laetitia Bader, a director. “Nobody has come to help "
        "the people of the city.”"
    )
    assert chains(body) == [["Laetitia Bader"], ["Laetitia Bader"]]


def test_a_speaker_named_at_the_end_speaks_the_sentences_before():
    body = "“The army is shelling markets. Nobody has come to help us,” said Laetitia Bader."
    assert chains(body) == [["Laetitia Bader"], ["Laetitia Bader"]]


def test_what_follows_although_is_the_authors_again():
    body = (
        "Russian officials claimed that their forces took the town in March, although our team "
        "has seen no proof of such an advance."
    )
    assert chains(body) == [["Russian officials"], []]


def test_a_supposed_statement_is_no_source():
    assert chains("If Moscow concludes that the West is tired, the war will go on.") == [[]]


def test_we_found_is_the_author():
    assert chains("We found that the agency had lost the records of the year.") == [[]]


def test_a_chain_quotes_its_cue_where_it_stands():
    text = f"{HEAD}Moscow said that the talks had failed in March."
    cue = extract(text).claims[0].attribution[1].cue
    assert cue is not None
    assert text[cue.start : cue.end] == cue.exact == "said"


def test_a_turn_in_a_transcript_is_its_speakers():
    text = (
        "Briefing by John Kirby\n\nMR. KIRBY:  North Korea delivered rockets to Russia last year "
        "and nobody doubts it. It was in November."
    )
    link = extract(text).claims[0].attribution[1]
    assert (link.holder, link.type, link.printed) == ("John Kirby", "speaker", "MR. KIRBY")


def test_a_second_verb_shares_the_subject_of_the_first():
    body = "The mayor denied that the fund was empty, and blames the banks for the rumours."
    assert chains(body) == [["mayor"], ["mayor"]]


def test_a_quoted_paragraph_goes_on_with_the_speaker_of_the_one_before():
    body = "“The town is full of people,” Maria Schmidt said.\n\n“We have no beds left for anyone.”"
    assert chains(body) == [["Maria Schmidt"], ["Maria Schmidt"]]


def test_who_will_neither_confirm_nor_deny_states_nothing():
    body = "A spokeswoman would neither confirm nor deny the existence of an inquiry."
    assert chains(body) == [[]]
