"""What people type into fields that hold more than words, read. What is allowed there is asked in the services."""

from datetime import date

from wiki.errors import Invalid


def read_day(typed: str, field: str = "date") -> date:
    """A day as browsers send it; raises Invalid for anything else."""
    try:
        return date.fromisoformat(typed.strip())
    except ValueError:
        raise Invalid("Give the date as year, month and day, like 2006-11-08.", field=field) from None


def read_day_if_any(typed: str, field: str) -> date | None:
    """A day, or None where nothing was typed."""
    return read_day(typed, field) if typed.strip() else None


def read_number(typed: str) -> int | None:
    """A whole number as somebody types it, of the size that numbers have here; None for anything else."""
    typed = typed.strip()
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else None
