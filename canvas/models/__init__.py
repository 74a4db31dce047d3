"""What a workspace works on. Each model is one file; its verbs are its methods."""

from canvas.models.canvas import Canvas
from canvas.models.comment import Comment
from canvas.models.note import Note
from canvas.models.segment import Segment

__all__ = ["Canvas", "Comment", "Note", "Segment"]
