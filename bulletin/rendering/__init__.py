"""From pages to files: templates, output folder, and what need not be done again."""
