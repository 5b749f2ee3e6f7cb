"""Verbs of the journal: history and verify."""

import click

from wiki.cli.house import count, opened, operator, plan_named
from wiki.errors import WikiError
from wiki.services import records


@click.command()
@click.argument("slug")
@click.option("--limit", default=0, metavar="N", help="Only the newest N entries; 0 for all.")
@opened
def history(slug: str, limit: int) -> None:
    """List what happened to a plan, newest first: number, time, kind, subject, who, and on whose behalf.

    \b
    plenary history south-south --limit 20
    """
    plan, before, left = plan_named(slug), None, limit or None
    while left is None or left > 0:
        entries = records.list_entries(operator(), plan, before=before, limit=min(left or 500, 500))
        for entry in entries:
            who = entry.person or ""
            click.echo(
                "\t".join([str(entry.number), entry.at.isoformat(timespec="seconds"), entry.kind, entry.subject, who])
            )
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
        why = WikiError(found.why, **found.parameters)
        raise click.ClickException(f"Entry {found.first_bad} does not hold: {why}")
    erased = f" ({count(found.erased, 'payload')} erased)" if found.erased else ""
    click.echo(f"{count(found.entries, 'entry', 'entries')} hold{erased}. Digest of the last: {found.digest or 'none'}")


VERBS = (history, verify)
