"""From glyphs on pages to blocks: letters, rows, columns, tables, paragraphs, by geometry alone.

All measures are relative to the size of the type. Coordinates are points from the lower left corner.
"""
