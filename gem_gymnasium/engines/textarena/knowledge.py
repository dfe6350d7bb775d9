"""What the built-in gamemaster of TwentyQuestions knows of the secret words.

A `Trait` is asked about with certain phrases and holds for certain words; for some more it can't be
said, and it holds for no other word. Sizes compare words with common things.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["SIZES", "SIZE_OF", "TRAITS", "WORDS", "Trait"]


@dataclass(frozen=True)
class Trait:
    """Something that a question can be about.

    Attributes:
        phrases: What a question says if it asks about it.
        words: The words that have it.
        unsure: Those of which it can't be said.
    """

    phrases: tuple[str, ...]
    words: frozenset[str]
    unsure: frozenset[str] = frozenset()


def _set(text: str) -> frozenset[str]:
    """Words that are separated by commas; blanks belong to them."""
    return frozenset([word.strip() for word in text.replace("\n", " ").split(",")])


def _trait(phrases: str, words: str | frozenset[str], unsure: str | frozenset[str] = "") -> Trait:
    sets = [_set(given) if isinstance(given, str) else given for given in (words, unsure)]
    return Trait(tuple(sorted(_set(phrases))), sets[0], sets[1] - {""})


# --- the words ------------------------------------------------------------------------------------

_NATURE = _set("""beach, island, mountain, desert, forest, lake, river, waterfall, canyon, volcano,
    cave, jungle, gorge, tundra, glacier, archipelago, isthmus, plateau, badlands, fjord, lagoon""")
_OPEN = _set("""park, zoo, stadium, bus stop, bridge, playground, market, amusement park, port,
    harbor, town square, farm, arboretum, colosseum, market bazaar, amphitheater, palisade,
    war memorial, botanical gardens, outpost, water reservoir, metropolis, power substation""")
_MEDICAL_PLACES = _set("""hospital, pharmacy, quarantine facility, asylum, hospice""")
_SCHOOLS = _set("""school, university, college, kindergarten, nursery, library, conservatory""")
_RELIGIOUS = _set("church, mosque, temple, synagogue, monastery, basilica, cathedral")
_TRAVEL = _set("""airport, train station, bus stop, subway station, port, harbor, gas station,
    bridge, cruise liner""")
_SHOPS = _set("""supermarket, mall, bakery, butcher, pharmacy, barbershop, salon, gas station,
    market, post office, market bazaar""")
_FOOD_PLACES = _set("""restaurant, supermarket, bakery, butcher, market, farm, market bazaar""")
_FUN = _set("""zoo, aquarium, museum, theater, stadium, cinema, playground, amusement park, spa,
    beach, park, planetarium, colosseum, amphitheater, cruise liner, botanical gardens, aviary""")
_HOMES = _set("""house, apartment, hotel, castle, dormitory, monastery, barracks, cruise liner,
    asylum, hospice, citadel, garrison""")
_ARMED = _set("""citadel, fortress, barracks, garrison, armory, command center, palisade, outpost,
    underground bunker, castle""")
_BUILDINGS = (
    _set("""school, hospital, restaurant, library, aquarium, museum, theater, gym,
    supermarket, mall, airport, train station, castle, tower, hotel, house, apartment, office,
    factory, courtroom, police station, fire station, post office, bakery, butcher, pharmacy,
    barbershop, salon, spa, cinema, gas station, university, college, kindergarten, nursery,
    subway station, lighthouse, observatory, greenhouse, laboratory, planetarium, embassy,
    catacombs, quarantine facility, citadel, aviary, fortress, asylum, dormitory, courthouse,
    barracks, garrison, hospice, conservatory, seismology station, underground bunker,
    command center, armory, industrial complex, nuclear reactor, torture chamber""")
    | _RELIGIOUS
)
_OTHER_PLACES = _set("biosphere, sanctuary, cruise liner")
_PLACES = _NATURE | _OPEN | _BUILDINGS | _OTHER_PLACES

_HEALERS = _set("""doctor, nurse, pharmacist, veterinarian, pathologist, chiropractor, coroner""")
_SCHOLARS = _set("""scientist, professor, entomologist, archaeologist, herpetologist,
    anthropologist, pathologist, physicist, biostatistician, geophysicist, cosmologist,
    paleontologist, mycologist, oceanographer, taxonomist, cryptographer, parapsychologist""")
_PERFORMERS = _set("""musician, actor, dancer, comedian, magician, radio host, tv presenter,
    ventriloquist, puppeteer, hypnotist, carnival barker""")
_ARTISTS = _set("""artist, musician, actor, director, writer, poet, dancer, photographer,
    tattoo artist, puppeteer, scripter""")
_SPORTS = _set("athlete, coach, gymnast, boxer, swimmer, skater, pole vaulter")
_LAW = _set("police officer, judge, lawyer, detective, bounty hunter, coroner")
_STATE = _set("politician, president, mayor, judge, soldier, police officer")
_CRAFTS = _set("""mechanic, electrician, plumber, carpenter, tailor, blacksmith, fletcher,
    cartwright, shipwright, embroiderer, stonemason, lapidary, cobbler, luthier, tinsmith,
    barber, tattoo artist, gardener""")
_TRADE = _set("businessperson, banker, cashier, shopkeeper, actuary, appraiser, florist")
_UNIFORMED = _set("""nurse, firefighter, police officer, pilot, soldier, sailor, astronaut, chef""")
_OTHER_PEOPLE = _set("""teacher, engineer, waiter, farmer, architect, journalist, student,
    inventor, fisherman, sommelier, cartographer, mixologist, clairvoyant, gunslinger,
    lexicographer, beekeeper, film projectionist, cartomancer, pyrotechnician, numismatist,
    stoic philosopher""")
_PEOPLE = (
    _HEALERS | _SCHOLARS | _PERFORMERS | _ARTISTS | _SPORTS | _LAW | _STATE | _CRAFTS | _TRADE
) | (_UNIFORMED | _OTHER_PEOPLE)

_MAMMALS = _set("""lion, tiger, elephant, zebra, dolphin, whale, rabbit, fox, horse, cow, sheep""")
_BIRDS = _set("penguin, chicken, parrot, eagle")
_INSECTS = _set("butterfly, bee, ant")
_ANIMALS = _MAMMALS | _BIRDS | _INSECTS | _set("spider, fish, frog, snake, lizard")
_PLANTS = _set("tree, flower, grass")
_PRODUCE = _set("apple, banana, carrot, potato, tomato, onion, garlic")
_FOOD = _PRODUCE | _set("""bread, butter, cheese, honey, egg, salt, pepper, sugar, cake, cookie,
    ice cream, cereal""")
_DRINKS = _set("milk, water, juice, coffee, tea")
_SKY = _set("sun, moon, cloud, star")
_WILD_THINGS = _ANIMALS | _PLANTS | _PRODUCE | _SKY | _set("leaf, water, honey, egg, salt, pepper")
_INSTRUMENTS = _set("guitar, piano, violin, drums")
_VEHICLES = _set("car, bike, train, bus, airplane, velocipede")
_CLOTHES = _set("shirt, pants, hat, shoes, corset")
_FURNITURE = _set("table, chair, sofa, bed, shelf")
_TABLEWARE = _set("spoon, fork, knife, plate, bowl, cup, glass")
_WASHING = _set("soap, shampoo, toothbrush, toothpaste, comb, brush, towel")
_BEDDING = _set("bed, pillow, blanket, sleeping bag")
_CLOTH = _set("""shirt, pants, pillow, blanket, carpet, curtain, towel, thread, fabric, teddy bear,
    tent, sleeping bag, tapestry""")
_SEWING = _set("needle, thread, button, fabric, scissors")
_TOYS = _set("""ball, puzzle, toy, doll, balloon, kite, teddy bear, marble, yo-yo, trampoline,
    kaleidoscope, labyrinth puzzle""")
_DESK = _set("""pencil, paper, book, scissors, ruler, notebook, globe, calligraphy set,
    fountain pen, paperweight""")
_ELECTRIC = _set("""phone, computer, camera, television, radio, lamp, flashlight, thermocouple,
    polygraph, spectrometer, autoclave, centrifuge, incubator""")
_LENSES = _set("""camera, binoculars, microscope, telescope, monocle, spyglass, kaleidoscope,
    parabolic mirror, mirror, diffraction grating, daguerreotype""")
_MEASURING = _set("""clock, ruler, astrolabe, thermocouple, polygraph, spectrometer, chronometer,
    barometer, alidade, sextant, anemometer, metronome, sundial""")
_SEA_THINGS = _set("sextant, capstan, tiller, spyglass, diving bell, fishing weir, astrolabe")
_OTHER_THINGS = _set("""window, door, bottle, basket, tessellation, gyroscope, aerator, candelabrum,
    gramophone, phonograph, whittling knife, loom, distaff, topiary shears, sarcophagus,
    articulated skeleton, fossilized amber, globe-trotting trunk, trellis, quiver, retort stand,
    conservatory bell jar, crucible, television""")
_MADE_THINGS = (
    _INSTRUMENTS | _VEHICLES | _CLOTHES | _FURNITURE | _TABLEWARE | _WASHING | _BEDDING | _CLOTH
) | (_SEWING | _TOYS | _DESK | _ELECTRIC | _LENSES | _MEASURING | _SEA_THINGS | _OTHER_THINGS)
_THINGS = _MADE_THINGS | _WILD_THINGS | _FOOD | _DRINKS

WORDS = _PLACES | _PEOPLE | _THINGS
"""All words that something is known of."""

# --- sizes ----------------------------------------------------------------------------------------

_SIZE_WORDS = {
    1: """ant, bee, butterfly, spider, leaf, egg, garlic, button, needle, thread, marble, cookie,
        salt, pepper, sugar, pencil, fountain pen, monocle, spoon, fork, comb, toothbrush, soap""",
    2: """apple, banana, carrot, potato, tomato, onion, bread, butter, cheese, cake, ice cream,
        cereal, honey, milk, juice, coffee, tea, flower, phone, camera, book, paper, notebook,
        ruler, scissors, knife, plate, bowl, cup, glass, bottle, shampoo, toothpaste, brush, doll,
        yo-yo, flashlight, binoculars, shoes, hat, frog, metronome, sextant, paperweight, spyglass,
        kaleidoscope, crucible, whittling knife, fossilized amber, calligraphy set, astrolabe,
        chronometer, gyroscope, alidade""",
    3: """ball, chair, shirt, pants, guitar, violin, computer, radio, fish, rabbit, fox, sheep,
        chicken, parrot, eagle, penguin, snake, lizard, pillow, blanket, towel, basket, teddy bear,
        kite, globe, microscope, lamp, sleeping bag, corset, quiver, gramophone, phonograph,
        topiary shears, candelabrum, globe-trotting trunk, balloon, centrifuge, distaff""",
    4: "table, piano, drums, sofa, bed, bike, lion, tiger, zebra, horse, cow, trampoline, tent, "
    "velocipede, loom, sarcophagus, diving bell, dolphin, door",
    5: "car",
    6: "train, bus, airplane, elephant, whale, sun, moon, star, cloud, cruise liner",
}
SIZE_OF: dict[str, float] = {
    word: size for size, text in _SIZE_WORDS.items() for word in _set(text)
}
SIZE_OF.update(dict.fromkeys(_PLACES, 6))
SIZE_OF.update(dict.fromkeys(_PEOPLE, 3.5))
"""How big words are, from 1 (it fits into a pocket) to 6 (bigger than a car)."""
SIZES = {
    **dict.fromkeys(("pocket", "coin", "finger"), 1.5),
    **dict.fromkeys(("hand", "palm", "shoebox", "breadbox", "bread box", "football", "cat"), 2.5),
    **dict.fromkeys(("person", "human", "man", "me", "you", "people", "adult"), 3.5),
    **dict.fromkeys(("car", "vehicle"), 5.0),
}
"""What sizes are compared with."""

# --- what questions are about ---------------------------------------------------------------------

TRAITS = (
    _trait("it a place, a location, somewhere, somewhere you can go", _PLACES),
    _trait(
        "it a person, it a human, it human, human being, profession, a job, occupation, someone, "
        "somebody",
        _PEOPLE,
    ),
    _trait("it a thing, an object, an item", _THINGS, _ANIMALS),
    _trait("alive, living, living thing, living being", _PEOPLE | _ANIMALS | _PLANTS, "leaf"),
    _trait("animal, creature", _ANIMALS, _PEOPLE),
    _trait("mammal", _MAMMALS, _PEOPLE),
    _trait("bird, feathers, feathered", _BIRDS),
    _trait("insect, bug", _INSECTS, "spider"),
    _trait("reptile", "snake, lizard"),
    _trait("amphibian", "frog"),
    _trait("pet, kept as a pet", "fish, rabbit, parrot", "snake, lizard, frog, spider, horse"),
    _trait("farm animal, livestock", "horse, cow, sheep, chicken", "rabbit"),
    _trait("wild animal", _ANIMALS - _set("horse, cow, sheep, chicken"), "rabbit, fish, parrot"),
    _trait(
        "predator, carnivore, eat meat, eats meat",
        "lion, tiger, eagle, snake, spider, dolphin",
        "fox, whale, fish, frog, lizard, penguin",
    ),
    _trait("fur", "lion, tiger, rabbit, fox", "horse, cow, zebra, sheep, teddy bear"),
    _trait("stripes, striped, black and white", "tiger, zebra", "penguin, cow, bee, piano"),
    _trait(
        "wings, fly, flies",
        "butterfly, bee, parrot, eagle, airplane, kite",
        "chicken, penguin, ant, balloon, pilot, astronaut, cloud",
    ),
    _trait(
        "swim, in water, in the water, aquatic, in the ocean, in the sea",
        "penguin, dolphin, whale, fish, frog, swimmer",
        "sailor, snake, diving bell, oceanographer",
    ),
    _trait(
        "four legs, 4 legs",
        "lion, tiger, elephant, zebra, rabbit, fox, horse, cow, sheep, frog, "
        "lizard, table, chair, bed",
        "sofa",
    ),
    _trait(
        "legs",
        (_ANIMALS - _set("dolphin, whale, fish, snake")) | _PEOPLE | _set("table, chair"),
        "bed, sofa, piano, doll, teddy bear",
    ),
    _trait(
        "dangerous",
        "lion, tiger, volcano, snake, torture chamber",
        _set("knife, spider, bee, nuclear reactor, whale, elephant, desert, jungle"),
    ),
    _trait("plant, vegetation", _PLANTS, _PRODUCE | _set("leaf")),
    _trait("green", "grass, leaf, tree, frog, forest, jungle", "lizard, parrot, apple, bottle"),
    _trait(
        "food, edible, eat, eaten, eat it, something you eat",
        _FOOD | _set("fish, chicken"),
        _DRINKS | _set("rabbit, cow, sheep, frog, flower, leaf, chef, waiter"),
    ),
    _trait("drink, beverage, liquid, drink it", _DRINKS, "honey, shampoo"),
    _trait("fruit", "apple, banana", "tomato"),
    _trait("vegetable", "carrot, potato, onion, garlic", "tomato"),
    _trait(
        "sweet, dessert",
        "apple, banana, honey, sugar, cake, cookie, ice cream",
        "juice, cereal, carrot, milk",
    ),
    _trait("dairy", "butter, cheese, milk, ice cream"),
    _trait("spice, seasoning", "salt, pepper", "garlic, sugar"),
    _trait("hot drink, caffeine", "coffee, tea"),
    _trait(
        "man-made, manmade, man made, artificial, made by people, made by humans, manufactured",
        (
            _MADE_THINGS
            | _OPEN
            | _BUILDINGS
            | _set(
                "cruise liner, bread, butter, cheese, sugar, cake, cookie, ice cream, cereal, juice"
            )
        )
        - _set("articulated skeleton"),
        "milk, coffee, tea, biosphere, sanctuary, fossilized amber, articulated skeleton, park",
    ),
    _trait(
        "natural, found in nature, nature",
        _NATURE | _WILD_THINGS | _set("fossilized amber"),
        "milk, park, farm, biosphere, sanctuary, articulated skeleton, botanical gardens",
    ),
    _trait(
        "electronic, electric, electrical, electricity, battery, batteries, plugged in",
        _ELECTRIC,
        "clock, toy, car, bus, train, airplane, toothbrush, microscope, telescope, "
        "guitar, piano, aerator, chronometer, metronome",
    ),
    _trait("screen", "phone, computer, television", "camera"),
    _trait("musical instrument, instrument, play music, musical", _INSTRUMENTS, _MEASURING),
    _trait("strings", "guitar, violin", "piano, yo-yo, kite"),
    _trait(
        "make music, plays music, music",
        _INSTRUMENTS | _set("radio, gramophone, phonograph, musician, luthier"),
        "phone, computer, television, metronome, dancer, theater",
    ),
    _trait(
        "vehicle, transportation, means of transport, ride, drive",
        _VEHICLES | _set("cruise liner"),
        "horse, diving bell, elephant",
    ),
    _trait("wheels", _VEHICLES, "toy, globe-trotting trunk"),
    _trait("engine, motor", "car, train, bus, airplane, cruise liner", "bike"),
    _trait(
        "clothing, clothes, garment, wear, wear it, worn, wearable",
        _CLOTHES | _set("monocle"),
        "button, quiver, fabric",
    ),
    _trait("furniture, piece of furniture", _FURNITURE, "lamp, carpet, mirror"),
    _trait("sit on, sit", "chair, sofa", "bed, table, carpet, horse, ball"),
    _trait(
        "kitchen, found in a kitchen, cook, cooking",
        _TABLEWARE | _FOOD | _DRINKS | _set("bottle, chef"),
        "table, chair, lamp, clock, radio, towel, soap, door, window, basket",
    ),
    _trait("cutlery, utensil, silverware", "spoon, fork, knife", "whittling knife"),
    _trait(
        "container, hold liquid, hold things",
        "bowl, cup, glass, bottle, basket, quiver, crucible, globe-trotting trunk",
        "sarcophagus, conservatory bell jar, water reservoir, spoon, shelf",
    ),
    _trait("bathroom, hygiene, wash, clean, cleaning", _WASHING, "mirror, water"),
    _trait(
        "bedroom, sleep, sleeping, sleep in, sleep on",
        _BEDDING | _set("bed"),
        _HOMES | _set("tent, sofa, lamp, teddy bear, mirror, clock, curtain"),
    ),
    _trait(
        "fabric, cloth, textile, soft",
        _CLOTH | _set("hat"),
        "sofa, bed, doll, corset, shoes, sheep, rabbit, bread, cloud",
    ),
    _trait("sewing, sew", _SEWING | _set("tailor, embroiderer"), "loom, distaff"),
    _trait("toy, play with, played with, plaything", _TOYS, "bike, car, drums, train, dolphin"),
    _trait(
        "school supply, stationery, office supply, write, write with, writing",
        _DESK | _set("writer, poet, journalist"),
        "computer, lexicographer, scripter, phone",
    ),
    _trait("read, read it, reading", "book, notebook", "paper, phone, computer, writer"),
    _trait(
        "in the sky, in space, sky, space, outer space",
        _SKY,
        "airplane, kite, balloon, astronaut, planetarium, observatory, eagle, telescope",
    ),
    _trait(
        "lens, lenses, look through, see through, optical",
        _LENSES | _set("window"),
        "glass, sextant, alidade, bottle, astrolabe",
    ),
    _trait(
        "measure, measuring, measuring instrument, measuring device",
        _MEASURING,
        "spoon, cup, telescope, gyroscope",
    ),
    _trait(
        "tell time, tell the time, tells time, tells the time",
        "clock, chronometer, sundial",
        "metronome, phone, computer, astrolabe, radio",
    ),
    _trait(
        "sharp, cut, cutting",
        "knife, scissors, needle, fork, whittling knife, topiary shears",
        "pencil, glass",
    ),
    _trait(
        "tool",
        "scissors, needle, knife, comb, brush, whittling knife, topiary shears, loom, "
        "distaff, flashlight",
        _TABLEWARE | _MEASURING | _LENSES | _DESK,
    ),
    _trait(
        "glass, made of glass",
        "glass, bottle, mirror, window, marble, conservatory bell jar",
        "lamp, bowl, cup, plate, microscope, telescope, greenhouse, monocle",
    ),
    _trait(
        "round, spherical, sphere",
        "ball, sun, moon, globe, marble, apple, onion, tomato",
        "balloon, plate, clock, button, yo-yo, potato, egg, star, cookie, cake, monocle",
    ),
    _trait(
        "gives light, emit light, shine, shines",
        "sun, moon, star, lamp, flashlight, candelabrum, lighthouse",
        "television, phone, computer",
    ),
    _trait("hot, warm", "sun, volcano, desert, star", "coffee, tea, lamp, jungle, beach, blanket"),
    _trait(
        "cold, frozen, ice",
        "ice cream, glacier, tundra",
        "milk, water, juice, penguin, skater, fjord",
    ),
    _trait("building, structure", _BUILDINGS, "bridge, stadium, colosseum, amphitheater, palisade"),
    _trait(
        "indoors, indoor, inside, inside a building",
        _BUILDINGS | _FURNITURE | _BEDDING,
        _MADE_THINGS | _FOOD | _DRINKS | _PEOPLE | _OTHER_PLACES,
    ),
    _trait(
        "outdoors, outdoor, outside",
        _NATURE | _OPEN | _SKY | _PLANTS | _set("farmer, gardener"),
        _ANIMALS | _PEOPLE | _VEHICLES | _MADE_THINGS | _OTHER_PLACES,
    ),
    _trait(
        "body of water",
        "lake, river, waterfall, lagoon, fjord, water, water reservoir",
        "beach, island, port, harbor, aquarium, archipelago, swimmer, sailor, glacier, spa",
    ),
    _trait(
        "medicine, medical, health, healthcare, sick, sick people, hospital, patients",
        _MEDICAL_PLACES | _HEALERS,
        "autoclave, laboratory, spa, nursery, incubator, gym",
    ),
    _trait(
        "education, educational, learn, learning, students, study, teach, school",
        _SCHOOLS | _set("teacher, professor, student, coach"),
        _SCHOLARS | _DESK | _set("museum, laboratory, dormitory, planetarium, computer"),
    ),
    _trait(
        "religious, religion, worship, pray, prayer, holy",
        _RELIGIOUS,
        "sanctuary, catacombs, sarcophagus, candelabrum",
    ),
    _trait(
        "travel, transport, trip",
        _TRAVEL | _VEHICLES,
        "globe-trotting trunk, pilot, sailor, hotel, astronaut, island, beach, sleeping bag, tent",
    ),
    _trait(
        "store, shop, buy things, shopping, buy something",
        _SHOPS | _set("shopkeeper, cashier"),
        "mall, florist, restaurant",
    ),
    _trait(
        "serve food, food there, sells food, eat there, buy food",
        _FOOD_PLACES,
        "mall, hotel, amusement park, stadium, cinema, airport, gas station, cruise liner",
    ),
    _trait(
        "fun, entertainment, entertaining, entertain, leisure",
        _FUN | _TOYS | _PERFORMERS | _set("television"),
        "mall, gym, radio, computer, phone, island",
    ),
    _trait(
        "sport, sports, athletic, exercise, athlete",
        _SPORTS | _set("stadium, gym, ball"),
        "park, trampoline, bike, dancer, playground, colosseum, skater",
    ),
    _trait(
        "live in, live there, people live, residential, home",
        _HOMES | _set("house"),
        "island, farm, metropolis, fortress, forest, jungle",
    ),
    _trait(
        "military, army, war, soldiers, weapon, weapons, defence, defense",
        _ARMED | _set("soldier, war memorial, quiver"),
        "gunslinger, fletcher, blacksmith, sailor",
    ),
    _trait(
        "animals there, animals, see animals",
        "zoo, aquarium, farm, aviary, veterinarian, beekeeper, entomologist, herpetologist",
        "jungle, forest, park, sanctuary, farmer, fisherman",
    ),
    _trait(
        "science, scientific, scientist, research",
        _SCHOLARS
        | _set(
            "observatory, laboratory, planetarium, seismology station, microscope, "
            "telescope, centrifuge, spectrometer, thermocouple, retort stand, diffraction grating"
        ),
        _MEASURING | _HEALERS | _set("university, engineer, inventor, museum, crucible, biosphere"),
    ),
    _trait(
        "stars, astronomy",
        "observatory, planetarium, telescope, cosmologist, star",
        "astrolabe, sextant, astronaut",
    ),
    _trait(
        "art, artist, artistic, creative, arts",
        _ARTISTS | _set("tapestry, museum, theater"),
        _PERFORMERS | _CRAFTS | _set("tessellation, calligraphy set, chef, architect, inventor"),
    ),
    _trait(
        "perform, performer, performs, on stage, stage, audience",
        _PERFORMERS | _set("theater, amphitheater"),
        "gymnast, skater, director, artist, poet",
    ),
    _trait(
        "law, legal, court, crime, criminals",
        _LAW | _set("courtroom, courthouse, police station"),
        "politician, bounty hunter, polygraph, cryptographer",
    ),
    _trait(
        "government, politics, political, public servant",
        _STATE | _set("embassy, courtroom, courthouse, police station, fire station, post office"),
        "teacher, firefighter, library",
    ),
    _trait(
        "emergency, rescue, save lives, saves lives",
        "hospital, police station, fire station, firefighter, police officer, doctor, nurse",
        "veterinarian, soldier, lighthouse, underground bunker",
    ),
    _trait(
        "work with their hands, works with their hands, craft, crafts, build, builds, "
        "makes things, repair, repairs, manual",
        _CRAFTS,
        "engineer, artist, inventor, farmer, chef, architect, fisherman, beekeeper, puppeteer",
    ),
    _trait(
        "money, business, finance, sell, sells",
        _TRADE | _SHOPS,
        "numismatist, politician, sommelier, waiter",
    ),
    _trait(
        "uniform, wear a uniform, wears a uniform",
        _UNIFORMED,
        "waiter, cashier, student, judge, mechanic, athlete, boxer, gymnast, doctor",
    ),
    _trait(
        "sea, ship, ships, sailing, nautical",
        _SEA_THINGS
        | _set(
            "sailor, fisherman, shipwright, port, harbor, lighthouse, cruise liner, oceanographer"
        ),
        "beach, island, lagoon, fjord, whale",
    ),
    _trait(
        "magic, fortune, future, supernatural, occult",
        "magician, clairvoyant, cartomancer, parapsychologist",
        "hypnotist",
    ),
    _trait(
        "fire",
        "firefighter, fire station, pyrotechnician, blacksmith, candelabrum, volcano",
        "sun, crucible, tinsmith, chef",
    ),
    _trait(
        "dead, death, burial, buried",
        "catacombs, sarcophagus, coroner, articulated skeleton, war memorial",
        "pathologist, hospice, paleontologist, fossilized amber",
    ),
    _trait(
        "underground, under the ground",
        "cave, catacombs, subway station, underground bunker",
        "torture chamber, potato, carrot, onion, garlic, ant",
    ),
)
"""Everything that a question can be about, but letters and sizes."""
