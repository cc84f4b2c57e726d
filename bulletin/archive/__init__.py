"""Content and ledger read as one value, and what is wrong with them.

May import `ledger` and what lies below it.
"""
