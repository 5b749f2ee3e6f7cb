"""Verbs for files, without a database: diff and merge, fit to be git's difftool and merge driver."""

import json
from pathlib import Path

import click

from wiki.cli.house import tell
from wiki.exchange.html import write_html
from wiki.exchange.markdown import read_markdown
from wiki.presenters.comparisons import marked_text, piece_as_json
from wiki.text.documents import compare_documents
from wiki.text.merge import Clash, merge_texts
from wiki.text.redline import render_redline

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command()
@click.argument("old", type=FILE)
@click.argument("new", type=FILE)
@click.option("--format", "form", type=click.Choice(["text", "html", "json"]), default="text", show_default=True)
def diff(old: Path, new: Path, form: str) -> None:
    """Compare two files word by word, and section by section where they have headings.

    In JSON, all "old" joined are the old file and all "new" joined the new one.

    \b
    plenary diff draft-1.md draft-2.md --format html > redline.html
    """
    comparison = compare_documents(read_markdown(old.read_bytes()), read_markdown(new.read_bytes()))
    if form == "json":
        pieces = [piece_as_json(piece) for piece in comparison.pieces]
        click.echo(json.dumps({"pieces": pieces}, ensure_ascii=False, indent=1))
    elif form == "html":
        title = f"{old.name} → {new.name}"
        body = render_redline(comparison)
        click.echo(write_html(title=title, subtitle="", language="", direction="auto", body_html=body))
    else:
        told = marked_text(comparison)
        if told:
            tell(told)


@click.command()
@click.argument("base", type=FILE)
@click.argument("mine", type=FILE)
@click.argument("theirs", type=FILE)
@click.option("--by", type=click.Choice(["sentence", "word"]), default="sentence", show_default=True)
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Where the merged text goes.")
def merge(base: Path, mine: Path, theirs: Path, by: str, output: Path | None) -> None:
    """Combine two files made from one base. Where both changed the same words, nothing is written, each clash is
    shown with its three texts on stderr, and the command ends with 1; no mark is ever put into a text.

    \b
    plenary merge base.md mine.md theirs.md -o merged.md
    """
    texts = [read_markdown(path.read_bytes()) for path in (base, mine, theirs)]
    merged = merge_texts(*texts, by="word" if by == "word" else "sentence")
    if merged.text is None:
        for number, clash in enumerate((piece for piece in merged.pieces if isinstance(piece, Clash)), start=1):
            for side, words in (("base", clash.base), ("mine", clash.mine), ("theirs", clash.theirs)):
                tell(f"{number} {side}: {words.strip()}", err=True)
        raise click.ClickException(f"{len(merged.clashes)} clashes; nothing was written.")
    if output is None:
        click.get_binary_stream("stdout").write(merged.text.encode())
    else:
        output.write_bytes(merged.text.encode())


VERBS = (diff, merge)
