"""From a raw bulletin to article files: document -> issue -> plan -> files and report; a word is never lost.

The way of a document, each step a module: `document` (bytes to lines), `masthead`, `contents`, `body`
(lines to headings), `trailer`, `joins`, `provinces`, `markdown` (one article), `parse` (all of it),
`accounting` (the proof), `matching` and `merge` (what it means for the articles that are there),
`record` (what an import remembers), `write` (all or nothing), `report`, and `command` on top.

May import `archive` and what lies below it.
"""
