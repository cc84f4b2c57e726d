"""The only room that knows Pelican: settings in, generators out.

May import all rooms but `commands` and `desk`.
"""
