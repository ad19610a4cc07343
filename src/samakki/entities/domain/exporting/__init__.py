"""Taking entities out of the node as a file: what may leave, whose names are in it, and how each format is written.

Writers take entities one by one and give bytes piece by piece, so memory does not grow with the file. Who may take
what out is asked before (``queries.leaving``); nothing here knows of it.
"""
