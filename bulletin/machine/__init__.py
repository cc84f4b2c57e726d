"""Work in other processes, whole files, progress: knows nothing of bulletins.

Imports no other room.
"""
