import pytest

from gem_gymnasium import sandbox

LEVELS = [probe.level for probe in sandbox.report().probes if probe.works]


@pytest.fixture(scope="session", params=LEVELS)
def box(request):
    """A sandbox at each level that works here."""
    with sandbox.Sandbox(level=request.param, limits=sandbox.Limits(wall=10), workers=2) as box:
        yield box


@pytest.fixture(scope="session")
def auto():
    with sandbox.Sandbox(limits=sandbox.Limits(wall=10), workers=2) as box:
        yield box


def pytest_collection_modifyitems(items):
    """Runs are tried at every level; what is built on them at one with files and one without."""
    for item in items:
        level = getattr(item, "callspec", None) and item.callspec.params.get("box")
        thorough = "test_sandbox_run" in item.nodeid
        if level in LEVELS and level not in (LEVELS[0], "seccomp") and not thorough:
            item.add_marker(pytest.mark.slow)
