"""The `plenary` command as a person at a terminal meets it: words in, sentences and exit codes out."""

import json
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from wiki.cli import main

NASTY = "\ufeff---\na: b\n---\r\nBefore.\r\n\n# Aims\n\nOne “word”.\u2028\n\n## Means\r\n\nTwo"


@pytest.fixture
def plenary(database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Run the command in a folder and on a database of its own; gives what came of it."""
    monkeypatch.chdir(tmp_path)
    environment = {"PLENARY_INSTANCE": str(tmp_path / "instance"), "PLENARY_DATABASE_URL": database}

    def run(*words: str, ends: int = 0, given: bytes = b"", **other: str) -> Result:
        done = CliRunner().invoke(main, words, input=given, env={**environment, **other})
        assert done.exit_code == ends, (words, done.stderr, done.exception)
        return done

    return run


def test_a_document_goes_in_and_comes_out_byte_for_byte(plenary, tmp_path: Path):
    (tmp_path / "one.md").write_bytes(NASTY.encode())
    (tmp_path / "two.md").write_bytes(NASTY.replace("Two", "Three").encode())
    plenary("import", "one.md", "--plan", "plan", "--draft", "The first", "--symbol", "X/1", "--date", "2007-01-31")
    done = plenary("import", "two.md", "--plan", "plan", "--draft", "The second", "--public")
    assert "1 changed" in done.stdout
    assert plenary("export", "plan").stdout_bytes == NASTY.replace("Two", "Three").encode()
    assert plenary("export", "plan", "--draft", "The first").stdout_bytes == NASTY.encode()
    plenary("export", "plan", "--draft", "the-first", "-o", "out.md")
    assert (tmp_path / "out.md").read_bytes() == NASTY.encode()
    listed = plenary("drafts", "plan").stdout.splitlines()
    assert listed[0].split("\t")[2:] == ["2007-01-31", "restricted", "X/1", "The first"]
    told = plenary("compare", "plan", "The first", "The second").stdout
    assert "[-Two-]" in told
    assert "{+Three+}" in told
    pieces = json.loads(plenary("compare", "plan", "the-first", "now", "--format", "json").stdout)
    assert pieces["sections"]
    assert "<ins>" in plenary("compare", "plan", "the-first", "now", "--format", "html").stdout
    plenary("import", "two.md", "--plan", "other")
    elsewhere = json.loads(plenary("compare", "plan", "The first", "other:now", "--format", "json").stdout)
    assert [elsewhere[side]["plan"] for side in ("from", "to")] == ["plan", "other"]
    assert [(one["from"]["number"], one["to"]["number"]) for one in elsewhere["sections"]] == [(2, 2)]
    assert "froze" in plenary("history", "plan", "--limit", "1").stdout
    assert "holds" in plenary("verify", "plan").stdout
    assert "holds" in plenary("verify").stdout


def test_what_cannot_be_done_is_one_sentence_and_a_code(plenary, tmp_path: Path):
    (tmp_path / "bad.md").write_bytes(b"# A\n\n\xff\n")
    (tmp_path / "good.md").write_bytes(b"# A\n")
    (tmp_path / "some.pdf").write_bytes(b"%PDF")
    plenary("import", "good.md", "--plan", "plan", "--draft", "First")
    (tmp_path / "later.md").write_bytes(b"# A\n\nMore.\n")
    for words in (
        ("import", "later.md", "--plan", "plan", "--draft", "First"),
        ("export", "nothing"),
        ("export", "plan", "--draft", "never"),
        ("export", "plan", "--language", "fr"),
        ("compare", "plan", "never", "now"),
        ("compare", "plan", "nothing:now", "now"),
        ("compare", "plan", "plan:never", "now"),
        ("import", "bad.md", "--plan", "other"),
        ("import", "some.pdf", "--plan", "other"),
        ("import", "good.md", "--plan", "No Slug"),
        ("verify", "nothing"),
        ("restore", "good.md"),
        ("people", "role", "plan", "nobody@example.org", "chair"),
        ("work", "--once"),
    ):
        said = plenary(*words, ends=1).stderr
        assert said.startswith("Error: ")
        assert said.count("\n") == 1, said
    for words in (("import", "good.md"), ("export",), ("nonsense",), ("import", "gone.md", "--plan", "x")):
        plenary(*words, ends=2)


def test_a_database_that_is_not_there_is_said_so(plenary):
    for url in ("nonsense", "mysql://a/b", "sqlite:////nowhere/at/all.sqlite", "postgresql://localhost:1/none"):
        said = plenary("drafts", "plan", ends=1, PLENARY_DATABASE_URL=url).stderr
        assert said.startswith("Error: ")
        assert "Traceback" not in said


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
@pytest.mark.parametrize("name", ["PROXIES", "SESSION_MINUTES", "STREAMS", "STREAM_SECONDS"])
def test_a_setting_that_is_no_number_is_said_so(plenary, name: str):
    for typed in ("many", "-1", "²"):
        said = plenary("drafts", "plan", ends=1, **{f"PLENARY_{name}": typed}).stderr
        assert said == f"Error: PLENARY_{name} is to be a whole number, and is “{typed}”.\n"


def test_nothing_of_a_text_repaints_the_terminal(plenary, tmp_path: Path):
    """Control characters stand as signs in what is shown; what is written out, and JSON, has them as they are."""
    nasty = "# A\x1b[2J\n\nWipe \x1b]0;owned\x07 and \x9b31m and \x7f, here.\n"
    (tmp_path / "a.md").write_bytes(b"# A\n\nNothing here.\n")
    (tmp_path / "b.md").write_bytes(nasty.encode())
    plenary("import", "a.md", "--plan", "plan", "--draft", "One")
    plenary("import", "b.md", "--plan", "plan", "--draft", "Two")
    shown = [
        plenary(*words)
        for words in (
            ("compare", "plan", "one", "two"),
            ("history", "plan"),
            ("drafts", "plan"),
            ("search", "find", "wipe"),
            ("diff", "a.md", "b.md"),
        )
    ]
    for told in (*shown, plenary("import", "b.md", "--plan", "plan", "--language", "x\x1b[2J", ends=1)):
        assert not set(told.stdout + told.stderr) & {*map(chr, range(9)), *map(chr, range(11, 32)), "\x7f", "\x9b"}
    for told in (shown[0], shown[4]):
        assert "Wipe \u241b]0;owned\u2407 and <U+009B>31m and \u2421, here." in told.stdout
    assert "\u241b]0;owned" in shown[3].stdout
    assert plenary("export", "plan").stdout_bytes == nasty.encode()
    pieces = json.loads(plenary("diff", "a.md", "b.md", "--format", "json").stdout)["pieces"]
    assert "".join(piece["new"] for piece in pieces) == nasty


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_the_database_is_made_on_first_use_and_a_backup_goes_into_another(plenary, tmp_path: Path):
    (tmp_path / "one.md").write_bytes(NASTY.encode())
    first, second = (f"sqlite:///{tmp_path / name}.sqlite" for name in ("a", "b"))
    plenary("import", "one.md", "--plan", "plan", PLENARY_DATABASE_URL=first)
    plenary("backup", "all.zip", PLENARY_DATABASE_URL=first)
    kept = (tmp_path / "all.zip").read_bytes()
    said = plenary("backup", "all.zip", ends=1, PLENARY_DATABASE_URL=first).stderr
    assert said == "Error: all.zip is there already: choose another name, or write over it with --force.\n"
    assert (tmp_path / "all.zip").read_bytes() == kept
    plenary("backup", "all.zip", "--force", PLENARY_DATABASE_URL=first)
    plenary("restore", "all.zip", PLENARY_DATABASE_URL=second)
    assert plenary("export", "plan", PLENARY_DATABASE_URL=second).stdout_bytes == NASTY.encode()
    plenary("restore", "all.zip", ends=1, PLENARY_DATABASE_URL=second)


def test_people_are_made_invited_and_given_roles(plenary, tmp_path: Path):
    (tmp_path / "one.md").write_bytes(b"# A\n")
    plenary("import", "one.md", "--plan", "plan")
    link = plenary(
        "people", "create", "w@example.org", "--name", "Wanjiru", PLENARY_BASE_URL="https://wiki.example.org"
    ).stdout
    assert link.startswith("https://wiki.example.org/")
    plenary("people", "delegation", "KE", "Kenya")
    plenary("people", "member", "KE", "w@example.org", "--focal-point")
    assert "w@example.org" in plenary("people", "delegation", "ke").stdout
    plenary("people", "role", "plan", "w@example.org", "chair")
    assert plenary("people", "list", "plan").stdout == "chair\tw@example.org\tWanjiru\n"
    plenary("people", "role", "plan", "w@example.org", "chair", "--end")
    plenary("people", "role", "plan", "w@example.org", "chair", "--end", ends=1)
    invited = plenary("people", "invite", "plan", "--role", "expert", given=b"X <x@example.org>\ny@example.org\n")
    assert [line.split("\t")[0] for line in invited.stdout.splitlines()] == ["x@example.org", "y@example.org"]
    assert "http" in plenary("people", "password", "w@example.org").stdout


def verbs_of(group: click.Group, *above: str):
    for name, verb in group.commands.items():
        yield (*above, name), verb
        if isinstance(verb, click.Group):
            yield from verbs_of(verb, *above, name)


@pytest.mark.parametrize(("words", "verb"), [pytest.param(*it, id=" ".join(it[0])) for it in verbs_of(main)])
def test_every_verb_has_help_with_an_example(words: tuple[str, ...], verb: click.Command):
    assert verb.help
    if not isinstance(verb, click.Group):
        assert f"plenary {' '.join(words)}" in verb.help


def test_it_is_a_program(tmp_path: Path):
    done = subprocess.run(
        [Path(sys.executable).parent / "plenary", "export", "nothing"],
        env={"PLENARY_INSTANCE": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert (done.returncode, done.stdout, done.stderr) == (1, "", "Error: There is no such plan.\n")
    assert (tmp_path / "plenary.sqlite").exists()


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_word_file_goes_out_and_comes_in(plenary, tmp_path: Path):
    (tmp_path / "one.md").write_text("# Aims\n\nOne **strong** word.\n\n## Means\n\n-   first\n")
    plenary("import", "one.md", "--plan", "plan")
    plenary("export", "plan", "--format", "docx", "-o", "one.docx")
    plenary("import", "one.docx", "--plan", "from-word")
    came = plenary("export", "from-word").stdout
    assert "# Aims" in came
    assert "**strong**" in came
    for kind, sign in (("html", "<strong>"), ("json", '"sections"')):
        assert sign in plenary("export", "plan", "--format", kind).stdout


def test_files_are_compared_and_merged_without_a_database(tmp_path: Path) -> None:
    old, new, other = tmp_path / "old.md", tmp_path / "new.md", tmp_path / "other.md"
    old.write_bytes(b"# A\r\n\r\nParties should report. Nothing more.\r\n")
    new.write_bytes(b"# A\r\n\r\nParties shall report. Nothing more.\r\n")
    other.write_bytes(b"# A\r\n\r\nParties should report. Nothing else.\r\n")
    environment = {"PLENARY_DATABASE_URL": "sqlite:////nowhere/at/all.sqlite"}

    def run(*words: str) -> Result:
        return CliRunner().invoke(main, [str(word) for word in words], env=environment)

    pieces = json.loads(run("diff", old, new, "--format", "json").stdout)["pieces"]
    assert "".join(piece["old"] for piece in pieces).encode() == old.read_bytes()
    assert "".join(piece["new"] for piece in pieces).encode() == new.read_bytes()
    assert "[-should-]{+shall+}" in run("diff", old, new).stdout
    assert "<del>" in run("diff", old, new, "--format", "html").stdout
    merged = tmp_path / "merged.md"
    assert run("merge", old, new, other, "-o", merged).exit_code == 0
    assert merged.read_bytes() == b"# A\r\n\r\nParties shall report. Nothing else.\r\n"
    other.write_bytes(b"# A\r\n\r\nParties may report. Nothing more.\r\n")
    clash = run("merge", old, new, other, "-o", merged)
    assert clash.exit_code == 1 and "may" in clash.stderr and b"shall" in merged.read_bytes()
