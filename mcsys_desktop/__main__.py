"""Start the program: ``python -m mcsys_desktop``."""

import sys

from mcsys_desktop.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
