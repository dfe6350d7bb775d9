"""Episodes are those of the release: ids keep their version only while their behaviour stays.

``golden.json`` holds a hash of what each id says and pays. A change that was meant raises the
version of the id, or comes before the first release; then ``python tests/test_golden.py`` writes
the file anew. A change that was not meant comes from a dependency (the word games read the word
lists of reasoning-gym, whose tasks are its own, TextArena's games are its source, and NumPy makes
the random numbers) or is
a mistake.
"""

import json
from pathlib import Path

import gymnasium
import pytest

from gem_gymnasium.conformance.fresh import digests
from gem_gymnasium.conformance.stand_ins import make_kwargs
from gem_gymnasium.conformance.table import TableSubject
from gem_gymnasium.conformance.table_trust import digests as table_digests
from gem_gymnasium.registration import entries, multiplayer

FILE = Path(__file__).parent / "golden.json"
GOLDEN = json.loads(FILE.read_text()) if FILE.exists() else {}
ENTRIES = entries() + multiplayer()


def digests_of(entry):
    if entry in multiplayer():
        return table_digests(TableSubject(entry.id))  # the least number of players
    return digests(gymnasium.make(entry.id, **make_kwargs(entry)), [0, 1, 2], 30)


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.id)
def test_episodes_are_those_of_the_release(entry):
    assert digests_of(entry) == GOLDEN[entry.id], __doc__


def test_the_file_knows_no_other_ids():
    assert GOLDEN.keys() == {entry.id for entry in ENTRIES}


if __name__ == "__main__":
    written = {entry.id: digests_of(entry) for entry in ENTRIES}
    FILE.write_text(json.dumps(written, indent=1) + "\n")
