"""What can go wrong, in the words of the domain.

An error carries a message id: an English sentence with %(name)s places, which the doors (web, cli)
translate and fill. Only `web` knows which status code belongs to which class.
"""

from datetime import datetime
from typing import Any

from wiki.sentences import SentenceId


class WikiError(Exception):
    """A sentence for a person, with its parameters; `field` names the form field it belongs to, if one does."""

    def __init__(self, message: str, *, field: str | None = None, **parameters: Any) -> None:
        self.message = message
        self.field = field
        self.parameters = parameters
        super().__init__(message)

    def __str__(self) -> str:
        return self.message % self.parameters if self.parameters else self.message


class Invalid(WikiError):
    """What was sent cannot be taken as it is."""


class NotFound(WikiError):
    """There is no such thing, or none that this person may know of."""


class Forbidden(WikiError):
    """The thing is known, the act is not open to this person now."""


class StageClosed(Forbidden):
    """The act would be open in another stage."""


class Sealed(Forbidden):
    """The plan is adopted; its text no longer changes."""


class ScopeMissing(Forbidden):
    """The person may, but the token was not made for it."""


class SignInNeeded(WikiError):
    """The act is for people who have signed in."""


class Conflict(WikiError):
    """The thing has changed, or stands in the way, since the form was opened."""


class Changed(Conflict):
    """The act was meant for what somebody had read, and that is no longer so."""


class StaleRevision(Conflict):
    """A save named a base that is not a revision of this section."""


class BaseMissing(WikiError):
    """A save did not say which revision it started from."""


class TooManyOpen(WikiError):
    """As many are open as one may have at once."""


class Busy(WikiError):
    """Others have been writing for longer than one waits: nothing was recorded, and the same may be sent again."""


class TooLarge(WikiError):
    """More was sent than the stated limit."""


class EditConflict(Conflict):
    """The same sentence was edited by somebody else since: nothing was saved, and nothing is lost.

    `base`, `mine` and `theirs` are whole texts; `newest` is the number of the revision that holds theirs.
    """

    def __init__(self, *, base: str, mine: str, theirs: str, newest: int) -> None:
        super().__init__(
            SentenceId("Somebody else changed the same sentences while you were writing. Nothing of yours is lost.")
        )
        self.base, self.mine, self.theirs, self.newest = base, mine, theirs, newest


class TypedElsewhere(Conflict):
    """Its author has typed into this section in another window since: what stands there was not overwritten.

    `text` is what is kept, `based_on` the number of the revision it started from, `at` when it was kept.
    """

    def __init__(self, *, text: str, based_on: int, at: datetime) -> None:
        super().__init__(
            SentenceId("You are writing in this section in another window too. What you typed there is kept.")
        )
        self.text, self.based_on, self.at = text, based_on, at


class SplitsSection(Conflict):
    """The text holds further headings, each of which would become a section; to be confirmed before saving."""

    def __init__(self, titles: tuple[str, ...]) -> None:
        super().__init__(SentenceId("Your text has headings of its own. Each of them would begin a new section."))
        self.titles = titles


#: what somebody can mend in the form they sent, or send once more; it is shown again with what they typed
Refused = (Invalid, Conflict, TooLarge, Busy)
