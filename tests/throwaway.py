"""A plugin that pytest loads before Django's settings: without BOOM_DATA, the tests get their own database.

Its folder is thrown away at the end; that a crash of the machine may lose it makes it fast.
"""

import atexit
import os
import shutil
import tempfile

if not os.environ.get("BOOM_DATA") and not os.environ.get("DATABASE_URL"):
    folder = tempfile.mkdtemp(prefix="boom-test-")
    os.chmod(folder, 0o755)  # as root, the database's system user passes through
    os.environ |= {"BOOM_DATA": folder, "BOOM_THROWAWAY": "1"}
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
