"""References that lead nowhere, and those that do under some program's rule for anchors."""

import pytest

from wiki.text.references import find_targets, given_anchors, is_dead, title_anchors

TEXT = """# Scope

See [below](#2-means-of-work "title"), [section](/plans/p/sections/4?at=now), [web](https://x.org/sections/9#a),
[ref] and `[code](#no)`.

[ref]: #given

```
[fenced](#no)
```

A [note](<#the-note>){#here .x} <a id="there"></a>
"""


def test_targets_inside_the_plan_are_found_in_prose_alone():
    assert find_targets(TEXT) == ("#2-means-of-work", "/plans/p/sections/4?at=now", "#given", "#the-note")
    assert given_anchors(TEXT) == {"here", "there"}


@pytest.mark.parametrize(
    ("target", "dead"),
    [
        ("#2-means-of-work", False), ("#means-of-work", False), ("#means-of-work-1", False), ("#Means_of_Work", False),
        ("#means", True), ("#s4", False), ("#s5", True), ("/p/sections/4", False), ("/p/sections/5#x", True),
        ("#", False), ("#%d1%86%d0%b5%d0%bb%d1%8c", False), ("#given", False),
    ],
)  # fmt: skip
def test_a_reference_is_dead_when_no_rule_leads_anywhere(target, dead):
    anchors = title_anchors("2. Means of work") | title_anchors("Цель") | {"given"}
    assert is_dead(target, anchors=anchors, sections=[1, 4]) == dead


def test_a_text_made_to_be_slow_is_not():
    assert find_targets("[" * 50_000 + "](#" * 20_000 + "`" * 50_000) is not None
