"""The commands the documents show do what they say."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from wiki.cli import main

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]


def commands(path: Path) -> list[list[str]]:
    """What stands indented in a document and begins with ./run or plenary, without the variables before it."""
    found = []
    for line in path.read_text().splitlines():
        shown = re.fullmatch(r"    (?:[A-Z_]+=\S+ )*(?:\./run|plenary) (.*)", line)
        if shown:
            found.append(shlex.split(shown[1]))
    return found


def test_the_readme_shows_the_two_commands():
    assert {("demo",), ("test",)} <= {tuple(words) for words in commands(ROOT / "README.md")}


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
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


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_the_readmes_session_works(database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "plan.md").write_bytes(b"# Vision\r\n\nA world.\n")
    environment = {"PLENARY_DATABASE_URL": database, "PLENARY_INSTANCE": str(tmp_path)}
    for words in commands(ROOT / "README.md"):
        if words[0] in ("import", "drafts", "export", "verify"):
            done = CliRunner().invoke(main, words, env=environment)
            assert done.exit_code == 0, (words, done.stderr, done.exception)
    assert (tmp_path / "back.md").read_bytes() == b"# Vision\r\n\nA world.\n"


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_links_between_documents_lead_somewhere(path: Path):
    for target in re.findall(r"\]\(([^)#:]+)\)", path.read_text()):
        assert (path.parent / target).exists(), f"{path.name} links to {target}"


def test_run_is_posix_and_tells_its_words():
    said = subprocess.run(["sh", str(ROOT / "run"), "help"], capture_output=True, text=True, check=True).stdout
    for word in ("demo", "test", "check", "bench", "lock"):
        assert f"./run {word}" in said
    subprocess.run(["sh", "-n", str(ROOT / "run")], check=True)
    assert sys.version_info >= (3, 11)
