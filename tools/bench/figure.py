"""One measured number, and what it is compared with in the same run."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its unit.

    Args:
        name: what was measured, with the subject in front: "node.page.p50.home.sqlite".
        value: the number.
        unit: "ms", "MB", "s", "1/s" or "ratio".
        peer: what does the same job, measured in the same run on the same machine; empty if nothing does.
        peer_value: the peer's number, in the same unit.
        target: lowest and highest value wanted of the ratio, or of the value where there is no peer; None for no limit.
        limit: what no software on this machine could beat, in the same unit.
        note: what a reader must know to read the number right.
    """

    name: str
    value: float
    unit: str
    peer: str = ""
    peer_value: float | None = None
    target: tuple[float | None, float | None] | None = None
    limit: float | None = None
    note: str = ""

    @property
    def ratio(self) -> float | None:
        """The value as a multiple of the peer's."""
        return None if not self.peer_value else self.value / self.peer_value

    @property
    def is_met(self) -> bool | None:
        """Whether the target is met; None where there is none."""
        if self.target is None:
            return None
        lowest, highest = self.target
        judged = self.value if self.ratio is None else self.ratio
        return (lowest is None or judged >= lowest) and (highest is None or judged <= highest)

    def line(self) -> str:
        """One line of JSON; what does not apply is left out.

        >>> Figure("node.start", 2.0, "s", peer="bare Django", peer_value=1.0, target=(None, 3.0)).line()
        '{"name": "node.start", "value": 2.0, "unit": "s", "peer": "bare Django", "peer_value": 1.0, "ratio": 2.0, \
"target": "at most 3.0", "is_met": true}'
        """
        content = {
            **{name: given for name, given in asdict(self).items() if given not in (None, "") and name != "target"},
            "ratio": self.ratio,
            "target": target_words(self.target),
            "is_met": self.is_met,
        }
        order = ["name", "value", "unit", "peer", "peer_value", "ratio", "target", "is_met", "limit", "note"]
        return json.dumps({name: rounded(content[name]) for name in order if content.get(name) is not None})


def target_words(target: tuple[float | None, float | None] | None) -> str | None:
    """The target as people say it."""
    match target:
        case None | (None, None):
            return None
        case (None, highest):
            return f"at most {highest}"
        case (lowest, None):
            return f"at least {lowest}"
        case (lowest, highest):
            return f"{lowest} to {highest}"


def rounded(content: object) -> object:
    """Four significant digits, which is more than a busy machine can promise."""
    return float(f"{content:.4g}") if isinstance(content, float) else content


def percentile(values: Sequence[float], share: float) -> float:
    """The value that `share` of all values do not exceed, by nearest rank; `share` from 0 to 1.

    >>> percentile([5, 1, 4, 2, 3], 0.5), percentile([5, 1, 4, 2, 3], 0.95)
    (3, 5)
    """
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, max(0, -(-len(ordered) * int(share * 1000) // 1000) - 1))]
