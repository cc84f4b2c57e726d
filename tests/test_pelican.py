"""Pelican's settings, plugins and options: what works here works, and what does not is told."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from pelican.settings import DEFAULT_CONFIG

from bulletin.plugins.effects import effects, table
from tests.built_site import MINI, ROOT, Run, build, settings_with, tree

# Builds whole sites, or waits: make quick leaves it out.
pytestmark = pytest.mark.slow

CONTENT = MINI / "in"
OURS = "bulletin.plugins.site"
# Plugins that are made for a test, by their names.
_PLUGINS = {
    "late": """
from pathlib import Path
from pelican import signals

def write(pelican):
    Path(pelican.output_path, "late.txt").write_text("late")

def begin(pelican):
    signals.finalized.connect(write, sender=pelican)

def register():
    signals.get_generators.connect(begin)
""",
    "by_setting": """
from pathlib import Path
from pelican import signals

def write(generator):
    folder = Path(generator.settings["OUTPUT_PATH"])
    folder.mkdir(exist_ok=True)
    folder.joinpath("index.html").write_text("mine")

def register():
    signals.article_generator_finalized.connect(write)
""",
    "innocent": "def register():\n    pass\n",
    "minifier": """
from pathlib import Path
from pelican import signals

def shorten(path, context):
    Path(path).write_text(Path(path).read_text().replace("\\n", ""))

def register():
    signals.content_written.connect(shorten)
""",
    "listener": """
import json
from pathlib import Path
from pelican import signals

heard = {}

def hear(name):
    def receive(sender, **said):
        heard[name] = heard.get(name, 0) + 1
    return receive

def told(pelican):
    Path(pelican.output_path, "heard.json").write_text(json.dumps(heard))

def register():
    for name in %s:
        getattr(signals, name).connect(hear(name), weak=False)
    signals.finalized.connect(told)
""",
}
_HEARD = (
    "article_generator_init",
    "article_generator_preread",
    "article_generator_context",
    "article_generator_pretaxonomy",
    "article_generator_finalized",
    "article_generator_write_article",
    "article_writer_finalized",
    "content_object_init",
    "content_written",
    "page_generator_finalized",
    "all_generators_finalized",
)


def _with_plugins(folder: Path, *plugins: str, **settings: object) -> str:
    """A settings file with these plugins and settings, those of `_PLUGINS` written to `folder`."""
    for name in plugins:
        if name in _PLUGINS:
            code = _PLUGINS[name].replace("%s", repr(_HEARD))
            (folder / f"{name}.py").write_text(code, encoding="utf-8")
    return str(settings_with(folder, PLUGINS=[*plugins], PLUGIN_PATHS=[str(ROOT), str(folder)], **settings))


def _refused(run: Run) -> str:
    assert run.code == 1, run.err
    assert len(run.faults) == 1, run.err
    return run.faults[0]


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The site without anything of others."""
    output = tmp_path_factory.mktemp("plain") / "output"
    assert build(CONTENT, output).code == 0
    return tree(output)


@pytest.mark.parametrize("plugins", [(OURS, "late"), ("late", OURS)])
def test_what_another_plugin_writes_last_is_published_each_time_until_it_is_taken_out(
    tmp_path: Path, plain: dict[str, bytes], plugins: tuple[str, ...]
) -> None:
    output = tmp_path / "output"
    settings = _with_plugins(tmp_path, *plugins)
    for _ in range(2):
        assert build(CONTENT, output, "-s", settings).code == 0
        assert tree(output) == plain | {"late.txt": b"late"}
    assert build(CONTENT, output).code == 0
    assert tree(output) == plain
    assert not list(tmp_path.glob(".*others"))


def test_who_overwrites_a_page_is_named_and_the_build_refused(tmp_path: Path) -> None:
    output = tmp_path / "output"
    for plugins, words in (
        (
            (OURS, "innocent", "by_setting"),
            "index.html: is a file of the site's own, and the plugin by_setting",
        ),
        (
            (OURS, "innocent", "minifier"),
            "2022/12/30/1/index.html: is a file of the site's own, and the plugin minifier",
        ),
    ):
        assert words in _refused(build(CONTENT, output, "-s", _with_plugins(tmp_path, *plugins)))
        assert not output.exists()


def test_signals_are_sent_for_each_article_where_somebody_listens(tmp_path: Path) -> None:
    output = tmp_path / "output"
    run = build(CONTENT, output, "-s", _with_plugins(tmp_path, "listener", OURS))
    assert run.code == 0, run.err
    heard = json.loads((output / "heard.json").read_bytes())
    assert heard.keys() == set(_HEARD)
    articles, pages = 4, 3
    for name in ("article_generator_preread", "article_generator_context", "article_generator_write_article"):
        assert heard[name] == articles
    assert heard["content_object_init"] == articles + pages
    assert heard["content_written"] == len([name for name in tree(output) if name.endswith(".html")])
    assert f"Processed {articles} articles" in run.out and f"{pages} pages" in run.out


def test_the_plugin_sitemap_lists_every_page_and_is_refused_where_it_takes_our_file(tmp_path: Path) -> None:
    output = tmp_path / "output"
    address = "https://diem-bao.example"
    plugins = ("pelican.plugins.sitemap", "pelican.plugins.neighbors", OURS)
    taking = _with_plugins(tmp_path, *plugins, SITEURL=address)
    assert "sitemap.xml: is a file of the site's own, and the plugin pelican.plugins.sitemap" in _refused(
        build(CONTENT, output, "-s", taking)
    )
    beside = _with_plugins(tmp_path, *plugins, SITEURL=address, SITEMAP={"format": "txt"})
    run = build(CONTENT, output, "-s", beside)
    assert run.code == 0, run.err
    listed = set((output / "sitemap.txt").read_text(encoding="utf-8").split())
    pages = {name for name in tree(output) if name.endswith(".html")}
    assert listed == {f"{address}/{re.sub('(^|(?<=/))index.html$', '', page)}" for page in pages}


_PAGE = """<html><head><title>{{ SITENAME }}</title></head><body>
{% for article in articles %}
<article><a href="{{ article.url }}">{{ article.title }}</a> {{ article.date | strftime("%Y-%m-%d") }}
{{ article.category }} {{ article.category.url }} {{ article.tags | join(", ") }} {{ article.summary }}
next {{ article.next_article.slug }} related {{ article.related_posts | map(attribute="slug") | join(", ") }}
{{ article.content | safe }}</article>
{% endfor %}
{% for category, inside in categories %}<p>{{ category }}: {{ inside | length }}</p>{% endfor %}
{% for tag, inside in tags %}<i>{{ tag }} {{ tag.url }}: {{ inside | length }}</i>{% endfor %}
{% for author, inside in authors %}<b>{{ author }} {{ author.url }}</b>{% endfor %}
{% for page in pages %}<a href="{{ page.url }}">{{ page.title }}</a>{% endfor %}
{{ dates[:1][0].slug }}
</body></html>
"""


def test_a_page_of_a_theme_sees_articles_and_what_plugins_add_to_them(
    tmp_path: Path, plain: dict[str, bytes]
) -> None:
    output = tmp_path / "output"
    page = tmp_path / "mine.html"
    page.write_text(_PAGE, encoding="utf-8")
    plugins = ("pelican.plugins.neighbors", OURS, "pelican.plugins.related_posts")
    settings = _with_plugins(tmp_path, *plugins, TEMPLATE_PAGES={str(page): "mine/index.html"})
    for _ in range(2):
        run = build(CONTENT, output, "-s", settings)
        assert run.code == 0, run.err
        assert tree(output).keys() == plain.keys() | {"mine/index.html"}
    shown = (output / "mine" / "index.html").read_text(encoding="utf-8")
    for file in re.findall(r'href="(?!https:)([^"#]+)#?[^"]*"', shown):
        assert f"{file.lstrip('/')}index.html" in plain
    assert shown.count("<article>") == 4
    assert "next 2023-12-28-1" in shown and "related 2023-12-28" in shown
    body = re.search(r'<p id="p1">.*?</p>', plain["2023/12/28/1/index.html"].decode(), re.DOTALL)
    assert body and body[0] in shown
    taken = _with_plugins(tmp_path, *plugins, TEMPLATE_PAGES={str(page): "404.html"})
    assert "404.html: is a file of the site's own, and TEMPLATE_PAGES writes" in _refused(
        build(CONTENT, output, "-s", taken)
    )


def test_the_plugin_seo_reports_on_articles_and_may_not_write_into_pages(tmp_path: Path) -> None:
    output = tmp_path / "output"
    address = "https://diem-bao.example"
    settings = _with_plugins(tmp_path, OURS, "pelican.plugins.seo", SITEURL=address)
    assert build(CONTENT, output, "-s", settings, cwd=tmp_path).code == 0
    assert (tmp_path / "seo_report.html").read_text(encoding="utf-8").count("Page title analysis") == 7
    # Without an author the plugin fails in Pelican, too.
    wishes = {"SITEURL": address, "AUTHOR": "Ban biên tập", "SEO_ENHANCER": True}
    settings = _with_plugins(tmp_path, OURS, "pelican.plugins.seo", **wishes)
    assert "is a file of the site's own, and the plugin pelican.plugins.seo" in _refused(
        build(CONTENT, output, "-s", settings, cwd=tmp_path)
    )


def test_static_files_of_pelican_join_the_site(tmp_path: Path, plain: dict[str, bytes]) -> None:
    output = tmp_path / "output"
    content = tmp_path / "content"
    (content / "images").mkdir(parents=True)
    for folder in CONTENT.iterdir():
        (content / folder.name).symlink_to(folder)
    (content / "images" / "seal.svg").write_text("<svg/>", encoding="utf-8")
    settings = _with_plugins(
        tmp_path, OURS, STATIC_PATHS=["images"], EXTRA_PATH_METADATA={"images/seal.svg": {"path": "seal.svg"}}
    )
    for _ in range(2):
        run = build(content, output, "-s", settings)
        assert run.code == 0, run.err
        assert tree(output) == plain | {"seal.svg": b"<svg/>"}


def test_settings_without_effect_are_warned_of_once_and_change_nothing(
    tmp_path: Path, plain: dict[str, bytes]
) -> None:
    output = tmp_path / "output"
    settings = _with_plugins(
        tmp_path,
        OURS,
        ARTICLE_PATHS=["articles"],
        DIRECT_TEMPLATES=["index", "archives"],
        FEED_ALL_RSS="feeds/all.rss.xml",
        WITH_FUTURE_DATES=False,
        DEFAULT_PAGINATION=10,
        ARTICLE_SAVE_AS="{slug}.html",
        OUTPUT_SOURCES=True,
    )
    run = build(CONTENT, output, "-s", settings)
    assert run.code == 0, run.err
    named = [line.split(":")[0] for line in run.faults]
    assert named == [
        "ARTICLE_PATHS",
        "FEED_ALL_RSS",
        "DEFAULT_PAGINATION",
        "OUTPUT_SOURCES",
        "DIRECT_TEMPLATES",
        "WITH_FUTURE_DATES",
    ]
    assert tree(output) == plain
    assert build(CONTENT, tmp_path / "fatal", "-s", settings, "--fatal=warnings").code == 1


def test_settings_as_pelican_has_them_by_default_give_the_same_site(
    tmp_path: Path, plain: dict[str, bytes]
) -> None:
    names = (
        "ARTICLE_PATHS",
        "PAGE_PATHS",
        "STATIC_PATHS",
        "THEME_STATIC_PATHS",
        "DIRECT_TEMPLATES",
        "FEED_ALL_ATOM",
    )
    settings = _with_plugins(tmp_path, OURS, **{name: DEFAULT_CONFIG[name] for name in names})
    run = build(CONTENT, tmp_path / "output", "-s", settings)
    assert (run.code, run.faults) == (0, [])
    assert tree(tmp_path / "output") == plain


def test_every_setting_of_pelican_is_in_the_table_of_the_docs() -> None:
    listed = [name for effect in effects() for name in effect.names]
    assert len(listed) == len(set(listed))
    assert DEFAULT_CONFIG.keys() - set(listed) == set()
    docs = (ROOT / "docs" / "pelican.md").read_text(encoding="utf-8")
    assert "\n".join(table()) in docs


@pytest.mark.parametrize(
    ("setting", "said"),
    [
        ({"JINJA_FILTERS": {"body": str}}, "JINJA_FILTERS: body is a filter of the site's"),
        ({"JINJA_GLOBALS": {"root": "/"}}, "JINJA_GLOBALS: root is a global of the site's"),
    ],
)
def test_a_filter_or_global_may_not_take_a_name_of_ours(
    tmp_path: Path, setting: dict[str, object], said: str
) -> None:
    path = Path(_with_plugins(tmp_path, OURS))
    name, value = next(iter(setting.items()))
    written = "{'body': str}" if name == "JINJA_FILTERS" else repr(value)
    path.write_text(f"{path.read_text(encoding='utf-8')}{name} = {written}\n", encoding="utf-8")
    assert said in _refused(build(CONTENT, tmp_path / "output", "-s", str(path)))


def test_a_configuration_of_before_that_names_the_search_gets_one_line(tmp_path: Path) -> None:
    run = build(CONTENT, tmp_path / "output", "-s", _with_plugins(tmp_path, OURS, "bulletin.plugins.search"))
    assert "take bulletin.plugins.search out of PLUGINS" in _refused(run)


def test_options_of_pelican_do_what_they_do_there(tmp_path: Path, plain: dict[str, bytes]) -> None:
    """`-o` and `-s` are in every test; here from another folder, with a theme, settings and `-d`."""
    output = tmp_path / "output"
    theme = str(ROOT / "theme")
    run = build(CONTENT, output, "-t", theme, "-s", str(ROOT / "pelicanconf.py"), cwd=tmp_path)
    assert run.code == 0, run.err
    assert tree(output) == plain
    page = output / "index.html"
    page.write_bytes(page.read_bytes()[:-9])
    (output / "stale.html").write_text("stale", encoding="utf-8")
    run = build(CONTENT, output, "-d")
    assert tree(output) == plain
    assert f"{len(plain)} pages" not in run.out and re.search(r"(\d+) pages: \1 rendered", run.out)
    assert "Báo lạ" in build(CONTENT, tmp_path / "fatal", "--fatal=warnings").err
    assert not (tmp_path / "fatal").exists()
    stock = _refused(build(CONTENT, output, "-t", "notmyidea"))
    assert stock.startswith("theme: ")
    assert tree(output) == plain


def test_autoreload_goes_on_after_a_build_that_was_refused(tmp_path: Path) -> None:
    content = tmp_path / "content"
    for path in CONTENT.rglob("*"):
        if path.is_file():
            target = content / path.relative_to(CONTENT)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(path.read_bytes())
    page = content / "pages" / "gioi-thieu.md"
    sound = page.read_text(encoding="utf-8")
    page.write_text("no header", encoding="utf-8")
    settings = _with_plugins(tmp_path, OURS, CACHE_PATH=str(tmp_path / "cache"))
    command = [
        sys.executable,
        "-u",
        "-m",
        "pelican",
        str(content),
        "-o",
        str(tmp_path / "output"),
        "-r",
        "-s",
        settings,
    ]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8"
    ) as watching:
        assert watching.stdout is not None
        said = []
        is_mended = threading.Event()

        def mend() -> None:
            # When Pelican begins to watch it does not say.
            while not is_mended.wait(1):
                page.write_text(sound, encoding="utf-8")

        mending = threading.Thread(target=mend, daemon=True)
        # Where it does not go on, the lines end, and so does the test.
        end = threading.Timer(60, watching.kill)
        end.start()
        try:
            for line in watching.stdout:
                said.append(line)
                if "nothing was built" in line:
                    assert not (tmp_path / "output").exists()
                if "Done: Processed 0" in line:
                    mending.start()
                if "Done: Processed 4" in line:
                    break
        finally:
            is_mended.set()
            end.cancel()
            watching.kill()
    assert any("bad-header" in line for line in said)
    assert (tmp_path / "output" / "gioi-thieu" / "index.html").is_file()
