"""An index is made anew in batches, while others save; whatever ends the work, it goes on where it stood."""

import time
from collections.abc import Sequence
from threading import Thread

import pytest
from sqlalchemy import func, select, text

from tests.services import factories
from tests.services.documents import document, write
from tests.services.test_indexing import SOURCE, check, pieces, words_found
from wiki.db import db, transaction
from wiki.models import SearchPiece, SearchRest
from wiki.services import comments, reindexing, revisions, searches, sections


@pytest.fixture
def owner(app):
    return factories.person("Amina", may_make_plans=True)


@pytest.fixture
def plan(owner):
    """A plan whose sections were edited, taken out, put back and moved, with remarks."""
    made = document(owner, SOURCE)
    for turn in range(4):
        write(owner, factories.section(made, 1), f"# A\n\nOne is said {turn} times.\n\nEver{turn}.\n\n")
        write(owner, factories.section(made, 3), f"### C\n\nThree in turn {turn}.\n\n")
        comments.post_comment(owner, made, body=f"Fellowship {turn}.")
    sections.remove_section(owner, factories.section(made, 2))
    sections.restore_section(owner, factories.section(made, 2))
    sections.move_section(owner, factories.section(made, 4), parent=factories.section(made, 1), after=None)
    return made


@pytest.fixture
def one_by_one(monkeypatch):
    """Each batch holds one event, or one remark."""
    for name, value in (("AT_ONCE", 0), ("PAUSE", 0), ("REMARKS", 1)):
        monkeypatch.setattr(reindexing, name, value)


def interleaved(monkeypatch, acts) -> None:
    """After each batch the next of the acts is done."""
    batch = reindexing._batch

    def then_another(keys: Sequence[int], plan_id: int) -> int:
        done = batch(keys, plan_id)
        act = next(acts, None)
        if act is not None:
            act()
        return done

    monkeypatch.setattr(reindexing, "_batch", then_another)


def test_made_in_single_steps_it_is_the_same(owner, plan, one_by_one):
    kept = pieces()
    assert reindexing.rebuild_index() == len(kept)
    assert pieces() == kept and db.session.query(SearchRest).count() == 0
    assert words_found("fellowship") == 4


def test_what_is_saved_meanwhile_is_found_and_the_index_is_right(owner, plan, one_by_one, monkeypatch):
    one, two, three = (factories.section(plan, number) for number in (1, 2, 3))
    acts = []
    for turn in range(5):
        # The first sections are under way, or done, or not begun, when these come.
        acts += [
            lambda turn=turn: write(owner, one, f"# A\n\nOne is said in time {turn}.\n\nMeanwhile{turn}.\n\n"),
            lambda turn=turn: write(owner, three, f"### C\n\nAfter{turn}.\n\n"),
            lambda turn=turn: comments.post_comment(owner, plan, body=f"Remark{turn} made meanwhile."),
            lambda: sections.remove_section(owner, two),
            lambda: sections.restore_section(owner, two),
            lambda turn=turn: sections.add_section(
                owner, plan, title=f"New{turn}", body="Begun.", parent=factories.root(plan)
            ),
        ]
    left = iter(acts)
    interleaved(monkeypatch, left)
    reindexing.rebuild_index()
    assert next(left, None) is None, "the work was done before all of it was tried"
    assert [words_found(f"meanwhile{turn}") for turn in range(5)] == [1] * 5
    assert [words_found(f"remark{turn}") for turn in range(5)] == [1] * 5
    assert all(words_found(f"after{turn}") for turn in range(5))
    assert searches.search(owner, "new4").hits[0].standing
    monkeypatch.undo()
    check(owner, plan)


def test_what_was_broken_off_is_gone_on_with(owner, plan, one_by_one, monkeypatch):
    kept = pieces()
    batch, steps = reindexing._batch, []

    def breaks_off(keys: Sequence[int], plan_id: int) -> int:
        steps.append(keys[0])
        if len(steps) % 4 == 0:
            raise KeyboardInterrupt
        return batch(keys, plan_id)

    monkeypatch.setattr(reindexing, "_batch", breaks_off)
    with pytest.raises(KeyboardInterrupt):
        reindexing.rebuild_index()
    for _ in range(200):
        left = db.session.scalars(select(SearchRest.done)).all()
        if not left:
            break
        write(owner, factories.section(plan, 4), f"## D\n\nFour {len(steps)}.\n\n")
        try:
            reindexing.ensure_index()
        except KeyboardInterrupt:
            continue
    assert len(steps) > 12 and db.session.query(SearchRest).count() == 0
    done = pieces()
    assert len(done) > len(kept)
    monkeypatch.undo()
    reindexing.rebuild_index()
    assert pieces() == done
    done = len(steps)
    reindexing.ensure_index()
    assert len(steps) == done, "what is whole is left alone"


def test_others_save_while_it_is_made(app, owner, plan, monkeypatch):
    monkeypatch.setattr(reindexing, "AT_ONCE", 0.02)
    monkeypatch.setattr(reindexing, "PAUSE", 0.02)
    section, other = factories.section(plan, 1), factories.section(plan, 4)
    for turn in range(60):
        write(owner, section, f"# A\n\nTurn {turn}.\n\n" + f"A paragraph of turn {turn}.\n\n" * 5)
    failed: list[BaseException] = []

    def make() -> None:
        with app.app_context():
            try:
                reindexing.rebuild_index()
            except BaseException as error:
                failed.append(error)
            finally:
                db.session.remove()

    db.session.rollback()
    thread = Thread(target=make)
    thread.start()
    saved, longest = 0, 0.0
    while thread.is_alive() and saved < 500:
        began = time.monotonic()
        newest = revisions.newest_revision(other, "en")
        revisions.save_revision(owner, other, text=f"## D\n\nSaved{saved} while it was made.\n", based_on=newest.number)
        longest = max(longest, time.monotonic() - began)
        saved += 1
    thread.join()
    assert not failed and saved > 3
    assert longest < 10, "a save waited for the whole of it"
    db.session.rollback()
    for number in (0, saved - 1):
        assert words_found(f"saved{number}") == 1
    check(owner, plan)


def test_words_of_another_form_are_made_anew(owner, plan):
    kept = pieces()
    with transaction():
        db.session.execute(text("UPDATE search_form SET form = 0"))
    reindexing.ensure_index()
    assert pieces() == kept and db.session.scalar(select(func.count()).select_from(SearchPiece)) == len(kept)
