"""The page frame: components, languages, fonts, print styles, panels that other subjects fill.

Templates under ``templates/ui`` are the components; ``static/ui`` is compiled and committed with a manifest of
source and digest. No subject's words are here.
"""
