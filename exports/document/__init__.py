"""A canvas as one JSON document, out and in. What it holds: docs/canvas-document.md."""

SCHEMA = "boom.canvas/2"
FIRST = "boom.canvas/1"  # still taken: its talk and its history are read as they stood there
MOST_BYTES = 10_000_000  # of one that comes in; a request that is larger is refused before it is read
