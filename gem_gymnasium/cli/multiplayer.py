"""The commands for games of several players: what ``info`` and ``play`` do with them, ``match``."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Any

import typer

from gem_gymnasium.cli import ids, screen
from gem_gymnasium.cli.errors import BadInput, input_errors
from gem_gymnasium.cli.options import Id, Json, Settings
from gem_gymnasium.registration import multiplayer

if TYPE_CHECKING:
    from gem_gymnasium.multiagent import MatchResult
    from gem_gymnasium.rollout import Episode

__all__ = ["boards", "demo", "facts", "make_seat", "match"]

DEMO = "gem/TicTacToe-v0"
_DEMO_SEATS = ("tictactoe_perfect", "legal_random")
_DEMO_GAMES = 20
_DEMO_MOVES = 2  # moves of the first game that the demo shows, beside the last board


def facts(env_id: str, settings: dict[str, Any], seed: int) -> tuple[dict[str, Any], str]:
    """What a game is, and the first observation of its first agent."""
    import inspect

    entry = next(iter(multiplayer(env_id)), None)
    env = _make(env_id, settings)
    try:
        env.reset(seed=seed)
        agent = env.possible_agents[0]
        inner, game = env.unwrapped, getattr(env.unwrapped, "game", None)
        found: dict[str, Any] = {
            "id": env_id,
            "about": _about(inner, inspect.getdoc),
            "kwargs": {**(entry.kwargs if entry else {}), **settings},
            "players": list(entry.players) if entry else [len(env.possible_agents)],
            "information": getattr(game, "information", None),
            "turns": getattr(game, "turns", None),
            "teams": getattr(game, "teams", None),
            "zero_sum": getattr(game, "zero_sum", None),
            "max_cycles": getattr(inner, "max_cycles", None),
            "agents": list(env.possible_agents),
            "example_action": getattr(inner, "example_action", None),
            "action_pattern": getattr(env.action_space(agent), "pattern", None),
        }
        return found, str(env.observe(agent))
    finally:
        env.close()


def _about(env: Any, doc_of: Callable[[Any], str | None]) -> str:
    """The first sentence of what knows the game, or else of the environment."""
    documented = type(getattr(env, "rules", env))
    return " ".join((doc_of(documented) or "").partition("\n\n")[0].split())


def make_seat(
    env_id: str, opponent: str, seat: int, players: int | None, settings: dict[str, Any]
) -> Any:
    """One seat of a game for a person, the others held by a player of that name."""
    _known(opponent)
    import gymnasium

    if players is not None:
        settings = {"num_players": players, **settings}
    with input_errors(env_id):
        return gymnasium.make(
            "gem/Seat-v0",
            game=env_id,
            seat=seat,
            opponents=opponent,
            render_mode="ansi",
            disable_env_checker=True,  # it would play a game of its own first
            **settings,
        )


def boards(env: Any, live: Callable[[Episode], None]) -> Callable[[Episode], None]:
    """Show each turn, and the board where what the agent is told doesn't hold it."""

    def show(episode: Episode) -> None:
        live(episode)
        told = episode.turns[-1].observation if episode.turns else episode.observation
        board = "" if episode.done else env.render()
        if board not in str(told):
            screen.panel("the board", board)

    return show


def match(
    name: Id,
    seats: Annotated[
        str,
        typer.Option(
            "--seats",
            "-p",
            metavar="NAME,NAME...",
            help="A player for each seat; one name alone takes all seats.",
        ),
    ] = "legal_random",
    games: Annotated[int, typer.Option("--games", "-n", min=1, help="How many.")] = 10,
    seed: Annotated[int, typer.Option(min=0, help="Of the first game.")] = 0,
    settings: Settings = None,
    as_json: Json = False,
) -> None:
    """Let players play a game against each other, in all seats in turn."""
    from gem_gymnasium.multiagent import make_player, play_match

    names = [part.strip() for part in seats.split(",")]
    for player in names:
        _known(player)
    env_id = ids.find_one(name, multiplayer)
    made = ids.settings(settings or [])
    _check_count(env_id, names, made)
    if len(names) > 1 and multiplayer(env_id):
        made["num_players"] = len(names)
    env = _make(env_id, made)
    try:
        count = len(env.possible_agents)
        if len(names) not in (1, count):
            raise BadInput(f"{env_id} has {count} seats, and --seats names {len(names)} players")
        contestants = names * count if len(names) == 1 else names
        with input_errors():  # a player that plays other games alone says so now
            for agent, player in zip(env.possible_agents, contestants, strict=True):
                make_player(player, env, agent, seed)
        with screen.progress(games) as step:
            result = play_match(
                env, contestants, games, seed, on_game=lambda game: step(f"{env_id} {game.seed}")
            )
    finally:
        env.close()
    if as_json:
        screen.json_lines(_summary(env_id, result, seed))
    else:
        show_match(result)


def _known(player: str) -> None:
    from gem_gymnasium.multiagent import PLAYERS

    if player not in PLAYERS:
        raise BadInput(f"no player {player!r}; known are {', '.join(PLAYERS)}")


def _check_count(env_id: str, names: list[str], settings: dict[str, Any]) -> None:
    """Refuse a number of seats that the game doesn't have, before it is made."""
    entry = next(iter(multiplayer(env_id)), None)
    count = settings.get("num_players", len(names))
    if len(names) > 1 and count != len(names):
        raise BadInput(f"--seats names {len(names)} players, and num_players is {count}")
    if entry is not None and len(names) > 1 and len(names) not in entry.players:
        counts = screen.players(entry.players)
        raise BadInput(f"{env_id} is for {counts} players, and --seats names {len(names)}")


def _make(env_id: str, settings: dict[str, Any]) -> Any:
    """The environment, or one line that says why not."""
    import gymnasium
    import pettingzoo

    with input_errors(env_id):
        env: Any = pettingzoo.make("aec", env_id, **settings)
    space = env.action_space(env.possible_agents[0])
    if not isinstance(space, gymnasium.spaces.Text):
        raise BadInput(f"{env_id}: its actions are no text but {space}")
    return env


def show_match(result: MatchResult) -> None:
    """Print what each player reached, and how the games ended."""
    rows = []
    for player, name in enumerate(result.names):
        error = result.error(player)
        rows.append(
            (
                str(player),
                name,
                f"{result.mean(player):.3f}",
                "" if error is None else f"± {error:.3f}",
                *map(str, result.outcomes(player)),
            )
        )
    screen.table(("", "player", ">reward", "", ">won", ">drawn", ">lost"), rows)
    ends = ", ".join(f"{count} {_END[end]}" for end, count in _ends(result).items())
    count = len(result.games)
    actions = sum(game.actions for game in result.games) / count
    noun = "game" if count == 1 else "games"
    screen.say(f"{count} {noun} of {actions:.1f} actions: {ends}.")


_END = {
    "over": "ended by the rules",
    "time_limit": "truncated by the limit of actions",
    "transcript_length": "truncated by the length of the transcript",
}


def _ends(result: MatchResult) -> Counter[str]:
    return Counter(game.stop_reason for game in result.games)


def _summary(env_id: str, result: MatchResult, seed: int) -> dict[str, Any]:
    """A match as plain values."""
    outcomes = [result.outcomes(player) for player in range(len(result.names))]
    return {
        "env_id": env_id,
        "seed": seed,
        "games": len(result.games),
        "mean_actions": sum(game.actions for game in result.games) / len(result.games),
        "ends": dict(_ends(result)),
        "players": [
            {
                "player": name,
                "mean_reward": result.mean(player),
                "reward_error": result.error(player),
                **dict(zip(("won", "drawn", "lost"), outcomes[player], strict=True)),
            }
            for player, name in enumerate(result.names)
        ],
    }


def demo(seed: int, pause: float) -> None:
    """Show a game between two players, and then how a match between them ends."""
    from gem_gymnasium.multiagent import make_player, play_game, play_match

    env = _make(DEMO, {"render_mode": "ansi"})
    screen.say(f"\n{DEMO}, {' against '.join(_DEMO_SEATS)}", "bold magenta")
    env.reset(seed=seed)
    moves = 0

    def shown(agent: str, name: str) -> Callable[[str, dict[str, Any]], str]:
        player = make_player(name, env, agent, seed)

        def choose(observation: str, info: dict[str, Any]) -> str:
            nonlocal moves
            moves += 1
            if moves <= _DEMO_MOVES:
                screen.panel(f"{agent} ({name})", env.render())
            action = player(observation, info)
            screen.say(f"{agent} ({name}) > {action}", "bold")
            time.sleep(pause)
            return action

        return choose

    holders = dict(zip(env.possible_agents, _DEMO_SEATS, strict=True))
    result = play_game(env, {agent: shown(agent, name) for agent, name in holders.items()}, seed)
    screen.panel("the end", env.render())
    screen.say(f"{result.reason} Rewards: {result.rewards}", "bold")
    screen.say(f"\n{_DEMO_GAMES} games", "bold")
    show_match(play_match(DEMO, _DEMO_SEATS, _DEMO_GAMES, seed))
