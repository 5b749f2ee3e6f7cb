"""The reading view of a whole plan at a moment."""

from flask import Blueprint, render_template, request

from wiki.services import access, comment_lists, drafts, moments, plans, renderings, translations
from wiki.shelf import path_for
from wiki.web import actor

blueprint = Blueprint("texts", __name__)


@blueprint.get("/plans/<slug>/text")
def show(slug: str) -> str:
    """The whole text as it stood at the moment asked for, or the newest one may see."""
    plan = plans.find_plan(actor(), slug)
    moment = moments.find_moment(actor(), plan, request.args.get("at"))
    reading = translations.reading_at(plan, moment, request.args)
    outline = moments.outline_at(plan, moment.number, reading.language)

    def render() -> dict[int, str]:
        addresses = {
            item.section_id: path_for("sections.show", slug=slug, number=item.number, **reading.carry)
            for item in outline.items
        }
        return renderings.render_items(
            outline.items, language=reading.language, addresses=addresses, together=True, clean=reading.clean
        )

    return render_template(
        "texts/show.html",
        plan=plan,
        moment=moment,
        outline=outline,
        reading=reading,
        language=reading.language,
        render=render,
        drafts=drafts.list_names(actor(), plan),
        standing=access.standing(actor(), plan),
        open_comments=comment_lists.count_open(actor(), plan),
    )
