"""Start the program: ``python -m mcsys_desktop``."""

import sys

from mcsys_desktop.cli.main import main
from mcsys_desktop.core import last_words

if __name__ == "__main__":
    last_words.install()
    sys.exit(main())
