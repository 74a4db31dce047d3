"""What the speed goals are measured with: `python -m bench live|page|history|search|export`; `-h` after each says more.

Each command is a module here with `main(arguments)`, which answers whether every goal was met.
"""

import importlib
import sys

COMMANDS = ("live", "page", "history", "search", "export")


def main(arguments: list[str]) -> int:
    if not arguments or arguments[0] not in COMMANDS:
        print(f"python -m bench {'|'.join(COMMANDS)} [options]", file=sys.stderr)
        return 2
    command = importlib.import_module(f"bench.{arguments[0]}")
    return 0 if command.main(arguments[1:]) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
