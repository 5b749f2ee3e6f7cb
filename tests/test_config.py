"""Settings: what is refused at the start, before it can do harm."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from wiki.config import settings
from wiki.errors import Invalid


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"MAIL_URL": "smtp://localhost"}, "where mail is sent"),
        ({"MAIL_URL": "smtp://localhost", "BASE_URL": "plans.example.org"}, "an address like"),
        ({"BASE_URL": "ftp://plans.example.org"}, "an address like"),
    ],
)
def test_no_letter_is_sent_whose_links_a_request_could_choose(tmp_path, given, said):
    with pytest.raises(Invalid) as refused:
        settings({"INSTANCE": str(tmp_path), **given})
    assert said in str(refused.value).lower()
    settings({"INSTANCE": str(tmp_path), "MAIL_URL": "smtp://localhost", "BASE_URL": "https://plans.example.org"})


def test_the_sessions_cookie_is_bound_to_the_host_where_people_come_by_https(tmp_path):
    here = {"INSTANCE": str(tmp_path)}
    assert settings(here)["SESSION_COOKIE_NAME"] == "plenary"
    assert settings({**here, "SESSION_COOKIE_SECURE": True})["SESSION_COOKIE_NAME"] == "__Host-plenary"


def test_processes_that_start_at_once_have_one_key(tmp_path):
    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(lambda _: settings({"INSTANCE": str(tmp_path)})["SECRET_KEY"], range(40)))
    (key,) = keys
    assert len(key) > 40 and (tmp_path / "secret-key").stat().st_mode & 0o777 == 0o600
    # A key that was given up half-way, empty, is no key.
    (tmp_path / "secret-key").write_text("")
    assert settings({"INSTANCE": str(tmp_path)})["SECRET_KEY"] not in ("", key)
