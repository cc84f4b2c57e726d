"""Templates give what Jinja gives, remember it, and name the line of a fault."""

from __future__ import annotations

import pickle
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from jinja2 import BaseLoader, DictLoader, Environment, FileSystemLoader, StrictUndefined, nodes
from markupsafe import Markup

from bulletin.build.jinja_setup import setup_of
from bulletin.build.template_cache import KnownTemplates
from bulletin.build.templates import Templates
from bulletin.content.model import BulletinError

MACROS = """{# one #}
{% macro name(of, root) %}[{{ of }}|{{ root }}]{% endmacro %}
{% macro twice(called) %}{{ name(called, "r") }}{{ name(called, "r") }}{% endmacro %}

{% macro faulty(of) %}
{{ of.missing }}
{% endmacro %}
"""


def templates(page: str, loader: BaseLoader | None = None) -> tuple[Templates, Environment]:
    loader = loader or DictLoader({"page.html": page, "_macros.html": MACROS})
    environment = Environment(loader=loader, autoescape=True, undefined=StrictUndefined)
    return Templates(environment), environment


@pytest.mark.parametrize(
    "page",
    [
        '{% import "_macros.html" as m %}{{ m.twice("a<b") }} {{ m.twice(called=view) }}',
        '{% import "_macros.html" as m %}{{ m.name(view | safe, "r") }} {{ m.name(view, "r") }}',
        '{% import "_macros.html" as m %}{{ m.name(view, "r") }} {{ m.name(view | safe, "r") }}',
        '{% import "_macros.html" as m %}{{ m.name(1, "r") }} {{ m.name(true, "r") }} {{ m.name(1.0, "r") }}',
        "{% macro own(x) %}{{ x }}{{ view }}{% endmacro %}{{ own(1) }}{{ own(view) }}{{ range(3) | list }}",
        "{% for x in (1, 2) %}{{ loop.cycle('<', '>') }}{{ x }}{% endfor %}{{ view | upper }}{{ none }}",
        '{% import "_macros.html" as m %}{% call m.name("x", "r") %}{{ view }}{% endcall %}',
    ],
)
def test_the_text_is_the_one_that_jinja_gives(page: str) -> None:
    view = "<b>x</b>"
    ours, _ = templates(page)
    plain = Environment(loader=DictLoader({"page.html": page, "_macros.html": MACROS}), autoescape=True)
    try:
        wanted = plain.get_template("page.html").render(view=view)
    except TypeError as error:
        with pytest.raises(TypeError, match=re.escape(str(error))):
            ours.render("page.html", view=view)
    else:
        assert ours.render("page.html", view=view) == wanted
        assert ours.render("page.html", view=view) == wanted


def test_a_macro_is_asked_once_for_the_same_arguments() -> None:
    asked = []

    def ask(text: str) -> str:
        asked.append(text)
        return text

    page = '{% import "_macros.html" as m %}{{ m.noted("a") }}{{ m.noted("a") }}{{ m.twice("b") }}'
    macros = """{% macro noted(x) %}{{ x | ask }}{% endmacro %}
    {% macro twice(x) %}{{ noted(x) }}{{ noted(x) }}{% endmacro %}"""
    environment = Environment(loader=DictLoader({"page.html": page, "_macros.html": macros}), autoescape=True)
    environment.filters["ask"] = ask
    assert Templates(environment).render("page.html").split() == ["aabb"]
    assert asked == ["a", "b"]


class Deaf(Environment):
    """An environment that cannot take a template apart."""

    def parse(self, *arguments: object) -> nodes.Template:
        raise AssertionError("parsed again")

    compile = parse  # type: ignore[assignment]


def test_known_templates_are_neither_parsed_nor_compiled_again() -> None:
    page = '{% import "_macros.html" as m %}{{ m.twice("a<b") }}'
    known, loader = KnownTemplates(), DictLoader({"page.html": page, "_macros.html": MACROS})
    first = Templates(Environment(loader=loader, autoescape=True), known)
    first.prepare(["page.html"])
    kept = pickle.loads(pickle.dumps(known))
    again = Templates(Deaf(loader=loader, autoescape=True), kept)
    assert again.closure(["page.html"]) == first.closure(["page.html"])
    assert again.render("page.html") == first.render("page.html")
    # What decides what a template gives: its text, the settings, and whether it is imported.
    assert isinstance(loader.mapping, dict)
    loader.mapping["page.html"] = "changed"
    for stale in (
        Templates(Deaf(loader=loader), known),
        Templates(Deaf(loader=loader, autoescape=True), known),
    ):
        with pytest.raises(AssertionError, match="parsed again"):
            stale.render("page.html")


def test_a_filter_counts_with_the_file_that_has_it(tmp_path: Path) -> None:
    def setup() -> str:
        space: dict[str, Callable[[str], str]] = {}
        exec(compile(settings.read_text(), str(settings), "exec"), space)
        environment = Environment()
        environment.filters["shout"] = space["shout"]
        return setup_of(environment)

    settings = tmp_path / "settings.py"
    settings.write_text("def shout(text): return helper(text)\ndef helper(text): return text.upper()\n")
    before = setup()
    assert setup() == before
    settings.write_text("def shout(text): return helper(text)\ndef helper(text): return text.title()\n")
    assert setup() != before
    assert setup_of(Environment(trim_blocks=True)) != setup_of(Environment())


def test_html_that_a_filter_made_is_not_escaped() -> None:
    ours, environment = templates("{{ view | bold }}{{ view }}")
    environment.filters["bold"] = lambda text: Markup("<b>%s</b>") % text
    assert ours.render("page.html", view="<") == "<b>&lt;</b>&lt;"


@pytest.mark.parametrize(
    ("page", "place"),
    [
        ("one\n\n{% if true %}\n{{ view.missing }}\n{% endif %}", "page.html:4"),
        ('{% import "_macros.html" as m %}\n\n{{ m.faulty(view) }}', "_macros.html:6"),
        ("one\n{% if %}", "page.html:2"),
        ("one\n{{ view | no_filter }}", "page.html:2"),
        ("one\n\n{{ 'a' + 1 }}", "page.html:3"),
    ],
)
def test_a_fault_is_told_with_the_line_of_its_template(page: str, place: str, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(page)
    (tmp_path / "_macros.html").write_text(MACROS)
    ours, _ = templates(page, FileSystemLoader(tmp_path))
    with pytest.raises(BulletinError, match=re.escape(f"theme: {place}: ")):
        ours.render("page.html", view="text")
