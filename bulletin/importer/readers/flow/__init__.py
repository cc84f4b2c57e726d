"""Text as word processors hold it, to blocks: paragraphs, tables, boxes, lists, notes. Imports no reader."""
