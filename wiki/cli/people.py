"""Verbs of people: accounts, invitations, roles, delegations."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

import click
from flask import current_app

from wiki.cli.house import Verbs, opened, operator, plan_named, tell
from wiki.errors import NotFound
from wiki.models import Delegation, Person
from wiki.models.delegation import KINDS
from wiki.models.token import SCOPES
from wiki.post import invitation_link, reset_link
from wiki.rules.access import ROLES
from wiki.services import delegations, invitations, persons, plans, resets, tokens
from wiki.services import people as participants

ROLE = click.Choice(ROLES[:-1])


@click.group(cls=Verbs)
def people() -> None:
    """People of the installation and of its plans: list, create, password, token, invite, role, delegation, member."""


@people.command("list")
@click.argument("slug", required=False)
@opened
def list_(slug: str | None) -> None:
    """List the accounts of the installation, or with SLUG who takes part in a plan, with their roles.

    \b
    plenary people list
    plenary people list south-south
    """
    if slug:
        for taking_part in participants.list_people(operator(), plan_named(slug)):
            roles = ",".join(held.role for held in taking_part.roles)
            tell("\t".join([roles, taking_part.person.email or "", taking_part.person.name]))
        return
    page, shown, total = 1, 0, 1
    while shown < total:
        found, total = persons.list_persons(operator(), page=page)
        for person in found:
            kind = "administrator" if person.is_administrator else "closed" if person.closed_at else "person"
            tell("\t".join([kind, person.email or "", person.name]))
        page, shown = page + 1, shown + max(len(found), 1)


@people.command()
@click.argument("email")
@click.option("--name", required=True)
@click.option("--administrator", is_flag=True, help="Looks after people, delegations and settings.")
@click.option("--may-make-plans", is_flag=True)
@opened
def create(email: str, name: str, administrator: bool, may_make_plans: bool) -> None:
    """Make an account, and print the link at which its owner chooses a password.

    \b
    plenary people create wanjiru@example.org --name "Wanjiru Kamau" --administrator
    """
    person = persons.create_person(
        operator(), name=name, email=email, is_administrator=administrator, may_make_plans=may_make_plans
    )
    _print_reset(person)


@people.command()
@click.argument("email")
@opened
def password(email: str) -> None:
    """Print a link at which the owner of an account chooses a new password; it is good for two hours.

    \b
    plenary people password wanjiru@example.org
    """
    _print_reset(_person(email))


@people.command()
@click.argument("email")
@click.option("--name", required=True, help="What it is for.")
@click.option("--scope", "scopes", type=click.Choice(SCOPES), multiple=True, default=("read",), show_default=True)
@click.option("--days", type=int, default=90, show_default=True, help="How long it is good.")
@opened
def token(email: str, name: str, scopes: tuple[str, ...], days: int) -> None:
    """Make a token, by which a program acts in the name of an account, and print it; it is shown this once.

    \b
    plenary people token wanjiru@example.org --name "Meeting database" --scope read --scope comment
    """
    _, secret = tokens.make_token(operator(), name=name, scopes=scopes, days=days, person=_person(email))
    click.echo(secret)


@people.command()
@click.argument("slug")
@click.argument("list_of_people", metavar="[FILE]", type=click.File(), default="-")
@click.option("--role", type=ROLE, default="party", show_default=True, help="For lines that name none.")
@click.option("--delegation", "code", metavar="CODE", help="For lines that name none.")
@opened
def invite(slug: str, list_of_people: IO[str], role: str, code: str | None) -> None:
    """Invite everyone on a list, one a line, and print the link for each: name, address, role, delegation.

    \b
    echo "Wanjiru Kamau <wanjiru@example.org>" | plenary people invite south-south --role expert
    plenary people invite south-south parties.txt --delegation KE
    """
    outcomes = invitations.invite_people(
        operator(),
        plan_named(slug),
        pasted=list_of_people.read(),
        role=role,
        delegation=_delegation(code) if code else None,
    )
    refused = 0
    with _addresses():
        for outcome in outcomes:
            if outcome.invitation is not None:
                click.echo(f"{outcome.line.email}\t{invitation_link(outcome.invitation)}")
            elif outcome.error is not None:
                refused += 1
                tell(f"{outcome.line.source.strip()}: {outcome.error}", err=True)
            else:
                click.echo(f"{outcome.line.email}\tis there already")
    if refused:
        raise click.ClickException(f"{refused} of {len(outcomes)} lines could not be taken.")


@people.command()
@click.argument("slug")
@click.argument("email")
@click.argument("role", type=ROLE)
@click.option("--end", is_flag=True, help="Take the role back.")
@opened
def role(slug: str, email: str, role: str, end: bool) -> None:
    """Give a person a role in a plan, or take it back.

    \b
    plenary people role south-south wanjiru@example.org secretariat
    plenary people role south-south wanjiru@example.org chair --end
    """
    plan, person = plan_named(slug), _person(email)
    if not end:
        plans.grant_role(operator(), plan, person, role=role)
        return
    for held in plans.current_roles(plan):
        if held.person_id == person.id and held.role == role:
            plans.end_role(operator(), plan, held)
            return
    raise NotFound("%(email)s has no such role in this plan.", email=email)


@people.command()
@click.argument("code")
@click.argument("name", required=False)
@click.option("--kind", type=click.Choice(KINDS), default="party", show_default=True)
@opened
def delegation(code: str, name: str | None, kind: str) -> None:
    """Make a delegation, or without NAME list who belongs to it.

    \b
    plenary people delegation KE Kenya
    plenary people delegation G77 "Group of 77 and China" --kind group
    plenary people delegation KE
    """
    if name:
        delegations.create_delegation(operator(), kind=kind, name=name, code=code)
        return
    for membership in delegations.list_members(_delegation(code)):
        member = membership.person.email if membership.person else membership.member and membership.member.code
        until = membership.until.isoformat() if membership.until else ""
        tell("\t".join([member or "", membership.since.isoformat(), until]))


@people.command()
@click.argument("code")
@click.argument("member")
@click.option("--focal-point", is_flag=True, help="May invite into the delegation.")
@opened
def member(code: str, member: str, focal_point: bool) -> None:
    """Let a person (by address) belong to a delegation, or a Party (by code) to a group, from today.

    \b
    plenary people member KE wanjiru@example.org --focal-point
    plenary people member G77 KE
    """
    joining = _person(member) if "@" in member else _delegation(member)
    delegations.add_member(operator(), _delegation(code), joining, focal_point=focal_point)


def _person(email: str) -> Person:
    found = persons.find_person_by_address(email)
    if found is None:
        raise NotFound("No account has the address %(email)s.", email=email)
    return found


def _delegation(code: str) -> Delegation:
    found = delegations.find_delegation_by_code(code)
    if found is None:
        raise NotFound("There is no delegation with the code “%(code)s”.", code=code)
    return found


def _print_reset(person: Person) -> None:
    mark = resets.make_reset(operator(), person)
    with _addresses():
        click.echo(reset_link(person, mark))


@contextmanager
def _addresses() -> Iterator[None]:
    """Links are written as if asked for at the installation's own address."""
    base = current_app.config["BASE_URL"] or "http://127.0.0.1:8000"
    with current_app.test_request_context(base_url=base):
        yield


VERBS = (people,)
