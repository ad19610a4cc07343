"""Tables of matching. Every model declares what it holds (``records``)."""

from samakki.matching.models.candidates import Candidate, Compared
from samakki.matching.models.judgements import Judgement, JudgementStep

__all__ = ["Candidate", "Compared", "Judgement", "JudgementStep"]
