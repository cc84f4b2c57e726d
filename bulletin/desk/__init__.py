"""The clerk's desk: pages in a browser of this machine that do what the commands do, and show which.

May import every other room but `tasks`, which alone imports it.
"""
