"""The `plenary` command: each verb reads its words, calls a service and prints; nothing is decided here."""

import click
from flask.cli import FlaskGroup

from wiki.app import create_app


@click.group(cls=FlaskGroup, create_app=create_app, add_default_commands=False)
def main() -> None:
    """Plenary, a drafting wiki for texts that many governments must agree on."""
