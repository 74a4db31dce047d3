"""The embedded database, and the two roles that use it."""

import psycopg

SUPERUSER, OWNER, RUNTIME, DATABASE = "postgres", "boom_owner", "boom", "boom"

# The owner may make databases, for the tests, and as a member of the runtime role end its connections there.
# What the owner makes, the runtime role may use: said in template1, so that test databases have it too.
PRIVILEGES = f"""
    DO $$ BEGIN
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{OWNER}') THEN
            CREATE ROLE {OWNER} LOGIN CREATEDB;
            CREATE ROLE {RUNTIME} LOGIN;
            GRANT {RUNTIME} TO {OWNER};
        END IF;
    END $$;
    ALTER DEFAULT PRIVILEGES FOR ROLE {OWNER} GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {RUNTIME};
    ALTER DEFAULT PRIVILEGES FOR ROLE {OWNER} GRANT USAGE, SELECT ON SEQUENCES TO {RUNTIME};
"""


def make_roles(socket_folder: str) -> None:
    """Make the roles and the database where they are missing; harmless when they are there."""
    with _superuser(socket_folder, "template1") as connection:
        connection.execute(PRIVILEGES)
    with _superuser(socket_folder, "postgres") as connection:
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone():
            connection.execute(f"CREATE DATABASE {DATABASE} OWNER {OWNER}")
        # No temporary tables for the runtime role: they could stand in for ours inside the owner's functions.
        connection.execute(f"REVOKE TEMPORARY ON DATABASE {DATABASE} FROM PUBLIC")


def _superuser(socket_folder: str, database: str) -> psycopg.Connection:
    return psycopg.connect(host=socket_folder, user=SUPERUSER, dbname=database, autocommit=True)
