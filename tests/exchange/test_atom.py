"""Feeds as documents: what RFC 4287 asks of one, and words that XML cannot hold."""

from datetime import UTC, datetime, timedelta, timezone

from lxml import etree

from wiki.exchange.atom import Feed, FeedEntry, write_feed

A = "{http://www.w3.org/2005/Atom}"
AT = datetime(2008, 5, 30, 12, tzinfo=timezone(timedelta(hours=2)))


def entry(**more):
    told = {"id": "urn:x:1", "title": "A <b>&", "at": AT, "author": "Wanjirũ", "link": "http://x/?a=1&b=2",
            "category": "comment.post", "words": ""}  # fmt: skip
    return FeedEntry(**{**told, **more})


def read(*entries, **more):
    told = {"id": "urn:x", "title": "T", "language": "fr", "own": "http://x/feed", "page": "http://x/",
            "further": "", "began": datetime(2007, 1, 1, tzinfo=UTC)}  # fmt: skip
    return etree.fromstring(write_feed(Feed(entries=entries, **{**told, **more})))


def test_what_every_feed_and_entry_has():
    feed = read(entry(words="Words."), further="http://x/feed?cursor=7")
    assert feed.tag == f"{A}feed" and feed.get("{http://www.w3.org/XML/1998/namespace}lang") == "fr"
    assert [one.tag.removeprefix(A) for one in feed] == [
        "id", "title", "updated", "generator", "link", "link", "link", "entry"
    ]  # fmt: skip
    assert feed.findtext(f"{A}updated") == "2008-05-30T10:00:00Z"
    assert [(one.get("rel"), one.get("href")) for one in feed.iter(f"{A}link")] == [
        ("self", "http://x/feed"), ("alternate", "http://x/"), ("next", "http://x/feed?cursor=7"),
        ("alternate", "http://x/?a=1&b=2"),
    ]  # fmt: skip
    told = feed.find(f"{A}entry")
    assert told.findtext(f"{A}title") == "A <b>&" and told.findtext(f"{A}author/{A}name") == "Wanjirũ"
    assert told.findtext(f"{A}content") == "Words." and told.find(f"{A}content").get("type") == "text"


def test_an_empty_feed_was_changed_when_it_began():
    feed = read()
    assert feed.findtext(f"{A}updated") == "2007-01-01T00:00:00Z" and feed.find(f"{A}entry") is None


def test_signs_that_xml_has_not_are_marked_and_nothing_else_is_lost():
    feed = read(entry(title="a\x00b\x0b\x1f\ufffe\uffff", words="中 \U0001f300 ئ\t\r\n ]]>"))
    told = feed.find(f"{A}entry")
    assert told.findtext(f"{A}title") == "a\ufffdb\ufffd\ufffd\ufffd\ufffd"
    assert told.findtext(f"{A}content") == "中 \U0001f300 ئ\t\r\n ]]>"
