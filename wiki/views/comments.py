"""Pages of comments: the list, one thread, the form, and everything that is done to a thread."""

from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from flask_babel import gettext
from markupsafe import Markup
from werkzeug.wrappers import Response

from wiki.errors import Invalid, Refused, WikiError
from wiki.models import Comment, Plan, Section
from wiki.models.comment import AUDIENCES, DISPOSITIONS
from wiki.presenters.comments import Note
from wiki.services import (
    access,
    answers,
    comment_lists,
    comments,
    moments,
    passages,
    plans,
    renderings,
    revisions,
    sections,
    threads,
)
from wiki.web import actor, local_path, say, see_other, signed_in, status_of
from wiki.web.typed import read_number

blueprint = Blueprint("comments", __name__, url_prefix="/plans/<slug>/comments")

#: comments on a page, and revisions offered where an answer names one
PAGE = 40
#: paragraphs offered to choose from on a section's form
MOST_CHOICES = 300
TABS = ("open", "answered", "resolved", "lost", "late", "mine", "all")


@blueprint.get("")
def index(slug: str) -> str:
    """The plan's comments, or a section's, by their state and who spoke; what came late under a tab of its own."""
    plan = plans.find_plan(actor(), slug)
    section, state = _section(plan, request.args.get("section", type=int)), request.args.get("state", "open")
    kept_to: Any = {"section": section, "delegation": request.args.get("delegation", "")}
    before = request.args.get("before", type=int)
    found = comment_lists.list_comments(actor(), plan, state=state, before=before, limit=PAGE + 1, **kept_to)
    return render_template(
        "comments/index.html",
        plan=plan,
        section=section,
        state=state,
        tabs=TABS,
        notes=found[:PAGE],
        more=found[PAGE - 1].key if len(found) > PAGE else None,
        counts=comment_lists.tally_comments(actor(), plan, **kept_to),
        delegation=kept_to["delegation"],
        voices=comment_lists.list_voices(actor(), plan, section=section),
        titles=_titles(plan),
        standing=access.standing(actor(), plan),
    )


@blueprint.get("/<int:number>")
def show(slug: str, number: int) -> str | Response:
    """One thread at its permanent address; a reply's leads to its thread."""
    plan = plans.find_plan(actor(), slug)
    comment = comments.find_comment(actor(), plan, number)
    thread = comments.show_thread(actor(), comment)
    if comment.reply_to_id is not None and thread.number is not None:
        return see_other("comments.show", slug=slug, number=thread.number, _anchor=f"comment-{comment.id}")
    return _thread(plan, thread)


@blueprint.get("/new")
def new(slug: str) -> str:
    """The form for a remark on words, a paragraph, a section or the plan, as the address says."""
    plan = plans.find_plan(actor(), slug)
    access.require(actor(), plan, "comment")
    return _form(plan, request.args)


@blueprint.post("/new")
def create(slug: str) -> Response | tuple[str, int]:
    """Make a remark."""
    plan, form = plans.find_plan(actor(), slug), request.form
    section = _section(plan, form.get("section", type=int))
    try:
        number = form.get("revision", type=int)
        seen = comments.revision_to_remark_on(actor(), section, number=number) if section and number else None
        made = comments.post_comment(
            signed_in(),
            plan,
            body=form.get("body", ""),
            section=section,
            revision=seen,
            quote=form.get("quote", ""),
            prefix=form.get("prefix", "")[:500],
            suffix=form.get("suffix", "")[:500],
            paragraph=form.get("paragraph", type=int),
            language=form.get("language", ""),
            audience=form.get("audience", "participants"),
            on_behalf_of=access.find_speakable(actor(), plan, form.get("on_behalf_of", "")),
        )
    except Refused as error:
        return _form(plan, form, error), status_of(error)
    note = comments.show_thread(actor(), made)
    if note.unplaced:
        say(
            gettext("The words you named could not be found in the text; your comment is kept on the paragraph.")
            if note.start is not None or note.lost
            else gettext("The words you named could not be found in the text; your comment is kept on the section.")
        )
    elif note.audience == "private":
        say(gettext("Your note is kept. Nobody else sees it until you submit it."))
    elif note.late:
        say(gettext("Your comment is on record, marked as having come after the deadline."))
    else:
        say(gettext("Your comment is on record."))
    return _back_to(plan, made)


@blueprint.post("/<int:number>/reply")
def reply(slug: str, number: int) -> Response | tuple[str, int] | str:
    """Reply to a comment."""
    plan, comment = _comment(slug, number)
    try:
        made = comments.reply_to_comment(
            signed_in(),
            comment,
            body=request.form.get("body", ""),
            audience=request.form.get("audience", ""),
            on_behalf_of=access.find_speakable(actor(), plan, request.form.get("on_behalf_of", "")),
        )
    except Refused as error:
        return _thread(plan, comments.show_thread(actor(), comment), error, "reply"), status_of(error)
    say(gettext("Your reply is on record.") if made.number else gettext("Your reply is kept as a private note."))
    return _back(plan, comment)


@blueprint.post("/<int:number>/answer")
def answer(slug: str, number: int) -> Response | tuple[str, int]:
    """Give a comment its disposition."""
    plan, comment = _comment(slug, number)
    try:
        answers.answer_comment(
            signed_in(),
            comment,
            disposition=request.form.get("disposition", ""),
            reason=request.form.get("reason", ""),
            revision=_revision_that_did_it(comment),
            resolve=request.form.get("resolve") == "yes",
        )
    except Refused as error:
        return _thread(plan, comments.show_thread(actor(), comment), error, "answer"), status_of(error)
    say(gettext("The answer is on record."))
    return _back(plan, comment)


@blueprint.post("/<int:number>/resolve")
def resolve(slug: str, number: int) -> Response:
    """Close a discussion."""
    plan, comment = _comment(slug, number)
    answers.resolve_comment(signed_in(), comment)
    say(gettext("The discussion is closed."), undo=url_for("comments.reopen", slug=slug, number=number))
    return _back(plan, comment)


@blueprint.post("/<int:number>/reopen")
def reopen(slug: str, number: int) -> Response:
    """Take a discussion up again."""
    plan, comment = _comment(slug, number)
    answers.reopen_comment(signed_in(), comment)
    say(gettext("The discussion is open again."), undo=url_for("comments.resolve", slug=slug, number=number))
    return _back(plan, comment)


@blueprint.post("/<int:number>/erase")
def erase(slug: str, number: int) -> Response | tuple[str, int]:
    """Erase the words of a comment."""
    plan, comment = _comment(slug, number)
    try:
        answers.erase_comment(signed_in(), comment, reason=request.form.get("reason", ""))
    except Refused as error:
        return _thread(plan, comments.show_thread(actor(), comment), error, "erase"), status_of(error)
    say(gettext("The words were erased; that it was done is on record."))
    return _back(plan, comment)


@blueprint.app_template_filter("remark")
def remark(body: str, language: str = "en") -> Markup:
    """What somebody wrote in a comment, as safe HTML."""
    return Markup(renderings.render_remark(body, language=language))  # noqa: S704 - nh3 cleaned it


def _comment(slug: str, number: int) -> tuple[Plan, Comment]:
    plan = plans.find_plan(actor(), slug)
    return plan, comments.find_comment(actor(), plan, number)


def _section(plan: Plan, number: int | None) -> Section | None:
    return sections.find_section(actor(), plan, number) if number is not None else None


def _revision_that_did_it(comment: Comment) -> Any:
    """The revision named in the form, by its number in the comment's section."""
    if not (typed := request.form.get("revision", "").strip()):
        return None
    number = read_number(typed.removeprefix("#"))
    if number is None or comment.section is None:
        raise Invalid("Name a revision of this section by its number.", field="revision")
    try:
        return revisions.find_revision(actor(), comment.section, number)
    except WikiError as error:
        raise Invalid(error.message, field="revision", **error.parameters) from None


def _titles(plan: Plan) -> dict[int, str]:
    """Titles of sections by row id, as the reader may know them."""
    try:
        moment = moments.find_moment(actor(), plan)
    except WikiError:
        return {}
    return {item.section_id: item.title for item in moments.outline_at(plan, moment.number).items}


def _back(plan: Plan, comment: Comment) -> Response:
    """To where the form was, or to the thread."""
    number, path = threads.thread_of(comment).number, url_for("comments.index", slug=plan.slug, state="mine")
    otherwise = url_for("comments.show", slug=plan.slug, number=number) if number else path
    return redirect(local_path(request.form.get("next"), otherwise=otherwise), code=303)


def _back_to(plan: Plan, comment: Comment) -> Response:
    """To the text where the comment now stands beside it; else to the thread."""
    if comment.section is not None:
        language = comment.revision.language if comment.revision else plan.language
        return see_other(
            "sections.show", slug=plan.slug, number=comment.section.number, _anchor=f"comment-{comment.id}",
            language=None if language == plan.language else language, comment=comment.id,
        )  # fmt: skip
    if comment.number is None:
        return see_other("comments.index", slug=plan.slug, state="mine")
    return see_other("comments.show", slug=plan.slug, number=comment.number)


def _thread(plan: Plan, note: Note, error: WikiError | None = None, wrong: str = "") -> str:
    """The page of one thread; `wrong` names the form the error belongs to."""
    assert note.number is not None
    comment = comments.find_comment(actor(), plan, note.number)
    standing = access.standing(actor(), plan)
    language, about = note.language or plan.language, comment.section if standing.may("answer") else None
    return render_template(
        "comments/show.html",
        plan=plan,
        note=note,
        context=comments.context_of(actor(), comment),
        titles=_titles(plan),
        standing=standing,
        latest=revisions.list_revisions(actor(), about, language=language, limit=PAGE) if about else [],
        speakable=access.list_speakable(actor(), plan),
        dispositions=DISPOSITIONS,
        audiences=AUDIENCES[: AUDIENCES.index(note.audience) + 1],
        limit=comments.MAX_BODY,
        error=error,
        wrong=wrong,
        given=request.form if error else {},
    )


def _form(plan: Plan, given: Any, error: WikiError | None = None) -> str:
    section = _section(plan, given.get("section", type=int))
    standing = access.require(actor(), plan, "comment")
    language = given.get("language") or plan.language
    shown, paragraph, choices = None, None, []
    if section is not None:
        shown = comments.revision_to_remark_on(
            actor(), section, number=given.get("revision", type=int), language=language
        )
        chosen = given.get("paragraph", type=int)
        block = passages.paragraph_of(shown, chosen) if shown and chosen is not None else None
        paragraph = shown.text.body[block.start : block.end] if shown and block else None
        if shown is not None and paragraph is None and not given.get("quote"):
            choices = passages.paragraphs_of(shown)[:MOST_CHOICES]
    return render_template(
        "comments/new.html",
        plan=plan,
        section=section,
        title=_titles(plan).get(section.id, "") if section else "",
        shown=shown,
        paragraph=paragraph,
        choices=choices,
        language=language,
        standing=standing,
        speakable=access.list_speakable(actor(), plan),
        audiences=AUDIENCES,
        audience=given.get("audience") or ("observers" if standing.given <= {"observer"} else "participants"),
        limit=comments.MAX_BODY,
        given=given,
        error=error,
    )
