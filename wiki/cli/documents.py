"""Verbs of texts: import, export, compare, drafts."""

import json
import sys
from datetime import datetime
from html import escape
from pathlib import Path

import click

from wiki.cli.house import harmless, opened, operator, plan_named, tell
from wiki.errors import Invalid, NotFound
from wiki.models import Plan
from wiki.presenters.changes import PlanComparison
from wiki.presenters.comparisons import as_json, as_text
from wiki.services import comparisons, drafts, exports, imports


@click.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--plan", "slug", required=True, metavar="SLUG", help="The plan's short name; made where there is none.")
@click.option("--title", help="The title of a new plan; otherwise its first heading.")
@click.option("--draft", metavar="NAME", help="Freeze the result as a draft of this name.")
@click.option("--symbol", default="", help="The draft's document symbol.")
@click.option("--date", type=click.DateTime(["%Y-%m-%d"]), help="The draft's date; otherwise today.")
@click.option("--note", default="", help="A note on the draft.")
@click.option("--public", is_flag=True, help="Let everybody read the draft, if the plan is public.")
@click.option("--language", default="", metavar="TAG", help='The text\'s language, as in "fr" or "zh-Hans".')
@click.option("--visibility", default="private", type=click.Choice(["private", "participants", "public"]),
              help="Who may know of a new plan.")  # fmt: skip
@opened
def import_(
    file: Path,
    slug: str,
    title: str | None,
    draft: str | None,
    symbol: str,
    date: datetime | None,
    note: str,
    public: bool,
    language: str,
    visibility: str,
) -> None:
    """Make a plan of a whole document, or bring a plan to a later version of it.

    FILE is Markdown (.md) or Word (.docx). Of a later version only the sections that changed are revised; moved
    and retitled ones stay themselves. Another language is laid on the sections that stand.

    \b
    plenary import plan.md --plan south-south --title "South-South cooperation" --draft "First draft"
    plenary import plan-rev1.docx --plan south-south --draft "Rev. 1" --symbol UNEP/CBD/SSC/1/2/Rev.1
    plenary import plan-fr.md --plan south-south --language fr
    """
    markdown, left_out = imports.read_document(file.read_bytes(), filename=file.name)
    for sentence in left_out:
        tell(f"Left out: {sentence}", err=True)
    done = imports.import_document(
        operator(),
        slug=slug,
        source=markdown,
        title=title,
        language=language,
        visibility=visibility,
        draft=draft,
        symbol=symbol,
        date=date.date() if date else None,
        note=note,
        distribution="public" if public else "restricted",
    )
    tally = done.tally
    parts = [
        f"{tally.added} added",
        f"{tally.changed} changed",
        f"{tally.moved} moved",
        f"{tally.removed} taken out",
        f"{tally.unchanged} unchanged",
    ]
    tell(f"{done.plan.slug}: {', '.join(parts)}.")
    if done.draft is not None:
        click.echo(f"Frozen as draft {done.draft.slug}, moment {done.draft.number}.")


@click.command()
@click.argument("slug")
@click.option("--draft", metavar="NAME", help="A draft, a moment's number, or now (the default).")
@click.option("--language", default="", metavar="TAG", help="Another language than the plan's own.")
@click.option("--format", "kind", default="md", type=click.Choice(["md", "docx", "html", "json"]))
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="A file; otherwise to stdout.")
@opened
def export(slug: str, draft: str | None, language: str, kind: str, output: Path | None) -> None:
    """Write out a plan as it stands, or a draft of it. Markdown is byte for byte what was imported.

    \b
    plenary export south-south > plan.md
    plenary export south-south --draft "Rev. 1" --format docx -o rev1.docx
    """
    plan = plan_named(slug)
    exported = exports.export_plan(operator(), plan, moment=_moment_named(plan, draft), language=language, format=kind)
    if output is None:
        sys.stdout.buffer.write(exported.content)
    else:
        output.write_bytes(exported.content)


@click.command()
@click.argument("slug")
@click.argument("draft_a")
@click.argument("draft_b")
@click.option("--format", "kind", default="text", type=click.Choice(["text", "html", "json"]))
@click.option("--language", default="", metavar="TAG")
@opened
def compare(slug: str, draft_a: str, draft_b: str, kind: str, language: str) -> None:
    """Show what changed from one draft or moment to another. One of another plan is PLAN:DRAFT; its sections are
    matched by the ids typed behind their titles, else by their content.

    \b
    plenary compare south-south "First draft" "Rev. 1"
    plenary compare south-south first-draft now --format json
    plenary compare south-south marine-plan:now now
    """
    plan = plan_named(slug)
    then, now, comparison = comparisons.compare_moments(
        operator(),
        plan,
        before=_moment_of_any(plan, draft_a),
        after=_moment_of_any(plan, draft_b),
        language=language,
    )
    if kind == "json":
        before, after = ({"plan": moment.plan.slug, "moment": moment.number} for moment in (then, now))
        told = json.dumps(as_json(comparison, before=before, after=after), ensure_ascii=False)
    elif kind == "html":
        told = _as_html(comparison, f"{plan.title}: {draft_a} – {draft_b}")
    else:
        told = harmless(as_text(comparison, before=draft_a, after=draft_b))
    click.echo(told.rstrip("\n"))


def _as_html(comparison: PlanComparison, title: str) -> str:
    """A page that stands alone: each changed section with its redline."""
    head = f'<!doctype html><html lang="{escape(comparison.language)}"><meta charset="utf-8">'
    sections = [
        f"<section><h2>{escape(change.title)}</h2>{comparisons.render_change(change)}</section>"
        for change in comparison.changed
    ]
    return "\n".join([head, f"<title>{escape(title)}</title>", f"<h1>{escape(title)}</h1>", *sections, "</html>"])


@click.command("drafts")
@click.argument("slug")
@opened
def drafts_(slug: str) -> None:
    """List a plan's drafts, oldest first: short name, moment, date, distribution, symbol and name.

    \b
    plenary drafts south-south
    """
    for draft in drafts.list_drafts(operator(), plan_named(slug)):
        words = [draft.slug, str(draft.number), draft.date.isoformat(), draft.distribution, draft.symbol, draft.name]
        tell("\t".join(words))


def _moment_of_any(plan: Plan, name: str) -> str:
    """The same for a moment of this plan or, as PLAN:DRAFT, of another one; a draft's own name may hold a colon."""
    slug, colon, rest = name.partition(":")
    if not colon or any(name == draft.name for draft in drafts.list_drafts(operator(), plan)):
        return _moment_named(plan, name) or "now"
    return f"{slug}:{_moment_named(plan_named(slug), rest)}"


def _moment_named(plan: Plan, name: str | None) -> str | None:
    """How addresses spell the moment: a draft may be called by its name as well as by its short name."""
    if name is None:
        return None
    for draft in drafts.list_drafts(operator(), plan):
        if name == draft.slug:
            return draft.slug
    named = [draft.slug for draft in drafts.list_drafts(operator(), plan) if draft.name == name]
    if len(named) > 1:
        raise Invalid("Several drafts are called “%(name)s”; use the short name.", name=name)
    if not named and not (name == "now" or name.isdecimal()):
        raise NotFound("There is no draft “%(name)s” in this plan.", name=name)
    return named[0] if named else name


VERBS = (import_, export, compare, drafts_)
