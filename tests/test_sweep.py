"""Every id passes every check, and its oracle solves 200 seeds. There is no list of exceptions."""

import pytest

from gem_gymnasium.conformance import check
from gem_gymnasium.conformance.checks import Subject
from gem_gymnasium.conformance.trust import solve
from gem_gymnasium.registration import entries

IDS = [entry.id for entry in entries()]
CHUNK, SEEDS = 50, 200


@pytest.mark.slow
@pytest.mark.parametrize("env_id", IDS)
def test_it_conforms(env_id):
    report = check(env_id)
    print(report)
    report.raise_if_failed()


@pytest.mark.slow
@pytest.mark.parametrize("start", range(0, SEEDS, CHUNK))
@pytest.mark.parametrize("env_id", IDS)
def test_the_oracle_solves_every_seed(env_id, start):
    assert len(solve(Subject(env_id), range(start, start + CHUNK))) == CHUNK


@pytest.mark.parametrize("env_id", IDS)
def test_it_conforms_in_what_is_quick_to_check(env_id):
    quick = ["check_env", "info", "spec", "determinism", "copies", "sample", "legal_actions"]
    check(env_id, checks=quick, seeds=3).raise_if_failed()
