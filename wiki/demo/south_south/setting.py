"""How the South-South plan is set up: its title, the keys of its first sections, roles and stages."""

from wiki.demo.shapes import Role, RoleName, Stage

SLUG = "south-south"
TITLE = "Multi-year plan of action on South-South cooperation on biodiversity for development"

SECTIONS = (
    *("plan", "preamble", "mandate", "direction", "vision", "mission", "principles", "objectives", "activities"),
    *("forests", "drylands", "waters", "marine", "agriculture", "protected", "abs", "knowledge", "triangular"),
    *("means", "capacity", "technology", "information", "finance", "institutions", "steering", "executive"),
    *("milestones", "followup", "monitoring", "review", "annex"),
)

_PEOPLE: dict[RoleName, tuple[str, ...]] = {
    "secretariat": ("desrochers", "wierzba", "yusupova"),
    "chair": ("echavarria", "asante"),
    "expert": ("barros", "iyer", "mokoena", "njoroge", "hadiwinoto", "mansour", "quiros", "vakatawa", "lin"),
    "party": (
        *("prado", "menon", "mabuza", "nyirongo", "umana", "qureshi", "josephs", "naivalu", "zhou", "diallo"),
        *("oldenkamp", "solheim"),
    ),
    "observer": ("huanca", "ruel"),
    "reader": ("whitmore",),
}

ROLES = tuple(Role(person, SLUG, role) for role, people in _PEOPLE.items() for person in people)

STAGES = (
    Stage("planning", "Planning meeting, Montreal", "2006-11-06 09:00", "2006-11-08 18:00", "America/Toronto"),
    Stage(
        "contributions",
        "Contributions of Parties",
        "2006-11-27 09:00",
        "2007-01-31 18:00",
        "America/Toronto",
        parties_comment=True,
        observers_read=True,
        observers_comment=True,
    ),
    Stage(
        "experts",
        "Expert group, Montreal",
        "2007-09-11 09:00",
        "2007-09-14 18:00",
        "America/Toronto",
        experts_edit=True,
        parties_comment=True,
        observers_read=True,
    ),
    Stage(
        "review",
        "Review by the Group of 77 and China",
        "2007-10-15 09:00",
        "2008-02-29 18:00",
        "America/New_York",
        parties_comment=True,
    ),
    Stage(
        "cop-9",
        "Conference of the Parties at its ninth meeting, Bonn",
        "2008-05-19 10:00",
        "2008-05-30 18:00",
        "Europe/Berlin",
        parties_comment=True,
        observers_read=True,
        observers_comment=True,
    ),
)
