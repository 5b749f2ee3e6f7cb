"""Limits on tries: whose are counted together. How many there may be stands beside each view and operation."""

from ipaddress import IPv4Address, ip_address, ip_network

from flask import Response
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

from wiki.web.callers import actor


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
