# Sets $python to a Python that Boom can run on; without one, says what to do and ends.
for python in ${PYTHON:-} python3 python3.11 python3.12 python3.13 python3.14 python; do
    "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && return
done
found=$(python3 --version 2>&1) || found="no python3 on the PATH"
echo "Boom needs Python 3.11 or newer; this machine has: $found." >&2
echo "Install one (Debian, Ubuntu: apt install python3 python3-venv) or name it: PYTHON=/path/to/python3.12 $0" >&2
exit 1
