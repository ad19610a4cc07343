"""Tables of matching. Every model declares what it holds (``records``)."""

from samakki.matching.models.judgements import Judgement, JudgementStep

__all__ = ["Judgement", "JudgementStep"]
