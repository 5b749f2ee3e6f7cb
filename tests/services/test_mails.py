"""The outbox."""

from datetime import timedelta
from itertools import pairwise

import pytest
from sqlalchemy import select

from wiki import clock
from wiki.db import db, transaction
from wiki.errors import Invalid
from wiki.models import OutgoingMail
from wiki.services.mails import MOST_ATTEMPTS, post_mail, send_waiting


def post(to="a@example.org", subject="Subject", body="Words"):
    with transaction():
        return post_mail(to, subject, body)


def test_a_letter_goes_once_and_its_links_are_not_kept(app):
    sent = []
    post()
    assert send_waiting(lambda *letter: sent.append(letter)) == 1
    assert send_waiting(lambda *letter: sent.append(letter)) == 0
    assert sent == [("a@example.org", "Subject", "Words")]
    letter = db.session.scalars(select(OutgoingMail)).one()
    assert letter.sent_at is not None and letter.body == ""


def test_what_does_not_go_is_tried_again_later_and_later_and_given_up(app):
    tries = []

    def refuse(to, subject, body):
        tries.append(clock.now())
        raise OSError("the line is down")

    post()
    for _ in range(MOST_ATTEMPTS + 3):
        due = db.session.scalars(select(OutgoingMail.next_at)).one()
        with clock.standing_at(due - timedelta(seconds=1)):
            assert send_waiting(refuse) == 0
        with clock.standing_at(due):
            assert send_waiting(refuse) == 0
    waits = [(after - before) // timedelta(minutes=1) for before, after in pairwise(tries)]
    assert waits == [1, 4, 16, 64, 256, 360, 360, 360, 360]
    assert len(tries) == MOST_ATTEMPTS
    letter = db.session.scalars(select(OutgoingMail)).one()
    assert (letter.sent_at, letter.body, letter.error) == (None, "", "OSError: the line is down")


def test_one_bad_address_does_not_hold_up_the_others(app):
    post("bad@example.org")
    post("good@example.org")
    went = []

    def send(to, subject, body):
        if to.startswith("bad"):
            raise ValueError("no")
        went.append(to)

    assert send_waiting(send) == 1
    assert went == ["good@example.org"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"to": "a@example.org\nBcc: b@example.org"},
        {"to": "a@example.org\n"},
        {"to": "a@example.org, b@example.org"},
        {"subject": "Subject\r\nBcc: b@example.org"},
        {"subject": ""},
        {"body": "x" * 100_001},
    ],
)
def test_a_letter_that_could_carry_headers_of_its_own_is_refused(app, wrong):
    with pytest.raises(Invalid):
        post(**wrong)
    assert db.session.scalars(select(OutgoingMail)).first() is None


def test_a_letter_belongs_to_an_act(app):
    with pytest.raises(RuntimeError):
        post_mail("a@example.org", "Subject", "Words")
    with pytest.raises(ZeroDivisionError), transaction():
        post_mail("a@example.org", "Subject", "Words")
        raise ZeroDivisionError
    assert db.session.scalars(select(OutgoingMail)).first() is None
