"""The inside of .docx: package, XML, styles, lists, the walk. Imports `flow` and nothing of other readers."""
