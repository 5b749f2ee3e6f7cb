"""The sandbox of the demo: a programme of work whose expert group is in session on the day the demo is made."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from wiki.demo.pollinators import contributions, experts, experts_last_week
from wiki.demo.pollinators.setting import ROLES, SECTIONS, SLUG, TITLE, stages
from wiki.demo.shapes import Plan


def pollinators(today: date) -> Plan:
    """The sandbox as seen on a day: every step lies before that day, and the expert group sits for six weeks more."""

    def ago(days: int, time: str) -> datetime:
        day = today - timedelta(days=days)
        return datetime.fromisoformat(f"{day} {time}").replace(tzinfo=UTC)

    return Plan(
        slug=SLUG,
        title=TITLE,
        language="en",
        made_at=ago(150, "09:00"),
        made_by="yusupova",
        document=Path(__file__).with_name("document.md").read_text(encoding="utf-8"),
        sections=SECTIONS,
        roles=ROLES,
        stages=stages(today),
        steps=(*contributions.steps(ago), *experts.steps(ago), *experts_last_week.steps(ago)),
    )
