"""The inside of .odt: styles, lists, the walk. Imports `flow` and nothing of other readers."""
