"""Limits: whose tries are counted together, and how many fields a form may have.

How many tries there may be stands beside each view and operation.
"""

from ipaddress import IPv4Address, ip_address, ip_network

from flask import Response, current_app, request
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from werkzeug.exceptions import RequestEntityTooLarge

from wiki.web.callers import actor

#: the most fields a form has; a conflict of a thousand pairs has some thousands
MOST_FIELDS = 20_000


def line() -> str:
    """The line a request came by: its address; of version 6, the network that one line has to itself."""
    try:
        address = ip_address(get_remote_address())
    except ValueError:
        return "elsewhere"
    if isinstance(address, IPv4Address):
        return str(address)
    return str(address.ipv4_mapped or ip_network((address, 64), strict=False))


limiter = Limiter(line)


def _oneself() -> str:
    person = actor()
    return f"person {person.id}" if person is not None else line()


def _was_refused(response: Response) -> bool:
    return response.status_code == 422


#: tries at one's own present password, on the page and by the API: who finds an open browser does not guess on
password_tries = limiter.shared_limit(
    "10 per 15 minutes", scope="own password", key_func=_oneself, deduct_when=_was_refused
)


def bound_fields() -> None:
    """Turn away a form of more fields than any of ours before it is taken apart: millions of them cost seconds."""
    if request.mimetype != "application/x-www-form-urlencoded":
        return
    most: int = current_app.config["MAX_FORM_MEMORY_SIZE"]
    if (request.content_length or 0) <= most and request.get_data().count(b"&") >= MOST_FIELDS:
        raise RequestEntityTooLarge
