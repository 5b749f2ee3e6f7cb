"""Long work: while a document is read the page says so, and a form on its way is not sent twice."""

from playwright.sync_api import expect

from tests.browser.site import Site

DOCUMENT = "# A short plan\n\nIt begins.\n\n## Aim\n\nTo be short.\n"

#: a form is on its way, but for the way itself: whether it may go
SEND = "form => form.dispatchEvent(new SubmitEvent('submit', {cancelable: true}))"


def test_a_document_being_read_is_told(visit, demo: Site) -> None:
    page = visit(demo, "secretariat")
    page.goto("/plans/new")
    told, form = page.locator(".working"), page.locator("form.form")
    expect(told).to_be_empty()
    assert form.evaluate(SEND) is True
    expect(told).to_contain_text("The document is being read.")
    expect(told.get_by_role("progressbar")).to_be_visible()
    assert form.evaluate(SEND) is False
    # Who goes on and comes back finds nothing in the way.
    page.goto("/plans")
    page.go_back()
    expect(told).to_be_empty()
    page.get_by_label("Document").set_input_files(
        {"name": "plan.md", "mimeType": "text/markdown", "buffer": DOCUMENT.encode()}
    )
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("button", name="Make the plan")).to_be_visible()
    expect(told).to_be_empty()
