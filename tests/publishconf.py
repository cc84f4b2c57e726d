"""Settings of a site that may go out: the program's own have nobody's address, and no contact."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from pelicanconf import *  # noqa: F403

SITEURL = "https://diembao.vn"
CONTACT = "toa-soan@diembao.vn"
