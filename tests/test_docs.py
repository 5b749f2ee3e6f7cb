"""The documents say what is so: commands, links, addresses, words on the pages, files, tables."""

import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from flask import Flask

from wiki.app import create_app
from wiki.cli import main
from wiki.db import db
from wiki.rules import access

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]
USERS = sorted((ROOT / "docs" / "users").glob("*.md"))


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def shown(path: Path) -> list[str]:
    """The lines shown to be typed: those of fenced blocks of sh, and those that stand indented."""
    fenced = [
        line for block in re.findall(r"^```sh\n(.*?)^```", path.read_text(), re.M | re.S) for line in block.splitlines()
    ]
    indented = [line for line in without_code(path).splitlines() if line.startswith("    ")]
    return fenced + [line.removeprefix("    ") for line in indented]


def commands(path: Path) -> list[list[str]]:
    """Of the lines shown, those that begin with ./run or plenary, without the variables before it."""
    found = []
    for line in shown(path):
        command = re.fullmatch(r"(?:[A-Z_]+=\S+ )*(?:\./run|plenary) (.*)", line)
        if command:
            found.append(shlex.split(command[1]))
    return found


def without_code(path: Path) -> str:
    return re.sub(r"^```.*?^```", "", path.read_text(), flags=re.M | re.S)


def code_in(path: Path) -> Iterator[str]:
    """What stands between backticks."""
    yield from re.findall(r"`([^`\n]+)`", without_code(path))


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """An application that is only looked at."""
    return create_app({"INSTANCE": str(tmp_path_factory.mktemp("house"))})


def test_the_readme_is_short_and_shows_the_two_commands():
    assert {("demo",), ("test",)} <= {tuple(words) for words in commands(ROOT / "README.md")}
    assert len((ROOT / "README.md").read_text().splitlines()) < 120


@pytest.mark.parametrize("path", DOCUMENTS, ids=named)
def test_every_command_shown_is_one_with_those_options(path: Path):
    for words in commands(path):
        if words[0] in ("test", "check", "bench", "lock"):
            continue
        verb: click.Command = main
        while isinstance(verb, click.Group) and words:
            name = words.pop(0)
            assert name in verb.commands, f"{name} is no verb"
            verb = verb.commands[name]
        options = {name for parameter in verb.params for name in (*parameter.opts, *parameter.secondary_opts)}
        for word in words:
            if word.startswith("-"):
                assert word in {*options, "--help"}, f"{word} is no option of {verb.name}"


@pytest.mark.parametrize("path", DOCUMENTS, ids=named)
def test_what_is_shown_is_sound_shell(path: Path):
    subprocess.run(["sh", "-n"], input="\n".join(shown(path)), text=True, check=True)


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_the_readmes_session_works(database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "plan.md").write_bytes(b"# Vision\r\n\nA world.\n")
    environment = {"PLENARY_DATABASE_URL": database, "PLENARY_INSTANCE": str(tmp_path)}
    ran = []
    for words in commands(ROOT / "README.md"):
        if words[0] in ("import", "drafts", "export", "verify"):
            done = CliRunner().invoke(main, words, env=environment)
            assert done.exit_code == 0, (words, done.stderr, done.exception)
            ran.append(words[0])
    assert ran == ["import", "drafts", "export", "verify"]
    assert (tmp_path / "back.md").read_bytes() == b"# Vision\r\n\nA world.\n"


@pytest.mark.parametrize("path", DOCUMENTS, ids=named)
def test_links_between_documents_lead_somewhere(path: Path):
    for target, anchor in re.findall(r"\]\(([^)#:\s]*)(?:#([^)\s]+))?\)", without_code(path)):
        leads_to = path.parent / target if target else path
        assert leads_to.exists(), f"{named(path)} links to {target}"
        if anchor:
            headings = re.findall(r"^#+ (.+)$", leads_to.read_text(), re.M)
            assert anchor in {re.sub(r"[^\w -]", "", heading).lower().replace(" ", "-") for heading in headings}


def test_the_index_leads_to_every_document():
    index = (ROOT / "docs" / "README.md").read_text()
    for path in (ROOT / "docs").rglob("*.md"):
        if path.name != "README.md":
            assert f"]({path.relative_to(ROOT / 'docs').as_posix()})" in index, f"{named(path)} is not in the index"


def test_each_role_has_a_page_and_names_only_pages_that_exist(house: Flask):
    told = " ".join(path.stem for path in USERS)
    assert all(role in told for role in access.ROLES if role != "anonymous")
    rules = {re.sub(r"<[^>]+>", "<>", rule.rule) for rule in house.url_map.iter_rules()}
    for path in [*USERS, ROOT / "docs" / "operators.md"]:
        addresses = [found for found in code_in(path) if found.startswith("/")]
        assert addresses
        for address in addresses:
            assert re.sub(r"<[^>]+>", "<>", address.partition("?")[0]) in rules, f"{named(path)} names {address}"


def test_the_words_told_to_users_stand_on_the_pages():
    sources = [*(ROOT / "templates").rglob("*.html"), *(ROOT / "wiki" / "views").glob("*.py")]
    said = " ".join(path.read_text() for path in sources)
    words = set(re.findall(r'(?:_|gettext)\(\s*"((?:[^"\\]|\\.)*)"', said))
    for path in USERS:
        for bold in re.findall(r"\*\*(.+?)\*\*", without_code(path), re.S):
            spoken = " ".join(bold.split()).rstrip(".")
            # What ends with a colon leads into its own line.
            if not bold.endswith(":"):
                assert spoken in words, f"{named(path)} tells of “{spoken}”"


def test_the_access_table_told_to_users_is_the_rules():
    rows = re.findall(
        r"^\| ([a-z][^|]+?) \| ((?:yes|–|stage)[^\n]*) \|$", (ROOT / "docs/users/everyone.md").read_text(), re.M
    )
    told = [tuple(cell.strip().replace("–", "no") for cell in cells.split("|")) for _, cells in rows]
    assert told == [tuple(cells) for cells in access.TABLE.values()]
    acts = (ROOT / "templates" / "stages" / "_table.html").read_text()
    for (act, _), name in zip(rows, access.TABLE, strict=True):
        assert f'"{name}": _("{act}")' in acts


def test_developers_are_told_of_files_that_exist():
    names = {path.name for room in ("templates", "migrations", "tests") for path in (ROOT / room).rglob("*")}
    for told in code_in(ROOT / "docs" / "developers.md"):
        if re.fullmatch(r"[\w./-]+(?:/|\.(?:py|html|toml|md))|\.ci/\w+", told):
            assert any((ROOT / room / told).exists() for room in (".", "wiki")) or told in names, told


def test_the_stored_forms_told_are_the_tables():
    told = set(code_in(ROOT / "docs" / "stored-forms.md"))
    text = (ROOT / "docs" / "stored-forms.md").read_text()
    for name, table in db.metadata.tables.items():
        assert re.search(rf"\b{name}\b", text), f"{name} is not told of"
        for column in (found.removeprefix(f"{name}.") for found in told if re.fullmatch(rf"{name}\.[a-z_]+", found)):
            assert column in table.columns, f"{name} has no {column}"


def test_run_is_posix_and_tells_its_words():
    said = subprocess.run(["sh", str(ROOT / "run"), "help"], capture_output=True, text=True, check=True).stdout
    for word in ("demo", "test", "check", "bench", "lock"):
        assert f"./run {word}" in said
    subprocess.run(["sh", "-n", str(ROOT / "run")], check=True)
    assert sys.version_info >= (3, 11)
