"""Copies of a built site that work from a disk.

May import `build` and what lies below it.
"""
