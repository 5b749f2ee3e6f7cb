"""Links and letters, with a mail server of the test's own."""

import socketserver
import threading
from email import message_from_bytes, policy

import pytest

from wiki.db import transaction
from wiki.post import send_mails, write_message
from wiki.services.mails import post_mail


class Box(socketserver.ThreadingTCPServer):
    """As much of a mail server as is needed to be given letters."""

    daemon_threads = allow_reuse_address = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Reader)
        self.letters: list[tuple[str, bytes]] = []


class Reader(socketserver.StreamRequestHandler):
    def say(self, words: str) -> None:
        self.wfile.write(words.encode() + b"\r\n")

    def handle(self) -> None:
        self.say("220 box")
        to = ""
        while line := self.rfile.readline():
            verb = line.strip().upper()
            if verb.startswith(b"RCPT TO:"):
                to = line.decode().split("<")[1].split(">")[0]
                self.say("550 nobody" if to.startswith("nobody") else "250 yes")
            elif verb == b"DATA":
                self.say("354 go on")
                body = b""
                while (line := self.rfile.readline()) != b".\r\n":
                    body += line[1:] if line.startswith(b"..") else line
                self.server.letters.append((to, body))
                self.say("250 taken")
            elif verb == b"QUIT":
                self.say("221 bye")
                return
            else:
                self.say("250 yes")


@pytest.fixture
def box():
    server = Box()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


def test_letters_travel_and_say_in_any_script_what_they_were_given(app, box):
    app.config["MAIL_URL"] = f"smtp://127.0.0.1:{box.server_address[1]}"
    with transaction():
        post_mail("nobody@example.org", "Subject", "Words")
        post_mail("lin@example.org", "邀请 · Invitación", "مرحبا\n.\nThe end: https://example.org/" + "x" * 200 + "\n")
    assert send_mails(app.config) == 1
    ((to, sent),) = box.letters
    message = message_from_bytes(sent, policy=policy.default)
    assert to == "lin@example.org" == message["To"]
    assert message["Subject"] == "邀请 · Invitación"
    assert message["From"] == app.config["MAIL_FROM"]
    assert message["Date"] and message["Message-ID"]
    assert message.get_content().replace("\r\n", "\n") == "مرحبا\n.\nThe end: https://example.org/" + "x" * 200 + "\n"


def test_no_server_no_mail(app):
    with transaction():
        post_mail("lin@example.org", "Subject", "Words")
    assert send_mails(app.config) == 0


def test_a_line_break_in_a_header_is_refused():
    for to, subject in (("a@example.org\nBcc: b@example.org", "S"), ("a@example.org", "S\r\nBcc: b@example.org")):
        with pytest.raises(ValueError):
            write_message("plenary@example.org", to, subject, "Words")


def test_a_password_is_not_sent_in_the_clear_to_another_machine(app, box, monkeypatch):
    import socket

    port = box.server_address[1]
    # The name of another machine, which here leads to the box.
    find = socket.getaddrinfo
    monkeypatch.setattr(socket, "getaddrinfo", lambda host, *more, **words: find("127.0.0.1", *more, **words))
    app.config["MAIL_URL"] = f"smtp://user:secret@mail.example.org:{port}"
    with transaction():
        post_mail("lin@example.org", "Subject", "Words")
    assert send_mails(app.config) == 0
    assert box.letters == []
