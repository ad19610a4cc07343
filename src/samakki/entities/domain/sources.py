"""What kinds of record describe entities."""

from enum import Enum


class SourceKind(Enum):
    """What a source stands for."""

    REPORT = "report"  # a graded report
    RECORD = "record"  # a case or another record of this node in which officers describe things directly
    IMPORT = "import"  # a file with many rows
    EXHIBIT = "exhibit"  # a thing or file kept as evidence
    STATEMENT = "statement"  # what a person said in an interview
    COMMUNITY = "community"  # what a community organisation told
