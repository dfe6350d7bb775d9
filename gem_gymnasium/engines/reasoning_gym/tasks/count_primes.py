"""Prime numbers of an interval."""

from gem_gymnasium.engines.reasoning_gym.task import NumberTask


class CountPrimes(NumberTask):
    """How many primes there are from one number to another."""

    name = "count_primes"
    example = "4321"
    pattern = r"0|[1-9]\d{0,3}"
    changes = ("An answer must be the number; a text that contains it earns nothing.",)
