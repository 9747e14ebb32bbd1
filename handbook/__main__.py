"""`python -m handbook` is the command `handbook`."""

from handbook.cli.main import main

main(prog_name="handbook")
