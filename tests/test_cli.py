"""The command line: what it prints, where it prints it, and the code that it leaves with."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

import gem_gymnasium
from gem_gymnasium.cli import app, ids, screen
from gem_gymnasium.cli.commands import DEMO
from gem_gymnasium.cli.multiplayer import DEMO as DEMO_OF_TWO
from gem_gymnasium.multiagent import play_match
from gem_gymnasium.registration import entries, multiplayer
from gem_gymnasium.rollout import load_episodes

ID = "gem/GuessTheNumber-v0"
ALL = "gem/GuessTheNumber*"
TWO = "gem/KuhnPoker-v0"


def call(*args: str, stdin: str = "") -> Any:
    """Run a command in this process."""
    return CliRunner().invoke(app, list(args), input=stdin, catch_exceptions=False)


def good(*args: str, stdin: str = "") -> str:
    """The output of a command that must work and say nothing on stderr."""
    result = call(*args, stdin=stdin)
    assert (result.exit_code, result.stderr) == (0, "")
    return str(result.stdout)


def shell(*args: str, stdin: str = "", **env: str) -> subprocess.CompletedProcess[str]:
    """Run a command in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "gem_gymnasium", *args],
        input=stdin,
        capture_output=True,
        text=True,
        timeout=120,
        env={**os.environ, **env},
    )


# --- list and info -------------------------------------------------------------------------------


def test_the_list_names_every_id_in_full() -> None:
    result = shell("list", COLUMNS="40")
    assert result.returncode == 0
    assert [line.split()[0] for line in result.stdout.splitlines()[1:]] == [
        entry.id for entry in entries() + multiplayer()
    ]
    assert "…" not in result.stdout
    assert "\x1b" not in result.stdout


def test_the_list_can_be_narrowed() -> None:
    data = json.loads(good("list", "gem/GuessTheNumber-[EH]*", "--family", "games", "--json"))
    assert [entry["id"] for entry in data] == [
        "gem/GuessTheNumber-Easy-v0",
        "gem/GuessTheNumber-Hard-v0",
    ]
    assert data[0]["kwargs"] == {"min_number": 1, "max_number": 10, "max_turns": 4}


def test_the_list_has_the_games_of_several_players() -> None:
    lines = good("list", "--family", "multiplayer").splitlines()
    rows = {line.split()[0]: " ".join(line.split()[1:]) for line in lines[1:]}
    assert rows.keys() == {"gem/Seat-v0"} | {entry.id for entry in multiplayer()}
    assert rows[TWO] == "multiplayer - -1 to 1 2 nothing"
    data = json.loads(good("list", "gem/LiarsDice-v0", "--json"))
    assert data[0]["players"] == list(range(2, 16))
    lines = good("list", "--family", "textarena").splitlines()
    assert len(lines) == 1 + sum(entry.family == "textarena" for entry in entries())


def test_counts_of_players_in_a_few_characters() -> None:
    assert screen.players((2,)) == "2"
    assert screen.players((2, 3, 4)) == "2-4"
    assert screen.players((4, 6, 8)) == "4-8, even"


def test_ids_of_both_kinds_are_completed() -> None:
    assert ids.complete("gem/KuhnPoker-S") == ["gem/KuhnPoker-Short-v0"]
    assert ids.complete("gem/Wordle-E") == ["gem/Wordle-Easy-v0"]


def test_info_says_what_an_environment_is() -> None:
    text = good("info", "gem/GuessTheNumber-Hard-v0", "--seed", "3")
    for part in (
        "Guess a hidden number",
        "max_number=50",
        r"\boxed{3}",
        "-0.1 to 1",
        "from 1 to 50, both included. Find it within 7 guesses. After",  # no line is broken
    ):
        assert part in text


def test_info_as_json_has_the_spec_and_the_observation() -> None:
    data = json.loads(good("info", "game:GuessTheNumber-v0-hard", "--seed", "3", "--json"))
    assert data["spec"]["kwargs"] == data["kwargs"] == dict(entries(data["id"])[0].kwargs)
    assert re.fullmatch(data["action_pattern"], data["example_action"])
    assert data["observation"].startswith("You are playing Guess The Number.")


def test_info_of_a_game_of_several_players() -> None:
    text = good("info", TWO, "--seed", "3", "--set", "max_rounds=7")
    for part in (
        "players         2\n",
        "information     imperfect\n",
        "turns           sequential\n",
        "teams           no\n",
        "max cycles      1000\n",
        "agents          player_0, player_1\n",
        "example action  [check]\n",
        "You are Player 0 in a 7 round game of Kuhn Poker.",
    ):
        assert part in text
    data = json.loads(good("info", TWO, "--json"))
    assert re.fullmatch(data["action_pattern"], data["example_action"])
    assert (data["players"], data["kwargs"]) == ([2], {"game": "KuhnPoker"})


def test_a_long_pattern_is_shortened_and_says_so() -> None:
    text = good("info", ID, "--set", "max_number=500")
    assert "characters; --json shows all" in text
    data = json.loads(good("info", ID, "--set", "max_number=500", "--json"))
    assert "|499|500" in data["action_pattern"]


# --- run and replay ------------------------------------------------------------------------------


def test_a_run_prints_a_line_an_id() -> None:
    result = shell("run", ALL, "--policy", "oracle", "-n", "3", COLUMNS="40")
    assert result.stderr == ""  # a progress bar is for terminals
    lines = result.stdout.splitlines()
    assert [line.split()[0] for line in lines[1:]] == [entry.id for entry in entries(ALL)]
    assert {" ".join(line.split()[1:]) for line in lines[1:]} == {"oracle 3 100% 1.000 ± 0.000 1.0"}


def test_an_id_that_is_meant_twice_runs_once() -> None:
    data = json.loads(good("run", ID, "gem/GuessTheNumber-v*", "-n", "1", "--json"))
    assert [item["env_id"] for item in data] == [ID]


def test_a_run_as_json_is_what_evaluate_says() -> None:
    args = ("run", ID, "-p", "legal_random", "-n", "12", "--seed", "5")
    data = json.loads(good(*args, "--json"))
    result = gem_gymnasium.rollout.evaluate(ID, "legal_random", episodes=12, seed=5)
    assert data == [result.summary()]


def test_settings_and_the_limit_of_steps_reach_the_environment(tmp_path: Path) -> None:
    path = tmp_path / "episodes.jsonl"
    args = ("--set", "max_turns=9", "--set", "reward_mode=sparse", "--max-steps", "2")
    good("run", ID, "-n", "5", "--save", str(path), *args)
    for episode in load_episodes(path):
        assert episode.kwargs == {"max_turns": 9, "reward_mode": "sparse"}
        assert episode.length <= 2
        assert episode.stop_reason in ("time_limit", "solved")


def test_saved_episodes_are_the_same_in_a_fresh_process(tmp_path: Path) -> None:
    path = tmp_path / "episodes.jsonl"
    good("run", ALL, "-n", "4", "--save", str(path))
    assert [episode.seed for episode in load_episodes(path)] == [0, 1, 2, 3] * len(entries(ALL))
    result = shell("replay", str(path), PYTHONHASHSEED="123")
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout == "16 episodes replayed, the same byte for byte.\n"


def test_a_replay_that_differs_exits_with_1_and_says_where(tmp_path: Path) -> None:
    path = tmp_path / "episodes.jsonl"
    good("run", ID, "-n", "3", "--save", str(path))
    lines = path.read_text().splitlines()
    lines[1] = lines[1].replace("Turns left: ", "Turns left:  ")
    path.write_text("\n".join(lines) + "\n")
    result = call("replay", str(path))
    assert (result.exit_code, result.stderr) == (1, "")
    first, second = result.stdout.splitlines()
    assert first.startswith(f"episode 2 ({ID}, seed 1): the first observation was ")
    assert second == "1 of 3 episodes came out differently."


def test_what_fails_does_not_stop_the_rest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "mine_for_cli.py").write_text(
        "import gymnasium\n"
        "from gem_gymnasium.core import NoOracle\n"
        "from gem_gymnasium.envs.games.guess_the_number import GuessTheNumber\n"
        "class Mine(GuessTheNumber):\n"
        "    def _oracle(self):\n"
        "        raise NoOracle('Nobody knows.')\n"
        "gymnasium.register('my/Game-v0', Mine)\n"
    )
    monkeypatch.syspath_prepend(tmp_path)
    result = call("run", "mine_for_cli:my/Game-v0", ID, "-p", "oracle", "--json")
    assert result.exit_code == 2
    assert result.stderr == "gem-gymnasium: my/Game-v0: Nobody knows.\n"
    assert [item["env_id"] for item in json.loads(result.stdout)] == [ID]
    assert "my/Game-v0" in good("run", "mine_for_cli:my/Game-v0")


# --- play ----------------------------------------------------------------------------------------


def answers(*lines: str) -> str:
    return "".join(f"{line}\n" for line in lines)


def hidden(seed: int) -> str:
    env = gem_gymnasium.envs.games.guess_the_number.GuessTheNumber()
    env.reset(seed=seed)
    return env._oracle()


def test_a_person_plays_to_the_end() -> None:
    number = hidden(3)
    wrong = "1" if number != "1" else "2"
    text = good("play", ID, "--seed", "3", stdin=answers(wrong, f"\\boxed{{{number}}}"))
    assert f"The number is higher than {wrong}." in text
    assert re.search(rf"\[turn 2 of \d+, reward 1\]\n{number} is right\.", text)
    assert text.endswith("Solved after 2 turns; total reward 1. The same again: --seed 3\n")


def test_a_slip_is_not_the_end_unless_it_is_meant_to_be() -> None:
    lines = answers("what?", hidden(3))
    text = good("play", ID, "--seed", "3", stdin=lines)
    assert "Solved after 2 turns; total reward 0.9." in text
    text = good("play", ID, "--seed", "3", "--strict", stdin=lines)
    assert "Ended by an answer that can't be read after 1 turn; total reward -0.1." in text


def test_the_commands_of_a_person() -> None:
    text = good("play", ID, "--seed", "3", stdin=answers("legal", "?", "quit", "7"))
    assert text.count("You are playing Guess The Number.") == 2
    assert "Legal moves:   1   2   3" in text
    assert "Left after 0 turns; total reward 0." in text


def test_the_end_of_the_input_ends_the_game_cleanly() -> None:
    result = shell("play", ID, "--seed", "3", stdin="2")
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.splitlines()[-1].startswith("Left after 1 turn;")


def test_a_seed_is_drawn_and_told() -> None:
    text = good("play", ID, stdin="quit\n")
    seed = re.search(r"--seed (\d+)$", text.strip())
    assert seed is not None
    assert good("play", ID, "--seed", seed.group(1), stdin="quit\n") == text


def test_input_that_is_no_text_of_this_encoding_is_a_wrong_answer() -> None:
    result = subprocess.run(
        [sys.executable, "-m", "gem_gymnasium", "play", ID, "--seed", "3"],
        input=b"\xff\xfe\n",
        capture_output=True,
        timeout=120,
    )
    assert (result.returncode, result.stderr) == (0, b"")
    assert b"no action that can be read" in result.stdout


def test_an_output_that_cant_hold_a_character_gets_it_escaped() -> None:
    result = shell("run", ID, "-n", "2", PYTHONIOENCODING="ascii")
    assert (result.returncode, result.stderr) == (0, "")


def test_ctrl_c_leaves_quietly_with_130() -> None:
    process = subprocess.Popen(
        [sys.executable, "-u", "-m", "gem_gymnasium", "play", ID],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    while process.stdout.read(1) != ">":  # it asks
        pass
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=60)
    assert (process.returncode, errors) == (130, "")


def test_a_person_plays_a_game_of_two() -> None:
    # Every round is played to its end by these, whoever begins.
    moves = answers(*["check", "call", "bet", "fold"] * 12)
    args = ("play", TWO, "--seed", "4", "--set", "on_invalid=retry", "--opponent", "random")
    text = good(*args, stdin=moves)
    assert text.count("[gem/KuhnPoker-v0]\n[GAME] You are Player 0") == 1
    assert "[Player 1] [" in text
    assert re.search(r"(Won|Drawn|Lost) after \d+ turns?; total reward (1|0|-1)\.", text)
    assert text == good(*args, stdin=moves)


def test_a_person_takes_another_seat_and_asks_for_the_moves() -> None:
    text = good(
        "play", "gem/TicTacToe-v0", "--seat", "1", "--seed", "1", stdin=answers("legal", "quit")
    )
    assert "As Player 1, you will be" in text
    assert "[Player 0] [" in text
    assert "Legal moves:   " in text
    assert "Left after 0 turns; total reward 0. The same again: --seed 1\n" in text


def test_the_board_is_shown_where_the_news_lacks_it() -> None:
    text = good("play", TWO, "--seed", "1", "--players", "2", stdin=answers("bet", "call", "quit"))
    assert "[the board]\nYour available actions are: '[check]', '[bet]'\n" in text


# --- match ---------------------------------------------------------------------------------------


def test_a_match_is_what_play_match_says() -> None:
    args = ("match", TWO, "--seats", "random,legal_random", "--games", "6", "--seed", "3")
    data = json.loads(good(*args, "--set", "max_rounds=2", "--json"))
    result = play_match(TWO, ["random", "legal_random"], 6, 3, make_kwargs={"max_rounds": 2})
    for player, found in enumerate(data["players"]):
        assert found["player"] == ("random", "legal_random")[player]
        assert found["mean_reward"] == result.mean(player)
        assert found["reward_error"] == result.error(player)
        assert (found["won"], found["drawn"], found["lost"]) == result.outcomes(player)
    assert (data["env_id"], data["games"], data["ends"]) == (TWO, 6, {"over": 6})


def test_a_match_prints_a_line_a_player_and_how_games_ended() -> None:
    result = shell("match", TWO, "-p", "random,legal_random", "-n", "4", COLUMNS="40")
    assert (result.returncode, result.stderr) == (0, "")
    lines = result.stdout.splitlines()
    assert lines[0].split() == ["player", "reward", "won", "drawn", "lost"]
    assert [line.split()[1] for line in lines[1:3]] == ["random", "legal_random"]
    assert re.fullmatch(r"4 games of [\d.]+ actions: 4 ended by the rules\.", lines[3])
    text = good("match", TWO, "-n", "1", "--set", "max_cycles=2")
    assert text.endswith("1 game of 2.0 actions: 1 truncated by the limit of actions.\n")
    assert "±" not in text  # one game has no standard error


def test_the_seats_of_a_match_set_the_number_of_players() -> None:
    three = ("match", "gem/Santorini-v0", "-n", "1", "--set", "max_cycles=20", "--json")
    assert len(json.loads(good(*three, "-p", "legal_random,random,random"))["players"]) == 3
    assert len(json.loads(good(*three, "-p", "random"))["players"]) == 2
    args = (*three, "-p", "random", "--set", "num_players=3")
    assert len(json.loads(good(*args))["players"]) == 3


# --- bad input -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("args", "message"),
    [
        ("run gem/GuessTheNumbr-v0", "did you mean gem/GuessTheNumber-v0"),
        ("run gem/Guessthenumber-v1", "did you mean gem/GuessTheNumber-v0"),
        ("run game:Gess-v0", "no id of GEM"),
        ("run no_such_module:my/Game-v0", "No module named 'no_such_module'"),
        ("run ..x:my/Game-v0", "no id of GEM"),
        ("run gymnasium:CartPole-v1", "CartPole-v1: its actions are no text but Discrete(2)"),
        ("run zzz*", "no id matches 'zzz*'; see 'gem-gymnasium list'"),
        ("run", "Missing argument 'ID...'"),
        (f"run {ID} --policy gpt", "no policy 'gpt'; known are random, legal_random, oracle"),
        (f"run {ID} --episodes 0", "'--episodes'"),
        (f"run {ID} --episodes many", "'--episodes'"),
        (f"run {ID} --seed -1", "'--seed'"),
        (f"run {ID} --max-steps 0", "'--max-steps'"),
        (f"run {ID} --sed 1", "--sed"),
        (f"run {ID} --save /nowhere/at/all", "/nowhere/at/all: No such file"),
        (f"run {ID} --save /", "/: Is a directory"),
        (f"run {ID} --set max_turns=0", "max_turns must be a whole number"),
        (f"run {ID} --set odd=1", "'odd'"),
        (f"run {ID} --set odd", "KEY=VALUE, got 'odd'"),
        ("info wordle", "did you mean gem/Wordle-v0"),
        (f"info {ALL}", "matches 4 ids, one is needed"),
        ("play nothing-like-it", "no id matches"),
        (f"play {ID} --seed x", "'--seed'"),
        ("list zzz", "no id matches 'zzz'"),
        ("list --family odd", "no family 'odd'; known are games"),
        ("replay", "Missing argument 'FILE'"),
        ("replay /nowhere", "/nowhere: No such file"),
        ("replay /dev/null", "/dev/null: there are no episodes in it"),
        (f"replay {__file__}", "test_cli.py, line 1: "),
        ("ply", "No such command 'ply'"),
        (f"run {TWO}", "several players; use 'gem-gymnasium match' or 'gem-gymnasium play'"),
        ("run gem/KuhnPoker*", "'gem/KuhnPoker*' has several players"),
        (f"match {ID}", "one player; use 'gem-gymnasium run' or 'gem-gymnasium play'"),
        ("match gymnasium:CartPole-v1", "'CartPole-v1' has one player"),
        ("match gem/KuhnPokr-v0", "did you mean gem/KuhnPoker-v0"),
        ("match gem/KuhnPoker*", "matches 5 ids, one is needed"),
        (f"match {TWO} --seats gpt", "no player 'gpt'; known are random, legal_random"),
        (f"match {TWO} --seats random,", "no player ''"),
        (
            f"match {TWO} --seats random,random,random",
            "gem/KuhnPoker-v0 is for 2 players, and --seats names 3",
        ),
        (
            "match gem/Santorini-v0 --seats random,random --set num_players=3",
            "--seats names 2 players, and num_players is 3",
        ),
        (f"match {TWO} --set num_players=7", "must be one of 2, got 7"),
        (f"match {TWO} --games 0", "'--games'"),
        (f"match {TWO} --seats tictactoe_perfect", "plays TicTacToe and not gem/KuhnPoker-v0"),
        (f"play {TWO} --opponent tictactoe_perfect", "plays TicTacToe and not gem/KuhnPoker-v0"),
        (f"match {TWO} --set odd=1", "'odd'"),
        (f"play {TWO} --seat 2", "seat must be a number from 0 to 1"),
        (f"play {TWO} --players 5", "must be one of 2, got 5"),
        (f"play {TWO} --players 1", "'--players'"),
        (f"play {TWO} --opponent gpt", "no player 'gpt'; known are random, legal_random"),
        (f"play {TWO} --strict", "--strict is for one player"),
        (f"play {ID} --opponent random", "has one player; drop --opponent, --seat"),
        (f"info {TWO} --set num_players=9", "must be one of 2, got 9"),
        ("--odd", "--odd"),
    ],
)
def test_bad_input_gets_one_line_and_exit_code_2(args: str, message: str) -> None:
    result = call(*args.split())
    assert result.exit_code == 2
    assert result.stdout == ""
    assert message in result.stderr
    assert result.stderr.startswith("gem-gymnasium: ")
    assert result.stderr.count("\n") == 1
    assert result.stderr.endswith("\n")


def test_a_package_that_is_missing_is_named_with_the_command(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "gem_gymnasium.envs.games.guess_the_number", None)
    assert call("info", ID).exit_code == 2

    def missing(*args: object, **kwargs: object) -> None:
        raise ModuleNotFoundError("No module named 'textarena'", name="textarena.envs")

    monkeypatch.setattr("gymnasium.make", missing)
    result = call("run", ID)
    assert result.exit_code == 2
    assert result.stderr.endswith("No module named 'textarena'; try: pip install textarena\n")


def test_an_episode_of_a_file_that_cant_be_played_is_named(tmp_path: Path) -> None:
    path = tmp_path / "episodes.jsonl"
    good("run", ID, "-n", "2", "--save", str(path))
    lines = path.read_text().splitlines()
    lines[1] = lines[1].replace(ID, "gem/Nothing-v0", 1)
    path.write_text("\n".join(lines) + "\n")
    result = call("replay", str(path))
    assert result.exit_code == 2
    assert "episodes.jsonl, episode 2: " in result.stderr
    assert result.stderr.count("\n") == 1


def test_a_bug_of_an_environment_is_not_called_bad_input(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(self: object, move: int) -> None:
        raise ValueError("a bug")

    module = "gem_gymnasium.envs.games.guess_the_number.GuessTheNumber._play"
    monkeypatch.setattr(module, broken)
    with pytest.raises(ValueError, match="a bug"):
        call("run", ID)


# --- the rest ------------------------------------------------------------------------------------


def test_the_version() -> None:
    assert good("--version") == f"gem-gymnasium {gem_gymnasium.__version__}\n"


@pytest.mark.parametrize("args", [[], ["--help"], ["-h"]])
def test_help_names_the_commands(args: list[str]) -> None:
    text = good(*args)
    for command in ("list", "info", "play", "run", "match", "replay", "sandbox", "demo"):
        assert re.search(rf"\b{command}\b", text)


def test_the_command_imports_nothing_heavy() -> None:
    code = "import sys, gem_gymnasium.cli; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout
    heavy = {"rich", "PIL", "datasets", "textarena", "reasoning_gym", "pygame", "torch"}
    assert not heavy & set(loaded.split())
    assert "gem_gymnasium.multiagent" not in loaded.split()


def test_a_reader_that_stops_early_is_no_error() -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "gem_gymnasium", "list", "--json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    process.stdout.close()
    assert process.stderr is not None
    assert "Traceback" not in process.stderr.read()
    process.wait(60)


def test_the_sandbox_is_described() -> None:
    from gem_gymnasium.sandbox import report

    result = shell("sandbox")
    assert f'level "auto" is {report().level}' in result.stdout
    assert json.loads(shell("sandbox", "--json").stdout)[0]["level"] == report().level


def test_the_demo_plays_every_game_with_both_policies() -> None:
    result = shell("demo", COLUMNS="80")
    assert (result.returncode, result.stderr) == (0, "")
    table = result.stdout.split("\n\n")[-1].splitlines()
    rows = [line.split()[:2] for line in table[1:]]
    assert rows == [[env_id, policy] for env_id in DEMO for policy in ("legal_random", "oracle")]
    assert result.stdout.count("Solved after ") >= len(DEMO)
    assert f"{DEMO_OF_TWO}, tictactoe_perfect against legal_random" in result.stdout
    assert "20 games of " in result.stdout
