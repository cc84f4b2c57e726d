"""The offline copy: the archive, or a year of it, as a zip whose pages and search work from a disk."""
