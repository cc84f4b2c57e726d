"""One file a form of document: bytes in, a `Source` out. Reads nothing but the bytes it is given."""
