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

# Our plugins make every page, so Pelican's own generators are given nothing to do.
ARTICLE_PATHS: list[str] = []
PAGE_PATHS: list[str] = []
STATIC_PATHS: list[str] = []
THEME_STATIC_PATHS: list[str] = []
DIRECT_TEMPLATES: list[str] = []
READERS = {"rst": None, "html": None}
ARTICLE_TRANSLATION_ID = None
AUTHOR_SAVE_AS = CATEGORY_SAVE_AS = TAG_SAVE_AS = ""
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
DELETE_OUTPUT_DIRECTORY = False
LOAD_CONTENT_CACHE = False
CACHE_PATH = str(ROOT / ".cache")
# Where `invoke offline` puts the offline copies, which the download page lists.
COPIES_PATH = str(ROOT / "dist")
