"""Settings of the archive while it is being worked on: plain data, nothing computed but paths."""

from pathlib import Path

ROOT = Path(__file__).parent

SITENAME = "Bản tin Điểm báo Cải cách hành chính"
SITESUBTITLE = "Kho lưu trữ bản tin điểm báo hằng ngày"
SITEURL = ""
# Shown on the page about rights: an e-mail address or a telephone number of whoever runs the site.
CONTACT = ""

PATH = str(ROOT / "content")
OUTPUT_PATH = str(ROOT / "output")
THEME = str(ROOT / "theme")
PLUGIN_PATHS = [str(ROOT)]
PLUGINS = ["bulletin.plugins.site"]

# Nothing may depend on the machine: dates are written by the theme, not by a locale.
TIMEZONE = "Asia/Ho_Chi_Minh"
DEFAULT_LANG = "vi"
LOCALE = ("C.UTF-8", "C")

JINJA_ENVIRONMENT = {"autoescape": True, "trim_blocks": True, "lstrip_blocks": True, "extensions": []}

# What Pelican's other settings do here: docs/pelican.md.
STATIC_PATHS: list[str] = []
READERS = {"rst": None, "html": None}
# Pelican warns of feeds where there is no SITEURL; ours are made only where there is one.
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
CACHE_PATH = str(ROOT / ".cache")
# Where `invoke offline` puts the offline copies, which the download page lists.
COPIES_PATH = str(ROOT / "dist")
