"""A reading: which moment, language and view a page shows, and what its links carry along."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Reading:
    """How a text is being read. `at` is None where the address names no moment.

    `languages` are those the plan has texts in at that moment, its own first; `titles` what sections are called in its
    own, for those that have no text in another one.
    """

    language: str
    own: str
    languages: tuple[str, ...]
    at: str | None = None
    clean: bool = False
    titles: Mapping[int, str] = field(default_factory=dict)

    @property
    def tag(self) -> str | None:
        """The language as addresses name it: not at all where it is the plan's own."""
        return None if self.language == self.own else self.language

    @property
    def carry(self) -> Mapping[str, str | None]:
        """What links to other sections carry along."""
        return {"at": self.at, "language": self.tag, "view": "clean" if self.clean else None}

    def turned(self, **other: str | None) -> Mapping[str, str | None]:
        """The same address with something else in it: another language, another view."""
        if "language" in other and other["language"] == self.own:
            other["language"] = None
        return {**self.carry, **other}


def reading_of(
    arguments: Mapping[str, str],
    *,
    own: str,
    languages: tuple[str, ...],
    moment: str = "",
    titles: Mapping[int, str] | None = None,
) -> Reading:
    """What an address asks for: `language`, `view` and, by the name of the moment that was found, `at`."""
    return Reading(
        language=arguments.get("language") or own,
        own=own,
        languages=languages,
        at=moment if moment and "at" in arguments else None,
        clean=arguments.get("view") == "clean",
        titles=titles or {},
    )
