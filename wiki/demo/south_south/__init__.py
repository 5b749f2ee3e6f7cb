"""The South-South plan of the demo: its first text, its people's roles, its stages and its story."""

from pathlib import Path

from wiki.demo.replay import spelled_out
from wiki.demo.shapes import Plan, utc
from wiki.demo.south_south import bonn, compilation, contributions, experts_outcome, experts_themes, planning, review
from wiki.demo.south_south.setting import ROLES, SECTIONS, SLUG, STAGES, TITLE

SOUTH_SOUTH = spelled_out(
    Plan(
        slug=SLUG,
        title=TITLE,
        language="en",
        made_at=utc("2006-11-03 15:00"),
        made_by="desrochers",
        document=Path(__file__).with_name("document.md").read_text(encoding="utf-8"),
        sections=SECTIONS,
        roles=ROLES,
        stages=STAGES,
        steps=(
            *planning.STEPS,
            *contributions.STEPS,
            *compilation.STEPS,
            *experts_themes.STEPS,
            *experts_outcome.STEPS,
            *review.FIRST_ROUND,
            *review.SECOND_ROUND,
            *bonn.STEPS,
        ),
    )
)
