"""Random small structures: up to 9 optional units in 4 groups on 3 pathways, with every kind of constraint."""

import random
from dataclasses import replace

from htq_core.model.records import OptionGroup, Unit
from tests.pathways.brute_force import permitted
from tests.pathways.structures import Structure, choose, unit

CREDITS = [(10,), (10, 20), (7.5, 10, 15), (5, 10, 10, 20, 30)]


def random_structure(seed: int) -> Structure:
    """The structure that a seed stands for. About one in four has gaps: no credits, no status, no rule."""
    chance = random.Random(seed)
    gaps = chance.random() < 0.25
    pathways = [f"P{number}" for number in range(chance.randint(1, 3))] if chance.random() < 0.5 else []
    groups = [f"G{number}" for number in range(chance.randint(1, 4))]
    codes = [f"U{number}" for number in range(chance.randint(2, 12))]
    units = _random_units(chance, codes, groups, pathways, gaps)
    rows = [
        row
        for group in groups
        if not (gaps and chance.random() < 0.15)
        for row in _random_rows(chance, group, [unit for unit in units if unit.group == group], pathways, gaps)
    ]
    covers = {
        f"K{number}": frozenset(chance.sample(codes, chance.randint(0, min(4, len(codes)))))
        for number in range(chance.randint(1, 8))
    }
    return _with_total(chance, Structure(tuple(units), tuple(rows), None, covers))


def _random_units(
    chance: random.Random, codes: list[str], groups: list[str], pathways: list[str], gaps: bool
) -> list[Unit]:
    sizes = chance.choice(CREDITS)
    optional = set(chance.sample(codes, min(len(codes), chance.randint(2, 9))))
    on_some_pathways, linked = chance.choice([0, 0.4]), chance.choice([0, 0, 0.1, 0.3])

    def some_codes() -> tuple[str, ...]:
        return (chance.choice([*codes, "Z9"]),) if chance.random() < linked else ()

    return [
        unit(
            code,
            chance.choice(groups) if code in optional else None,
            credits=None if gaps and chance.random() < 0.1 else chance.choice(sizes),
            mandatory=None if gaps and chance.random() < 0.1 else code not in optional,
            pathway=_some(chance, pathways, on_some_pathways),
            required_first=some_codes(),
            not_with=some_codes(),
        )
        for code in codes
    ]


def _some(chance: random.Random, pathways: list[str], likely: float) -> str | None:
    if not pathways or chance.random() > likely:
        return None
    return chance.choice(["; ", "\n"]).join(chance.sample(pathways, chance.randint(1, len(pathways))))


def _random_rows(
    chance: random.Random, group: str, members: list[Unit], pathways: list[str], gaps: bool
) -> list[OptionGroup]:
    on: list[str | None] = [None]
    if pathways and chance.random() < 0.4:
        on = chance.choice([[chance.choice(pathways)], [None, chance.choice(pathways)], list(pathways)])
    if chance.random() < 0.08:
        on.append(on[0])
    rows = []
    for pathway in on:
        chosen = chance.sample(members, chance.randint(0, (len(members) + 1) // 2))
        by = chance.choice(["units", "units", "credits"])
        minimum = float(sum((unit.credits or 0) if by == "credits" else 1 for unit in chosen))
        maximum = chance.choice([None, minimum + (1 if by == "units" else chance.choice([5, 10, 20]))])
        if chance.random() < 0.05:
            minimum += 1
        row = choose(group, minimum, maximum, by=by, pathway=pathway)
        if gaps and chance.random() < 0.15:
            row = replace(row, **chance.choice([{"choose": None}, {"minimum": None}]))
        rows.append(row)
    return rows


def _with_total(chance: random.Random, structure: Structure) -> Structure:
    """Half of them with a total, most of those with one that some permitted pathway reaches."""
    if chance.random() < 0.5:
        return structure
    credits = {unit.key: unit.credits or 0 for unit in structure.units}
    sums = [sum(credits[key] for key in taken) for on in permitted(structure) for taken in on.sets] or [60]
    return replace(structure, total=chance.choice(sums) + chance.choice([0, 0, 0, 0, 2.5, 10]))
