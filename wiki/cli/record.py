"""Verbs of the journal and of what is told from it: history, verify, biographies."""

import click

from wiki.cli.house import count, opened, operator, plan_named, tell
from wiki.presenters.journal import as_line
from wiki.services import records
from wiki.services.biographies import rebuild_biographies


@click.command()
@click.argument("slug")
@click.option("--limit", default=0, metavar="N", help="Only the newest N entries; 0 for all.")
@opened
def history(slug: str, limit: int) -> None:
    """List what happened to a plan, newest first: number, time, who, on whose behalf, and what.

    \b
    plenary history south-south --limit 20
    """
    plan, before, left = plan_named(slug), None, limit or None
    while left is None or left > 0:
        entries = records.list_entries(operator(), plan, before=before, limit=min(left or 500, 500))
        for entry in entries:
            tell(as_line(entry))
        if len(entries) < 500:
            return
        before, left = entries[-1].number, None if left is None else left - len(entries)


@click.command()
@click.argument("slug", required=False)
@opened
def verify(slug: str | None) -> None:
    """Walk a plan's journal and prove it: every digest, every text, every placement. Without SLUG, the
    installation's own journal of people and delegations.

    \b
    plenary verify south-south
    """
    found = records.verify_plan(plan_named(slug) if slug else None)
    if not found.ok:
        raise click.ClickException(f"Entry {found.first_bad} does not hold: {found.why}")
    walked = count(found.entries, "entry", "entries")
    erased = f" ({count(found.erased, 'payload')} erased)" if found.erased else ""
    click.echo(f"The record holds: {walked}{erased}. Digest of the last: {found.digest or 'none'}")


@click.command()
@click.argument("slug")
@opened
def biographies(slug: str) -> None:
    """Work out anew, from the texts alone, which revision brought each word of a plan. Saving keeps this by itself;
    texts and journal stay as they are.

    \b
    plenary biographies south-south
    """
    click.echo(f"Told anew: {count(rebuild_biographies(plan_named(slug)), 'revision')}.")


VERBS = (history, verify, biographies)
