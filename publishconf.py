"""Settings of the published archive: those of pelicanconf, and the address it is published at."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from pelicanconf import *  # noqa: F403

SITEURL = "https://diem-bao.example"
