"""From a finished build to a host.

May import `build` and what lies below it.
"""
