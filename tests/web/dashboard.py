"""The dashboard with pages that are made up, for tests of the frame alone."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import made_up

from kztrade.web import frame

frame.pages = lambda: (made_up.PAGE, made_up.OTHER)
frame.run()
