"""The first run."""

from tests.services import factories
from tests.views.forms import form_to
from tests.views.visitors import Visitor
from wiki.services import persons, plans


def test_an_empty_installation_leads_to_its_first_administrator(app):
    app.config["WTF_CSRF_ENABLED"] = True
    client = Visitor(app)
    assert client.get("/").location == "/first-run"
    page = client.get("/first-run")
    typed = {"name": "Amina <A>", "email": "amina@example.org"}
    answer = form_to(page, "/first-run").send(client, **typed, password="short")
    assert answer.status_code == 422
    assert dict(form_to(answer, "/first-run").fields)["name"] == "Amina <A>"
    assert 'aria-describedby="password-hint password-error"' in answer.text
    form = form_to(answer, "/first-run")
    answer = form.send(client, **typed, password="seven quiet herons")
    assert (answer.status_code, answer.location) == (303, "/")
    assert client.get("/people").status_code == 200
    assert persons.find_person_by_address("amina@example.org").is_administrator

    late = Visitor(app)
    assert late.get("/").status_code == 200
    assert late.get("/first-run").location == "/sign-in"
    app.config["WTF_CSRF_ENABLED"] = False
    assert late.post("/first-run", data={**typed, "password": "seven quiet herons"}).status_code == 409


def test_where_there_are_plans_the_front_page_shows_them(app):
    plans.create_plan(factories.person("Owner", may_make_plans=True), title="A plan", visibility="public")
    assert Visitor(app).get("/").status_code == 200
    assert "/first-run" in Visitor(app).get("/sign-in").text
    assert Visitor(app).get("/first-run").status_code == 200
