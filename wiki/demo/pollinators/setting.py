"""How the sandbox is set up: its title, the keys of its first sections, roles, and stages around a day."""

from datetime import date, timedelta

from wiki.demo.shapes import Role, RoleName, Stage

SLUG = "sandbox-pollinators"
TITLE = "Programme of work on pollinators in drylands"
SECTIONS = (
    *("programme", "why", "aim", "principles", "elements", "knowing", "keeping", "bringing-back", "means"),
    "timetable",
)

_PEOPLE: dict[RoleName, tuple[str, ...]] = {
    "secretariat": ("yusupova", "wierzba"),
    "chair": ("echavarria",),
    "expert": ("njoroge", "iyer", "mansour", "lin", "quiros"),
    "party": ("diallo", "menon", "mabuza", "prado", "zhou", "solheim"),
    "observer": ("huanca",),
    "reader": ("whitmore",),
}

ROLES = tuple(Role(person, SLUG, role) for role, people in _PEOPLE.items() for person in people)


def stages(today: date) -> tuple[Stage, ...]:
    """Three stages: one that is over, one that is open on this day, one to come."""

    def around(days: int, time: str) -> str:
        return f"{today + timedelta(days=days)} {time}"

    zone = "Africa/Nairobi"
    return (
        Stage(
            "contributions",
            "Contributions of Parties",
            around(-140, "09:00"),
            around(-60, "18:00"),
            zone,
            parties_comment=True,
            observers_read=True,
            observers_comment=True,
        ),
        Stage(
            "experts",
            "Expert group, Nairobi and on line",
            around(-20, "09:00"),
            around(42, "18:00"),
            zone,
            experts_edit=True,
            parties_comment=True,
            observers_read=True,
            observers_comment=True,
        ),
        Stage(
            "review",
            "Review by Parties",
            around(70, "09:00"),
            around(130, "18:00"),
            zone,
            parties_comment=True,
            observers_read=True,
        ),
    )
