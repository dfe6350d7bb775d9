"""Episodes are those of the release: ids keep their version only while their behaviour stays.

``golden.json`` holds a hash of what each id says and pays. A change that was meant raises the
version of the id, or comes before the first release; then ``python tests/test_golden.py`` writes
the file anew. A change that was not meant comes from a dependency (the word games read the word
lists of reasoning-gym, and NumPy makes the random numbers) or is a mistake.
"""

import json
from pathlib import Path

import gymnasium
import pytest

from gem_gymnasium.conformance.fresh import digests
from gem_gymnasium.registration import entries

FILE = Path(__file__).parent / "golden.json"
GOLDEN = json.loads(FILE.read_text()) if FILE.exists() else {}


def digests_of(env_id):
    return digests(gymnasium.make(env_id), [0, 1, 2], 30)


@pytest.mark.parametrize("entry", entries(), ids=lambda entry: entry.id)
def test_episodes_are_those_of_the_release(entry):
    assert digests_of(entry.id) == GOLDEN[entry.id], __doc__


def test_the_file_knows_no_other_ids():
    assert GOLDEN.keys() == {entry.id for entry in entries()}


if __name__ == "__main__":
    written = {entry.id: digests_of(entry.id) for entry in entries()}
    FILE.write_text(json.dumps(written, indent=1) + "\n")
