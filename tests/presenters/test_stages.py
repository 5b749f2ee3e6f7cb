"""The timeline: each draft stands with the stage it was frozen in."""

from datetime import UTC, datetime

from wiki.models import Draft, Stage
from wiki.presenters.stages import timeline


def test_a_draft_stands_with_the_stage_before_it():
    stages = [
        Stage(id=1, slug="first", name="First", note="", state="closed", zone="UTC", opened_number=5, closed_number=9),
        Stage(id=2, slug="second", name="Second", note="", state="open", zone="UTC", opened_number=20),
        Stage(id=3, slug="third", name="Third", note="", state="planned", zone="UTC"),
    ]
    drafts = [Draft(slug=str(number), number=number) for number in (2, 7, 12, 30)]
    steps = timeline(stages, now=datetime(2007, 1, 1, tzinfo=UTC), drafts=drafts)
    assert [[draft.slug for draft in step.drafts] for step in steps] == [["2", "7", "12"], ["30"], []]
