"""Entry of ``python -m samakki.demo``."""

import sys

from samakki.demo.launch import main

sys.exit(main())
