"""The words of the search index: the one place that knows how SQLite (FTS5) and PostgreSQL (tsvector) keep them.

Both are given the same words, folded, cut and stemmed by wiki/text/folding.py, so that they find the same. A stem is a
word with an equals sign in it, which no word of a text has. Nothing here knows what a piece is or who may read it.
"""

from collections.abc import Mapping, Sequence

from sqlalchemy import ColumnElement, Integer, Select, Subquery, TextClause, bindparam, func, text

from wiki.db import connection, db
from wiki.text.finding import Query, Term
from wiki.text.folding import spell_keys

#: id, text, language
Said = tuple[int, str, str]

_PUT = {
    "sqlite": text("INSERT INTO search_words (rowid, words) VALUES (:id, :words)"),
    "postgresql": text("INSERT INTO search_words (id, words) VALUES (:id, CAST(:words AS tsvector))"),
}
_DROP = {
    # The table keeps no text: it is told once more what it was told, to forget it.
    "sqlite": text("INSERT INTO search_words (search_words, rowid, words) VALUES ('delete', :id, :words)"),
    "postgresql": text("DELETE FROM search_words WHERE id = :id"),
}
_EMPTY = {
    "sqlite": ("INSERT INTO search_words (search_words) VALUES ('delete-all')",),
    # Whoever is writing pieces holds the words as well, so that nothing of theirs is left over.
    "postgresql": ("TRUNCATE search_words, search_piece",),
}
#: what puts an index in order after much was written; SQLite's a little at a time, for as long as it finds something
_SETTLE = {
    "sqlite": ("INSERT INTO search_words (search_words, rank) VALUES ('merge', -500)",),
    "postgresql": ("ANALYZE search_words", "ANALYZE search_piece"),
}
_MATCHING = {
    "sqlite": "SELECT rowid AS id FROM search_words WHERE search_words MATCH :asked",
    "postgresql": "SELECT id FROM search_words WHERE words @@ CAST(:asked AS tsquery)",
}


def keep_words(said: Sequence[Said]) -> None:
    """Keep the words of new pieces; inside a transaction only."""
    _tell(_PUT, said)


def drop_words(said: Sequence[Said]) -> None:
    """Forget the words of pieces, told as they were when they were kept; inside a transaction only."""
    _tell(_DROP, said)


def drop_all_words() -> None:
    """Forget every word; inside a transaction only."""
    _run(_EMPTY)


def settle_words() -> bool:
    """Put the index in better order after much was written, for a moment; whether there is more to do. Inside a
    transaction only."""
    before = _changes()
    _run(_SETTLE)
    return _changes() - before > 1


def weigh_ways() -> None:
    """Tell PostgreSQL, for this transaction, what its ways to an answer cost here.

    What is searched is in memory, and to match the words of a paragraph costs more than it takes for granted: it would
    else go through the words of every paragraph for a usual one, where its index of them knows.
    """
    if _dialect() == "postgresql":
        db.session.connection().exec_driver_sql("SET LOCAL random_page_cost = 1.1; SET LOCAL cpu_operator_cost = 0.01")


def matching(query: Query) -> Subquery | None:
    """The ids of the pieces that hold every wanted term and no unwanted one; None where nothing is wanted."""
    if not query.wanted:
        return None
    dialect = _dialect()
    asked = (_in_fts5 if dialect == "sqlite" else _in_tsquery)(query)
    found = text(_MATCHING[dialect]).bindparams(bindparam("asked", asked))
    return found.columns(id=Integer).subquery("found")


def among(key: ColumnElement[int], chosen: Select[tuple[int]]) -> ColumnElement[bool]:
    """The condition that a row is one of some two thousand that were chosen: they are looked up by their key, where
    PostgreSQL, told by a join, would go through the whole table."""
    if _dialect() == "sqlite":
        return key.in_(chosen)
    return key == func.any(func.array(chosen.scalar_subquery()))


def _in_fts5(query: Query) -> str:
    def term(term: Term) -> str:
        if term.forms:
            return "(" + " OR ".join(f'"{form}"' for form in sorted(term.forms)) + ")"
        return '"' + " ".join(term.words) + '"'

    asked = "(" + " AND ".join(map(term, query.wanted)) + ")"
    return asked + (" NOT (" + " OR ".join(map(term, query.unwanted)) + ")" if query.unwanted else "")


def _in_tsquery(query: Query) -> str:
    def term(term: Term) -> str:
        if term.forms:
            return "(" + " | ".join(f"'{form}'" for form in sorted(term.forms)) + ")"
        return "(" + " <-> ".join(f"'{word}'" for word in term.words) + ")"

    return " & ".join([*map(term, query.wanted), *(f"!{term(one)}" for one in query.unwanted)])


def _tell(statements: Mapping[str, TextClause], said: Sequence[Said]) -> None:
    if not said:
        return
    dialect = _dialect()
    spell = _words_of if dialect == "sqlite" else _lexemes_of
    told = [{"id": key, "words": spell(body, language)} for key, body, language in said]
    connection().execute(statements[dialect], told)


def _run(statements: Mapping[str, Sequence[str]]) -> None:
    for statement in statements[_dialect()]:
        connection().execute(text(statement))


def _changes() -> int:
    """How many rows this connection has changed, where the database counts them."""
    if _dialect() != "sqlite":
        return 0
    return int(db.session.connection().exec_driver_sql("SELECT total_changes()").scalar_one())


def _dialect() -> str:
    return db.session.get_bind().dialect.name


def _words_of(body: str, language: str) -> str:
    """The words in order, then their stems, each once."""
    words, stems = spell_keys(body, language)
    return " ".join([*words, *stems])


def _lexemes_of(body: str, language: str) -> str:
    """The words with their places and the stems without, as PostgreSQL spells such a vector."""
    words, stems = spell_keys(body, language)
    return " ".join([*(f"'{word}':{place}" for place, word in enumerate(words, 1)), *(f"'{stem}'" for stem in stems)])
