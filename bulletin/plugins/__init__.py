"""The only place that imports Pelican: one concern a file."""
