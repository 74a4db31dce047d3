"""Figures that come as a table of text: bytes → text → cells → a plan of what would be recorded, or its errors."""

MOST_BYTES = 512 * 1024
MOST_ROWS = 2_000
