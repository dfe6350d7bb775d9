"""The wheel and the source distribution hold the whole package."""

import os
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SOURCES = {
    str(path.relative_to(ROOT))
    for folder in (ROOT / "gem_gymnasium", ROOT / "gem_gymnasium" / "wrappers")
    for path in folder.rglob("*")
    if path.is_file() and "__pycache__" not in path.parts
}


def test_wrappers_is_a_link_to_the_folder_at_the_top():
    link = ROOT / "gem_gymnasium" / "wrappers"
    assert link.is_symlink()
    assert os.readlink(link) == "../wrappers"
    assert "gem_gymnasium/wrappers/__init__.py" in SOURCES


@pytest.fixture(scope="module")
def distributions(tmp_path_factory):
    out = tmp_path_factory.mktemp("dist")
    copy = tmp_path_factory.mktemp("source") / "project"
    subprocess.run(["git", "clone", "-q", str(ROOT), str(copy)], check=True)
    # What is not committed yet counts too.
    for name in SOURCES | {"pyproject.toml", "README.md"}:
        target = copy / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes((ROOT / name).read_bytes())
    subprocess.run(
        [sys.executable, "-m", "build", "--outdir", str(out), str(copy)],
        check=True,
        capture_output=True,
    )
    return out


@pytest.mark.slow
def test_wheel_and_sdist_hold_every_source_file(distributions):
    (wheel,) = distributions.glob("*.whl")
    (sdist,) = distributions.glob("*.tar.gz")
    with zipfile.ZipFile(wheel) as archive:
        in_wheel = set(archive.namelist())
    with tarfile.open(sdist) as archive:
        in_sdist = {name.partition("/")[2] for name in archive.getnames()}
    assert in_wheel >= SOURCES
    assert in_sdist >= SOURCES
    assert not any(name.startswith(("wrappers/", "tests/")) for name in in_wheel)


def test_core_dependencies_are_those_that_were_promised():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    names = " ".join(project["dependencies"])
    for name in ("gymnasium>=1.4", "pettingzoo>=1.27", "textarena", "reasoning-gym", "datasets"):
        assert name in names
    assert {"test", "docs", "bench"} <= project["optional-dependencies"].keys()
