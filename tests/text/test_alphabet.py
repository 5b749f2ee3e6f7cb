from wiki.text.alphabet import alphabetical


def test_accents_and_case_part_only_what_has_the_same_letters():
    names = ["Zambie", "côté", "Égypte", "cote", "Éthiopie", "Espagne", "Cote", "coté", "Øresund", "Oman", "Œuvre"]
    assert sorted(names, key=alphabetical) == [
        "cote", "Cote", "coté", "côté", "Égypte", "Espagne", "Éthiopie", "Œuvre", "Oman", "Øresund", "Zambie",
    ]  # fmt: skip


def test_apostrophes_and_hyphens_do_not_send_a_name_away():
    names = ["Côte d’Ivoire", "Cote de Nuits", "Guinée-Bissau", "Guinée équatoriale", "Guinée", "République-Unie"]
    assert sorted(names, key=alphabetical) == [
        "Cote de Nuits", "Côte d’Ivoire", "Guinée", "Guinée-Bissau", "Guinée équatoriale", "République-Unie",
    ]  # fmt: skip


def test_other_scripts_stand_by_their_letters():
    assert sorted(["Япония", "Албания", "Ёлкино", "Египет"], key=alphabetical) == [
        "Албания", "Египет", "Ёлкино", "Япония",
    ]  # fmt: skip


def test_two_names_that_differ_at_all_have_an_order():
    assert alphabetical("Ä") != alphabetical("A\u0308")
