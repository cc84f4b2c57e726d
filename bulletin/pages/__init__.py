"""Pages as values: each is an address, a template and a frozen view that holds all the page may know."""
