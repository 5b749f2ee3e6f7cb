"""Pages of the record: what happened, in words, and the proof that nothing of it was changed."""

from flask import Blueprint, render_template, request

from wiki.errors import NotFound
from wiki.models import Plan
from wiki.presenters.changes import plain_title
from wiki.presenters.journal import fold_withheld
from wiki.services import access, moments, plans, records
from wiki.web import actor, limiter

blueprint = Blueprint("journal", __name__)

PAGE = 50


@blueprint.get("/plans/<slug>/record")
def index(slug: str) -> str:
    """The plan's record, newest first."""
    plan = plans.find_plan(actor(), slug)
    found = records.list_entries(actor(), plan, before=request.args.get("before", type=int), limit=PAGE + 1)
    return render_template(
        "journal/index.html",
        plan=plan,
        runs=fold_withheld(found[:PAGE]),
        more=found[PAGE - 1].number if len(found) > PAGE else None,
        standing=access.standing(actor(), plan),
        titles=_titles(plan),
    )


@blueprint.get("/plans/<slug>/record/proof")
@limiter.limit("10/minute")
def proof(slug: str) -> str:
    """The whole chain walked and every text hashed anew."""
    plan = plans.find_plan(actor(), slug)
    return render_template("journal/proof.html", plan=plan, proof=records.prove_record(actor(), plan))


@blueprint.get("/record")
def installation() -> str:
    """The installation's own record: people, delegations, settings."""
    found = records.list_entries(actor(), None, before=request.args.get("before", type=int), limit=PAGE + 1)
    return render_template(
        "journal/index.html",
        plan=None,
        runs=fold_withheld(found[:PAGE]),
        more=found[PAGE - 1].number if len(found) > PAGE else None,
        standing=None,
    )


@blueprint.get("/record/proof")
@limiter.limit("10/minute")
def installation_proof() -> str:
    """The installation's own chain walked."""
    return render_template("journal/proof.html", plan=None, proof=records.prove_record(actor(), None))


def _titles(plan: Plan) -> dict[int, str]:
    """What sections are headed in the newest text the reader may read, by number; the number itself stands nowhere."""
    try:
        moment = moments.find_moment(actor(), plan)
    except NotFound:
        return {}
    return {item.number: plain_title(item.title) for item in moments.outline_at(plan, moment.number).items}
