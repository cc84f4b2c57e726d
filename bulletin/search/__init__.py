"""What is searched: the index that the browser reads.

May import `archive` and what lies below it.
"""
