"""Parts of the journeys of test_four_journeys that need a text of some length, one by one; without scripts where the
test says so; and one journey by keyboard alone."""

import re
import time

from playwright.sync_api import Page, expect

from tests.browser.site import PASSWORD, Site

OPEN = "/plans/sandbox-pollinators"
PLAIN = {"java_script_enabled": False}


def press(page: Page, words: str) -> None:
    page.get_by_role("button", name=words, exact=True).click()


def test_two_experts_in_one_section(visit, demo: Site) -> None:
    """Different sentences stand together; the same one is settled on the page that shows both."""
    address = f"{OPEN}/sections/3/edit"
    one, other = visit(demo, "expert"), visit(demo, "other expert", **PLAIN)
    start = {}
    for page in (one, other):
        page.goto(address)
        start[page] = page.locator("textarea[name=text]").input_value()
    assert start[one] == start[other]

    _replace(other, "birds and bats", "bats and birds")
    press(other, "Save")
    _replace(one, "4. The programme helps", "4. This programme helps")
    press(one, "Save")
    expect(one.get_by_role("status").first).to_contain_text("combined")
    expect(one.locator("main")).to_contain_text("bats and birds")

    one.goto(address)
    other.goto(address)
    text = one.locator("textarea[name=text]").input_value()
    assert "bats and birds" in text and "4. This programme helps" in text
    _replace(other, "bats and birds", "mice and bats")
    press(other, "Save")
    _replace(one, "bats and birds", "lizards and birds")
    press(one, "Save")
    expect(one.get_by_role("heading", level=1)).to_have_text(re.compile("changed the same sentences"))
    expect(one.locator(".theirs ins").first).to_contain_text("mice")
    expect(one.locator(".mine ins")).to_contain_text("lizards")
    _replace(one, "lizards and birds", "mice, lizards and birds", "What should stand for pair 1")
    expect(one.get_by_label("What I write here:")).to_be_checked()
    press(one, "Preview")
    expect(one.locator("section.preview")).to_contain_text("mice, lizards and birds")
    press(one, "Save these choices")
    expect(one.locator("article.text")).to_contain_text("mice, lizards and birds")


def test_nothing_typed_is_lost(visit, demo: Site) -> None:
    """Neither with the page closed before saving, nor with the session ended meanwhile, nor without scripts."""
    page = visit(demo, "expert")
    page.goto(f"{OPEN}/sections/6/edit")
    page.get_by_label("Text, in Markdown").press("Control+End")
    page.keyboard.insert_text("\n\nA sentence of the night.\n")
    expect(page.locator(".state")).to_have_text(re.compile(r"^Kept \d"))
    page.close(run_before_unload=False)

    again = visit(demo, "expert", **PLAIN)
    again.goto("/")
    again.get_by_role("link", name=re.compile("section 6")).click()
    expect(again.locator(".kept")).to_contain_text("had not saved")
    expect(again.get_by_label("Text, in Markdown")).to_have_value(re.compile("A sentence of the night"))

    again.context.clear_cookies()
    press(again, "Save")
    expect(again.get_by_text("What you typed stays with this page.")).to_be_visible()
    again.get_by_label("E-mail address").fill("w.njoroge@ke.example.org")
    again.get_by_label("Password", exact=True).fill(PASSWORD)
    press(again, "Sign in")
    expect(again.get_by_role("heading", name="What you typed is here")).to_be_visible()
    press(again, "Send it now")
    expect(again.locator("article.text")).to_contain_text("A sentence of the night.")


def test_a_save_leaves_nothing_to_keep(visit, demo: Site) -> None:
    """While a save is on a slow line nothing more is kept, which would come back as if it had not been saved."""
    page = visit(demo, "expert")
    page.goto(f"{OPEN}/sections/8/edit")
    kept = []
    page.on("request", lambda request: kept.append(request.url) if request.url.endswith("/autosave") else None)
    page.route("**/edit", lambda route: (time.sleep(2), route.continue_()))
    page.get_by_label("Text, in Markdown").press("Control+End")
    page.keyboard.insert_text("\n\nOne sentence more.\n")
    press(page, "Save")
    expect(page.locator("article.text")).to_contain_text("One sentence more.")
    assert kept == []


def test_a_partys_remark_follows_its_words(visit, demo: Site) -> None:
    """On words that were selected; answered; and beside the same words after an edit moved them."""
    party = visit(demo, "party")
    party.goto(f"{OPEN}/sections/4")
    _select(party, "Wild pollinators are not harmed")
    party.get_by_role("link", name="Comment on these words").click()
    expect(party.get_by_label("Which words, if not all")).to_have_value("Wild pollinators are not harmed")
    party.get_by_label("Your comment").fill("Who would know?")
    press(party, "Put it on record")
    expect(party.locator("article mark.passage")).to_have_text("Wild pollinators are not harmed")

    chair = visit(demo, "chair", **PLAIN)
    chair.goto(f"{OPEN}/comments")
    note = chair.locator("article.note", has_text="Who would know?")
    note.get_by_role("link", name=re.compile("^Answer")).click()
    chair.get_by_label("accepted in part").check()
    chair.get_by_label("Reason").fill("The walks will tell.")
    press(chair, "Answer")
    chair.goto(f"{OPEN}/sections/4/edit")
    _replace(chair, "(a) Wild pollinators", "(a) Bees are counted;\n\n(b) Wild pollinators")
    press(chair, "Save")

    party.goto(f"{OPEN}/sections/4")
    expect(party.locator("article mark.passage")).to_have_text("Wild pollinators are not harmed")
    beside = party.locator("aside .note", has_text="Who would know?")
    expect(beside).to_contain_text("accepted in part")
    expect(beside).to_contain_text("The walks will tell.")


def test_a_remark_on_a_paragraph_without_scripts(visit, demo: Site) -> None:
    party = visit(demo, "party", **PLAIN)
    party.goto(f"{OPEN}/sections/2")
    party.get_by_role("link", name="Comment", exact=True).click()
    party.get_by_role("radio", name=re.compile("Little of this is written")).check()
    party.get_by_label("Your comment").fill("Some of it is sung.")
    press(party, "Put it on record")
    expect(party.locator("article mark.passage", has_text="Little of this is written")).to_be_visible()
    expect(party.locator("aside .note", has_text="Some of it is sung.")).to_be_visible()


def test_a_reader_without_an_account(visit, demo: Site) -> None:
    """Compares public drafts and reads old text; what is restricted is not there."""
    reader = visit(demo, **PLAIN)
    reader.goto("/")
    reader.get_by_role("link", name=re.compile("South-South")).first.click()
    reader.get_by_role("link", name="Compare", exact=True).click()
    reader.get_by_label("Compare from Elements of a multi-year plan of action").check()
    reader.get_by_label("Compare to Compilation of contributions").check()
    press(reader, "Compare the two")
    expect(reader.locator("main ins").first).to_be_visible()
    reader.get_by_role("link", name="In sentences").click()
    expect(reader.get_by_text(re.compile("was replaced by")).first).to_be_visible()

    reader.goto("/plans/south-south/text")
    reader.get_by_label("As it was in").select_option("elements")
    press(reader, "Show")
    expect(reader.locator("main .caps").first).to_contain_text("UNEP/CBD/SSC/1/2 ·")
    reader.get_by_role("navigation", name="Outline").get_by_role("link", name="I. Preamble").click()
    assert reader.url.endswith(reader.locator("article > section:has(:text('I. Preamble'))").first.get_attribute("id"))

    expect(reader.get_by_label("As it was in").locator("option", has_text="contact group")).to_have_count(0)
    for hidden in ("text?at=contact-group", "text?at=355", "export/contact-group.md", "sections/5/history"):
        answer = reader.request.get(f"{demo.url}/plans/south-south/{hidden}")
        assert answer.status in (401, 403, 404), hidden
        assert "contact group" not in answer.text(), hidden


def test_keyboard_alone(visit, demo: Site) -> None:
    """The first stop leads past the header; outline, text and acts are reached in the order in which they are read."""
    page = visit(demo, "expert")
    page.goto(f"{OPEN}/sections/6")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Skip to the text")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")
    seen = []
    for _ in range(12):
        seen.append(page.evaluate("document.activeElement.textContent.trim()"))
        page.keyboard.press("Tab")
    assert seen.index("Show") < seen.index("Edit") < seen.index("Comment") < seen.index("History")


def _replace(page: Page, old: str, new: str, field: str = "Text, in Markdown") -> None:
    """Other words in a field; where the script made a desk of it, it is written on as by hand."""
    box = page.get_by_label(field)
    desk = box.get_attribute("contenteditable") is not None
    text = (page.locator("textarea[name=text]") if desk else box).input_value()
    assert old in text, (old, text)
    if desk:
        box.press("Control+a")
        page.keyboard.insert_text(text.replace(old, new))
    else:
        box.fill(text.replace(old, new))


def _select(page: Page, words: str) -> None:
    """Mark words in the text as a mouse would, across the elements they stand in."""
    found = page.evaluate(
        """words => {
            const walker = document.createTreeWalker(document.querySelector('article.text'), NodeFilter.SHOW_TEXT);
            while (walker.nextNode()) {
                const at = walker.currentNode.data.indexOf(words);
                if (at >= 0) {
                    getSelection().setBaseAndExtent(walker.currentNode, at, walker.currentNode, at + words.length);
                    return true;
                }
            }
            return false;
        }""",
        words,
    )
    assert found, words
