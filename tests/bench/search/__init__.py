"""What the search is measured with: queries, a browser, stock Pagefind."""
