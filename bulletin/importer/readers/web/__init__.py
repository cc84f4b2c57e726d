"""A web page, or a document that Word saved as one: elements, styles, the walk over them."""
