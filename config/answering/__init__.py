"""Pages are answered in processes of their own.

`pages` is the ASGI application in front; it hands each request to one of the `desks`, its connections to the threads of
those processes, whose own side is `process`. What both say is `messages`. Why: docs/decisions/pages-apart.md.
"""
