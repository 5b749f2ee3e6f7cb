"""What every verb shares: the application it works in, the operator it acts as, and how failure is told."""

import functools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any

import click
from alembic.util import CommandError
from flask import Flask
from sqlalchemy.exc import ArgumentError, DBAPIError

from wiki.app import create_app, upgrade_database
from wiki.db import db
from wiki.errors import WikiError
from wiki.models import Person, Plan
from wiki.services import persons, plans


class Verbs(click.Group):
    """A group whose verbs fail with one clear sentence."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except WikiError as error:
            raise click.ClickException(harmless(str(error))) from error
        except ArgumentError as error:
            raise click.ClickException("PLENARY_DATABASE_URL does not name a database Plenary can use.") from error
        except DBAPIError as error:
            reason = str(error.orig).strip().split("\n")[0]
            raise click.ClickException(f"The database cannot be used: {reason}") from error
        except CommandError as error:
            raise click.ClickException(f"The database is not one this version of Plenary knows: {error}") from error
        except OSError as error:
            raise click.ClickException(f"{error.strerror or error}: {error.filename or ''}".rstrip(": ")) from error

    def add_commands_of(self, module: str) -> None:
        """Take in the verbs a module of this room lists."""
        for verb in import_module(f"wiki.cli.{module}").VERBS:
            self.add_command(verb)


def opened(verb: Callable[..., Any]) -> Callable[..., Any]:
    """Run a verb inside the application, its database made and brought up to date."""

    @functools.wraps(verb)
    def run(*words: Any, **options: Any) -> Any:
        app = application()
        upgrade_database(app)
        with inside(app):
            return verb(*words, **options)

    return run


@contextmanager
def inside(app: Flask) -> Iterator[None]:
    """The application's context; its connections are closed at the end, whatever happens."""
    with app.app_context():
        try:
            yield
        finally:
            db.session.remove()
            db.engine.dispose()


def application() -> Flask:
    """The application this command works in."""
    return create_app(click.get_current_context().obj)


def operator() -> Person:
    """Who acts through the command line."""
    return persons.operator()


def plan_named(slug: str) -> Plan:
    """The plan with this short name; raises NotFound."""
    return plans.find_plan(operator(), slug)


#: what a terminal would obey, by what is shown in its place
_SHOWN = {code: chr(0x2400 + code) for code in range(0x20) if chr(code) not in "\n\t"}
_SHOWN |= {0x7F: "\u2421"} | {code: f"<U+{code:04X}>" for code in range(0x80, 0xA0)}


def harmless(words: str) -> str:
    """Words of others with signs in place of their control characters, which could repaint a terminal; ends of lines
    and tabs stay."""
    return words.translate(_SHOWN)


def tell(words: str, *, err: bool = False) -> None:
    """Print words that may be somebody's own."""
    click.echo(harmless(words), err=err)


def count(number: int, one: str, many: str = "") -> str:
    """A number with its noun."""
    return f"{number} {one if number == 1 else many or one + 's'}"
