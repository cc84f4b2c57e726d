"""What the commands of `tasks/` do: run Pelican, preview, watch for changes, the inbox, a new archive.

May import every other room but `desk` and `tasks`, which alone import it.
"""
