"""How each act of the access table is asked of the services. Conflict says that the right was there and something else
was in the way.
"""

from collections.abc import Callable
from datetime import date
from importlib import import_module
from typing import Any

from tests.services import factories
from tests.world import World
from wiki.models import Person, Plan
from wiki.services import journal, moments
from wiki.services.search_scopes import Filters

Attempt = Callable[[Person | None, World], Any]


def service(module: str, name: str) -> Callable[..., Any]:
    """A use case by name, so that one that is not written yet fails its own rows alone."""
    return getattr(import_module(f"wiki.services.{module}"), name)


def _authorship(who: Person | None, world: World) -> None:
    items = moments.outline_at(world.plan, journal.head_number(world.plan)).items
    addresses = {item.section_id: ("", "") for item in items}
    show = service("authorship", "show_authorship")
    show(who, world.plan, items, way="author", language="en", addresses=addresses)


def _compared(who: Person | None, plan: Plan, before: str, after: str) -> None:
    service("comparisons", "compare_moments")(who, plan, before=before, after=after)


def _at(moment: str) -> Filters:
    return Filters(at=moment)


#: (act, how a service is asked for it)
SERVICES: list[tuple[str, Attempt]] = [
    ("read_public", lambda who, w: service("plans", "find_plan")(who, w.plan.slug)),
    ("read_public", lambda who, w: service("moments", "find_moment")(who, w.plan, "draft-1")),
    ("read_public", lambda who, w: service("comments", "find_comment")(who, w.plan, w.remark.number)),
    ("read_public", lambda who, w: service("searches", "search")(who, "vision", plan=w.plan, filters=_at("draft-1"))),
    ("read_restricted", lambda who, w: service("searches", "search")(who, "vision", plan=w.plan, filters=_at("now"))),
    ("read_restricted", lambda who, w: service("moments", "find_moment")(who, w.plan, "now")),
    ("read_restricted", lambda who, w: service("moments", "find_moment")(who, w.plan, str(w.head()))),
    ("read_public", lambda who, w: _compared(who, w.plan, "draft-1", "other:theirs")),
    ("read_public", lambda who, w: _compared(who, w.other, "plan:draft-1", "theirs")),
    ("read_restricted", lambda who, w: _compared(who, w.plan, "other:theirs", "now")),
    ("read_restricted", lambda who, w: _compared(who, w.other, "theirs", "plan:now")),
    ("read_restricted", lambda who, w: service("revisions", "list_revisions")(who, w.first, language="en")),
    ("read_restricted", lambda who, w: service("revisions", "newest_text")(who, w.first)),
    ("read_restricted", lambda who, w: service("revisions", "find_revision")(who, w.first, w.newest())),
    ("read_restricted", _authorship),
    ("read_restricted", lambda who, w: service("stories", "tell_story")(who, w.first, w.newest(), start=0, end=9)),
    ("comment", lambda who, w: service("comments", "post_comment")(who, w.plan, body="x")),
    ("comment", lambda who, w: service("comments", "post_comment")(who, w.plan, body="x", section=w.first)),
    ("comment", lambda who, w: service("comments", "reply_to_comment")(who, w.remark, body="x")),
    ("edit", lambda who, w: service("revisions", "save_revision")(who, w.first, text="# V\n\n", based_on=w.newest())),
    ("edit", lambda who, w: service("sections", "add_section")(
        who, w.plan, title="New", parent=factories.root(w.plan))),
    ("edit", lambda who, w: service("sections", "retitle_section")(who, w.first, title="Other")),
    ("edit", lambda who, w: service("sections", "move_section")(who, w.second, parent=w.first)),
    ("edit", lambda who, w: service("sections", "remove_section")(who, w.second)),
    ("edit", lambda who, w: service("brackets", "lift_bracket")(who, w.first, **w.bracket("[words"))),
    ("edit", lambda who, w: service("brackets", "drop_bracket")(who, w.first, **w.bracket("[words"))),
    ("edit", lambda who, w: service("brackets", "choose_alternative")(who, w.first, **w.bracket("[shall"))),
    ("edit", lambda who, w: service("brackets", "put_in_brackets")(
        who, w.first, words=service("brackets", "Words")(quote="Vision two"), based_on=w.newest())),
    ("edit", lambda who, w: service("translations", "begin_translation")(
        who, w.first, language="fr", title="Vision", body="")),
    ("edit", lambda who, w: service("presences", "mark_presence")(who, w.first)),
    ("read_restricted", lambda who, w: service("revisions", "foresee_sections")(who, w.first, text="# V\n\n")),
    ("answer", lambda who, w: service("answers", "answer_comment")(who, w.remark, disposition="noted")),
    ("freeze", lambda who, w: service("drafts", "freeze_draft")(who, w.plan, name="Two", date=date(2007, 2, 1))),
    ("manage_stages", lambda who, w: service("stages", "create_stage")(who, w.plan, name="Another")),
    ("manage_stages", lambda who, w: service("stages", "cancel_stage")(who, w.stage("spare"))),
    ("manage_stages", lambda who, w: service("stages", "open_stage")(who, w.stage("none"), close_other=True)),
    ("declare", lambda who, w: service("adoption", "declare_adoption")(who, w.plan)),
    ("adopt", lambda who, w: service("adoption", "adopt_plan")(who, w.plan, name="Final", date=date(2008, 5, 30))),
    ("invite", lambda who, w: service("invitations", "invite_people")(
        who, w.plan, pasted="new@example.org", role=w.role_to_give())),
    ("manage_plan", lambda who, w: service("plans", "change_plan")(who, w.plan, title="T", visibility="public")),
    ("manage_plan", lambda who, w: service("plans", "grant_role")(who, w.plan, w.people["reader"], role="expert")),
]  # fmt: skip
