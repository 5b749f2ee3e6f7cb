"""The courtesy text in French, of the sections that were ready when the closing plenary met in Bonn."""

from wiki.demo.shapes import Step, Translate, utc

_BY_LANGUAGE_SERVICE = "Courtesy translation; the English text alone was negotiated"

STEPS: tuple[Step, ...] = (
    Translate(
        utc("2008-05-30 12:35"),
        "desrochers",
        "plan",
        "fr",
        "Plan d’action pluriannuel sur la coopération Sud-Sud en matière de biodiversité pour le développement",
        "*Adopté par la Conférence des Parties à sa neuvième réunion, Bonn, 30 mai 2008. Traduction de courtoisie.*\n",
        _BY_LANGUAGE_SERVICE,
    ),
    Translate(
        utc("2008-05-30 12:38"),
        "desrochers",
        "preamble",
        "fr",
        "I. Préambule",
        (
            "1. La disparition d’espèces et d’écosystèmes touche d’abord ceux qui en dépendent jour après jour\u00a0:"
            " agriculteurs, éleveurs, pêcheurs, et communautés autochtones et locales. Un plan qui parle de"
            " développement doit donc commencer par eux.\n\n"
            "2. C’est dans les pays du Sud que la diversité biologique est la plus riche, et avec elle le savoir"
            " pratique de ceux qui vivent à son contact. Des pays qui affrontent les mêmes sécheresses, partagent les"
            " mêmes fleuves et gèrent des forêts de même nature ont beaucoup à apprendre les uns des autres, et ce que"
            " l’un a appris peut aller droit à l’autre.\n\n"
            "3. La coopération entre pays en développement complète la coopération avec les pays développés. Elle ne"
            " remplace aucun des engagements que les Parties ont pris au titre de la Convention sur la diversité"
            " biologique en matière de ressources financières et de transfert de technologie, et elle est menée"
            " conformément au principe des responsabilités communes mais différenciées.\n"
        ),
        _BY_LANGUAGE_SERVICE,
    ),
    Translate(
        utc("2008-05-30 12:44"),
        "desrochers",
        "vision",
        "fr",
        "A. Vision",
        (
            "9. D’ici à 2020, les pays en développement coopèrent tout naturellement à la conservation et à"
            " l’utilisation durable de la diversité biologique, de sorte que leurs populations en vivent mieux et la"
            " transmettent intacte.\n"
        ),
        _BY_LANGUAGE_SERVICE,
    ),
    Translate(
        utc("2008-05-30 12:47"),
        "desrochers",
        "mission",
        "fr",
        "B. Mission",
        (
            "10. Le plan a pour mission de donner aux Parties, pour la période de 2009 à 2015, un programme commun par"
            " lequel elles partagent savoirs, personnes, instruments et moyens pour appliquer la Convention. Il dit ce"
            " qui est à faire ensemble, qui s’offre à conduire l’effort, et comment chacun peut voir ce qui a été"
            " accompli.\n"
        ),
        _BY_LANGUAGE_SERVICE,
    ),
)
