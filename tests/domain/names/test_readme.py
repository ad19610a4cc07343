"""What the README of the names package shows is what the package does."""

import doctest

from tests.rules.sources import ROOT

PAGE = ROOT / "packaging" / "names" / "README.md"


def test_the_examples_of_the_readme_are_true() -> None:
    failed, tried = doctest.testfile(str(PAGE), module_relative=False, encoding="utf-8")
    assert (failed, tried) == (0, 7)
