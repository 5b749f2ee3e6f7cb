"""`python -m wiki.cli` is `plenary`."""

from wiki.cli import main

main(prog_name="plenary")
