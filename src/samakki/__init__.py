"""Software with which agencies of several countries work one trafficking or smuggling case together.

Each folder is a subject, and imports point downwards only: ``node``, ``demo``, ``access``,
``ui`` beside ``sealing`` and ``names``, ``kernel``. Start with ``docs/explanation/architecture.md``.
"""
