"""What languages are called, and which way they are written."""

from wiki.presenters.languages import called, direction


def test_a_language_is_called_by_its_own_name_or_as_the_reader_calls_it():
    assert [called(tag) for tag in ("fr", "ru", "zh-Hans")] == ["français", "русский", "中文 (简体)"]
    assert (called("fr", "en"), called("zh-Hans", "en")) == ("French", "Chinese (Simplified)")
    assert [called(tag) for tag in ("xx", "a\0b", "", "x" * 400)] == ["xx", "a\0b", "", "x" * 400]


def test_the_direction_is_the_languages_or_left_to_the_words():
    assert [direction(tag) for tag in ("ar", "fr", "zh-Hans", "nonsense", "")] == ["rtl", "ltr", "ltr", "auto", "auto"]
