"""This installation: settings, urls, wiring and commands. Imports everything, imported by nothing."""
