"""Blocks of a `Source` as the lines of a plain text: what the parser of texts can read."""

from bulletin.importer.source import BlockKind, Source, SourceBlock


def as_text(source: Source) -> bytes:
    """The blocks of `source`, a blank line between each two: what is printed, with its mark."""
    return "\n\n".join(map(_line, source.blocks)).encode()


def _line(block: SourceBlock) -> str:
    text = " ".join(block.text.split(" "))
    if block.kind is BlockKind.ITEM and not block.mark[-1:].isalnum() and block.mark != "-":
        return f"{block.mark} {text}"
    return f"{block.mark} {text}".strip()
