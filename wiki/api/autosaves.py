"""Autosaves: what somebody has typed into a section and not saved; nobody else reads it."""

from typing import Any

from marshmallow import fields

from wiki.api.operations import Noun
from wiki.api.saving import BASE, LanguageAsked, TextGiven, base_of_save, section_of
from wiki.api.shapes import Told
from wiki.errors import NotFound
from wiki.presenters.resources import instant
from wiki.services import autosaves
from wiki.web import signed_in

noun = Noun("autosaves", __name__, "What one is typing, kept until it is saved.")


class TypingTold(Told):
    """What one has typed and not saved, and the revision it started from."""

    text = fields.String()
    base = fields.Integer()
    at = fields.String()


@noun.act("GET", "/plans/<slug>/sections/<int:number>/typing", asked=LanguageAsked, gives=TypingTold)
def show(asked: dict[str, str], slug: str, number: int) -> dict[str, Any]:
    """See what one has typed into a section and not saved"""
    kept = autosaves.find_typing(signed_in(), section_of(slug, number), language=asked.get("language", ""))
    if kept is None:
        raise NotFound("You have typed nothing here that is not saved.")
    return {"text": kept.body, "base": kept.base.number, "at": instant(kept.at)}


@noun.act(
    "PUT", "/plans/<slug>/sections/<int:number>/typing", scope="edit", asked=LanguageAsked, given=TextGiven,
    gives=TypingTold, headers=BASE,
)  # fmt: skip
def keep(asked: dict[str, str], given: dict[str, str], slug: str, number: int) -> dict[str, Any]:
    """Keep what is being typed, so that it is not lost"""
    base, text = base_of_save(), given["text"]
    kept = autosaves.keep_typing(
        signed_in(), section_of(slug, number), text=text, based_on=base, language=asked.get("language", "")
    )
    return {"text": text, "base": base, "at": instant(kept.at)}


@noun.act(
    "DELETE", "/plans/<slug>/sections/<int:number>/typing", scope="edit", asked=LanguageAsked, reads="autosaves.show",
)  # fmt: skip
def discard(asked: dict[str, str], slug: str, number: int) -> None:
    """Let go of what was typed"""
    autosaves.discard_typing(signed_in(), section_of(slug, number), language=asked.get("language", ""))
