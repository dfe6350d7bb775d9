"""TowerOfHanoi: moves, rewards, starting positions, shortest solutions."""

import collections
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gem_gymnasium.envs.games.tower_of_hanoi import TowerOfHanoi

TIERS = {
    "plain": {},
    "easy": {"num_disks": 3, "max_turns": 10},
    "hard": {"num_disks": 5, "max_turns": 35},
    "random": {"randomize": True},
}


def act(env, content):
    return env.step(f"\\boxed{{{content}}}")


def position(env):
    return tuple(map(tuple, env._towers))


def place(env, where):
    """Put each disk, the smallest first, on a tower."""
    disks = range(len(where), 0, -1)
    env._towers = [[disk for disk in disks if where[disk - 1] == tower] for tower in range(3)]


@pytest.mark.parametrize("tier", TIERS)
def test_the_oracle_solves_every_game_in_time(tier):
    env = TowerOfHanoi(**TIERS[tier])
    for seed in range(20):
        env.reset(seed=seed)
        total, done = 0.0, False
        while not done:
            assert env.oracle_action() in env.legal_actions()
            _, reward, done, _, info = env.step(env.oracle_action())
            total += reward
        assert info["success"]
        assert total == 1
        assert tier == "random" or info["turn"] == 2**env.num_disks - 1


def test_the_oracle_is_optimal_from_every_position():
    env = TowerOfHanoi(num_disks=4, max_turns=100)
    env.reset(seed=0)
    # The moves to the solved position from all others, by breadth-first search; moves go back.
    place(env, (2, 2, 2, 2))
    far = {position(env): 0}
    queue = collections.deque(far)
    while queue:
        here = queue.popleft()
        for source, target in itertools.permutations(range(3), 2):
            towers = [list(tower) for tower in here]
            if towers[source] and (not towers[target] or towers[target][-1] > towers[source][-1]):
                towers[target].append(towers[source].pop())
                after = tuple(map(tuple, towers))
                if after not in far:
                    far[after] = far[here] + 1
                    queue.append(after)
    assert len(far) == 3**4
    assert max(far.values()) == 2**4 - 1  # so that any position can be drawn
    for where in itertools.product(range(3), repeat=4):
        place(env, where)
        here = position(env)
        if far[here]:
            env.turn = 0
            env._stop_reason = None
            env.step(env.oracle_action())
            assert far[position(env)] == far[here] - 1


def test_the_classic_start_and_text():
    env = TowerOfHanoi()
    observation, _ = env.reset(seed=0)
    assert "A: [3, 2, 1]\nB: []\nC: []\nTurns left: 100" in observation
    observation, reward, done, _, info = act(env, "A C")
    assert (reward, done, info["error"]) == (0, False, None)
    assert observation.startswith("You moved disk 1 from A to C.\nA: [3, 2]\nB: []\nC: [1]\n")


@pytest.mark.parametrize(
    ("content", "why"),
    [("B C", "Tower B is empty"), ("A C", "can't lie on disk 1"), ("A A", "moves nothing")],
)
def test_illegal_moves_say_why_and_change_nothing(content, why):
    env = TowerOfHanoi()
    env.reset(seed=0)
    act(env, "A C")
    before = position(env)
    observation, reward, done, _, info = act(env, content)
    assert (reward, done, info["error"], info["turn"]) == (0, False, "illegal", 2)
    assert why in observation
    assert position(env) == before


@pytest.mark.parametrize("last", ["A B", "A C", "nonsense"])
def test_spent_turns_pay_the_share_of_disks_on_c(last):
    env = TowerOfHanoi(max_turns=7, on_format_error="continue", rewards={"format_error": 0})
    env.reset(seed=0)
    env.turn = 5
    act(env, "A C")
    _, reward, done, _, info = act(env, last)
    assert (done, info["stop_reason"]) == (True, "turns")
    assert reward == pytest.approx(1 / 3)


def test_sparse_rewards_pay_for_success_alone():
    env = TowerOfHanoi(max_turns=7, reward_mode="sparse")
    env.reset(seed=0)
    env.turn = 6
    _, reward, done, _, info = act(env, "A C")
    assert (reward, done, info["stop_reason"]) == (0, True, "turns")


@pytest.mark.parametrize(
    "content",
    ["A C", "a c", "A,C", "A, C", "AC", "A->C", "A -> C", "A to C", "a TO c", r"A \to C", "(A, C)"],
)
def test_plain_ways_to_write_an_action_are_read(content):
    env = TowerOfHanoi()
    env.reset(seed=0)
    assert act(env, content)[4]["error"] is None
    assert position(env) == ((3, 2), (), (1,))


@pytest.mark.parametrize(
    "content",
    [
        "A → C",
        "A => C",
        "A ==> C",
        "Move A C",
        "move A to C",
        "from A to C",
        "disk from A to C",
        "move disk from A to C",
    ],
)
def test_ways_to_say_a_move_are_read(content):
    assert TowerOfHanoi()._parse(content) == (0, 2)


@pytest.mark.parametrize(
    "content", ["A or C", "A and C", "A to C, C to B", "not A to C", "moveA C"]
)
def test_what_is_no_one_move_is_not_read(content):
    assert TowerOfHanoi()._parse(content) is None


def test_one_is_told_in_the_singular():
    text = TowerOfHanoi(num_disks=1, max_turns=1).reset(seed=0)[0]
    assert "with 1 disk;" in text
    assert "within 1 move." in text


@pytest.mark.parametrize("content", ["", "A", "A B C", "A D", "1 3", "A C" + " " * 100 + "B"])
def test_other_actions_are_format_errors(content):
    env = TowerOfHanoi()
    env.reset(seed=0)
    _, reward, done, _, info = act(env, content)
    assert (reward, done, info["error"]) == (-0.1, True, "format")


@given(st.one_of(st.text(), st.text(alphabet="ABCabcto ,->()\\")))
def test_no_text_breaks_the_parser(content):
    move = TowerOfHanoi()._parse(content)
    assert move is None or set(move) <= {0, 1, 2}


def test_samples_are_well_formed():
    env = TowerOfHanoi()
    env.action_space.seed(0)
    drawn = {env._parse(env._read_action(env.action_space.sample())) for _ in range(80)}
    assert drawn == set(itertools.permutations(range(3), 2))


def test_randomize_draws_gems_tiers_and_every_start_but_the_end():
    env = TowerOfHanoi(randomize=True)
    env.reset(seed=0)
    drawn = collections.defaultdict(set)
    for _ in range(1000):
        _, info = env.reset()
        drawn[env.num_disks, info["max_turns"]].add(position(env))
        for tower in env._towers:
            assert tower == sorted(tower, reverse=True)
    assert set(drawn) == {(3, 10), (4, 20), (5, 35)}
    assert len(drawn[3, 10]) == 3**3 - 1
    assert ((), (), (3, 2, 1)) not in drawn[3, 10]


@pytest.mark.parametrize("num_disks", [0, 21, 3.0])
def test_wrong_numbers_of_disks_are_refused(num_disks):
    with pytest.raises(ValueError, match="num_disks"):
        TowerOfHanoi(num_disks=num_disks)


def test_too_few_turns_are_refused():
    with pytest.raises(ValueError, match="needs 31 moves"):
        TowerOfHanoi(num_disks=5, max_turns=30)
