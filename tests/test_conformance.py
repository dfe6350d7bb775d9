"""The checks find what they are there to find: each broken environment fails the right one."""

import decimal
import json
import os
import random
import secrets
import subprocess
import sys
import time

import gymnasium
import pytest

from gem_gymnasium import NoOracle, conformance
from gem_gymnasium.conformance import CHECKS, check
from gem_gymnasium.core import MAX_OBSERVATION_LENGTH, illegal, ongoing, solved
from gem_gymnasium.envs.games.guess_the_number import GuessTheNumber


@pytest.fixture(autouse=True)
def _own_decimal_context():
    with decimal.localcontext():
        yield


class GlobalRandom(GuessTheNumber):
    def _generate(self):
        super()._generate()
        self._number = random.randint(self.min_number, self.max_number)


class SeedsTheWorld(GuessTheNumber):
    def _generate(self):
        super()._generate()
        random.seed(self._number)


class SetsThePrecision(GuessTheNumber):
    def _generate(self):
        super()._generate()
        decimal.getcontext().prec = 50


class TakesThePrecision(GuessTheNumber):
    def _rules(self):
        return f"{super()._rules()}\nA third: {decimal.Decimal(1) / 3}"


class HashOrder(GuessTheNumber):
    def _rules(self):
        return super()._rules() + "".join(set("abcdefghijk"))


class Remembers(GuessTheNumber):
    games = 0

    def _generate(self):
        super()._generate()
        self.games += 1

    def _rules(self):
        return super()._rules() + f" This is game {self.games}."


class SharedState(GuessTheNumber):
    guesses_of_all = set()

    def __init__(self, **kwargs):
        super().__init__(**{"max_turns": 20, **kwargs})

    def _generate(self):
        super()._generate()
        self._guesses = SharedState.guesses_of_all
        self._guesses.clear()


class SharedBetweenThreads(GuessTheNumber):
    current = None

    def _generate(self):
        SharedBetweenThreads.current = int(self.np_random.integers(1, 20))
        time.sleep(0.001)
        super()._generate()
        self._number = SharedBetweenThreads.current


class ShallowCopies(GuessTheNumber):
    def __deepcopy__(self, memo):
        twin = object.__new__(type(self))
        twin.__dict__.update(self.__dict__)
        return twin


class CantBePickled(GuessTheNumber):
    def _generate(self):
        super()._generate()
        self._secret = lambda: 1


class NeverEnds(GuessTheNumber):
    def step(self, action):
        observation, reward, terminated, truncated, info = super().step(action)
        if info.get("stop_reason") == "turns":
            self.turn, self._stop_reason, terminated = 0, None, False
            del info["stop_reason"]
        return observation, reward, terminated, truncated, info


class EndsTwice(GuessTheNumber):
    def step(self, action):
        observation, reward, terminated, truncated, info = super().step(action)
        return observation, reward, terminated, terminated or truncated, info


class GoesOnAfterTheEnd(GuessTheNumber):
    def step(self, action):
        self._stop_reason = None
        return super().step(action)


class CrashesOnText(GuessTheNumber):
    def _parse(self, content):
        return int(content)


class CrashesOnOddDigits(GuessTheNumber):
    def _parse(self, content):
        return int(content) if content.isdigit() else None


class Hangs(GuessTheNumber):
    def _parse(self, content):
        if len(content) > 10_000:
            time.sleep(3)
        return super()._parse(content)


class SwallowsArguments(GuessTheNumber):
    def __init__(self, **kwargs):
        super().__init__(**{key: kwargs[key] for key in kwargs if key != "no_such_argument"})


class NumpyReward(GuessTheNumber):
    def step(self, action):
        observation, reward, *rest = super().step(action)
        return observation, self.np_random.random() * 0 + reward + 0 * 1j, *rest


class TooLong(GuessTheNumber):
    def _state(self):
        return "x" * (MAX_OBSERVATION_LENGTH + 1)


class TooGenerous(GuessTheNumber):
    def _play(self, move):
        text, progress, verdict = super()._play(move)
        return text, progress + 0.4, verdict


class PaysForNothing(GuessTheNumber):
    def _play(self, move):
        return solved("Well done, whatever it was.")


class TooEasy(GuessTheNumber):
    def __init__(self, **kwargs):
        super().__init__(**{"max_number": 3, "max_turns": 20, **kwargs})


class PaidByEcho(GuessTheNumber):
    def _read_action(self, text):
        return str(self._number) if "You are playing" in text else super()._read_action(text)


class LyingOracle(GuessTheNumber):
    def _oracle(self):
        return str(self._number - 1)


class Unsolvable(GuessTheNumber):
    def _generate(self):
        super()._generate()
        if self.np_random.random() < 0.3:
            self._number = self.max_number + 1


class SilentNoOracle(GuessTheNumber):
    def _oracle(self):
        raise NoOracle


class IllFormedSamples(GuessTheNumber):
    def _pattern(self):
        return "[a-z]{3}"


class LiesAboutLegality(GuessTheNumber):
    def _play(self, move):
        return illegal("No thirteens.") if move == 13 else super()._play(move)


class LosesAnInfoKey(GuessTheNumber):
    def step(self, action):
        *rest, info = super().step(action)
        del info["role"]
        return *rest, info


class WrongTurn(GuessTheNumber):
    def step(self, action):
        *rest, info = super().step(action)
        return *rest, {**info, "turn": 7}


class UnpaidParts(GuessTheNumber):
    def step(self, action):
        observation, reward, *rest = super().step(action)
        return observation, reward + 0.01, *rest


class EmptyRender(GuessTheNumber):
    def render(self):
        return "" if self.render_mode == "ansi" else super().render()


class SuccessWithoutEnd(GuessTheNumber):
    def _play(self, move):
        return ongoing("Right!") if move == self._number else super()._play(move)

    def step(self, action):
        *rest, info = super().step(action)
        info["success"] = info["action"] == str(self._number)
        return *rest, info


class FormatRandom(GuessTheNumber):
    def _format_help(self):
        return super()._format_help() + str(secrets.randbits(32))


class FormatFree(GuessTheNumber):
    def step(self, action):
        observation, reward, terminated, truncated, info = super().step(action)
        if info["error"] == "format":
            reward, info["reward_parts"] = 0.2, {"format_error": 0.2}
        return observation, reward, terminated, truncated, info


class SharedSearch(GuessTheNumber):
    """GEM's Sokoban kept the state of its search in the module."""

    found = 0

    def _generate(self):
        super()._generate()
        SharedSearch.found = 0
        for _ in range(20):
            SharedSearch.found += int(self.np_random.integers(100))
        self._number = SharedSearch.found % self.max_number + 1


class CheatingOracle(GuessTheNumber):
    def _generate(self):
        super()._generate()
        self._number = -1

    def _oracle(self):
        self._number = self.min_number
        return str(self._number)


class ResetSame(GuessTheNumber):
    def reset(self, *, seed=None, options=None):
        self._seed = seed if seed is not None else getattr(self, "_seed", 0)
        return super().reset(seed=self._seed, options=options)


class SameForever(GuessTheNumber):
    def _generate(self):
        super()._generate()
        self._number = 7


class SaysOneInstance(GuessTheNumber):
    seeded = False


class RenderDraws(GuessTheNumber):
    def render(self):
        self._number = int(self.np_random.integers(self.min_number, self.max_number))
        return super().render()


class EmptyBoxWins(GuessTheNumber):
    def _parse(self, content):
        return self._number if content == "" else super()._parse(content)


class LongBoxWins(GuessTheNumber):
    def _parse(self, content):
        return self._number if len(content) > 300 else super()._parse(content)


class EndsEarly(GuessTheNumber):
    def _generate(self):
        super()._generate()
        self.max_turns = 4

    def step(self, action):
        *rest, info = super().step(action)
        return *rest, {**info, "max_turns": 5}


class Blind(GuessTheNumber):
    def step(self, action):
        _, *rest = super().step(action)
        return ".", *rest


class OmitsLegal(GuessTheNumber):
    def _legal(self):
        return super()._legal()[:1]


class LeaksInfo(GuessTheNumber):
    def step(self, action):
        *rest, info = super().step(action)
        return *rest, {**info, "answer": self._number}


class SometimesNoOracle(GuessTheNumber):
    def _oracle(self):
        if self._number > 10:
            raise NoOracle("too large")
        return super()._oracle()


class AutoresetLosesSeed(GuessTheNumber):
    """Draws from the process where a second episode begins in a worker."""

    def reset(self, *, seed=None, options=None):
        observation, info = super().reset(seed=seed, options=options)
        if seed is None:
            self._number = os.getpid() % self.max_number + 1
        return observation, info


BROKEN = {
    FormatRandom: {"determinism"},
    FormatFree: {"rewards"},
    SharedSearch: {"thread_determinism"},
    CheatingOracle: {"oracle"},
    ResetSame: {"variety"},
    SameForever: {"variety"},
    SaysOneInstance: {"variety"},
    RenderDraws: {"render"},
    EmptyBoxWins: {"battery"},
    LongBoxWins: {"hostile_text"},
    EndsEarly: {"info"},
    Blind: {"spaces"},
    OmitsLegal: {"legal_actions"},
    LeaksInfo: {"info"},
    SometimesNoOracle: {"oracle"},
    AutoresetLosesSeed: {"vector_determinism"},
    GlobalRandom: {"determinism", "global_state"},
    SeedsTheWorld: {"global_state"},
    SetsThePrecision: {"global_state"},
    TakesThePrecision: {"global_state"},
    HashOrder: {"process_determinism"},
    Remembers: {"reset_independence"},
    SharedState: {"determinism"},
    SharedBetweenThreads: {"thread_determinism"},
    ShallowCopies: {"copies"},
    CantBePickled: {"copies"},
    NeverEnds: {"episode_end"},
    EndsTwice: {"episode_end"},
    GoesOnAfterTheEnd: {"episode_end"},
    CrashesOnText: {"hostile_text"},
    CrashesOnOddDigits: {"hostile_text"},
    Hangs: {"hostile_text"},
    SwallowsArguments: {"arguments"},
    NumpyReward: {"spaces"},
    TooLong: {"spaces"},
    TooGenerous: {"rewards"},
    PaysForNothing: {"battery"},
    TooEasy: {"battery"},
    PaidByEcho: {"battery"},
    LyingOracle: {"oracle"},
    Unsolvable: {"oracle"},
    SilentNoOracle: {"oracle"},
    IllFormedSamples: {"sample"},
    LiesAboutLegality: {"legal_actions"},
    LosesAnInfoKey: {"info"},
    WrongTurn: {"info"},
    UnpaidParts: {"info"},
    EmptyRender: {"render"},
    SuccessWithoutEnd: {"info"},
}


@pytest.fixture
def register():
    """Register a class for the time of a test."""
    ids = []

    def add(env_class, **kwargs):
        name = env_class if isinstance(env_class, str) else env_class.__name__
        env_id = f"test/{name.rpartition(':')[2]}-v0"
        gymnasium.register(env_id, env_class, **kwargs)
        ids.append(env_id)
        return env_id

    yield add
    for env_id in ids:
        del gymnasium.registry[env_id]


@pytest.mark.parametrize("env_class", BROKEN, ids=lambda env_class: env_class.__name__)
def test_a_broken_environment_fails_the_right_check(env_class, register):
    report = check(register(env_class), checks=BROKEN[env_class])
    assert {failure.name for failure in report.failures} == BROKEN[env_class], str(report)
    assert not report.passed
    with pytest.raises(AssertionError, match=env_class.__name__):
        report.raise_if_failed()


def test_every_check_is_shown_to_find_something():
    found = set().union(*BROKEN.values()) | {"spec", "check_env"}  # shown below
    assert found == set(CHECKS)


def test_gymnasiums_own_check_is_run(register):
    class NoSeed(GuessTheNumber):
        def reset(self, *, options=None):
            return super().reset(options=options)

    assert not check(register(NoSeed), checks=["check_env"]).passed


class OneTurn(GuessTheNumber):
    """A task of a single turn, as problems of arithmetic are."""

    def __init__(self, **options):
        super().__init__(**{"max_turns": 1, **options})


class Judged(GuessTheNumber):
    """Has no oracle, and says so."""

    def _oracle(self):
        raise NoOracle("a language model judges")


@pytest.mark.parametrize(
    ("env_class", "kwargs", "make_kwargs"),
    [
        (OneTurn, {}, {}),
        (Judged, {}, {}),
        (GuessTheNumber, {"rewards": {"success": 10}}, {}),
        (GuessTheNumber, {"rewards": {"fail": -1, "illegal": -0.2}}, {}),
        (GuessTheNumber, {"rewards": {"step": -0.01, "format_error": -0.5}}, {}),
        (GuessTheNumber, {"on_format_error": "continue", "reward_mode": "sparse"}, {}),
        (GuessTheNumber, {}, {"max_episode_steps": 3}),
    ],
)
def test_sound_environments_of_other_kinds_conform(env_class, kwargs, make_kwargs, register):
    env_id = register(f"{env_class.__module__}:{env_class.__name__}", kwargs=kwargs)
    names = [name for name in CHECKS if name != "hostile_text"]
    check(env_id, checks=names, make_kwargs=make_kwargs, seeds=5).raise_if_failed()


def test_a_sound_environment_passes_every_check():
    report = check("gem/GuessTheNumber-Random-v0")
    report.raise_if_failed()
    assert [result.name for result in report.results] == list(CHECKS)
    assert json.loads(json.dumps(report.as_dict()))["passed"] is True
    assert "gem/GuessTheNumber-Random-v0: conforms" in str(report)


def test_an_environment_that_cant_be_made_fails_without_raising(register):
    class Fails(GuessTheNumber):
        def __init__(self, **kwargs):
            raise OSError("no such file")

    report = check(register(Fails), checks=["oracle"])
    assert "no such file" in report.failures[0].detail


class Forgets(GuessTheNumber):
    def __init__(self, *, secret=None, **kwargs):
        super().__init__(**kwargs)
        self.secret = secret

    def _rules(self):
        return super()._rules() + str(self.secret)


def test_a_specs_loss_is_found(register):
    plain = register(f"{__name__}:Forgets", kwargs={"secret": [1, 2]})
    assert check(plain, checks=["spec"]).passed
    gymnasium.registry[plain].kwargs["secret"] = (1, 2)  # JSON has no tuples
    assert not check(plain, checks=["spec"]).passed


def test_an_oracle_is_asked_for_only_where_there_is_one(register):
    result = check(register(Judged), checks=["oracle"]).results[0]
    assert (result.passed, result.detail) == (True, "no oracle: a language model judges")


def test_the_callers_random_numbers_are_left_alone():
    random.seed(5)
    expected = random.random()
    random.seed(5)
    check("gem/GuessTheNumber-v0", checks=["global_state"])
    assert random.random() == expected


def test_mistakes_of_the_caller_are_errors():
    with pytest.raises(ValueError, match="'speling'; known are check_env"):
        check("gem/GuessTheNumber-v0", checks=["speling"])
    with pytest.raises(gymnasium.error.Error):
        check("gem/NoSuchGame-v0")
    with pytest.raises(ValueError, match="at least 1"):
        check("gem/GuessTheNumber-v0", seeds=0)


def test_an_id_may_name_its_module():
    assert check("gem_gymnasium:gem/GuessTheNumber-v0", checks=["spec"]).passed


def test_floors_are_measured():
    subject = conformance.checks.Subject("gem/GuessTheNumber-Hard-v0")
    floors = conformance.floors(subject, episodes=30)
    assert floors.success["empty"] == 0
    assert floors.mean_return["empty"] == pytest.approx(-0.1)
    assert 0.5 < floors.floor < 0.9  # a constant guess is paid in GEM's shaping
    assert floors.chance < 0.4


def run_table(*arguments):
    return subprocess.run(
        [sys.executable, "-m", "gem_gymnasium.conformance", *arguments],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_the_table_is_printed_and_its_exit_code_is_honest():
    done = run_table("gem/GuessTheNumber-E*", "--seeds", "5")
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"{len(CHECKS)}/{len(CHECKS)}" in done.stdout
    assert "1 of 1 conform" in done.stdout
    assert run_table("gem/Nothing*").returncode == 2
    assert run_table("gem/GuessTheNumber-v0", "--seeds", "0").returncode == 2
