"""Pure text: strings and frozen dataclasses in and out.

Here live words, comparison, merging, passages, brackets, outline and rendering. Neither clock, chance,
settings nor files enter this room, and it knows nothing of the database or the web: what it returns depends
on what it is given and on nothing else. Bad text never raises: a conflict or an unbalanced bracket is data.
"""
