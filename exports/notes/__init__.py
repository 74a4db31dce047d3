"""Notes that come as a table of text: bytes, text and cells as the import of figures makes them, then a plan of what
would stand on the canvas, or its errors."""

MOST_ROWS = 1_000
