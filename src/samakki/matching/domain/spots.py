"""Two places: where people come from or live, and whether two places described are one."""

from math import asin, cos, radians, sin, sqrt

from samakki import names
from samakki.entities.domain import gazetteer
from samakki.matching.domain.records import Spot

EARTH_M = 6_371_000
NEAR_M = 30_000
"""As far as a village and its market town."""
SAME_M, CLOSE_M = 100, 2_000
LIKE_NAME = 0.75


def metres_between(x: Spot, y: Spot) -> float | None:
    """Distance of two pins on the sphere, metres; None where one has none."""
    if x.latitude is None or x.longitude is None or y.latitude is None or y.longitude is None:
        return None
    one, other = radians(x.latitude), radians(y.latitude)
    turned = sin((other - one) / 2) ** 2 + cos(one) * cos(other) * sin(radians(y.longitude - x.longitude) / 2) ** 2
    return 2 * EARTH_M * asin(min(1.0, sqrt(turned)))


def home_level(x: Spot, y: Spot) -> str:
    """Level of two places that people come from or live at.

    "near" is 30 km or less; "name" is written alike where no code tells them apart; "differs" is two provinces.

    Trap: that two people come from one country, or from two, is no level and has no weight: it would be nationality by
    another name.

    Trap: the middle of a province is no pin of anybody's home: distances count between districts and own pins alone.
    """
    if x.district and x.district == y.district:
        return "district"
    metres = metres_between(x, y) if _is_exact(x) and _is_exact(y) else None
    if metres is not None and metres <= NEAR_M:
        return "near"
    if _province(x) and _province(y):
        return "province" if _province(x) == _province(y) else "differs"
    return "name" if x.text and y.text and _alike(x.text, y.text) else "unclear"


def spot_level(x: Spot, y: Spot) -> str:
    """Level of two described places, whether they are one.

    "same": pins as close as they are exact; "close": 2 km or less; "near": 30 km or less.
    """
    metres = metres_between(x, y)
    if metres is not None:
        if metres <= max(SAME_M, x.radius_m, y.radius_m) and max(x.radius_m, y.radius_m) <= CLOSE_M:
            return "same"
        if metres <= CLOSE_M:
            return "close"
        return "near" if metres <= NEAR_M else "differs"
    if x.district and y.district:
        return "district" if x.district == y.district else "differs"
    if _province(x) and _province(y):
        return "province" if _province(x) == _province(y) else "differs"
    return "unclear"


def area_of(spot: Spot) -> str:
    """What places in one area share, however they are written; empty where nothing is known.

    The province as it is today; a place that no gazetteer knows by the likeliest sound of its name.
    """
    if province := _province(spot):
        return province
    return min(names.whole_name_keys(spot.text), key=lambda key: (-len(key), key), default="") if spot.text else ""


def _is_exact(spot: Spot) -> bool:
    return spot.latitude is not None and (bool(spot.district) or not spot.province)


def _province(spot: Spot) -> str:
    """Code of the province as it is today: one that was merged into another is that one."""
    found = gazetteer.area(spot.province)
    return found.now or found.code if found else spot.province


def _alike(x: str, y: str) -> bool:
    first, second = sorted((x, y))
    return first == second or names.score(first, second) >= LIKE_NAME
