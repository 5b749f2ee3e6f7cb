"""The `plenary` command: each verb reads its words, calls a service and prints; nothing is decided here.

A verb that fails says so in one sentence on stderr and ends with 1; words that make no sense end with 2. The
database is made and brought up to date before the verb runs.
"""

from importlib.metadata import version

import click

from wiki.cli.house import Verbs


@click.group(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(version("plenary"), prog_name="plenary")
def main() -> None:
    """Plenary, a drafting wiki for texts that many governments must agree on, word by word.

    The database is the one PLENARY_DATABASE_URL names, otherwise an SQLite file in the instance folder.
    """


for _module in ("documents", "texts", "record", "people", "search", "installation", "catalogs"):
    main.add_commands_of(_module)
