"""From a document to article files: reader -> source -> issue -> plan -> files and report; no word is lost.

The way of a document, each step a module: `readers` (one a form: bytes to a `source` of blocks), `document`
(blocks to numbered lines), `masthead` with `masthead_lines`, `contents` with `overview_table`, `titles` with
`alignment` and `body` (lines to headings), `running_lines`, `trailer` with `source_line`, `blocks`, `joins`,
`provinces`, `markdown`, `article` with `article_doubts` (one article), `parse` (all of it), `accounting` (the
proof), `gate` (is it Vietnamese?), `issue_day`, `matching` and `merge` (what it means for articles that are
there), `import_record` (what an import remembers), `report`, `report_page`, and `command` on top.

May import `archive` and what lies below it.
"""
