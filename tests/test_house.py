"""What the import linter cannot say about the house."""

import re
import subprocess
import tomllib
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import Flask

from wiki.db import db
from wiki.models.search import is_modelled

ROOT = Path(__file__).resolve().parent.parent
MODULES = sorted((ROOT / "wiki").rglob("*.py"))


def tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, text=True).stdout
    return [ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()]


def test_one_commit_in_the_house():
    found = [path.name for path in MODULES if re.search(r"\bcommit\(", path.read_text())]
    assert found == ["db.py"]
    assert (ROOT / "wiki" / "db.py").read_text().count("commit(") == 1


def test_a_view_renders_only_its_own_templates():
    for path in (ROOT / "wiki" / "views").glob("*.py"):
        for folder in re.findall(r"""["']([a-z_]+)/[a-z_]+\.(?:html|txt)["']""", path.read_text()):
            assert folder == path.stem, f"{path.name} renders {folder}/"


def test_every_template_is_used():
    words = "".join(path.read_text() for path in [*MODULES, *(ROOT / "templates").rglob("*.*")])
    for path in (ROOT / "templates").rglob("*.html"):
        name = path.relative_to(ROOT / "templates").as_posix()
        assert name in words or path.name in words, f"nothing renders {name}"


def test_every_table_has_a_migration(app: Flask):
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "include_name": is_modelled})
        differences = compare_metadata(context, db.metadata)
    assert differences == []


def test_each_setting_is_in_the_operators_docs():
    read = set(re.findall(r'"(PLENARY_[A-Z_]+)"', (ROOT / "wiki" / "config.py").read_text()))
    told = set(re.findall(r"^\| `(PLENARY_[A-Z_]+)`", (ROOT / "docs" / "operators.md").read_text(), re.M))
    assert read == told
    elsewhere = {path.name for path in MODULES if re.search(r"environ.*PLENARY_", path.read_text())}
    assert elsewhere <= {"installation.py"}, "settings are read in config.py"


def test_each_dependency_has_its_reason():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    groups = project["dependency-groups"]
    named = [*project["project"]["dependencies"], *groups["test"], *groups["node"]]
    told = (ROOT / "docs" / "dependencies.md").read_text()
    for requirement in named:
        name = re.match(r"[A-Za-z0-9_.-]+", requirement)
        assert name is not None
        assert re.search(rf"\b{re.escape(name[0])}\b", told), f"{name[0]} has no reason"


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-test.lock", "requirements-node.lock"])
def test_the_lock_names_hashes_and_no_host(lock: str):
    lines = (ROOT / lock).read_text().splitlines()
    assert lines
    for line in lines:
        assert re.fullmatch(r"[a-z0-9-]+==\S+( ; [^\\]+?)? \\| {4}--hash=sha256:[0-9a-f]{64}( \\)?", line), line


def test_no_file_names_a_registry_or_a_place_on_some_machine():
    # Spelled so that this file does not find itself.
    refused = re.compile(r"[p]ypi\.org|[f]iles\.pythonhosted|[r]egistry\.npmjs|[/]root/|[/]work/|[/]home/")
    for path in tracked():
        content = path.read_bytes()
        if b"\0" in content:
            continue
        found = refused.search(content.decode())
        assert found is None, f"{path.relative_to(ROOT)} names {found and found.group()}"


def test_modules_say_what_they_are_and_stay_short():
    for path in MODULES:
        text = path.read_text()
        assert text.startswith(('"""', "'''")), f"{path.relative_to(ROOT)} has no docstring"
        if "demo" not in path.parts:
            assert text.count("\n") <= 320, f"{path.relative_to(ROOT)} asks to be split"


def test_what_a_check_is_told_to_overlook_has_its_reason():
    # Spelled so that this file does not find itself.
    mark = re.compile(r"#\s*(?:[n]oqa|[t]ype: *ignore|[n]osec|[p]ragma: *no)\b(?P<rest>.*)")
    reason = re.compile(r"[\w:, \[\]-]*?\s(?:-|#) \w.*")
    for path in tracked():
        if path.suffix != ".py":
            continue
        for line in path.read_text().splitlines():
            found = mark.search(line)
            assert found is None or reason.fullmatch(found["rest"]), f"{path.name}: {line.strip()}"


def test_the_style_sheets_assume_no_direction():
    sided = re.compile(
        r"(?:margin|padding|border|inset)-(?:left|right)|(?:text-align|float|clear):\s*(?:left|right)|[\s;{](?:left|right):"
    )
    shorthand = re.compile(r"(?:margin|padding|inset|scroll-margin|scroll-padding):\s*([^;}!]+)")
    for path in tracked():
        if path.suffix != ".css":
            continue
        sheet = path.read_text()
        assert not sided.search(sheet), f"{path.name}: {sided.search(sheet)}"
        for value in shorthand.findall(sheet):
            sides = re.findall(r"[a-z-]+\([^)]*\)|\S+", value)
            assert len(sides) < 4 or sides[1] == sides[3], f"{path.name}: {value}"
