"""The house's rules of shape: short files and functions, logical CSS, names that say what is inside."""

import ast
import re
import subprocess
from pathlib import Path

import pytest
from steps import PYTHON, ROOT

LONGEST = {".py": 300, ".js": 300, ".css": 300, ".sql": 300, ".sh": 300, ".html": 150, ".txt": 150}
LONGEST_FUNCTION = 50
WIDEST = 120
FORBIDDEN_NAMES = {"utils", "helpers", "common", "core", "services", "managers"}
PHYSICAL = re.compile(
    r"(?<![\w-])(?:"
    r"(?:left|right)\s*:"
    r"|(?:margin|padding|border|scroll-margin|scroll-padding)-(?:left|right)(?:-\w+)?\s*:"
    r"|border-(?:top|bottom)-(?:left|right)-radius\s*:"
    r"|(?:text-align|float|clear)\s*:\s*(?:left|right)"
    r")"
)
INLINE = re.compile(r"<[^>]*\s(?:style|on[a-z]+)\s*=|<script(?![^>]*\b(?:src|nonce)=)[^>]*>")


def our_files(*suffixes: str) -> list[Path]:
    """What is committed or about to be, but for what programs write: migrations and lock files."""
    words = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()
    paths = [ROOT / line for line in listed if "/migrations/" not in line and not line.startswith("requirements")]
    return [path for path in paths if path.suffix in suffixes and path.is_file()]


def without_comments(css: str) -> str:
    return re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)


def function_lengths(path: Path) -> dict[str, int]:
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    nodes = [node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, kinds)]
    return {f"{path.relative_to(ROOT)}:{node.name}": node.end_lineno - node.lineno + 1 for node in nodes}


def test_files_are_short():
    lengths = {path: len(path.read_text().splitlines()) for path in our_files(*LONGEST)}
    assert len(lengths) > 50
    assert {str(path): n for path, n in lengths.items() if n > LONGEST[path.suffix]} == {}


def test_functions_are_short():
    lengths = {name: n for path in our_files(".py") for name, n in function_lengths(path).items()}
    assert len(lengths) > 100
    assert {name: n for name, n in lengths.items() if n > LONGEST_FUNCTION} == {}


def test_templates_are_laid_out():
    words = [PYTHON.with_name("djangofmt"), "--check", "templates"]
    said = subprocess.run(words, cwd=ROOT, capture_output=True, text=True)
    assert said.returncode == 0, said.stdout + said.stderr


def test_styles_are_no_wider_than_the_rest():
    lines = [(path, line) for path in our_files(".css") for line in path.read_text().splitlines()]
    assert len(lines) > 1000
    assert [(str(path), line) for path, line in lines if len(line) > WIDEST] == []


def test_names_say_what_is_inside():
    assert [str(path) for path in our_files(".py", ".js", ".css", ".html") if path.stem in FORBIDDEN_NAMES] == []


def test_styles_know_no_left_and_right():
    sheets = our_files(".css")
    assert sheets
    found = {str(path): PHYSICAL.findall(without_comments(path.read_text())) for path in sheets}
    assert {path: what for path, what in found.items() if what} == {}


def test_styles_lock_no_orientation():
    assert [str(path) for path in our_files(".css") if "orientation" in path.read_text()] == []


def test_pages_have_no_inline_styles_or_scripts():
    pages = our_files(".html")
    assert pages
    found = {str(path): INLINE.findall(path.read_text()) for path in pages}
    assert {path: what for path, what in found.items() if what} == {}


@pytest.mark.parametrize(
    "rule",
    [
        "left: 0",
        "margin-left:1px",
        "text-align: right",
        "border-top-left-radius: 1px",
        "border-right-color: red",
    ],
)
def test_physical_direction_is_seen(rule):
    assert PHYSICAL.search(f"a {{ color: red; {rule}; }}")


@pytest.mark.parametrize("rule", ["inset-inline-start: 0", "text-align: start", "--left: 1px", "margin-block: 0"])
def test_logical_direction_is_not(rule):
    assert not PHYSICAL.search(f"a {{ {rule}; }}")
