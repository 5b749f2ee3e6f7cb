"""Verbs of searching: finding words in a terminal, and making the index anew."""

import click

from wiki.cli.house import count, opened, operator, plan_named, tell
from wiki.presenters.searches import KINDS, as_lines
from wiki.services import reindexing, searches
from wiki.services.search_scopes import Filters


@click.group()
def search() -> None:
    """Find words in texts, titles, comments and earlier texts; make the index of them anew."""


@search.command()
@click.argument("words", nargs=-1, required=True)
@click.option("--plan", "slug", default="", metavar="SLUG", help="In this plan alone.")
@click.option("--at", default="", metavar="MOMENT", help="As it was in a draft, or at a moment of that plan.")
@click.option("--section", type=int, help="In this section of that plan and what is under it.")
@click.option("--kind", default="", type=click.Choice(["", *KINDS]), help="Only hits of this kind.")
@click.option("--language", default="", metavar="TAG", help="Only texts in this language.")
@click.option("--page", default=1, show_default=True, type=click.IntRange(1), help="Which page of hits.")
@opened
def find(words: tuple[str, ...], slug: str, at: str, section: int | None, kind: str, language: str, page: int) -> None:
    """List where WORDS are found, each hit in its sentence.

    \b
    plenary search find capacity building --plan south-south
    plenary search find '"technology transfer" -trade'
    """
    filters = Filters(section=section, at=at, kind=kind, language=language)
    plan = plan_named(slug) if slug else None
    found = searches.search(operator(), " ".join(words), plan=plan, filters=filters, page=page)
    for hit in found.hits:
        for line in as_lines(hit):
            tell(line)
    click.echo(f"{count(found.total, 'hit')}; page {found.page} of {found.pages}.")


@search.command()
@opened
def rebuild() -> None:
    """Make what is searched anew from the texts and comments, while others save.

    \b
    plenary search rebuild
    """
    click.echo(f"{count(reindexing.rebuild_index(), 'piece')} can be searched.")


VERBS = (search,)
