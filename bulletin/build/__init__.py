"""A site from an archive: rendering, staging, verifying, the swap.

May import `pages`, `search` and what lies below them.
"""
