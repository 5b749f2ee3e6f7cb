"""What an error is in HTTP, and what it says in the reader's language."""

from flask_babel import gettext

from wiki import errors
from wiki.speech import say_sentence

#: the nearest class of an error decides
STATUS: dict[type[errors.WikiError], int] = {
    errors.Invalid: 422,
    errors.TooLarge: 413,
    errors.NotFound: 404,
    errors.Forbidden: 403,
    errors.SignInNeeded: 401,
    errors.Conflict: 409,
    errors.BaseMissing: 428,
    errors.TooManyOpen: 429,
    errors.Busy: 503,
}


def sentence(error: errors.WikiError) -> str:
    """What an error says, in the reader's language."""
    return say_sentence(error.message, error.parameters)


def status_of(error: errors.WikiError) -> int:
    """The HTTP status of an error's class, or of the nearest class above it."""
    return next(STATUS[kind] for kind in type(error).__mro__ if kind in STATUS)


def sentence_of(code: int) -> str:
    """What a status says where no error of ours does."""
    sentences = {
        400: gettext("The request could not be understood."),
        404: gettext("There is nothing at this address."),
        405: gettext("This address does not take that kind of request."),
        413: gettext("More was sent than this installation takes at once (25 MB)."),
        415: gettext("Send the body in the media type this address takes."),
        429: gettext("Too many tries in a short time. Wait a minute and try again."),
        500: gettext("Something went wrong on our side. What you had saved is safe."),
        503: gettext("As many streams as this installation serves at once are open. Ask again shortly, or poll."),
    }
    return sentences.get(code, gettext("This request could not be answered."))
