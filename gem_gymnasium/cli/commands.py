"""The commands. Each imports what it needs, so that ``--help`` stays quick."""

from __future__ import annotations

import contextlib
import secrets
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from gem_gymnasium.cli import ids, multiplayer, screen
from gem_gymnasium.cli.errors import BadInput, OneLineErrors, complain, input_errors
from gem_gymnasium.cli.options import Id, Json, Settings

if TYPE_CHECKING:
    import gymnasium

    from gem_gymnasium.rollout import Episode, Result

__all__ = ["app", "main"]

DEMO = (
    "gem/GuessTheNumber-v0",
    "gem/Wordle-v0",
    "gem/Sokoban-Easy-v0",
    "gem/Game2048-Easy-v0",
    "gem/FrozenLake-v0",
    "gem/ReasoningGym-SpellBackward-v0",
    "gem/Math-v0",
    "gem/QA-v0",
    "gem/Logic-v0",
)
_DEMO_TURNS = 3  # turns of an episode that the demo shows, beside the last
_DEMO_PAUSE = 0.5  # seconds after each

app = typer.Typer(
    cls=OneLineErrors,
    help="GEM, the gym for LLM agents, as Gymnasium and PettingZoo environments.",
    context_settings={"help_option_names": ["-h", "--help"]},
    pretty_exceptions_enable=False,
)


def main() -> None:
    """The entry point of ``gem-gymnasium``."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:  # text that the terminal's encoding can't hold
            reconfigure(errors="replace" if stream is sys.stdin else "backslashreplace")
    app(prog_name="gem-gymnasium")


@app.callback(invoke_without_command=True)
def _root(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
) -> None:
    if version:
        from gem_gymnasium.version import __version__

        print(f"gem-gymnasium {__version__}")
        raise typer.Exit
    if context.invoked_subcommand is None:
        print(context.get_help())


@app.command("list")
def list_ids(
    pattern: Annotated[str, typer.Argument(help="An id, or a shell pattern.")] = "*",
    family: Annotated[str | None, typer.Option(help="Only ids of this family.")] = None,
    as_json: Json = False,
) -> None:
    """List the ids: turns, the range of a step's reward, players, needs."""
    from dataclasses import asdict

    known = ids.everything
    found = known(pattern) or [
        entry for env_id in ids.find([pattern], known) for entry in known(env_id)
    ]
    if family is not None:
        families = list(dict.fromkeys(entry.family for entry in known()))
        if family not in families:
            raise BadInput(f"no family {family!r}; known are {', '.join(families)}")
        found = [entry for entry in found if entry.family == family]
        if not found:
            raise BadInput(f"no id of the family {family!r} matches {pattern!r}")
    if as_json:
        screen.json_lines([asdict(entry) for entry in found])
        return
    screen.table(
        ("id", "family", ">turns", "reward", ">players", "needs"),
        (
            (
                entry.id,
                entry.family,
                str(entry.turns or ("drawn" if entry.family == "games" else "-")),
                "{:g} to {:g}".format(*entry.rewards),
                screen.players(entry.players),
                entry.needs,
            )
            for entry in found
        ),
    )


@app.command()
def info(
    name: Id,
    seed: Annotated[int, typer.Option(min=0, help="Seed of the observation shown.")] = 0,
    settings: Settings = None,
    as_json: Json = False,
) -> None:
    """Show what an environment is, and its first observation."""
    import inspect
    import json

    env_id = ids.find_one(name)
    if ids.is_multiplayer(env_id):
        facts, told = multiplayer.facts(env_id, ids.settings(settings or []), seed)
        _show(facts, seed, told, as_json)
        return
    with _make(env_id, ids.settings(settings or [])) as env:
        observation, first = env.reset(seed=seed)
        spec, inner = env.spec, env.unwrapped
        assert spec is not None  # made by id, it has one
        facts = {
            "id": spec.id,
            "about": " ".join((inspect.getdoc(type(inner)) or "").partition("\n\n")[0].split()),
            "entry_point": str(spec.entry_point),
            "kwargs": spec.kwargs,
            "max_turns": first.get("max_turns"),
            "reward_range": getattr(inner, "reward_range", None),
            "example_action": getattr(inner, "example_action", None),
            "action_pattern": getattr(env.action_space, "pattern", None),
        }
        if as_json:
            try:
                facts["spec"] = json.loads(spec.to_json())
            except (TypeError, ValueError):  # an argument that JSON can't hold
                facts["spec"] = None
        _show(facts, seed, str(observation), as_json)


def _show(facts: dict[str, Any], seed: int, observation: str, as_json: bool) -> None:
    if as_json:
        screen.json_lines({**facts, "seed": seed, "observation": observation})
    else:
        screen.facts(facts)
        screen.say(f"\nobservation (seed {seed})\n", "bold")
        screen.say(observation)


@app.command()
def play(
    name: Id,
    seed: Annotated[int | None, typer.Option(min=0, help="Fixes the episode.")] = None,
    settings: Settings = None,
    strict: Annotated[
        bool, typer.Option("--strict", help="An answer that can't be read ends the episode.")
    ] = False,
    opponent: Annotated[
        str | None,
        typer.Option(help="Who holds the other seats of a game; legal_random by default."),
    ] = None,
    seat: Annotated[int | None, typer.Option(min=0, help="Your seat; 0 by default.")] = None,
    players: Annotated[
        int | None, typer.Option(min=2, help="How many play; as few as may by default.")
    ] = None,
) -> None:
    """Play an environment yourself, a game of several players against others by name."""
    from gem_gymnasium.core import TextEnv
    from gem_gymnasium.policies import HumanPolicy
    from gem_gymnasium.rollout import run_episode

    env_id = ids.find_one(name)
    if seed is None:
        seed = secrets.randbelow(10**6)
    with contextlib.suppress(ImportError):
        import readline  # noqa: F401 - gives input() a line that can be edited
    chosen = ids.settings(settings or [])
    several = ids.is_multiplayer(env_id)
    if not several and (opponent, seat, players) != (None, None, None):
        raise BadInput(f"{env_id} has one player; drop --opponent, --seat and --players")
    if several and strict:
        raise BadInput(f"{env_id}: --strict is for one player; try --set on_invalid=forfeit")
    if not several and not strict and isinstance(_make(env_id, chosen).unwrapped, TextEnv):
        # A slip of the finger is not the end.
        chosen = {"on_format_error": "continue", **chosen}
    if several:
        made = multiplayer.make_seat(env_id, opponent or "legal_random", seat or 0, players, chosen)
    else:
        made = _make(env_id, chosen)
    with made as env:
        policy = HumanPolicy(env, write=screen.say, announce=False)
        screen.say('Type an answer. "?" for the rules, "legal" for the moves, "quit" to leave.')
        live: Callable[[Episode], None] = screen.Live(title=env_id)
        if several:
            live = multiplayer.boards(env, live)
        episode = run_episode(env, policy, seed, on_turn=live)
    screen.say(f"{screen.verdict(episode)} The same again: --seed {seed}", "bold")


@app.command()
def run(
    names: Annotated[
        list[str],
        typer.Argument(
            metavar="ID...",
            help="Ids or shell patterns ('gem/Sokoban*').",
            autocompletion=ids.complete,
        ),
    ],
    policy: Annotated[
        str, typer.Option("--policy", "-p", help="random, legal_random or oracle.")
    ] = "random",
    episodes: Annotated[int, typer.Option("--episodes", "-n", min=1, help="Of each id.")] = 10,
    seed: Annotated[int, typer.Option(min=0, help="Of the first episode.")] = 0,
    max_steps: Annotated[
        int | None, typer.Option(min=1, help="Truncate an episode after so many steps.")
    ] = None,
    save: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write each episode as a line of JSON.")
    ] = None,
    settings: Settings = None,
    as_json: Json = False,
) -> None:
    """Run a policy and show success rate, mean return and mean turns."""
    from gem_gymnasium.policies import POLICIES
    from gem_gymnasium.rollout import evaluate

    if policy not in POLICIES:
        raise BadInput(f"no policy {policy!r}; known are {', '.join(POLICIES)}")
    env_ids = ids.find(names)
    make_kwargs = ids.settings(settings or [])
    if max_steps is not None:
        make_kwargs["max_episode_steps"] = max_steps
    found: list[Result] = []
    failures: list[str] = []
    with contextlib.ExitStack() as stack:
        file = None
        if save is not None:
            with input_errors():
                file = stack.enter_context(open(save, "w", encoding="ascii"))
        step = stack.enter_context(screen.progress(len(env_ids) * episodes))

        def keep(episode: Episode) -> None:
            if file is not None:
                file.write(episode.to_json() + "\n")
            step(episode.env_id)

        for env_id in env_ids:
            try:
                with (
                    _make(env_id, make_kwargs) as env,
                    input_errors(env_id, values=False),
                ):
                    found.append(
                        evaluate(env, policy, episodes=episodes, seed=seed, on_episode=keep)
                    )
            except BadInput as error:
                failures.append(str(error))
    if as_json and found:
        screen.json_lines([result.summary() for result in found])
    elif found:
        screen.results(found)
    for failure in failures:
        complain(failure)
    if failures:
        raise typer.Exit(2)


@app.command()
def replay(
    path: Annotated[Path, typer.Argument(metavar="FILE", help="What run --save wrote.")],
) -> None:
    """Play saved episodes again and verify that the same comes of them."""
    from gem_gymnasium.rollout import load_episodes
    from gem_gymnasium.rollout import replay as replay_episode

    count, different = 0, 0
    with input_errors():
        for count, episode in enumerate(load_episodes(path), 1):
            with input_errors(f"{path}, episode {count}"):
                report = replay_episode(episode)
            if not report:
                different += 1
                print(f"episode {count} ({episode.env_id}, seed {episode.seed}): ", end="")
                print(report.difference)
    if not count:
        raise BadInput(f"{path}: there are no episodes in it")
    noun = "episode" if count == 1 else "episodes"
    if different:
        print(f"{different} of {count} {noun} came out differently.")
        raise typer.Exit(1)
    print(f"{count} {noun} replayed, the same byte for byte.")


app.command()(multiplayer.match)


@app.command()
def sandbox(as_json: Json = False) -> None:
    """Say how untrusted Python is confined on this machine, and what is missing for more."""
    from dataclasses import asdict

    from gem_gymnasium.sandbox import report

    found = report()
    if as_json:
        screen.json_lines([asdict(found)])
    else:
        print(found)
    if found.level is None:
        raise typer.Exit(1)


@app.command()
def demo(
    seed: Annotated[int, typer.Option(min=0, help="Fixes the episodes.")] = 0,
    fast: Annotated[bool, typer.Option("--fast", help="Without pauses.")] = False,
) -> None:
    """Watch random policies and oracles play a few games, and two players against each other."""
    from gem_gymnasium.policies import make_policy
    from gem_gymnasium.rollout import Result, run_episode

    pause = 0.0 if fast or not sys.stdout.isatty() else _DEMO_PAUSE
    found: list[Result] = []
    for env_id in DEMO:
        with _make(env_id, {}) as env:
            for name in ("legal_random", "oracle"):
                screen.say(f"\n{env_id}, policy {name}", "bold magenta")
                live = screen.Live(
                    rules=name == "legal_random",
                    actions=True,
                    most=_DEMO_TURNS,
                    pause=lambda: time.sleep(pause),
                )
                episode = run_episode(env, make_policy(name, env, seed), seed, on_turn=live)
                screen.say(screen.verdict(episode), "bold")
                found.append(Result.of(env_id, name, seed, [episode]))
    multiplayer.demo(seed, pause)
    screen.say("")
    screen.results(found)


def _make(env_id: str, kwargs: dict[str, Any]) -> gymnasium.Env[Any, Any]:
    """The environment, or one line that says why not."""
    import gymnasium

    with input_errors(env_id):
        env = gymnasium.make(env_id, **kwargs)
    if not isinstance(env.action_space, gymnasium.spaces.Text):
        raise BadInput(f"{env_id}: its actions are no text but {env.action_space}")
    return env
