"""Pages as values: what stands on each, and at which address.

May import `archive` and what lies below it.
"""
