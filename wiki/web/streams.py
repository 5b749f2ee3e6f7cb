"""Answers that last: server-sent events, told for as long as somebody listens and may.

A stream holds a thread of its worker, so a worker has a few places for them and no more, and nobody may take more than
half of them: neither a person, whatever tokens they use, nor those without a name at one address. It holds nothing
else: each look at the database is made as a request of its own would be, with whoever asks found anew, and its session
is closed before a word is sent. What is looked for, and what is told of it, is the caller's affair.
"""

import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from threading import Lock

from flask import Flask, Response, copy_current_request_context, current_app, g, request
from werkzeug.exceptions import ServiceUnavailable

from wiki.errors import SignInNeeded, TooManyOpen, WikiError
from wiki.web.callers import actor, find_bearer
from wiki.web.limits import line

MEDIA_TYPE = "text/event-stream"

#: seconds between two looks: a look costs three short queries, and nobody reads a record faster
LOOK_EVERY = 1.0
#: seconds of silence after which a comment is sent, so that proxies keep the line and one that is gone is noticed
BEAT_EVERY = 15.0
#: seconds after which a client that lost its stream comes back
RETURN_AFTER = 3
#: seconds after which one that found no place shall ask again; until then it can poll
WAIT = 30

#: what came after a number, oldest first: the number and what is told of it
Look = Callable[[int], Sequence[tuple[int, str]]]


class Places:
    """A worker's places for streams, and who has them."""

    def __init__(self, places: int) -> None:
        self.free, self.each = max(1, places), max(1, places // 2)
        self._taken: Counter[str] = Counter()
        self._lock = Lock()

    def take(self, who: str) -> None:
        """Take a place; raises TooManyOpen and ServiceUnavailable, with the time after which to ask again."""
        with self._lock:
            g.retry_after = WAIT
            if self._taken[who] >= self.each:
                raise TooManyOpen("You have as many streams open as one may have at once. End one of them, or poll.")
            if not self.free:
                raise ServiceUnavailable
            del g.retry_after
            self.free -= 1
            self._taken[who] += 1

    def leave(self, who: str) -> None:
        """Give a place back."""
        with self._lock:
            self.free += 1
            self._taken[who] -= 1
            if not self._taken[who]:
                del self._taken[who]


def init_app(app: Flask) -> None:
    """Give each worker its places."""
    app.extensions["plenary_streams"] = Places(app.config["STREAMS"])


def stream_answer(look: Look, after: int) -> Response:
    """Tell what `look` finds after a number, and then whatever comes, until the stream's time is over.

    Each line of data is one event, whose id is its number. The stream ends as soon as `look` raises an error of the
    domain, or whoever began it is no longer let in. Raises ServiceUnavailable where the worker has no place left, and
    TooManyOpen where whoever asks has enough of them.
    """
    if request.method == "HEAD":
        return Response(content_type=f"{MEDIA_TYPE}; charset=utf-8")
    places: Places = current_app.extensions["plenary_streams"]
    who = _who()
    places.take(who)
    leaving = ExitStack()  # closed by the answer, or by the events where the server forgets to: whichever comes first
    leaving.callback(places.leave, who)
    answer = Response(_events(_anew(look), after, leaving), content_type=f"{MEDIA_TYPE}; charset=utf-8")
    answer.call_on_close(leaving.close)
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["X-Accel-Buffering"] = "no"  # nginx would gather events until it has a page of them
    return answer


def _who() -> str:
    """Whose streams are counted together: a person's, or those of one line."""
    person = actor()
    return f"person {person.id}" if person is not None else f"line {line()}"


def _anew(look: Look) -> Look:
    """The look with whoever asks found anew, in a context of its own: when that ends, its session is closed."""
    app: Flask = current_app._get_current_object()
    began = actor() is not None

    @copy_current_request_context
    def asked(number: int) -> Sequence[tuple[int, str]]:
        find_bearer()
        if began and actor() is None:
            raise SignInNeeded("Sign in to do this.")
        return look(number)

    def looked(number: int) -> Sequence[tuple[int, str]]:
        with app.app_context():
            found: Sequence[tuple[int, str]] = asked(number)
            return found

    return looked


def _events(look: Look, after: int, leaving: ExitStack) -> Iterator[str]:
    # The generator runs when the view has long answered, so what it needs of the application is taken here at once.
    stopping: Callable[[], bool] = current_app.extensions.get("plenary_stopping", lambda: False)
    return _told(look, after, leaving, current_app.config["STREAM_SECONDS"], stopping)


def _told(look: Look, after: int, leaving: ExitStack, lasts: float, stopping: Callable[[], bool]) -> Iterator[str]:
    ends = time.monotonic() + lasts
    with leaving:
        yield f"retry: {1000 * RETURN_AFTER}\n\n"
        spoke = time.monotonic()
        while True:
            try:
                found = look(after)
            except WikiError:
                return
            if found:
                after, spoke = found[-1][0], time.monotonic()
                yield "".join(f"id: {number}\ndata: {data}\n\n" for number, data in found)
            elif time.monotonic() - spoke >= BEAT_EVERY:
                spoke = time.monotonic()
                yield ": still here\n\n"
            if stopping() or time.monotonic() >= ends:
                return
            if not found:
                time.sleep(LOOK_EVERY)
