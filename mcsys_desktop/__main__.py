"""Start the program: ``python -m mcsys_desktop``."""

import sys

from mcsys_desktop.cli.main import main
from mcsys_desktop.core import installed, last_words

if __name__ == "__main__":
    last_words.install()
    installed.hand_over(sys.argv[1:])  # a newer version of the built program may be there
    sys.exit(main())
