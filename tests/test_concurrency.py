"""Eight people save the same section at the same moment, from two processes: nothing is lost, nothing refused."""

import multiprocessing
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from flask import Flask
from sqlalchemy import select

from wiki.app import create_app
from wiki.db import db
from wiki.errors import EditConflict
from wiki.models import Plan, Section
from wiki.services import imports, journal, moments, persons, records, revisions

WRITERS = 8
SENTENCES = [f"Sentence number {number} stands as it was agreed." for number in range(WRITERS)]
SOURCE = "# Aims\n\n" + " ".join(SENTENCES) + "\n"


@pytest.fixture
def plan(app: Flask) -> Plan:
    for number in range(WRITERS):
        persons.create_person(persons.operator(), name=f"Writer {number}", email=f"w{number}@example.org")
    return imports.import_document(persons.operator(), slug="plan", source=SOURCE).plan


def save_all(url: str, folder: str, texts: dict[int, str], based_on: int) -> dict[int, tuple[str, str]]:
    """In a process of its own: each writer's text saved by a thread of its own, all at once."""
    app, gate = create_app({"SQLALCHEMY_DATABASE_URI": url, "INSTANCE": folder}), Barrier(len(texts))

    def save(text: str) -> tuple[str, str]:
        with app.app_context():
            section = db.session.scalars(select(Section).where(Section.number == 1)).one()
            person = persons.operator()
            gate.wait(60)
            try:
                saved = revisions.save_revision(person, section, text=text, based_on=based_on)
                return "saved", saved.revision.text.body
            except EditConflict as error:
                return "conflict", error.mine

    with ThreadPoolExecutor(len(texts)) as threads:
        answers = list(threads.map(save, texts.values()))
    with app.app_context():
        db.engine.dispose()
    return dict(zip(texts, answers, strict=True))


def save_at_once(app: Flask, plan: Plan, texts: list[str]) -> list[tuple[str, str]]:
    based_on = moments.outline_at(plan, journal.head_number(plan)).item(1).revision_number
    url, folder = app.config["SQLALCHEMY_DATABASE_URI"], app.config["INSTANCE"]
    db.session.rollback()
    numbered = dict(enumerate(texts))
    halves = [{n: numbered[n] for n in numbered if n % 2 == half} for half in (0, 1)]
    with ProcessPoolExecutor(2, mp_context=multiprocessing.get_context("spawn")) as processes:
        jobs = [processes.submit(save_all, url, folder, half, based_on) for half in halves]
        answers = {number: answer for job in jobs for number, answer in job.result(120).items()}
    return [answers[number] for number in range(len(texts))]


def newest(plan: Plan) -> str:
    return moments.source_at(plan, journal.head_number(plan))


def test_edits_to_different_sentences_all_stand(app: Flask, plan: Plan, tmp_path: Path):
    texts = [
        SOURCE.replace(sentence, f"Writer {number} found better words.") for number, sentence in enumerate(SENTENCES)
    ]
    answers = save_at_once(app, plan, texts)
    assert [state for state, _ in answers] == ["saved"] * WRITERS
    expected = " ".join(f"Writer {number} found better words." for number in range(WRITERS))
    assert newest(plan) == f"# Aims\n\n{expected}\n"
    assert records.verify_plan(plan).ok


def test_edits_to_the_same_sentence_are_given_back_whole(app: Flask, plan: Plan):
    texts = [SOURCE.replace(SENTENCES[0], f"Writer {number} wants other words.") for number in range(WRITERS)]
    answers = save_at_once(app, plan, texts)
    assert sorted(state for state, _ in answers) == ["conflict"] * (WRITERS - 1) + ["saved"]
    for (_, text), mine in zip(answers, texts, strict=True):
        assert text == mine
    assert newest(plan) in texts
    assert records.verify_plan(plan).ok
