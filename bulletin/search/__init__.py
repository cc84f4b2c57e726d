"""The search: what is indexed for Pagefind's engine, and how; the pages' half is theme/static/js/search."""
