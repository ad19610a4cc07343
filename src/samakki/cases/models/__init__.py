"""Tables of cases. Every model declares what it holds (``records``)."""

from samakki.cases.models.cases import Case, CaseFolder, Hypothesis, StageChange

__all__ = ["Case", "CaseFolder", "Hypothesis", "StageChange"]
