"""`python build.py` builds the handbook; it is the same program as the command `handbook`."""

from handbook.cli.main import main

if __name__ == "__main__":
    main()
