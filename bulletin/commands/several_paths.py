"""Several paths behind one command: invoke gives a task one word, so the paths are handed on as one."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

COMMAND = "import"
# Stands in no path.
_BETWEEN = "\0"
_WITH_VALUE = ("--content", "-c", "--take", "-t", "--report", "-r")


def joined(words: Sequence[str], commands: Collection[str]) -> list[str]:
    """The `words` of a command line with the paths behind `import` as one word.

    A word that is the name of another of the `commands`, and of no file here, begins that command.

    >>> joined(["import", "a.docx", "--content", "k", "b.pdf"], ["check"])
    ['import', 'a.docx\\x00b.pdf', '--content', 'k']
    """
    if COMMAND not in words:
        return list(words)
    at = list(words).index(COMMAND) + 1
    paths: list[str] = []
    options: list[str] = []
    while at < len(words):
        word = words[at]
        if word in commands and not Path(word).exists():
            break
        if word in _WITH_VALUE:
            options += words[at : at + 2]
            at += 1
        elif word.startswith("-") and word != "-":
            options.append(word)
        else:
            paths.append(word)
        at += 1
    before = words[: list(words).index(COMMAND) + 1]
    return [*before, *([_BETWEEN.join(paths)] if paths else []), *options, *words[at:]]


def parted(word: str) -> list[str]:
    """The paths that `joined` made one word of."""
    return word.split(_BETWEEN)
