"""The commands that a person types: their words, options and help; each hands over to the room that does it.

May import every other room; `tasks.py` alone imports it.
"""
