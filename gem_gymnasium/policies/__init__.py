"""Policies: callables ``(observation, info) -> action`` that play any text environment.

A policy plays one environment and may keep state. ``make_policy(name, env, seed=...)`` makes those
that need no model by name.
"""

from gem_gymnasium.policies.basic import (
    POLICIES,
    OraclePolicy,
    Policy,
    RandomPolicy,
    make_policy,
    policy_name,
)
from gem_gymnasium.policies.human import HumanPolicy, Quit

__all__ = [
    "POLICIES",
    "HumanPolicy",
    "OraclePolicy",
    "Policy",
    "Quit",
    "RandomPolicy",
    "make_policy",
    "policy_name",
]
