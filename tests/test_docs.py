"""Every snippet of the README and the docs runs, and every docstring's example says the truth."""

import doctest
import importlib
import pkgutil
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

import gem_gymnasium

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
# Run by .ci/run itself, each as it stands in the README.
SET_UP = ("pip install",)


def blocks(page: Path, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", page.read_text(), re.DOTALL | re.MULTILINE)


def quick(page: Path) -> tuple[pytest.MarkDecorator, ...]:
    """The README is tried with the fast tests, the docs with the sweeps."""
    return () if page.name == "README.md" else (pytest.mark.slow,)


def commands():
    for page in PAGES:
        lines = [line for block in blocks(page, "sh") for line in block.splitlines() if line]
        lines = [line for line in lines if not line.startswith(SET_UP)]
        if lines:
            yield pytest.param(lines, id=page.name, marks=quick(page))


@pytest.mark.parametrize(
    "page", [pytest.param(page, id=page.name, marks=quick(page)) for page in PAGES]
)
def test_python_snippets_run(page, tmp_path):
    code = "\n".join(blocks(page, "python"))
    if not code:
        assert page.name in ("CONTRIBUTING.md", "command_line.md", "api.md")
    (tmp_path / "snippets.py").write_text(code)
    done = subprocess.run(
        [sys.executable, "snippets.py"], cwd=tmp_path, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("lines", list(commands()))
def test_shell_snippets_run(lines, tmp_path):
    for line in lines:
        program, *arguments = shlex.split(line)
        assert program == "gem-gymnasium", line
        done = subprocess.run(
            [sys.executable, "-m", "gem_gymnasium", *arguments],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            timeout=300,
        )
        assert done.returncode == 0, f"{line}\n{done.stderr}"
        assert done.stdout.strip(), line


def modules():
    for module in pkgutil.walk_packages(gem_gymnasium.__path__, "gem_gymnasium."):
        if not module.name.endswith("__main__"):
            yield module.name


@pytest.mark.parametrize("name", list(modules()))
def test_examples_in_docstrings(name):
    failed, _ = doctest.testmod(importlib.import_module(name), optionflags=doctest.ELLIPSIS)
    assert not failed


def test_the_example_registers_a_game_and_proves_it():
    script = ROOT / "examples" / "register_new_env.py"
    assert len(script.read_text().splitlines()) < 60
    done = subprocess.run(
        [sys.executable, str(script)], capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "my/Divisors-v0: conforms" in done.stdout


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_between_pages_lead_somewhere(page):
    for target in re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text()):
        if not target.startswith("environments/"):  # generated
            assert (page.parent / target).exists(), target


def rows(text: str) -> list[str]:
    """The first cells of a table whose first column is code."""
    return re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE)


def test_conformance_page_lists_every_check():
    from gem_gymnasium.conformance import CHECKS, TABLE_CHECKS

    text = (ROOT / "docs" / "conformance.md").read_text()
    one, _, several = text.partition("## Several players")
    assert rows(one) == list(CHECKS)
    assert rows(several) == list(TABLE_CHECKS)


def test_the_guide_lists_every_player():
    from gem_gymnasium.multiagent import PLAYERS

    text = (ROOT / "docs" / "multi_agent.md").read_text()
    assert rows(text.partition("## Players and matches")[2]) == list(PLAYERS)


def test_versions_agree():
    assert f"\nversion: {gem_gymnasium.__version__}\n" in (ROOT / "CITATION.cff").read_text()
    changes = (ROOT / "CHANGELOG.md").read_text()
    assert re.findall(r"^## (.+)", changes, re.MULTILINE)[0] == gem_gymnasium.__version__


@pytest.fixture(scope="module")
def tables():
    sys.path.insert(0, str(ROOT / "docs"))
    try:
        return importlib.import_module("generate_tables").tables()
    finally:
        sys.path.remove(str(ROOT / "docs"))


def test_the_tables_of_the_docs_list_every_game_and_change(tables):
    from gem_gymnasium.engines.textarena import GAMES
    from gem_gymnasium.engines.textarena.patches import PATCHES

    both = tables["textarena_single"] + tables["textarena_multi"]
    assert sorted(re.findall(r"^\| \[(\w+)\]", both, re.MULTILINE)) == sorted(GAMES)
    for patches in PATCHES.values():
        for patch in patches:
            assert patch.reason.replace("|", "\\|") in tables["textarena_patches"]
    text = (ROOT / "docs" / "textarena.md").read_text()
    for name in tables:
        assert f"environments/_{name}.md" in text
