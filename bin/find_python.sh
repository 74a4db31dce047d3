# Sets $python to a Python that Boom can run on; without one, says what to do and ends.
# The system's own comes first, for it is built to be quick: docs/decisions/the-systems-python.md
system=/usr/bin/python3
# In a locale that is not of UTF-8 Python could not even say what it does.
unset PYTHONIOENCODING
export PYTHONUTF8=1
unset PYTHONHOME DJANGO_SETTINGS_MODULE # of another program
# Where the venv module comes without its pip (Debian parts the two), a pip of the system's can be lent to it.
able='
import sys, venv
try:
    import ensurepip
except ImportError:
    import pip
    assert [int(number) for number in pip.__version__.split(".")[:2]] >= [22, 3]
sys.exit(sys.version_info < (3, 11))'
case ":$PATH:" in *:/usr/bin:*) ;; *) system= ;; esac
for python in ${PYTHON:-$system python3 python3.11 python3.12 python3.13 python3.14 python}; do
    "$python" -c "$able" 2>/dev/null && return
done
found=$(${PYTHON:-python3} --version 2>&1) || found="no ${PYTHON:-python3 on the PATH}"
echo "Boom needs Python 3.11 or newer, with its venv module; this machine has: $found." >&2
echo "Install one (Debian, Ubuntu: apt install python3 python3-venv) or name it: PYTHON=/path/to/python3.12 $0" >&2
exit 1
