import pytest


@pytest.fixture
def toy(monkeypatch):
    """The name of a simultaneous game that the catalog has for one test; see toy.py."""
    from toy import install

    install(monkeypatch)
    return "Toy"
