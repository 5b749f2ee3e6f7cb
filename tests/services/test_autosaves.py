"""What is typed and not saved: one text for each person, section and language, and two windows that both type."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.services import factories
from wiki import clock
from wiki.errors import TypedElsewhere
from wiki.services import autosaves, revisions

NEVER = datetime.min.replace(tzinfo=UTC)


@pytest.fixture
def owner(app):
    return factories.person("Amina", may_make_plans=True)


@pytest.fixture
def vision(owner):
    return factories.section(factories.plan(owner, "Vision", slug="plan"), 1)


def test_a_second_window_does_not_write_over_the_first(owner, vision):
    base = revisions.newest_text(owner, vision)
    first = autosaves.keep_typing(owner, vision, text="# Vision\n\nOne\n", based_on=base.number, known=NEVER)
    with pytest.raises(TypedElsewhere) as told:
        autosaves.keep_typing(owner, vision, text="# Vision\n\nTwo\n", based_on=base.number, known=NEVER)
    assert (told.value.text, told.value.based_on, told.value.at) == ("# Vision\n\nOne\n", base.number, first.at)
    assert autosaves.find_typing(owner, vision).body == "# Vision\n\nOne\n"
    # who knows of it and goes on means it; the first window is told in its turn
    then = first.at
    autosaves.keep_typing(owner, vision, text="# Vision\n\nTwo\n", based_on=base.number, known=then)
    with pytest.raises(TypedElsewhere):
        autosaves.keep_typing(owner, vision, text="# Vision\n\nOne more\n", based_on=base.number, known=then)


def test_the_same_words_in_two_windows_are_no_matter(owner, vision):
    base = revisions.newest_text(owner, vision)
    for _ in range(2):
        autosaves.keep_typing(owner, vision, text="# Vision\n\nOne\n", based_on=base.number, known=NEVER)
    # a program that says nothing of what it knows is taken at its word
    autosaves.keep_typing(owner, vision, text="# Vision\n\nTwo\n", based_on=base.number)
    assert autosaves.find_typing(owner, vision).body == "# Vision\n\nTwo\n"


def test_a_save_lets_go_of_what_its_window_kept_alone(owner, vision):
    base = revisions.newest_text(owner, vision)
    now = clock.now()
    with clock.standing_at(now):
        autosaves.keep_typing(owner, vision, text="# Vision\n\nOne\n", based_on=base.number)
    with clock.standing_at(now + timedelta(seconds=5)):
        autosaves.keep_typing(owner, vision, text="# Vision\n\nTwo\n", based_on=base.number)
        revisions.save_revision(owner, vision, text="# Vision\n\nOne\n", based_on=base.number, known=now)
    assert autosaves.find_typing(owner, vision).body == "# Vision\n\nTwo\n"
    newest = revisions.newest_text(owner, vision)
    revisions.save_revision(owner, vision, text="# Vision\n\nThree\n", based_on=newest.number)
    assert autosaves.find_typing(owner, vision) is None
