"""Every kind of page: who looks, where it is, and what is done before looking. Steps find things by what the page calls
them in its language, so that each page is looked at in all of them.
"""

from collections.abc import Callable

from tests.browser.hands import Hand

ADOPTED = "/plans/south-south"
OPEN = "/plans/sandbox-pollinators"

Step = Callable[[Hand], object]


def _press(words: str) -> Step:
    return lambda hand: hand.press(words)


def _fail_to_save(hand: Hand) -> None:
    hand.page.get_by_label(hand.say("Text, in Markdown")).press("Control+a")
    hand.page.keyboard.insert_text("## 4. Elements of work\n\nWords.\n\n## Another heading\n\nMore.\n")
    hand.press("Save")
    hand.page.locator(".error").wait_for()
    hand.sees("Saved like this, your text makes these new sections:")


def _choose_one(hand: Hand) -> None:
    hand.page.get_by_role("link", name=hand.say("Choose this one")).first.click()
    hand.sees("The text would read like this. Nothing is recorded yet.")


def _put_in_brackets(hand: Hand) -> None:
    hand.fill("Which words, if not the whole paragraph", "Regional collections")
    hand.fill("Whose brackets", "KE")
    hand.press("Show what it would look like")
    hand.sees("The text would read like this. Nothing is recorded yet.")


def collide(hand: Hand) -> None:
    """The same sentence reworded in another window, and saved there first."""
    beside = Hand(hand.page.context.new_page(), hand.language)
    beside.page.goto(f"{OPEN}/sections/7/edit")
    for window, words in ((beside, " and their beekeepers"), (hand, ", each under its own law,")):
        desk = window.page.get_by_label(window.say("Text, in Markdown"))
        desk.press("Control+Home")
        for key in ("ArrowDown", "ArrowDown", "Home", *["ArrowRight"] * len("11. Parties")):
            window.page.keyboard.press(key)
        window.page.keyboard.type(words)
        window.press("Save")
        window.page.wait_for_load_state()
    beside.page.close()
    hand.sees("Somebody changed the same sentences while you were writing")


def _open_all(hand: Hand) -> None:
    hand.page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")


def _upload(hand: Hand) -> None:
    document = b"# A plan\n\n## One\n\nWords.\n\n## Two\n\nMore.\n"
    hand.page.locator("input[type=file]").set_input_files(
        {"name": "plan.md", "mimeType": "text/markdown", "buffer": document}
    )
    hand.page.locator("main button.primary").click()
    hand.sees("Nothing is recorded yet.")


def _first_account(hand: Hand) -> None:
    hand.page.locator("main th a").first.click()
    hand.page.wait_for_load_state()


def _make_token(hand: Hand) -> None:
    hand.page.locator("main form input[name=name]").fill("Meeting database")
    hand.page.locator("main form button.primary").click()
    hand.sees("Your new token, “%(name)s”")


#: what the page is called here, who looks, its address, and what is done before looking
PAGES: list[tuple[str, str, str, Step | None]] = [
    ("plans", "expert", "/", None),
    ("plans, signed out", "", "/", None),
    ("home of an adopted plan", "", ADOPTED, None),
    ("home, secretariat", "secretariat", OPEN, None),
    ("whole text", "", f"{ADOPTED}/text", None),
    ("whole text, newest", "reader", f"{OPEN}/text", None),
    ("section, signed out", "", f"{ADOPTED}/sections/5", None),
    ("section with comments", "secretariat", f"{OPEN}/sections/9", _open_all),
    ("section with chosen comments", "secretariat", f"{OPEN}/sections/9?state=open", _open_all),
    ("section, to write in", "expert", f"{OPEN}/sections/6", None),
    ("section, clean view in French", "expert", f"{OPEN}/sections/3?language=fr&view=clean", None),
    ("whole text in French", "", f"{ADOPTED}/text?language=fr", None),
    ("brackets of the plan", "expert", f"{OPEN}/brackets", None),
    ("brackets of a section", "expert", f"{OPEN}/sections/6/brackets", None),
    ("a bracket, before it is settled", "expert", f"{OPEN}/sections/6/brackets", _choose_one),
    ("words, before they are in brackets", "expert", f"{OPEN}/sections/6/brackets/new", _put_in_brackets),
    ("text in another language", "expert", f"{OPEN}/sections/6/translation", None),
    ("editor", "expert", f"{OPEN}/sections/6/edit", None),
    ("editor, previewing", "expert", f"{OPEN}/sections/6/edit", _press("Preview")),
    ("editor, after an error", "chair", f"{OPEN}/sections/5/edit", _fail_to_save),
    ("conflict", "expert", f"{OPEN}/sections/7/edit", collide),
    ("history", "expert", f"{OPEN}/sections/6/history", None),
    ("two revisions", "expert", f"{OPEN}/sections/6/history", _press("Compare the two")),
    ("who wrote a section", "expert", f"{OPEN}/sections/6/biography", None),
    ("who wrote the plan, by author", "expert", f"{OPEN}/biography?by=author", None),
    ("who wrote the plan, by stage", "secretariat", f"{ADOPTED}/biography?by=stage", None),
    ("the story of a sentence", "expert", f"{ADOPTED}/sections/8/biography/361?start=566&end=642", None),
    ("arrange", "secretariat", f"{OPEN}/sections/5/arrange", None),
    ("add a section", "secretariat", f"{OPEN}/sections/5/add", None),
    ("sections taken out", "secretariat", f"{ADOPTED}/sections/removed", None),
    ("comparison", "", f"{ADOPTED}/compare?from=elements&to=compilation", _open_all),
    ("comparison, side by side", "expert", f"{OPEN}/compare?from=contributions&to=first-reading&view=side", None),
    ("comparison, in sentences", "expert", f"{OPEN}/compare?from=contributions&to=first-reading&view=list", None),
    ("comparison, old text", "expert", f"{OPEN}/compare?from=contributions&to=first-reading&view=old", None),
    ("choose two moments", "expert", f"{OPEN}/compare", None),
    ("comments", "secretariat", f"{OPEN}/comments", _open_all),
    ("comments, closed", "", f"{ADOPTED}/comments?state=all", None),
    ("new comment", "party", f"{OPEN}/comments/new?section=9", None),
    ("drafts", "secretariat", f"{OPEN}/drafts", None),
    ("drafts, signed out", "", f"{ADOPTED}/drafts", None),
    ("stages", "secretariat", f"{OPEN}/stages", _open_all),
    ("new stage", "secretariat", f"{OPEN}/stages/new", None),
    ("record", "expert", f"{OPEN}/record", None),
    ("proof", "expert", f"{OPEN}/record/proof", None),
    ("people", "secretariat", f"{OPEN}/people", None),
    ("invite", "secretariat", f"{OPEN}/invitations/new", None),
    ("settings", "secretariat", f"{OPEN}/settings", None),
    ("sign in", "", "/sign-in", None),
    ("forgotten password", "", "/password/forgotten", None),
    ("profile", "expert", "/profile", None),
    ("adoption, sealed", "", f"{ADOPTED}/adoption", None),
    ("adoption, in the way", "secretariat", f"{OPEN}/adoption", None),
    ("make a plan", "secretariat", "/plans/new", None),
    ("preview of an import", "secretariat", "/plans/new", _upload),
    ("later version", "secretariat", f"{OPEN}/import", None),
    ("accounts", "administrator", "/people", None),
    ("new account", "administrator", "/people/new", None),
    ("delegations", "administrator", "/delegations", None),
    ("record of the installation", "administrator", "/record", None),
    ("search", "expert", f"{OPEN}/search?words=pollinators", _open_all),
    ("search that finds nothing", "", "/search?words=zeppelin", None),
    ("one comment", "secretariat", f"{OPEN}/comments/86", _open_all),
    ("one revision", "expert", f"{OPEN}/sections/6/revisions/61", None),
    ("the plan as it was", "expert", f"{OPEN}/text?at=60", None),
    ("a stage, to change", "secretariat", f"{OPEN}/stages/expert-group-nairobi-and-on-line/edit", None),
    ("an account", "administrator", "/people", _first_account),
    ("a delegation", "administrator", "/delegations/1", _open_all),
    ("tokens", "expert", "/profile/tokens", None),
    ("a token, once", "expert", "/profile/tokens", _make_token),
    ("operations of the API", "", "/api/", None),
    ("preview of a later version", "secretariat", f"{OPEN}/import", _upload),
    ("an invitation that is none", "", "/invitations/nothing", None),
    ("a link for a password that is none", "", "/password/reset/nothing", None),
    ("nothing there", "", "/nothing", None),
    ("not for one's role", "reader", f"{OPEN}/settings", None),
]

#: the pages that are an answer to something refused, and its status
REFUSED = {
    "nothing there": 404,
    "not for one's role": 403,
    "an invitation that is none": 404,
    "a link for a password that is none": 404,
}
