"""The small picture of convergence."""

from wiki.presenters.convergence import HEIGHT, WIDTH, curve


def test_the_most_there_ever_were_stands_highest():
    first, last = curve([("One", "one", 10, 5), ("Two", "two", 0, 0)])
    assert first.brackets_y < first.comments_y < last.brackets_y == last.comments_y < HEIGHT
    assert 0 < first.x < last.x < WIDTH


def test_nothing_and_one_draft_make_no_trouble():
    assert curve([]) == []
    assert curve([("One", "one", 0, 0)])[0].brackets_y == HEIGHT - 8
