"""What each numbered print says, as blocks for ``ui.printing``, and issuing it. Start at ``issuing``."""
