"""A page that browsers can also load as a script, so that the search reads the text that the page shows.

From a disk no script may read another file, but any page may load a script. Before the document type a page
may have a comment, and a classic script takes a line that begins with `<!--` for one: so each language
reads only its own part. No text stands there twice, and the page needs no JavaScript.
"""

from __future__ import annotations

FUNCTION = "offlineCopy"


def readable(html: str, name: str) -> str:
    """The page `html` that, loaded as a script, calls `offlineCopy(name, html)`.

    In the page no letter changes: a backtick and `${`, which would end the text for JavaScript, become
    character references.
    """
    text = html.replace("`", "&#96;").replace("${", "&#36;{")
    return f'<!--\n{FUNCTION}("{name}", String.raw`-->\n{text.rstrip()}\n<!--`);\n//-->\n'
