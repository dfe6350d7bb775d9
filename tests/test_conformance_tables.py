"""The checks of multi-player ids find what they are there to find."""

import copy
import itertools
import random
import time

import numpy as np
import pettingzoo
import pytest

from gem_gymnasium.conformance import TABLE_CHECKS, check
from gem_gymnasium.multiagent import TextArenaAEC, TextArenaParallel
from gem_gymnasium.multiagent.table import Heard

# --- PettingZoo's interface -----------------------------------------------------------------------


class PlainStrings(TextArenaAEC):
    def observe(self, agent):
        return str(super().observe(agent))


class KeepsItsAgents(TextArenaAEC):
    def _was_dead_step(self, action):
        self.agent_selection = self.agents[0]


# --- the contract ---------------------------------------------------------------------------------


class LosesAnInfoKey(TextArenaAEC):
    def _info(self, player, error=None):
        info = super()._info(player, error)
        del info["role"]
        return info


class MoreInfo(TextArenaAEC):
    def _info(self, player, error=None):
        return {**super()._info(player, error), "hint": "bet"}


class WrongRanks(TextArenaAEC):
    def _final_info(self, player, stop, paid, error):
        info = super()._final_info(player, stop, paid, error)
        return {**info, "rank": 1} if "rank" in info else info


class EverybodySucceeds(TextArenaAEC):
    def _final_info(self, player, stop, paid, error):
        return {**super()._final_info(player, stop, paid, error), "success": True}


class SaysNoReason(TextArenaAEC):
    def _final_info(self, player, stop, paid, error):
        return {**super()._final_info(player, stop, paid, error), "reason": ""}


class EndsTwice(TextArenaAEC):
    def _finish(self, *arguments):
        super()._finish(*arguments)
        self.truncations = dict.fromkeys(self.agents, True)


class PaysNaN(TextArenaAEC):
    def _payoffs(self):
        return [float("nan")] * self.num_players


class TellsTooMuch(TextArenaAEC):
    def observe(self, agent):
        return Heard(super().observe(agent) + "x" * 2**22)


class GoesOnAfterTheEnd(TextArenaAEC):
    def step(self, action):
        if self.agents:
            super().step(action)


class OddNames(TextArenaAEC):
    def __init__(self, game, **arguments):
        super().__init__(game, **arguments)
        self.possible_agents = ["white", "black"]
        for spaces in (self.observation_spaces, self.action_spaces):
            for new, old in zip(self.possible_agents, list(spaces), strict=True):
                spaces[new] = spaces.pop(old)


# --- what is told ---------------------------------------------------------------------------------


class DropsALine(TextArenaAEC):
    def _heard(self, player):
        told = super()._heard(player)
        return Heard(told.rpartition("\n")[0]) if self.observation == "delta" else told


class Repeats(TextArenaAEC):
    def _heard(self, player):
        if self.observation == "delta":
            return Heard(self.engine.told(player, 0))
        return super()._heard(player)


class ReadsOnce(TextArenaAEC):
    def observe(self, agent):
        told = super().observe(agent)
        self._marks[self.possible_agents.index(agent)] += 1
        return told


class Forgets(TextArenaAEC):
    def _heard(self, player):
        told = super()._heard(player)
        return told if self.observation == "delta" else Heard(told[-200:])


class TellsWhatIsNotSaid(TextArenaAEC):
    def _heard(self, player):
        told = super()._heard(player)
        return Heard(f"{told}\n[GAME] Psst.") if self.observation == "delta" else told


# --- two views ------------------------------------------------------------------------------------


class OtherDeals(TextArenaParallel):
    def reset(self, seed=None, options=None):
        return super().reset(None if seed is None else seed + 1, options)


class AsksEverybody(TextArenaParallel):
    def _say_who_acts(self, infos):
        for info in infos.values():
            info["to_act"] = True


class PaysDouble(TextArenaParallel):
    def _payoffs(self):
        return [2 * paid for paid in super()._payoffs()]


# --- legal actions --------------------------------------------------------------------------------


class ListsTooFew(TextArenaAEC):
    def legal_actions(self, agent):
        return super().legal_actions(agent)[:1]


class ListsTooMany(TextArenaAEC):
    def legal_actions(self, agent):
        listed = super().legal_actions(agent)
        return ["[check]", "[bet]", "[call]", "[fold]"] if listed else []


class ListsTwice(TextArenaAEC):
    def legal_actions(self, agent):
        return super().legal_actions(agent) * 2


class ListsForWhoWaits(TextArenaAEC):
    def legal_actions(self, agent):
        return super().legal_actions(self.agent_selection)


class ListsOtherForms(TextArenaAEC):
    def legal_actions(self, agent):
        return [f"I play {action}" for action in super().legal_actions(agent)]


# --- arguments and pictures -----------------------------------------------------------------------


class SwallowsArguments(TextArenaAEC):
    def __init__(self, game, no_such_argument=None, **arguments):
        super().__init__(game, **arguments)


class AnyNumberOfPlayers(TextArenaAEC):
    def __init__(self, game, num_players=2, **arguments):
        super().__init__(game, **arguments)


class ShowsNothing(TextArenaAEC):
    def render(self):
        return "" if self.render_mode == "ansi" else super().render()


class ShowsLists(TextArenaAEC):
    def render(self):
        shown = super().render()
        return shown.tolist() if self.render_mode == "rgb_array" else shown


# --- trust ----------------------------------------------------------------------------------------


class IgnoresTheSeed(TextArenaAEC):
    def _deal(self, seed):
        super()._deal(None)


class Remembers(TextArenaAEC):
    games = 0

    def _deal(self, seed):
        self.games += 1
        super()._deal(seed)
        self.engine.state.add_observation(f"This is game {self.games}.")


class SharedState(TextArenaAEC):
    said = []

    def _act(self, action):
        self.said.append(action)
        acted = super()._act(action)
        self.engine.state.add_observation(f"{len(self.said)} actions were played.")
        return acted

    def _deal(self, seed):
        self.said.clear()
        super()._deal(seed)


class DealsTheSame(TextArenaAEC):
    def _deal(self, seed):
        super()._deal(0 if seed is None else seed)


class HashOrder(TextArenaAEC):
    def _deal(self, seed):
        super()._deal(seed)
        self.engine.state.add_observation("".join(set("abcdefghijk")))


class GlobalRandom(TextArenaAEC):
    def _deal(self, seed):
        super()._deal(seed)
        self.engine.state.add_observation(f"Today's number is {random.random()}.")


class SeedsTheWorld(TextArenaAEC):
    def _deal(self, seed):
        super()._deal(seed)
        np.random.seed(seed or 0)  # noqa: NPY002


class ShallowCopies(TextArenaAEC):
    def __deepcopy__(self, memo):
        twin = copy.copy(self)
        twin.agents, twin.infos = self.agents[:], dict(self.infos)
        return twin


class CantBePickled(TextArenaAEC):
    def _deal(self, seed):
        super()._deal(seed)
        self.secret = lambda: 1


class LosesItsStream(TextArenaAEC):
    def __deepcopy__(self, memo):
        twin = type(self)(self.game.name)
        for name, value in self.__dict__.items():
            setattr(twin, name, copy.deepcopy(value, memo))
        twin._np_random = np.random.default_rng(7)
        return twin


class CrashesOnText(TextArenaAEC):
    def _act(self, action):
        if action.isdigit():
            int(action)
        return super()._act(action)


class Hangs(TextArenaAEC):
    def _act(self, action):
        if len(action) > 500_000:
            time.sleep(2.1)
        return super()._act(action)


class NeverEnds(TextArenaAEC):
    kwargs = {"max_cycles": 4}

    def _limit(self):
        return None


class LeavesAgents(TextArenaAEC):
    def _was_dead_step(self, action):
        if len(self.agents) > 1:
            super()._was_dead_step(action)


class NotZeroSum(TextArenaAEC):
    def _payoffs(self):
        return [abs(paid) for paid in super()._payoffs()]


class NumpyRewards(TextArenaAEC):
    def _finish(self, *arguments):
        super()._finish(*arguments)
        self.rewards = {agent: np.float32(paid) for agent, paid in self.rewards.items()}


class NormalisesNothing(TextArenaAEC):
    def __init__(self, game, normalize_rewards=False, **arguments):
        super().__init__(game, **arguments)

    def _payoffs(self):
        return [3 * paid for paid in super()._payoffs()]


class ForgivesNobody(TextArenaAEC):
    def _deal(self, seed):
        super()._deal(seed)
        self.engine.state.error_allowance = 3 if self.on_invalid == "forfeit" else 0


BROKEN = {
    PlainStrings: "official",
    KeepsItsAgents: "endings",
    LosesAnInfoKey: "contract",
    MoreInfo: "contract",
    WrongRanks: "contract",
    EverybodySucceeds: "contract",
    SaysNoReason: "contract",
    EndsTwice: "contract",
    PaysNaN: "contract",
    TellsTooMuch: "contract",
    GoesOnAfterTheEnd: "contract",
    OddNames: "contract",
    DropsALine: "observe",
    Repeats: "observe",
    ReadsOnce: "observe",
    Forgets: "observe",
    TellsWhatIsNotSaid: "observe",
    OtherDeals: "views_agree",
    AsksEverybody: "views_agree",
    PaysDouble: "views_agree",
    ListsTooFew: "legal_actions",
    ListsTooMany: "legal_actions",
    ListsTwice: "legal_actions",
    ListsForWhoWaits: "legal_actions",
    ListsOtherForms: "legal_actions",
    SwallowsArguments: "arguments",
    AnyNumberOfPlayers: "arguments",
    ShowsNothing: "render",
    ShowsLists: "render",
    IgnoresTheSeed: ["determinism", "seat", "official"],
    Remembers: "determinism",
    SharedState: "determinism",
    DealsTheSame: "determinism",
    HashOrder: "process_determinism",
    GlobalRandom: "global_state",
    SeedsTheWorld: "global_state",
    ShallowCopies: "copies",
    CantBePickled: "copies",
    LosesItsStream: "copies",
    CrashesOnText: "hostile_text",
    Hangs: "hostile_text",
    NeverEnds: "endings",
    LeavesAgents: "endings",
    NotZeroSum: "rewards",
    NumpyRewards: "rewards",
    NormalisesNothing: "rewards",
    ForgivesNobody: "refusals",
}
NUMBERS = itertools.count()


@pytest.fixture
def register():
    """Registers a class and returns its id; the other view is the sound one."""
    ids = []

    def add(broken, game="KuhnPoker", **kwargs):
        ids.append(f"broken/{broken.__name__}{next(NUMBERS)}-v0")
        views = {"aec": TextArenaAEC, "parallel": TextArenaParallel}
        views["parallel" if issubclass(broken, TextArenaParallel) else "aec"] = broken
        for view, made in views.items():
            point = f"{made.__module__}:{made.__name__}"
            pettingzoo.register(view, ids[-1], point, kwargs={"game": game, **kwargs})
        return ids[-1]

    yield add
    for env_id in ids:
        del pettingzoo.aec_registry[env_id]
        del pettingzoo.parallel_registry[env_id]


@pytest.mark.parametrize("broken", BROKEN, ids=lambda broken: broken.__name__)
def test_a_broken_environment_fails_the_right_check(broken, register):
    names = BROKEN[broken] if isinstance(BROKEN[broken], list) else [BROKEN[broken]]
    report = check(register(broken, **getattr(broken, "kwargs", {})), checks=names, seeds=5)
    assert [result.name for result in report.failures] == names, report


def test_every_check_can_fail():
    found = {
        name for names in BROKEN.values() for name in ([names] if type(names) is str else names)
    }
    assert found == set(TABLE_CHECKS) - {"together"}  # the next test


@pytest.mark.parametrize(("told", "passed"), [("announce", True), ("leak", False)])
def test_a_choice_that_is_shown_too_early_is_found(toy, register, told, passed):
    env_id = register(TextArenaAEC, toy, **{told: True})
    assert check(env_id, checks=["together"]).passed == passed


def test_a_simultaneous_game_conforms(toy, register):
    env_id = register(TextArenaAEC, toy)
    names = [name for name in TABLE_CHECKS if name != "process_determinism"]  # it is here alone
    for players in (2, 3):
        kwargs = {"num_players": players, "rounds": 1}  # more would pay more than 1
        check(env_id, checks=names, make_kwargs=kwargs).raise_if_failed()


def test_a_sound_environment_of_an_author_conforms(register):
    env_id = register(TextArenaAEC)
    check(env_id).raise_if_failed()


def test_mistakes_of_the_caller_are_errors():
    with pytest.raises(ValueError, match="Unknown checks 'check_env'; known are official"):
        check("gem/KuhnPoker-v0", checks=["check_env"])
