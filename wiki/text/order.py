"""Order keys: short ASCII strings between any two of which another fits.

Siblings are sorted by their keys, code point by code point, so that moving one section writes one key. A key is a
fraction in base 62 without its "0."; it never ends in the digit 0, so there is always room below it (fractional
indexing, as D. Greenspan describes it in "Implementing Fractional Indexing", 2020).
"""

_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_VALUE = {digit: value for value, digit in enumerate(_DIGITS)}
_LAST = len(_DIGITS) - 1
_MIDDLE = _DIGITS[len(_DIGITS) // 2]


def key_between(before: str | None, after: str | None) -> str:
    """A key that sorts after one key and before another; None is the open end.

    At an open end keys step by one digit, so that a list that grows there grows slowly in length.
    Raises ValueError where the two are not in order or are not such keys.
    """
    for key in (before, after):
        if key is not None and (not key or key[-1] == "0" or not set(key) <= _VALUE.keys()):
            raise ValueError(f"{key!r} is not an order key.")
    if before is None:
        return _MIDDLE if after is None else _below(after)
    if after is None:
        return _above(before)
    if before >= after:
        raise ValueError(f"{before!r} does not sort before {after!r}.")
    for index, digit in enumerate(after):
        low = _VALUE[before[index]] if index < len(before) else 0
        high = _VALUE[digit]
        if high - low > 1:
            return after[:index] + _DIGITS[(low + high) // 2]
        if high > low:
            return after[:index] + _DIGITS[low] + _above(before[index + 1 :])
    raise AssertionError("Two keys in order differ within the second.")


def _above(key: str) -> str:
    """The next short key after this one, which may be empty."""
    for index, digit in enumerate(key):
        if _VALUE[digit] < _LAST:
            return key[:index] + _DIGITS[_VALUE[digit] + 1]
    return key + _MIDDLE


def _below(key: str) -> str:
    """The next short key before this one."""
    start = len(key) - len(key.lstrip("0"))
    value = _VALUE[key[start]]
    if value > 1:
        return key[:start] + _DIGITS[value - 1]
    return key[: start + 1] if len(key) > start + 1 else key[:start] + "0" + _MIDDLE
