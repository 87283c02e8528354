"""Two people edit one record: the second is told, and neither loses a word."""

import threading

import pytest
from concurrency.forms import get_signer
from django.db import connections
from django.test import Client

from claimtracker.models import Claim
from tests.admin.world import fill, url
from tests.factories import make_actor, make_claim, make_recommendation

PAIRS = 100


def opened(client, row):
    """The fields of a record's form as a browser holds them, hidden ones too."""
    context = client.get(url(row._meta.model_name, "change", row.pk)).context
    form = context["adminform"].form
    fields = {"version": form["version"].value()}
    for bound in form:
        value = bound.value()
        if bound.name != "version" and value not in (None, False):
            fields[bound.html_name] = fields[bound.html_initial_name] = str(value)
    for inline in context["inline_admin_formsets"]:
        prefix = inline.formset.prefix
        fields |= {f"{prefix}-TOTAL_FORMS": "0", f"{prefix}-INITIAL_FORMS": "0"}
    return fields


def save(client, row, fields):
    return client.post(url(row._meta.model_name, "change", row.pk), fields)


def shown(answer):
    """The version and fields of the form that is shown again."""
    form = answer.context["adminform"].form
    return {name: form[name].value() for name in form.fields}


@pytest.fixture
def claim(db):
    return make_claim()


@pytest.fixture
def two(browse, analyst, reviewer):
    return browse(analyst), browse(reviewer)


def test_one_editor_saves(two, claim):
    ana, _ = two
    assert save(ana, claim, opened(ana, claim) | {"summary": "Shells."}).status_code == 302
    assert Claim.objects.get().summary == "Shells."
    assert Claim.objects.get().edited_by.username == "ana"


def test_saving_without_a_change_is_no_edit(two, claim):
    ana, _ = two
    assert save(ana, claim, opened(ana, claim)).status_code == 302
    assert Claim.objects.get().edited_by is None


def test_who_adds_an_actor_has_edited_the_claim(two, claim):
    ana, _ = two
    added = {"mentions-TOTAL_FORMS": "1", "mentions-0-actor": make_actor().pk}
    added["mentions-0-claim"] = claim.pk
    assert save(ana, claim, opened(ana, claim) | added).status_code == 302
    assert Claim.objects.get().edited_by.username == "ana"
    assert claim.actors.get().name == "South Korea"


def test_the_second_is_told_who_and_keeps_what_was_typed(two, claim):
    ana, rui = two
    first, second = opened(ana, claim), opened(rui, claim)
    save(ana, claim, first | {"summary": "from Ana"})
    answer = save(rui, claim, second | {"summary": "from Rui"})
    assert "ana changed this" in answer.content.decode()
    assert "stored now: “from Ana”" in answer.context["adminform"].form.non_field_errors()[0]
    assert shown(answer)["summary"] == "from Rui"
    assert Claim.objects.get().summary == "from Ana"


def test_saving_again_adds_to_what_the_first_changed_elsewhere(two, claim):
    ana, rui = two
    first, second = opened(ana, claim), opened(rui, claim)
    save(ana, claim, first | {"summary": "from Ana"})
    again = shown(save(rui, claim, second | {"kind": "denial"}))
    fields = second | {name: value for name, value in again.items() if value}
    assert save(rui, claim, fields).status_code == 302
    stored = Claim.objects.get()
    assert (stored.summary, stored.kind) == ("from Ana", "denial")


def test_a_decision_meanwhile_is_noticed_too(two, claim, analyst):
    ana, rui = two
    fields = opened(rui, claim)
    ana.post(url("claim", "accept", claim.pk))
    assert save(rui, claim, fields | {"summary": "from Rui"}).status_code == 200


@pytest.mark.parametrize(
    ("model", "field", "values"),
    [
        ("article", "series", ["Mine", "Yours"]),
        ("recommendation", "purpose", ["Mine", "Yours"]),
        ("addressee", "role", ["partner", "addressed"]),
        ("actor", "kind", ["group", "state"]),
        ("source", "homepage", ["https://mine.org", "https://yours.org"]),
        ("followup", "question", ["Mine?", "Yours?"]),
    ],
)
def test_every_kind_of_record_minds_two_editors(two, boss, model, field, values):
    row, (mine, yours) = fill(boss)[model], values
    ana, rui = two
    first, second = opened(ana, row), opened(rui, row)
    assert save(ana, row, first | {field: mine}).status_code == 302
    answer = save(rui, row, second | {field: yours})
    assert "ana changed this" in answer.content.decode()
    row.refresh_from_db()
    assert getattr(row, field) == mine


@pytest.mark.parametrize("version", ["", "1", "1:forged", "x"])
def test_a_forged_version_saves_nothing(two, claim, version):
    ana, _ = two
    fields = opened(ana, claim) | {"summary": "forged", "version": version}
    assert save(ana, claim, fields).status_code in {200, 400}
    assert Claim.objects.get().summary == ""


def test_a_condition_that_holds_a_comma_stays_one(two, db):
    ana, _ = two
    row = make_recommendation(conditions=["if asked, and\nsoon"])
    assert save(ana, row, opened(ana, row) | {"summary": "Shells."}).status_code == 302
    row.refresh_from_db()
    assert row.conditions == ["if asked, and\nsoon"]
    edited = {"conditions": "if asked, and soon\r\n\r\nif paid"}
    assert save(ana, row, opened(ana, row) | edited).status_code == 302
    row.refresh_from_db()
    assert row.conditions == ["if asked, and soon", "if paid"]


@pytest.mark.django_db(transaction=True)
def test_of_a_hundred_simultaneous_pairs_none_loses_an_edit(django_user_model):
    claim = make_claim()
    people = [django_user_model.objects.create_superuser(name) for name in ("one", "two")]
    clients = [Client(), Client()]
    for client, person in zip(clients, people, strict=True):
        client.force_login(person)
    lost = 0
    form = opened(clients[0], claim)
    for pair in range(PAIRS):
        seen = get_signer().sign(Claim.objects.get().version)
        fields = [form | {"version": seen} for _ in clients]
        answers = _at_once(clients, claim, fields, [f"{pair} one", f"{pair} two"])
        saved = [text for text, status in answers.items() if status == 302]
        lost += len(saved) != 1 or Claim.objects.get().summary != saved[0]
    assert lost == 0


def _at_once(clients, claim, fields, texts):
    """Both save at the same moment; what became of each text."""
    start, answers = threading.Barrier(2), {}

    def edit(client, form, text):
        start.wait()
        answers[text] = save(client, claim, form | {"summary": text}).status_code
        connections.close_all()

    threads = [
        threading.Thread(target=edit, args=args)
        for args in zip(clients, fields, texts, strict=True)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers
