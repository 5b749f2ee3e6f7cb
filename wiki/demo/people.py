"""The people of the demo, their delegations and who belonged where from when; every person is invented.

Memberships count from the day the secretariat entered them, not from the day a country joined a group.
"""

from datetime import date

from wiki.demo.shapes import Delegation, Membership, Person

ENTERED = date(2006, 10, 2)

ADMINISTRATOR = Person("cabral", "Inês Cabral", "ines.cabral@plenary.example.org", "en")

PERSONS = (
    ADMINISTRATOR,
    # secretariat
    Person("desrochers", "Solange Desrochers", "solange.desrochers@secretariat.example.org", "fr"),
    Person("wierzba", "Tomasz Wierzba", "tomasz.wierzba@secretariat.example.org", "en"),
    Person("yusupova", "Farida Yusupova", "farida.yusupova@secretariat.example.org", "ru"),
    # chairs
    Person("echavarria", "Luz Marina Echavarría", "lm.echavarria@chair.example.org", "es"),
    Person("asante", "Kofi Asante-Darko", "kofi.asante-darko@chair.example.org", "en"),
    # experts
    Person("barros", "Renata Figueira Barros", "renata.barros@br.example.org", "en"),
    Person("iyer", "Sudarshan Iyer", "s.iyer@in.example.org", "en"),
    Person("mokoena", "Lerato Mokoena", "lerato.mokoena@za.example.org", "en"),
    Person("njoroge", "Wanjiku Njoroge", "w.njoroge@ke.example.org", "en"),
    Person("hadiwinoto", "Rachmat Hadiwinoto", "rachmat.hadiwinoto@id.example.org", "en"),
    Person("mansour", "Nadia Mansour-Fahmy", "nadia.mansour@eg.example.org", "ar"),
    Person("quiros", "Esteban Quirós Mora", "esteban.quiros@cr.example.org", "es"),
    Person("vakatawa", "Sereana Vakatawa", "sereana.vakatawa@fj.example.org", "en"),
    Person("lin", "Lin Xiaowen", "lin.xiaowen@cn.example.org", "zh-Hans"),
    # Parties
    Person("prado", "Otávio Prado", "otavio.prado@br.example.org", "en"),
    Person("menon", "Kavitha Menon", "kavitha.menon@in.example.org", "en"),
    Person("mabuza", "Thandeka Mabuza", "thandeka.mabuza@za.example.org", "en"),
    Person("nyirongo", "Chikondi Nyirongo", "chikondi.nyirongo@mw.example.org", "en"),
    Person("umana", "Marcela Umaña", "marcela.umana@cr.example.org", "es"),
    Person("qureshi", "Bilal Anwar Qureshi", "bilal.qureshi@pk.example.org", "en"),
    Person("josephs", "Althea Josephs", "althea.josephs@ag.example.org", "en"),
    Person("naivalu", "Jone Naivalu", "jone.naivalu@fj.example.org", "en"),
    Person("zhou", "Zhou Jianming", "zhou.jianming@cn.example.org", "zh-Hans"),
    Person("diallo", "Mariama Diallo", "mariama.diallo@sn.example.org", "fr"),
    Person("oldenkamp", "Matthias Oldenkamp", "matthias.oldenkamp@de.example.org", "en"),
    Person("solheim", "Ingrid Solheim", "ingrid.solheim@no.example.org", "en"),
    # observers and a reader
    Person("huanca", "Ximena Huanca", "ximena@seedlines.example.net", "es"),
    Person("ruel", "David Ruel", "david@blueatoll.example.net", "fr"),
    Person("whitmore", "Claire Whitmore", "claire.whitmore@newsdesk.example.com", "en"),
)

DELEGATIONS = (
    Delegation("brazil", "Brazil", "party", "BR"),
    Delegation("india", "India", "party", "IN"),
    Delegation("south-africa", "South Africa", "party", "ZA"),
    Delegation("kenya", "Kenya", "party", "KE"),
    Delegation("ghana", "Ghana", "party", "GH"),
    Delegation("malawi", "Malawi", "party", "MW"),
    Delegation("senegal", "Senegal", "party", "SN"),
    Delegation("egypt", "Egypt", "party", "EG"),
    Delegation("indonesia", "Indonesia", "party", "ID"),
    Delegation("pakistan", "Pakistan", "party", "PK"),
    Delegation("china", "China", "party", "CN"),
    Delegation("colombia", "Colombia", "party", "CO"),
    Delegation("costa-rica", "Costa Rica", "party", "CR"),
    Delegation("antigua", "Antigua and Barbuda", "party", "AG"),
    Delegation("fiji", "Fiji", "party", "FJ"),
    Delegation("germany", "Germany", "party", "DE"),
    Delegation("norway", "Norway", "party", "NO"),
    Delegation("g77", "Group of 77 and China", "group", "G-77"),
    Delegation("african-group", "African Group", "group", "AfG"),
    Delegation("grulac", "Group of Latin American and Caribbean Countries", "group", "GRULAC"),
    Delegation("eu", "European Union", "group", "EU"),
    Delegation("seedlines", "Seedlines Network of Farming Communities", "observer", "SNFC"),
    Delegation("blue-atoll", "Blue Atoll Trust", "observer", "BAT"),
)

GROUPS: dict[str, tuple[str, ...]] = {
    "african-group": ("south-africa", "kenya", "ghana", "malawi", "senegal", "egypt"),
    "grulac": ("brazil", "colombia", "costa-rica", "antigua"),
    "g77": (
        *("brazil", "india", "south-africa", "kenya", "ghana", "malawi", "senegal", "egypt", "indonesia", "pakistan"),
        *("china", "colombia", "costa-rica", "antigua", "fiji"),
    ),
    "eu": ("germany",),
}

MEMBERSHIPS = (
    *(Membership(party, group, ENTERED) for group, parties in GROUPS.items() for party in parties),
    Membership("echavarria", "colombia", ENTERED),
    Membership("asante", "ghana", ENTERED),
    Membership("barros", "brazil", date(2007, 8, 20)),
    Membership("iyer", "india", date(2007, 8, 20)),
    Membership("mokoena", "south-africa", date(2007, 8, 22)),
    Membership("njoroge", "kenya", date(2007, 8, 22)),
    Membership("hadiwinoto", "indonesia", date(2007, 8, 24)),
    Membership("mansour", "egypt", date(2007, 8, 24)),
    Membership("quiros", "costa-rica", date(2007, 8, 27)),
    Membership("vakatawa", "fiji", date(2007, 8, 27)),
    Membership("lin", "china", date(2007, 8, 28)),
    Membership("prado", "brazil", ENTERED, focal_point=True),
    Membership("menon", "india", ENTERED, focal_point=True),
    Membership("mabuza", "south-africa", ENTERED, focal_point=True),
    Membership("nyirongo", "malawi", ENTERED, focal_point=True),
    Membership("diallo", "senegal", ENTERED, focal_point=True),
    Membership("umana", "costa-rica", ENTERED, focal_point=True),
    Membership("qureshi", "pakistan", date(2007, 1, 8), date(2008, 3, 31), focal_point=True),
    Membership("josephs", "antigua", date(2007, 12, 17), focal_point=True),
    Membership("naivalu", "fiji", ENTERED, focal_point=True),
    Membership("zhou", "china", ENTERED, focal_point=True),
    Membership("oldenkamp", "germany", ENTERED, focal_point=True),
    Membership("solheim", "norway", date(2006, 11, 27)),
    Membership("huanca", "seedlines", date(2006, 12, 4), focal_point=True),
    Membership("ruel", "blue-atoll", date(2006, 12, 11), focal_point=True),
)
