"""Words for people that are written in one room and said in another.

Below the web nobody knows who reads: sentences are written there in English, and the English is the id by which the
doors find them in a catalog. Nothing is translated here, and nothing here knows a language.
"""


class SentenceId(str):
    """English words that somebody will read, marked so that they are collected for the catalogs.

    Sentences of errors need no mark. Given as a parameter of another sentence, marked words are translated with it.
    """

    __slots__ = ()
