"""Short answers to questions: exact match and F1 after SQuAD's normalisation.

Source: the evaluation of SQuAD (Rajpurkar et al., "SQuAD: 100,000+ Questions for Machine
Comprehension of Text", 2016). As there, letters go to lower case, ASCII punctuation and the
articles a, an, the go, and white space becomes single spaces. Accents and other signs stay as they
are: "Röntgen" is not "Rontgen", and a text is compared code point by code point.

One thing differs. Where this leaves nothing of a text ("the", "A", "?"), SQuAD takes all such texts
for equal, so that an empty answer earns the reward of the gold "The The". Here such a text keeps
its articles, and its punctuation too if it has nothing else.
"""

from __future__ import annotations

import re
import string
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal

from gem_gymnasium.graders.grade import Grade

__all__ = ["exact_match", "f1", "grade", "normalize"]

_ARTICLES = re.compile(r"\b(?:a|an|the)\b")
_PUNCTUATION = str.maketrans("", "", string.punctuation)
_LONGEST = 10_000  # characters of an answer that is looked at; golds are a few words


def normalize(text: str) -> str:
    """A text in lower case, without punctuation, articles and needless white space.

    Example:
        >>> normalize("The Eiffel  Tower!")
        'eiffel tower'
        >>> normalize("The")
        'the'
    """
    lower = text.lower()
    bare = lower.translate(_PUNCTUATION)
    for form in (_ARTICLES.sub(" ", bare), bare, lower):
        words = form.split()
        if words:
            return " ".join(words)
    return ""


_normal_gold = lru_cache(maxsize=4096)(normalize)


def exact_match(answer: str, gold: str) -> float:
    """1 if both texts are the same after `normalize`, else 0; an empty text matches nothing."""
    if len(answer) > _LONGEST and len(answer) > 2 * len(gold):
        return 0.0
    normal = normalize(answer)
    return float(bool(normal) and normal == _normal_gold(gold))


def f1(answer: str, gold: str) -> float:
    """The F1 of the words in both texts after `normalize`, from 0 to 1.

    As in HotpotQA's evaluation, yes, no and "no answer" score only where both texts are the same:
    half a sentence around a "no" must not be worth something.
    """
    if len(answer) > _LONGEST and len(answer) > 2 * len(gold):
        return 0.0
    normal, reference = normalize(answer), _normal_gold(gold)
    if not normal or not reference:
        return 0.0
    if normal == reference:
        return 1.0
    if normal in _CLOSED or reference in _CLOSED:
        return 0.0
    said, wanted = normal.split(), reference.split()
    common = sum((Counter(said) & Counter(wanted)).values())
    return 2.0 * common / (len(said) + len(wanted))


_CLOSED = frozenset({"yes", "no", "noanswer", "no answer"})


def grade(
    answer: str,
    gold: str | Sequence[str],
    *,
    metric: Literal["exact_match", "f1"] = "exact_match",
) -> Grade:
    """Grade a short answer against one gold answer or several; the best counts.

    Args:
        answer: Any text: the content of the answer, without box or tags.
        gold: The reference, or several of which any may match.
        metric: "exact_match" scores 0 or 1, "f1" the share of common words.

    Returns:
        A grade with the best score; its verdict is "correct" for a score of 1, "unreadable" for an
        answer without a visible character, else "wrong".

    Raises:
        ValueError: If there is no gold, or the metric is unknown.
        TypeError: If a gold is not a string.

    Example:
        >>> grade("the Eiffel Tower.", ["Eiffel Tower", "Tour Eiffel"]).score
        1.0
        >>> grade("tower in Paris", "Eiffel Tower", metric="f1").score
        0.4
    """
    measure = _METRICS.get(metric)
    if measure is None:
        raise ValueError(f"metric={metric!r} is unknown; it is one of {', '.join(_METRICS)}.")
    golds = [gold] if isinstance(gold, str) else list(gold)
    if not golds:
        raise ValueError("gold=[] holds no answer; give at least one string.")
    for item in golds:
        if not isinstance(item, str):
            raise TypeError(f"A gold answer is a string, got {item!r} ({type(item).__name__}).")
    score = max(measure(answer, item) for item in golds)
    if score == 1.0:
        return Grade(1.0, "correct", "It is a gold answer.")
    if not answer.strip():
        return Grade(0.0, "unreadable", "The answer is empty.")
    if score > 0.0:
        return Grade(score, "wrong", f"It shares words with a gold answer: F1 is {score:.2f}.")
    return Grade(0.0, "wrong", "It is no gold answer.")


_METRICS = {"exact_match": exact_match, "f1": f1}
