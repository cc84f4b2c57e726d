"""What `tasks.py` calls: run Pelican, preview, watch for changes.

May import every other room but `desk`, which alone imports it.
"""
