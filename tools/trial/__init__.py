"""A real node in a temporary folder, and visitors who use it as browsers do; benchmarks and fault runs start here."""
