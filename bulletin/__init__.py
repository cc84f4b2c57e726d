"""The bulletin archive: from raw press reviews to a static site that can be searched."""
