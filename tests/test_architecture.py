"""Imports go one way; see the order below."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "gem_gymnasium"
ORDER = [
    {"version", "arguments", "spaces", "parsing", "words"},
    {"core", "rendering"},
    {"engines", "generators"},
    {"registration", "envs", "multiagent", "policies"},
    {"wrappers"},
    {"vector"},
    {"rollout"},
    {"conformance", "integrations", "cli"},
]
# Beside the line: they import nothing of it, and of each other only what stands below.
BESIDE = {"graders", "sandbox", "tools", "search"}
BESIDE_MAY = {"tools": {"sandbox"}, "graders": {"sandbox"}}
# What a part may import beyond the parts before it; `wrappers` and `policies` know less.
ONLY = {
    "wrappers": {"spaces", "parsing", "tools"},
    "policies": {"spaces", "parsing", "core"},
    "engines": {"words", "arguments"},
    "generators": {"words", "arguments"},
    "registration": {"engines"},
    "arguments": set(),
    "spaces": set(),
    "parsing": set(),
    "words": set(),
}


def part(path):
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def modules():
    for path in sorted(PACKAGE.rglob("*.py")) + sorted((PACKAGE / "wrappers").glob("*.py")):
        if part(path) not in ("__init__", "__main__"):
            yield path


def imported(path):
    """The parts of this package that a module imports, in functions too."""
    for node in ast.walk(ast.parse(path.read_text())):
        names = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            assert node.level == 0, f"{path}: relative import"
            names = [node.module]
            if node.module == "gem_gymnasium":
                names = [f"gem_gymnasium.{alias.name}" for alias in node.names]
        for name in names:
            package, _, rest = name.partition(".")
            if package == "gem_gymnasium" and rest:
                yield rest.partition(".")[0]


def level(name):
    return next(number for number, names in enumerate(ORDER) if name in names)


@pytest.mark.parametrize("path", list(modules()), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_go_one_way(path):
    here = part(path)
    for other in set(imported(path)) - {here}:
        if here in BESIDE:
            allowed = BESIDE_MAY.get(here, set())
            assert other in allowed, f"{path} imports {other}; {here} stands beside the line"
        elif here in ONLY:
            assert other in ONLY[here], f"{path} imports {other}"
        elif other not in BESIDE:
            assert level(other) <= level(here), f"{path} imports {other}, which comes later"


def test_the_table_of_ids_reads_the_catalog_alone():
    text = (PACKAGE / "registration.py").read_text()
    lines = [line for line in text.splitlines() if "gem_gymnasium.engines" in line]
    assert lines == [
        "from gem_gymnasium.engines.reasoning_gym.catalog import TASKS, camel_case",
        "from gem_gymnasium.engines.textarena.catalog import GAMES",
    ]


def test_nothing_imports_textarena():
    for path in modules():
        for node in ast.walk(ast.parse(path.read_text())):
            names = [alias.name for alias in getattr(node, "names", []) if hasattr(alias, "name")]
            if isinstance(node, ast.ImportFrom):
                names = [node.module or ""]
            if isinstance(node, ast.Import | ast.ImportFrom):
                assert "textarena" not in {name.partition(".")[0] for name in names}, path


def test_nothing_uses_global_random_numbers():
    allowed = {"random.Random"}
    for path in modules():
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                name = f"{node.value.id}.{node.attr}"
                if node.value.id == "random" and part(path) != "conformance":
                    assert name in allowed, f"{path}:{node.lineno} uses {name}"
