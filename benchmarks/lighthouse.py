"""Lighthouse over the demo's pages: python -m benchmarks.lighthouse

Options: --tools FOLDER (where npm puts Lighthouse, default build/lighthouse), --chromium PATH, --only WORD (pages whose
name has it). Scores are of 100, for a phone on a slow line as Lighthouse imagines it, and once more for a desk; on a
busy machine the one for performance is lower than it would be.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.request import Request, urlopen

from sqlalchemy import select

from benchmarks.serving import served
from wiki.app import create_app, upgrade_database
from wiki.db import db
from wiki.demo.play import play_demo
from wiki.models import Person

EXPERT = "w.njoroge@ke.example.org"
CATEGORIES = ("performance", "accessibility", "best-practices")
#: what the score for performance is made of; told where it is wanting
MEASURES = (
    "first-contentful-paint",
    "speed-index",
    "largest-contentful-paint",
    "total-blocking-time",
    "cumulative-layout-shift",
)
#: name, who looks, address
PAGES = (
    ("plan's home", "", "/plans/south-south"),
    ("plan's home", EXPERT, "/plans/sandbox-pollinators"),
    ("reading, whole text", "", "/plans/south-south/text"),
    ("reading, a section", "", "/plans/south-south/sections/7"),
    ("reading, a section", EXPERT, "/plans/sandbox-pollinators/sections/9"),
    ("editor", EXPERT, "/plans/sandbox-pollinators/sections/9/edit"),
    ("comparison", "", "/plans/south-south/compare?from=elements&to=compilation"),
)
#: a browser on a busy machine may fail to start in time
TRIES = 3
QUIET = "--headless=new --no-sandbox --disable-background-networking --disable-component-update --no-first-run"


def install(folder: Path) -> Path:
    """Lighthouse, fetched by npm into a folder of the benchmark's own; its script."""
    script = folder / "node_modules" / "lighthouse" / "cli" / "index.js"
    if not script.exists():
        folder.mkdir(parents=True, exist_ok=True)
        subprocess.run(["npm", "install", "--silent", "--no-save", "--prefix", folder, "lighthouse@13"], check=True)
    return script


def warm(address: str, cookie: str) -> None:
    """Ask for a page until each worker has shown it: the page is measured, not a server that has just begun."""
    for _ in range(TRIES * 2):
        with urlopen(Request(address, headers={"Cookie": cookie})) as answer:
            answer.read()


def scores(script: Path, chromium: str, address: str, cookie: str, *, desk: bool) -> dict[str, int]:
    """The page's scores, and what was found wanting, printed."""
    words = ["node", script, address, "--quiet", "--output=json", f"--chrome-flags={QUIET}"]
    words.append(f"--only-categories={','.join(CATEGORIES)}")
    if desk:
        words.append("--preset=desktop")
    if cookie:
        words.append(f"--extra-headers={json.dumps({'Cookie': cookie})}")
    for _ in range(TRIES):
        done = subprocess.run(words, env={**os.environ, "CHROME_PATH": chromium}, capture_output=True, text=True)
        if done.returncode == 0:
            break
    else:
        sys.exit(done.stderr)
    found = json.loads(done.stdout)
    if found.get("runtimeError"):
        sys.exit(str(found["runtimeError"]))
    for name in CATEGORIES[1:]:
        for part in found["categories"][name]["auditRefs"]:
            audit = found["audits"][part["id"]]
            if part["weight"] and audit["score"] is not None and audit["score"] < 1:
                print(f"  {audit['id']}: {audit['title']}")
    for name in MEASURES:
        if found["audits"][name]["score"] < 0.95:
            print(f"  {name}: {found['audits'][name]['displayValue']}")
    return {name: round(100 * found["categories"][name]["score"]) for name in CATEGORIES}


def main() -> None:
    """Play the demo, serve it, ask Lighthouse."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tools", type=Path, default=Path("build/lighthouse"))
    parser.add_argument("--chromium", default=shutil.which("chromium") or "")
    parser.add_argument("--only", default="")
    options, _ = parser.parse_known_args()
    script = install(options.tools.resolve())
    with tempfile.TemporaryDirectory() as temporary:
        environment = {"PLENARY_DATABASE_URL": f"sqlite:///{temporary}/demo.sqlite", "PLENARY_INSTANCE": temporary}
        app = create_app({"SQLALCHEMY_DATABASE_URI": environment["PLENARY_DATABASE_URL"], "INSTANCE": temporary})
        upgrade_database(app)
        with app.app_context():
            play_demo(password="a river between two maps")
            client = app.test_client()
            with client.session_transaction() as session:
                expert = db.session.scalars(select(Person).where(Person.email == EXPERT)).one()
                session["_user_id"], session["_fresh"] = expert.get_id(), True
            cookie = f"plenary={client.get_cookie('plenary').value}"
        print("| page | window | " + " | ".join(CATEGORIES) + " |\n| --- | --- |" + " --- |" * len(CATEGORIES))
        with served(environment) as port:
            for name, who, address in PAGES:
                if options.only not in name:
                    continue
                shown = f"http://127.0.0.1:{port}{address}"
                warm(shown, cookie if who else "")
                for desk in (False, True):
                    found = scores(script, options.chromium, shown, cookie if who else "", desk=desk)
                    told = f"{name}, {'signed in' if who else 'signed out'} | {'desk' if desk else 'phone'}"
                    print(f"| {told} | " + " | ".join(str(found[name]) for name in CATEGORIES) + " |", flush=True)


if __name__ == "__main__":
    main()
