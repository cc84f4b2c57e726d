"""A `Source` as a text that people can compare: its blocks, what the report says, and the account."""

from bulletin.importer.source import Source, SourceBlock


def shown(source: Source) -> str:
    """All of `source` but its name and hash."""
    counts = ", ".join(f"{kind} {count}" for kind, count in sorted(source.held.counts.items()))
    return "\n".join(
        [
            *map(_block, source.blocks),
            "",
            *(
                f"{note.code}: {note.message}{f' ({note.where})' if note.where else ''}"
                for note in source.notes
            ),
            f"{source.held.total} characters: {counts}; {source.held.added} added",
            "",
        ]
    )


def _block(block: SourceBlock) -> str:
    text = " | ".join(block.cells) if block.cells else block.text.replace("\t", " → ")
    place = block.table or block.level
    return f"{block.kind:<9} {place} {block.mark:<6} {text}".rstrip()
