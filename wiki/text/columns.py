"""A cursor in one line that counts columns, so that tabs indent as CommonMark 2.2 says (stops of four)."""


class Cursor:
    """Where reading stands in a line: `pos` in characters, `col` in columns.

    A tab of which only some columns were consumed leaves `pos` on it and `col` beyond its first column.
    """

    __slots__ = ("col", "line", "pos")

    def __init__(self, line: str, pos: int = 0) -> None:
        self.line = line
        self.pos = pos
        self.col = 0

    def indent(self) -> tuple[int, int]:
        """Where the next character stands that is not white, and how many columns off it is."""
        at, col = self.pos, self.col
        line = self.line
        while at < len(line) and line[at] in " \t":
            col += 4 - col % 4 if line[at] == "\t" else 1
            at += 1
        return at, col - self.col

    def consume(self, columns: int) -> None:
        """Step over that many columns of white space, or as many as there are."""
        goal = self.col + columns
        while self.pos < len(self.line) and self.col < goal and self.line[self.pos] in " \t":
            width = 4 - self.col % 4 if self.line[self.pos] == "\t" else 1
            if self.col + width > goal:
                self.col = goal
                return
            self.col += width
            self.pos += 1

    def advance_to(self, pos: int, columns: int) -> None:
        """Step to a place that is so many columns further."""
        self.pos = pos
        self.col += columns
