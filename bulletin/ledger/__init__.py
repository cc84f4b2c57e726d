"""Addresses: the file that keeps them, their kinds and states.

May import `content`, `text` and `machine`.
"""
