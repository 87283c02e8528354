"""The reading room as an analyst works in it: by keyboard, by mouse, offline, beside others."""

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import Client
from playwright.sync_api import expect

from claimtracker import actions
from claimtracker.models import Article, Claim, FollowUp, Recommendation, Relation
from tests import factories

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

HOSTILE = "“Wörld” e\u0301clair 😀 costs more.\r\n\r\nשלום עולם says שלום.\rTab\there, <b>bold</b>."


@pytest.fixture
def article(db):
    """A claim and a recommendation, proposed."""
    article = factories.make_article()
    factories.make_claim(article)
    factories.make_recommendation(article)
    return article


@pytest.fixture
def open_room(signed_in):
    """`open_room(person, article)` returns the tab, with the panel there."""

    def enter(person, article):
        tab = signed_in(person)
        tab.goto(f"/articles/{article.pk}/")
        if article.claim_set.exists():
            expect(tab.locator("#panel [data-panel]")).to_be_visible()
        return tab

    return enter


@pytest.fixture
def room(open_room, analyst, article):
    """Ana's tab, in the room of the small article."""
    return open_room(analyst, article)


@pytest.fixture
def second(chromium, live_server):
    """`second(person, article)` opens a tab of another person, in a browser of its own."""
    contexts = []

    def enter(person, article):
        client = Client()
        client.force_login(person)
        context = chromium.new_context(base_url=live_server.url)
        contexts.append(context)
        session = client.cookies["sessionid"].value
        context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
        tab = context.new_page()
        tab.goto(f"/articles/{article.pk}/")
        return tab

    yield enter
    for context in contexts:
        context.close()


def saved(tab):
    """Wait until nothing is on its way any more."""
    expect(tab.locator("mark.saving, mark.unsaved-mark")).to_have_count(0)


def select(tab, words):
    """Select words as they stand in the page's own text nodes."""
    tab.evaluate(
        """words => {
          const walker = document.createTreeWalker(document.getElementById("text"), 4);
          const nodes = [];
          while (walker.nextNode()) nodes.push(walker.currentNode);
          const at = nodes.map((node) => node.data).join("").indexOf(words);
          const range = document.createRange();
          let before = 0;
          for (const node of nodes) {
            const from = at - before, to = at + words.length - before;
            if (from >= 0 && from < node.length) range.setStart(node, from);
            if (to > 0 && to <= node.length) range.setEnd(node, to);
            before += node.length;
          }
          getSelection().removeAllRanges();
          getSelection().addRange(range);
        }""",
        words,
    )


def test_the_seed_is_curated_by_keyboard_alone(signed_in, analyst):
    [seed] = (settings.BASE_DIR / "seeds").iterdir()
    call_command("import_article", str(seed), verbosity=0)
    article = Article.objects.get()
    total = article.claim_set.count() + article.recommendation_set.count()
    tab = signed_in(analyst)
    posts, loads, keys = [], [], []
    tab.on("request", lambda r: posts.append(r.url) if r.method == "POST" else None)
    tab.on("request", lambda r: loads.append(r.url) if r.is_navigation_request() else None)

    def press(*pressed):
        for key in pressed:
            keys.append(key)
            tab.keyboard.press(key)

    tab.goto(f"/articles/{article.pk}/")
    expect(tab.locator("#panel [data-panel]")).to_be_visible()
    for number in range(total):
        if number in (5, 20):
            expect(tab.locator("#panel details[data-key-r]")).to_have_count(1)
            press("r")
            expect(tab.get_by_label("Why does the article not say this?")).to_be_focused()
            tab.keyboard.type("no claim")
            press("Enter")
        else:
            press("a")
    expect(tab.locator("#count")).to_have_text(f"{total} of {total} decided")
    saved(tab)
    decided = [*Claim.objects.all(), *Recommendation.objects.all()]
    assert sum(row.curation == "accepted" for row in decided) == total - 2
    assert sum(row.curation_reason == "no claim" for row in decided) == 2
    assert (len(keys), len(posts), len(loads)) == (total + 2, total, 1)
    assert tab.complaints == []


def test_j_and_k_walk_through_the_statements_and_scroll_only_if_needed(room):
    before = room.evaluate("scrollY")
    expect(room.locator("mark.active")).to_have_text("Russia buys shells.")
    room.keyboard.press("j")
    expect(room.locator("mark.active")).to_have_text("Seoul should consider sending its own.")
    expect(room.locator("#panel-head")).to_have_text("Recommendation")
    room.keyboard.press("k")
    expect(room.locator("#panel-head")).to_have_text("Claim")
    assert room.evaluate("scrollY") == before


@pytest.mark.parametrize(
    "words",
    ["“Wörld”", "e\u0301clair", "😀 costs more.", "more.\r\n\r\nשלום", "עולם says", ".\rTab\there",
     "<b>bold</b>"],
)  # fmt: skip
def test_selected_words_arrive_to_the_code_point(open_room, analyst, words):
    article = factories.make_article(HOSTILE)
    tab = open_room(analyst, article)
    assert tab.evaluate("document.getElementById('text').textContent") == HOSTILE
    select(tab, words)
    tab.keyboard.press("c")
    expect(tab.get_by_label("Kind of claim")).to_be_focused()
    tab.keyboard.press("Enter")
    expect(tab.locator("#count")).to_have_text("1 of 1 decided")
    claim = Claim.objects.get()
    assert (claim.start, claim.exact) == (HOSTILE.index(words), words)
    assert "".join(tab.locator(f"[data-of=claim-{claim.pk}]").all_text_contents()) == words
    assert tab.complaints == []


def test_words_selected_by_mouse_become_a_recommendation(room, article):
    box = room.locator("#text .body").first.bounding_box()
    room.mouse.move(box["x"] + 2, box["y"] + 14)
    room.mouse.down()
    room.mouse.move(box["x"] + 260, box["y"] + 14, steps=4)
    room.mouse.up()
    room.locator(".offer").get_by_role("button", name="Recommendation").click()
    room.get_by_label("How strongly").select_option("must")
    room.get_by_role("button", name="Add the recommendation").click()
    expect(room.locator("#count")).to_have_text("1 of 3 decided")
    added = Recommendation.objects.get(rule="")
    assert added.exact == article.text[added.start : added.end]
    assert article.text.startswith(added.exact)


def test_shift_and_arrows_move_an_edge_by_a_word(room):
    room.keyboard.press("Shift+ArrowLeft")
    room.keyboard.press("Shift+ArrowDown")
    room.keyboard.press("Enter")
    expect(room.locator("mark.claim")).to_have_text("buys shells")
    assert Claim.objects.get().exact == "buys shells"


def test_undo_puts_the_last_decision_back(room):
    room.keyboard.press("a")
    expect(room.locator("#count")).to_have_text("1 of 2 decided")
    room.keyboard.press("u")
    expect(room.locator("#count")).to_have_text("0 of 2 decided")
    expect(room.locator("#saying")).to_contain_text("is proposed again")
    assert Claim.objects.get().curation == "proposed"


def test_keys_do_nothing_while_somebody_types(room):
    room.keyboard.press("e")
    field = room.locator("#panel").get_by_label("In your words")
    expect(field).to_be_focused()
    room.keyboard.type("a jar of junk, and more")
    room.keyboard.press("Enter")
    expect(room.locator("#panel p.summary")).to_have_text("a jar of junk, and more")
    room.keyboard.press("Control+a")
    claim = Claim.objects.get()
    assert (claim.summary, claim.curation) == ("a jar of junk, and more", "proposed")


def test_escape_gives_the_focus_back_to_the_text(room):
    claim = Claim.objects.get()
    room.keyboard.press("r")
    expect(room.get_by_label("Why does the article not say this?")).to_be_focused()
    room.keyboard.press("Escape")
    expect(room.locator(f"#claim-{claim.pk}")).to_be_focused()
    room.keyboard.press("?")
    expect(room.get_by_role("dialog", name="Keys")).to_be_visible()
    room.keyboard.press("Escape")
    expect(room.get_by_role("dialog", name="Keys")).to_be_hidden()


def test_a_denial_is_marked_and_a_check_is_planned_by_keyboard(open_room, analyst, article):
    other = factories.make_claim(article, "Nobody knows how many.")
    room = open_room(analyst, article)
    room.keyboard.press("m")
    room.keyboard.type("nobody kn")
    expect(room.get_by_label("The other claim").locator("option")).to_have_count(1)
    room.get_by_label("This claim").select_option("denies")
    room.get_by_label("Find the other claim").press("Enter")
    expect(room.locator("#panel dl")).to_contain_text("Denies")
    assert Relation.objects.get().other == other
    room.keyboard.press("f")
    room.keyboard.type("Were they sent?")
    room.keyboard.press("Enter")
    expect(room.locator("#panel dl")).to_contain_text("Were they sent?")
    assert FollowUp.objects.get().assignee == analyst


def test_find_jumps_to_a_statement(room):
    room.keyboard.press("/")
    room.keyboard.type("consider")
    room.keyboard.press("Enter")
    expect(room.locator("mark.active")).to_have_text("Seoul should consider sending its own.")


def test_many_are_decided_after_the_count_was_confirmed(room):
    room.get_by_text("Many at once").click()
    room.get_by_label("Score of at least").fill("0.4")
    room.get_by_role("button", name="Count them…").first.click()
    expect(room.get_by_role("heading", name="Accept 2 proposals?")).to_be_visible()
    room.get_by_label("Reason").fill("looked at both")
    room.get_by_role("button", name="Accept 2").click()
    expect(room.locator("#count")).to_have_text("2 of 2 decided")
    assert Claim.objects.get().curation_reason == "looked at both"


def test_a_double_click_is_one_decision(room):
    room.get_by_role("button", name="Accept").dblclick()
    expect(room.locator("#panel-head")).to_have_text("Recommendation")
    saved(room)
    assert Claim.objects.get().events.filter(pgh_label="update").count() == 1
    assert Recommendation.objects.get().curation == "proposed"


def test_a_decision_without_a_connection_is_kept_and_sent_later(room):
    room.context.set_offline(True)
    room.keyboard.press("a")
    expect(room.locator("#unsaved")).to_contain_text("1 decision is unsaved")
    expect(room.locator("mark.claim")).to_have_class("claim lane0 accepted unsaved-mark")
    leaving = "dispatchEvent(new Event('beforeunload', {cancelable: true}))"
    assert room.evaluate(leaving) is False
    assert Claim.objects.get().curation == "proposed"
    room.context.set_offline(False)
    expect(room.locator("#unsaved")).to_be_hidden(timeout=15_000)
    saved(room)
    assert Claim.objects.get().curation == "accepted"
    assert room.evaluate(leaving) is True


def test_without_a_connection_a_rejection_keeps_its_reason(room):
    room.context.set_offline(True)
    room.keyboard.press("j")
    room.keyboard.press("k")
    room.keyboard.press("a")
    room.keyboard.press("r")
    expect(room.get_by_label("Why does the article not say this?")).to_be_focused()
    room.keyboard.type("a wish")
    room.keyboard.press("Enter")
    expect(room.locator("#unsaved")).to_contain_text("2 decisions are unsaved")
    room.context.set_offline(False)
    expect(room.locator("#unsaved")).to_be_hidden(timeout=15_000)
    saved(room)
    assert Recommendation.objects.get().curation_reason == "a wish"


def test_a_decision_that_the_server_could_not_take_is_tried_again(room):
    answers = iter([503, 409])
    room.route(
        "**/accept/",
        lambda route: (
            route.fulfill(status=status, body="busy", content_type="text/html")
            if (status := next(answers, None))
            else route.continue_()
        ),
    )
    room.keyboard.press("a")
    expect(room.locator("#saying")).to_have_text("Accepted.", timeout=15_000)
    assert Claim.objects.get().curation == "accepted"


def test_two_people_see_each_others_decisions(room, second, reviewer, article):
    other = second(reviewer, article)
    expect(other.locator("#panel [data-panel]")).to_be_visible()
    room.keyboard.press("a")
    expect(other.locator("#count")).to_have_text("1 of 2 decided", timeout=10_000)
    expect(other.locator("#saying")).to_have_text("ana accepted a statement.")


def test_a_statement_that_another_adds_shows_up(room, reviewer, article):
    actions.add_claim(article, start=0, exact="Russia", kind="factual", by=reviewer)
    expect(room.locator("#count")).to_have_text("1 of 3 decided", timeout=10_000)
    expect(room.locator("#list")).to_contain_text("Russia")
    assert room.evaluate("document.getElementById('text').textContent") == article.text


def test_what_one_types_stays_while_another_decides(room, reviewer):
    room.keyboard.press("e")
    room.keyboard.type("half a sent")
    actions.accept([Claim.objects.get()], by=reviewer)
    expect(room.locator("#panel .problem")).to_contain_text("rui changed this", timeout=10_000)
    expect(room.locator("#panel").get_by_label("In your words")).to_have_value("half a sent")
    expect(room.locator("#panel").get_by_label("In your words")).to_be_focused()


def test_who_comes_second_is_told_who_was_first(room, reviewer):
    room.route("**/state/", lambda route: route.abort())
    actions.reject([Claim.objects.get()], by=reviewer, reason="nobody says so")
    room.keyboard.press("a")
    expect(room.locator("#saying")).to_contain_text("rui rejected “Russia buys shells.” already")
    expect(room.locator("mark.claim")).to_have_class("claim lane0 rejected active")
    assert Claim.objects.get().decided_by == reviewer


def test_a_conflict_shows_both_versions_and_loses_neither(room, reviewer):
    room.route("**/state/", lambda route: route.abort())
    room.keyboard.press("e")
    room.keyboard.type("what I typed")
    actions.edit(Claim.objects.get(), by=reviewer, summary="what Rui saved")
    room.keyboard.press("Enter")
    conflict = room.locator(".conflict")
    expect(conflict).to_contain_text("rui changed this meanwhile")
    expect(conflict).to_contain_text("what Rui saved")
    expect(conflict.locator("textarea")).to_have_value("what I typed")
    assert Claim.objects.get().summary == "what Rui saved"
    conflict.get_by_role("button", name="Save mine in its place").click()
    expect(room.locator("#panel p.summary")).to_have_text("what I typed")
    summaries = [event.summary for event in Claim.objects.get().events.order_by("pgh_id")]
    assert summaries == ["", "what Rui saved", "what I typed"]


def test_without_script_the_page_reads_and_decides(chromium, live_server, client, analyst, article):
    client.force_login(analyst)
    context = chromium.new_context(java_script_enabled=False, base_url=live_server.url)
    session = client.cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    tab = context.new_page()
    tab.goto(f"/articles/{article.pk}/")
    tab.locator("#list").get_by_role("link", name="Russia buys shells.").click()
    tab.get_by_role("button", name="Accept").click()
    expect(tab.locator("#count")).to_have_text("1 of 2 decided")
    expect(tab.locator("#panel-head")).to_have_text("Recommendation")
    tab.get_by_text("Reject r").click()
    tab.get_by_label("Why does the article not say this?").fill("a wish")
    tab.get_by_role("button", name="Reject", exact=True).click()
    expect(tab.locator("#count")).to_have_text("2 of 2 decided")
    assert Recommendation.objects.get().curation_reason == "a wish"
    context.close()


def test_other_peoples_text_is_inert(open_room, analyst):
    text = (
        '<script>window.hit=1</script> <img src=x onerror="window.hit=1"> '
        "<a href='javascript:window.hit=1'>here</a> </article></mark>\"'>"
    )
    article = factories.make_article(text, title=text)
    claim = factories.make_claim(article, text[10:120], summary=text)
    actions.add_note(claim=claim, text=text, by=analyst)
    tab = open_room(analyst, article)
    tab.evaluate(
        "window.broken = []; document.addEventListener('securitypolicyviolation',"
        " event => window.broken.push(event.violatedDirective))"
    )
    tab.keyboard.press("a")
    saved(tab)
    tab.locator(".history summary").click()
    assert tab.evaluate("document.getElementById('text').textContent") == text
    assert tab.locator("#room img, #text script, a[href^=javascript]").count() == 0
    assert tab.evaluate("[window.hit, window.broken]") == [None, []]
    assert tab.complaints == []


def test_a_phone_shows_text_and_statement_without_sideways_scrolling(room):
    room.set_viewport_size({"width": 375, "height": 812})
    assert room.evaluate("document.documentElement.scrollWidth") == 375
    text = room.locator("mark.active").first.bounding_box()
    panel = room.locator("#side").bounding_box()
    assert text["y"] + text["height"] < panel["y"]
    room.get_by_role("button", name="Accept").click()
    expect(room.locator("#count")).to_have_text("1 of 2 decided")


def test_overlapping_statements_are_all_reached_by_clicks(open_room, analyst):
    article = factories.make_article()
    factories.make_claim(article, "Russia buys shells. Seoul should consider")
    inner = factories.make_claim(article, "Seoul should consider sending its own.")
    tab = open_room(analyst, article)
    both = tab.locator(f"mark[data-of=claim-{inner.pk}] mark.active")
    expect(both).to_have_count(1)
    both.click()
    expect(tab.locator("#panel blockquote")).to_have_text(inner.exact)
