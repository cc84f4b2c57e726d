"""The file formats that editors own: header, article, page, registries.

May import `text` and `machine`.
"""
