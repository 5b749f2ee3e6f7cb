"""The South-South plan of the demo: its first text, its people's roles, its stages and its story, day by day."""

from wiki.demo.replay import spelled_out
from wiki.demo.shapes import Plan, utc
from wiki.demo.south_south import (
    bonn_first_week,
    bonn_second_week,
    compilation_first_days,
    compilation_last_days,
    contributions,
    experts_first_day,
    experts_fourth_day,
    experts_second_day,
    experts_third_day,
    experts_third_evening,
    planning,
    review_first_round,
    review_second_round,
)
from wiki.demo.south_south.setting import ROLES, SECTIONS, SLUG, STAGES, TITLE
from wiki.demo.south_south.texts import text

SOUTH_SOUTH = spelled_out(
    Plan(
        slug=SLUG,
        title=TITLE,
        language="en",
        made_at=utc("2006-11-03 15:00"),
        made_by="desrochers",
        document=text("document"),
        sections=SECTIONS,
        roles=ROLES,
        stages=STAGES,
        steps=(
            *planning.STEPS,
            *contributions.STEPS,
            *compilation_first_days.STEPS,
            *compilation_last_days.STEPS,
            *experts_first_day.STEPS,
            *experts_second_day.STEPS,
            *experts_third_day.STEPS,
            *experts_third_evening.STEPS,
            *experts_fourth_day.STEPS,
            *review_first_round.STEPS,
            *review_second_round.STEPS,
            *bonn_first_week.STEPS,
            *bonn_second_week.STEPS,
        ),
    )
)
