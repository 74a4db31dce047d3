"""A canvas as one JSON document, out and in. What it holds: docs/canvas-document.md."""

SCHEMA = "boom.canvas/1"
MOST_BYTES = 1_000_000  # of one that comes in; a request that is larger is refused before it is read
