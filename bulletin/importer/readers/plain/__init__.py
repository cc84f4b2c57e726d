"""Plain text, line by line: pages, lists of contents, wrapped lines, tables. Imports no reader."""
