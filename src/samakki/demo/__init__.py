"""A demonstration on one machine: national nodes with made-up agencies, officers and records.

``nations`` is who there is, ``seed`` writes it through actions, ``launch`` builds and starts the nodes
(``python3 run.py demo``), ``codes`` shows the one-time code on a demo node's sign-in page. Everybody here is invented.
"""
