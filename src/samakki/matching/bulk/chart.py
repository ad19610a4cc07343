"""What a threshold means: how many pairs reach it, and how many of these the model takes to be right. An SVG file."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from samakki.matching.bulk.engine import Engine
from samakki.matching.domain.definition import Definition
from samakki.matching.domain.weighing import probability

THRESHOLDS = (0.01, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99, 0.999)
WIDTH, HEIGHT, LEFT, TOP, PLOT = 760, 420, 70, 60, 280
BUCKETS = 50  # to a bit


@dataclass(frozen=True, slots=True)
class Threshold:
    """Pairs from a score on.

    Attributes:
        score: from 0 to 1.
        pairs: that reach it.
        right: share of them that the model takes to be of one person or thing; no judgement of anybody went into it.
        kept: share of all pairs taken to be right, among those looked at, that reach it.
    """

    score: float
    pairs: int
    right: float
    kept: float


def thresholds(engine: Engine, definition: Definition) -> tuple[Threshold, ...]:
    """Thresholds, from the pairs in the view ``matches``."""
    counts = [
        (float(bucket) / BUCKETS, int(count))
        for bucket, count in engine.rows(
            f"SELECT floor(weight * {BUCKETS}) AS bucket, count(*) FROM matches GROUP BY 1 ORDER BY 1"
        )
    ]
    rated = [(probability(definition.prior, weight + 0.5 / BUCKETS), count) for weight, count in counts]
    all_right = sum(score * count for score, count in rated)
    found = []
    for least in THRESHOLDS:
        above = [(score, count) for score, count in rated if score >= least]
        pairs = sum(count for _, count in above)
        right = sum(score * count for score, count in above)
        if pairs:
            found.append(Threshold(least, pairs, right / pairs, right / all_right))
    return tuple(found)


def svg(found: Sequence[Threshold], title: str, labels: Sequence[str]) -> str:
    """The chart, and the same as a table in words below it.

    Args:
        found: thresholds.
        title: of the chart.
        labels: for the score, the share right, the share kept and the number of pairs.
    """
    step = (WIDTH - 2 * LEFT) / max(1, len(found) - 1)
    across = [LEFT + step * place for place in range(len(found))]
    lines = []
    for attribute, colour, dash in (("right", "#1d70b8", ""), ("kept", "#00703c", "6 4")):
        points = " ".join(
            f"{x:.1f},{TOP + PLOT * (1 - getattr(one, attribute)):.1f}" for x, one in zip(across, found, strict=True)
        )
        lines.append(
            f'<polyline fill="none" stroke="{colour}" stroke-width="3" stroke-dasharray="{dash}" points="{points}"/>'
        )
    grid = "".join(
        f'<line x1="{LEFT}" x2="{WIDTH - LEFT}" y1="{TOP + PLOT * (1 - share):.1f}" '
        f'y2="{TOP + PLOT * (1 - share):.1f}" stroke="#b1b4b6"/>'
        f'<text x="{LEFT - 10}" y="{TOP + PLOT * (1 - share) + 5:.1f}" text-anchor="end">{share:.0%}</text>'
        for share in (0, 0.25, 0.5, 0.75, 1)
    )
    under = "".join(
        f'<text x="{x:.1f}" y="{TOP + PLOT + 20}" text-anchor="middle">{one.score:g}</text>'
        f'<text x="{x:.1f}" y="{TOP + PLOT + 40}" text-anchor="middle" font-size="10">{one.pairs:,}</text>'
        for x, one in zip(across, found, strict=True)
    )
    score, right, kept, pairs = map(escape, labels)
    told = "; ".join(f"{one.score:g}: {one.pairs} {pairs}, {one.right:.1%}, {one.kept:.1%}" for one in found)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        f'font-family="sans-serif" font-size="13"><title>{escape(title)}</title><desc>{told}</desc>'
        f'<rect width="100%" height="100%" fill="#ffffff"/>'
        f'<text x="{LEFT}" y="24" font-size="16" font-weight="bold">{escape(title)}</text>'
        f'<text x="{LEFT}" y="46" fill="#1d70b8">━ {right}</text>'
        f'<text x="{WIDTH / 2}" y="46" fill="#00703c">╍ {kept}</text>'
        f"{grid}{''.join(lines)}{under}"
        f'<text x="{LEFT}" y="{HEIGHT - 14}">{score} · {pairs}</text></svg>\n'
    )
