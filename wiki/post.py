"""What leaves the house: signed links, and letters on their way to the mail server of the settings.

What letters say stands in templates, when they go is the outbox's affair (services/mails.py).
"""

import smtplib
import ssl
from collections.abc import Mapping
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid, parseaddr
from hashlib import sha256
from typing import Any
from urllib.parse import unquote, urlsplit

from flask import current_app, render_template
from flask_babel import gettext
from itsdangerous import BadData, URLSafeSerializer

from wiki import clock
from wiki.errors import Invalid, NotFound
from wiki.models import Invitation, Person
from wiki.services.invitations import language_of
from wiki.services.mails import Letter, post_mail, send_waiting
from wiki.speech import speaking
from wiki.web import external_url

#: how long a link to a new password is good for
RESET_SECONDS = 2 * 60 * 60
#: how long the mail server is waited for
PATIENCE_SECONDS = 30


def invitation_link(invitation: Invitation) -> str:
    """The address at which an invitation is accepted."""
    return external_url("invitations.show", token=_signer("invitation").dumps(invitation.uid))


def invitation_letter(invitation: Invitation) -> Letter:
    """What is written to somebody who is invited: in their language where their account names one, else in that of
    who invites."""
    title = " ".join(invitation.plan.title.split())
    with speaking(language_of(invitation)):
        subject = gettext("Invitation: %(title)s", title=title)
        body = render_template("invitations/letter.txt", invitation=invitation, link=invitation_link(invitation))
    return Letter(subject if len(subject) <= 200 else subject[:199] + "…", body)


def post_password_changed(person: Person) -> None:
    """Post a letter that tells a person of another password, where mail goes; a step of the act that takes it, so that
    nobody takes over an account unnoticed."""
    if not mail_goes() or person.email is None:
        return
    with speaking(person.language):
        subject = gettext("Your password for Plenary was changed")
        body = render_template("passwords/changed.txt", at=clock.now(), link=external_url("passwords.new"))
    post_mail(person.email, subject, body)


def mail_goes() -> bool:
    """Whether letters are sent from here at all."""
    return bool(current_app.config["MAIL_URL"])


def invited_uid(token: str) -> str:
    """The uid of the invitation a link is for; raises NotFound for one that is not ours."""
    return str(_read_token("invitation", token))


def reset_link(person: Person, mark: str) -> str:
    """The address, good for two hours, at which a person takes a new password; works while `mark` is theirs."""
    until = int(clock.now().timestamp()) + RESET_SECONDS
    return external_url("passwords.edit", token=_signer("reset").dumps([person.uid, mark, until]))


def reset_of(token: str) -> tuple[str, str]:
    """The uid and mark a reset link is for; raises NotFound for one that is not ours, Invalid once it has run out."""
    uid, mark, until = _read_token("reset", token)
    if until < clock.now().timestamp():
        raise Invalid("This link has run out. Ask for another.")
    return uid, mark


def _signer(purpose: str) -> URLSafeSerializer:
    return URLSafeSerializer(
        str(current_app.secret_key), salt=f"plenary {purpose}", signer_kwargs={"digest_method": sha256}
    )


def _read_token(purpose: str, token: str) -> Any:
    try:
        return _signer(purpose).loads(token)
    except BadData:
        raise NotFound("This link is not complete. Copy all of it.") from None


def send_mails(config: Mapping[str, Any]) -> int:
    """Send what is due in the outbox; returns how many letters went, none where no mail server is set."""
    url, sender = config["MAIL_URL"], config["MAIL_FROM"]
    if not url:
        return 0
    return send_waiting(lambda to, subject, body: deliver(url, write_message(sender, to, subject, body)))


def write_message(sender: str, to: str, subject: str, body: str) -> EmailMessage:
    """The letter as mail; a line break in a header raises ValueError."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, to, subject
    message["Date"] = format_datetime(clock.now())
    message["Message-ID"] = make_msgid(domain=parseaddr(sender)[1].rpartition("@")[2] or "localhost")
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(body)
    return message


def deliver(url: str, message: EmailMessage) -> None:
    """Hand a message to the server at smtp://user:password@host:port, or smtps:// for TLS from the start.

    TLS is begun wherever the server offers it, and a password is never sent to another machine without.
    Raises OSError (smtplib's errors are), ValueError for an address that is none.
    """
    parts = urlsplit(url)
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
        raise ValueError("The mail server is not spelled smtp://host:port.")
    safe = ssl.create_default_context()
    if parts.scheme == "smtps":
        server: smtplib.SMTP = smtplib.SMTP_SSL(
            parts.hostname, parts.port or 465, timeout=PATIENCE_SECONDS, context=safe
        )
    else:
        server = smtplib.SMTP(parts.hostname, parts.port or 25, timeout=PATIENCE_SECONDS)
    with server:
        encrypted = parts.scheme == "smtps"
        if not encrypted:
            server.ehlo_or_helo_if_needed()
            if server.has_extn("starttls"):
                server.starttls(context=safe)
                encrypted = True
        if parts.username:
            if not encrypted and parts.hostname not in ("localhost", "127.0.0.1", "::1"):
                raise ValueError("The mail server offers no encryption; its password is not sent in the clear.")
            server.login(unquote(parts.username), unquote(parts.password or ""))
        server.send_message(message)
