"""JSON Schemas of the types that may travel, by ``type@major.minor``, and the old messages they must still read."""
