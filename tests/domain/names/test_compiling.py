"""The compiler is loaded without what it can do without."""

import subprocess
import sys

from samakki.names import compiling

LOADED = """
import sys
from importlib.util import find_spec
from samakki.names import compiling, kernel
compiling.ready()
print("numba" in sys.modules, [name for name in compiling.UNUSED if name in sys.modules])
for name in compiling.UNUSED:
    if find_spec(name):
        __import__(name)
"""


def test_nothing_unused_is_loaded_and_all_of_it_can_be_afterwards() -> None:
    said = subprocess.run([sys.executable, "-c", LOADED], capture_output=True, text=True, check=True).stdout.split(
        " ", 1
    )
    assert said == [str(compiling.IS_COMPILED), "[]\n"]
