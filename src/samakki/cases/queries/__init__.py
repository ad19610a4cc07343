"""Reads of cases. Everything returned is a frozen value; a list shows what the policy lets the reader see."""

from samakki.cases.queries.records import CaseDetail, HypothesisNow, case, folder, parts_of

__all__ = ["CaseDetail", "HypothesisNow", "case", "folder", "parts_of"]
