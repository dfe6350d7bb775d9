"""Invented names of people, places and works, none of them twice in a world."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from gem_gymnasium.generators.worlds.dice import Dice

__all__ = ["CULTURES", "Culture", "Names"]


@dataclass(frozen=True, slots=True)
class Culture:
    """The sounds of a culture's names; each field lists parts with spaces between them."""

    starts: str
    vowels: str
    middles: str
    women: str
    men: str
    families: str
    towns: str
    regions: str


CULTURES = (
    Culture(
        "V K T D S M R Br Dr Tr Zh",
        "a e i o",
        "l r n lk rk st nd v lm rv",
        "ena isa ille ava ora",
        "ar eno ork ik umir",
        "osk evin arro ulek orad",
        "ovar isk endor umna",
        "avia omark enska",
    ),
    Culture(
        "B C F G H L M P R S T W",
        "a e o u",
        "rr nn ll sk ndr lb rt mbl dd",
        "wyn eth anna ilde",
        "ric ald wen ott",
        "wick ombe stall thorne gar",
        "holt stow combe well",
        "shire land moor",
    ),
    Culture(
        "A E I O U Ya Ke No Su Ta",
        "a i u o",
        "k m n r s t sh h",
        "iko ume ari ena",
        "aro oshu iro eru",
        "moto nabe zuka riha",
        "saki hara domu zawu",
        "goku shiro narai",
    ),
    Culture(
        "Al Ba Ca Da Fe Ga Lu Ma Pe Ro Sa Vi",
        "e i o a",
        "r l nd nt lv rc st b",
        "ina etta ola isca",
        "ino etto ardo usco",
        "alli onte ezzi ambro",
        "ano essa ella orra",
        "onia agna itania",
    ),
    Culture(
        "Aj Bh Ch D Il J Kh N R S Z",
        "a aa i u",
        "dr m n r sh v y bh",
        "iya ani eela isha",
        "esh avan inder ul",
        "akar endra avi oorin",
        "apur abad anagar olli",
        "adesh astan anda",
    ),
    Culture(
        "Th Sk Br H Gr Fj St Ei Ul Jo",
        "a e o y",
        "rg ln rm ndr ld rv gn kk",
        "hild unn veig isa",
        "olf mund stein ir",
        "gaard strand lund borg",
        "vik fors heim dal",
        "rike mark vidda",
    ),
    Culture(
        "Am Ch Nk Ob Od T Z M K Ol",
        "a e o u i",
        "b d k l mb nd ng z w",
        "ara isha ewa olu",
        "ani osi umo ade",
        "azi eko unde ombo",
        "abi uru enga owa",
        "anda ola unia",
    ),
    Culture(
        "Qu X T N Ch Pi Il W Am Y",
        "a i u e",
        "ll n k ch t q tl r",
        "ima aya itl ona",
        "atl ano uc imar",
        "ampa ixtec anqa uay",
        "tepa cancha marca olin",
        "suyu pampa anaca",
    ),
)
_QUALITIES = (
    "Amber Ashen Borrowed Brass Broken Buried Copper Crooked Distant Drowned Empty Folded Frozen "
    "Gilded Glass Hidden Hollow Idle Ivory Last Leaden Lesser Lonely Marble Narrow Nameless Ninth "
    "Painted Pale Patient Quiet Restless Rusted Salted Scattered Seventh Silent Slanted Sleeping "
    "Slow Smoky Stolen Sunken Tender Thirsty Tidal Unlit Velvet Wandering Waxen Wingless Woven"
)
_THINGS = (
    "Almanac Anchor Apiary Archive Balcony Beacon Bell Bridge Cabinet Candle Canal Cellar Chart "
    "Clock Compass Courtyard Ferry Garden Gate Granary Harbour Heron Inkwell Kiln Ladder Lamp "
    "Lantern Ledger Loom Mapmaker Market Meadow Mill Mirror Needle Orchard Parade Pilot Quarry "
    "Quarter Reservoir Rope Sail Season Shutter Signal Spindle Stair Sundial Tannery Thicket "
    "Threshold Umbrella Vineyard Waltz Weaver Wharf Whistle Window"
)
_PATTERNS = (
    ("The {q} {t}", 5),
    ("{q} {t}", 3),
    ("A {t} for {n}", 2),
    ("The {t} of {n}", 2),
    ("{t} and {u}", 2),
    ("The {q} {t} and the {u}", 1),
)
_TITLES = tuple(pattern for pattern, weight in _PATTERNS for _ in range(weight))


class Names:
    """Draws names that no entity of the world has yet.

    Names stay apart even where capitals, punctuation and articles don't count, as in many scores.
    """

    def __init__(self, dice: Dice) -> None:
        self._dice = dice
        self._taken: set[str] = set()

    def given(self, culture: Culture, woman: bool) -> str:
        """A given name; two people may share one."""
        return self._word(culture, culture.women if woman else culture.men)

    def family(self, culture: Culture) -> str:
        """A new surname."""
        return self._new(culture, culture.families)

    def full(self, culture: Culture, woman: bool, surname: str) -> str:
        """A given name that is new in the family, and the surname."""
        while True:
            name = f"{self.given(culture, woman)} {surname}"
            if self._take(name):
                return name

    def town(self, culture: Culture) -> str:
        """A new town's name."""
        return self._new(culture, culture.towns)

    def region(self, culture: Culture) -> str:
        """A new region's name."""
        return self._new(culture, culture.regions)

    def word(self, culture: Culture) -> str:
        """A new name of no set form, for a river or a company."""
        return self._new(culture, culture.vowels)

    def title(self, culture: Culture) -> str:
        """A new title of a work."""
        dice = self._dice
        while True:
            thing, other = dice.some(_parts(_THINGS), 2)
            pattern = dice.pick(_TITLES)
            name = self._word(culture, culture.vowels) if "{n}" in pattern else ""
            title = pattern.format(q=dice.pick(_parts(_QUALITIES)), t=thing, u=other, n=name)
            if pattern.startswith("A ") and thing[0] in "AEIOU":
                title = f"An{title[1:]}"
            if self._take(title):
                return title

    def _new(self, culture: Culture, ends: str) -> str:
        while True:
            word = self._word(culture, ends)
            if self._take(word):
                return word

    def _word(self, culture: Culture, ends: str) -> str:
        dice = self._dice
        start, vowel = dice.pick(_parts(culture.starts)), dice.pick(_parts(culture.vowels))
        if start[-1] in "aeiou":
            vowel = ""
        middle, end = dice.pick(_parts(culture.middles)), dice.pick(_parts(ends))
        if end[0] not in "aeiouy":
            middle += dice.pick(_parts(culture.vowels))
        elif len(end) == 1:
            middle += dice.pick(_parts(culture.vowels)) + dice.pick("lnrs")
        return start + vowel + middle + end

    def _take(self, name: str) -> bool:
        key = name.lower()
        for article in ("the ", "a ", "an "):
            key = key.removeprefix(article)
        if key in self._taken:
            return False
        self._taken.add(key)
        return True


@cache
def _parts(text: str) -> list[str]:
    return text.split()
