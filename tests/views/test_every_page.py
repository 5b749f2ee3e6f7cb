"""Every page that is read, as everyone: none breaks, and none shows words its reader may not read.

The pages are those of the address map, so a new one is asked for without a line here; addresses are filled with what
the plan has, what only the plan beside it has, and what nobody has. Each restricted thing carries a marker word.
"""

import io
import re
import zipfile
from datetime import date
from itertools import product
from urllib.parse import quote

import pytest

from tests.services import factories
from tests.views.visitors import Visitor
from wiki.models import Plan
from wiki.services import answers, comments, drafts, revisions, sections, stages

#: who may read what carries the marker, beside those who take part in the plan
MARKERS = {
    "zqrestricted": (),
    "zqdrafted": (),
    "zqparticipants": (),
    "zqerased": (),
    "zqobservers": ("observer",),
    "zqprivate": None,
    "zqsecret": None,
    "zqbeside": None,
}
PARTICIPANTS = {"secretariat", "chair", "expert", "party"}

#: what stands in an address where the plan has nothing of the kind
STRANGE = ("0", "1", "999999", "99999999999999999999", "now", "no-such", "a\0b", "x" * 400, "9" * 5000, "../x")

#: what the plans have, by the place in an address
OWN = {
    "slug": ("plan", "beside"),
    "number": ("1", *map(str, range(4, 20))),
    "revision": ("4", "5", "7", "9", "11"),
    "moment": ("now", "draft-1", "secret-draft", "hidden-one", "7", "9", "13"),
    "format": ("md", "json"),
    "stage": ("spare",),
}

#: what is asked for behind the question mark
QUESTIONS = (
    {"at": "now"}, {"at": "draft-1"}, {"at": "secret-draft"}, {"at": "a\0b"}, {"at": "99999999999999999999"},
    {"language": "fr"}, {"language": "a\0b"}, {"language": "x" * 400},
    {"from": "draft-1", "to": "now"}, {"from": "secret-draft", "to": "draft-1"}, {"from": "a\0b", "to": "\u0661"},
    {"from": "1", "to": "3"}, {"from": "99999999999999999999", "to": "-1"},
    {"section": "1"}, {"section": "99999999999999999999"}, {"section": "-1"}, {"section": "1", "revision": "4"},
    {"section": "1", "paragraph": "99999999999999999999"}, {"section": "1", "revision": "99999999999999999999"},
    {"act": "drop", "start": "10", "revision": "4"}, {"act": "choose", "start": "9" * 30, "option": "-1"},
    {"view": "clean", "language": "fr"}, {"endpoint": "x"}, {"_scheme": "x"}, {"_anchor": "x"},
    {"state": "lost"}, {"state": "mine"}, {"state": "all"}, {"state": "a\0b"},
    {"before": "99999999999999999999"}, {"before": "-1"}, {"page": "99999999999999999999"}, {"page": "-1"},
    {"words": "a\0b"}, {"words": "vision \"*^ -(", "page": "x"}, {"kind": "a\0b"}, {"person": "a\0b"},
    {"next": "//elsewhere.example/"}, {"view": "side"},
)  # fmt: skip
#: how many of them are asked outside plans as well
ANYWHERE = 10


@pytest.fixture
def everyone(app) -> dict[str, Visitor]:
    owner = factories.person("Secretariat", may_make_plans=True)
    plan = factories.plan(owner, "Vision", "Mission", slug="plan")
    people = factories.everyone(owner, plan)
    _fill(owner, people, plan)
    stranger = factories.person("Stranger", may_make_plans=True)
    beside = factories.plan(stranger, "Zqbeside", slug="beside", visibility="private")
    first = factories.section(beside, 1)
    comments.post_comment(stranger, beside, body="zqbeside", section=first)
    drafts.freeze_draft(stranger, beside, name="Hidden one", symbol="zqbeside", date=date(2007, 1, 31))
    people["stranger"] = stranger
    return {role: Visitor(app, person) for role, person in people.items()}


def _fill(owner, people, plan: Plan) -> None:
    first = factories.section(plan, 1)
    drafts.freeze_draft(owner, plan, name="Draft 1", date=date(2007, 1, 31), distribution="public")
    _write(owner, first, "zqrestricted")
    drafts.freeze_draft(owner, plan, name="Secret draft", symbol="zqdrafted", note="zqdrafted", date=date(2007, 2, 1))
    comments.post_comment(owner, plan, body="Open to all.", section=first, audience="public")
    comments.post_comment(owner, plan, body="zqparticipants", section=first, audience="participants")
    comments.post_comment(owner, plan, body="zqobservers", audience="observers")
    comments.post_comment(people["expert"], plan, body="zqprivate", section=first, audience="private")
    erased = comments.post_comment(owner, plan, body="zqerased", section=first, audience="participants")
    answers.erase_comment(owner, erased, reason="The law asks it.")
    stages.create_stage(owner, plan, name="Spare")
    gone = sections.add_section(owner, plan, title="Zqrestricted gone", parent=factories.root(plan))
    sections.remove_section(owner, gone)


def _write(owner, section, words: str) -> None:
    newest = revisions.newest_revision(section, "en")
    revisions.save_revision(owner, section, text=newest.text.body + f"{words}.\n\n", based_on=newest.number)


def _addresses(app) -> tuple[list[str], list[str]]:
    """Every address that is read: with what the plans have in its places, and with what is asked strangely."""
    calm: list[str] = []
    odd: list[str] = []
    with app.test_request_context():
        for rule in sorted(app.url_map.iter_rules(), key=lambda rule: rule.rule):
            if "GET" not in rule.methods or rule.endpoint == "static":
                continue
            places = sorted(rule.arguments)
            pattern = re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule)
            own = {**OWN, "number": ("0", "1", "3")} if "sections" in pattern else OWN
            calm += [
                pattern.format(**dict(zip(places, values, strict=True)))
                for values in product(*(own.get(place, ("1",)) for place in places))
            ]
            usual = {place: OWN.get(place, ("1",))[0] for place in places}
            for question in QUESTIONS if "slug" in places else QUESTIONS[-ANYWHERE:]:
                asked = "&".join(f"{name}={quote(value)}" for name, value in question.items())
                odd.append(f"{pattern.format(**usual)}?{asked}")
            for place, strange in product(places, STRANGE):
                odd.append(pattern.format(**{**usual, place: quote(strange, safe="")}))
    return calm, odd


def test_no_page_breaks_and_none_shows_what_its_reader_may_not_read(app, everyone):
    app.config["PROPAGATE_EXCEPTIONS"] = False
    app.config["TESTING"] = False
    calm, odd = (list(dict.fromkeys(found)) for found in _addresses(app))
    wrong = set()
    asked = {"reader": calm, "observer": calm, "stranger": calm, "secretariat": odd, "anonymous": calm + odd}
    for role, addresses in asked.items():
        visitor = everyone[role]
        for address in addresses:
            answer = visitor.get(address)
            if answer.status_code >= 500:
                wrong.add((address, "breaks", answer.status_code))
            body = _words_in(answer.get_data()).casefold()
            wrong.update((address, role, marker) for marker in MARKERS if marker in body and not _may(role, marker))
    assert sorted(wrong, key=str) == []


def _words_in(body: bytes) -> str:
    """Everything an answer says, in a Word file's parts too."""
    if not body.startswith(b"PK"):
        return body.decode()
    with zipfile.ZipFile(io.BytesIO(body)) as packed:
        return "".join(packed.read(name).decode(errors="replace") for name in packed.namelist())


def _may(role: str, marker: str) -> bool:
    if marker == "zqprivate":
        return role == "expert"
    if marker == "zqbeside":
        return role == "stranger"
    if marker in ("zqerased", "zqsecret"):
        return False
    return role in PARTICIPANTS or role in (MARKERS[marker] or ())
