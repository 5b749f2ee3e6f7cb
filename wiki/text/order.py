"""Order keys that always leave room between two of them; compared by code point."""

_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"


def key_between(before: str | None, after: str | None) -> str:
    """A key between two others; None stands for the open end."""
    low, high = before or "", after
    key = ""
    index = 0
    while True:
        floor = _DIGITS.index(low[index]) if index < len(low) else 0
        ceiling = _DIGITS.index(high[index]) if high is not None and index < len(high) else len(_DIGITS)
        if ceiling - floor > 1:
            return key + _DIGITS[(floor + ceiling) // 2]
        key += _DIGITS[floor]
        if ceiling > floor:
            high = None
        index += 1


def keys_for(count: int) -> list[str]:
    """That many keys in order."""
    width = 1
    while len(_DIGITS) ** width < 2 * (count + 1):
        width += 1
    step = len(_DIGITS) ** width // (count + 1)
    keys = []
    for number in range(step, step * (count + 1), step):
        key = ""
        for _ in range(width):
            number, digit = divmod(number, len(_DIGITS))
            key = _DIGITS[digit] + key
        keys.append(key.rstrip("0") or "V")
    return keys
