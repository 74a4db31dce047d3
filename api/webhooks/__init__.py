"""Telling other programs what changed: signed, in the order of the record, again and again until they take it."""
