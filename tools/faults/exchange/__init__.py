"""Several nodes in one process, over real databases, with a simulated line and clock: nothing lost, no effect twice.

Each schedule is drawn from a seed: who sends what to whom, what the line does to it, at which named step
(``exchange.domain.steps``) which process ends. Run again with the same seed it does the same, apart from random keys
and ids.
"""
