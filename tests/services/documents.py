"""Plans with a given text, for the tests of drafts, comparisons, exports and proofs."""

from tests.services import factories
from wiki.models import Person, Plan, Section
from wiki.services import plans, revisions


def document(owner: Person, source: str, *, slug: str = "plan", visibility: str = "public") -> Plan:
    """A plan whose text is the source, byte for byte; its headings become sections 1, 2, 3 and so on."""
    plan = plans.create_plan(owner, title="A plan", slug=slug, visibility=visibility)
    write(owner, factories.root(plan), source)
    return plan


def write(actor: Person, section: Section, text: str, language: str = "") -> revisions.Saved:
    """The section's text from now on; headings in it become sections."""
    try:
        newest = revisions.newest_text(actor, section, language=language).number
    except revisions.NotFound:
        newest = None
    return revisions.save_revision(actor, section, text=text, based_on=newest, language=language, split=True)
