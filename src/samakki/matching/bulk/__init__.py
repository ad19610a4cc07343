"""Links whole tables: candidates among a million records, by the definition that also explains a single pair.

Needs no Django and no node. Start at ``running.py``, which runs the stages; each leaves one file that is whole or not
there, so that a run that was killed goes on where it stopped.

- ``reading``, ``lines``: rows of a CSV or FollowTheMoney file, or a message that names the row and the column.
- ``columns``: what each column is compared as; guessed, or told in a file.
- ``sources``, ``loading``: from files to records of numbers; plain files by ``coding`` with the loops of ``scanning``,
  others by ``raw``. ``preparing``, ``facets``: values in the form they are compared in; ``plain``: the same in SQL, for
  texts of the plainest form.
- ``here``, ``held``: records and cells of plain files in memory, made by the loops of ``spelling``.
- ``blocking``: which pairs are looked at, chosen from the data (``choosing``). ``sql``: the definition's levels as SQL
  that both engines understand. ``duck``, ``spark``: the two engines.
- ``quick`` finds and weighs pairs in arrays where these fit: ``grouping`` and ``known`` put records into blocks,
  ``expanding`` and ``bounds`` keep the pairs that may be worth enough, ``levelling`` and ``exact`` find their levels.
  The loops are in ``kernel`` (with ``telling``), ``meeting`` and ``gathering``. ``pairs`` does the same by SQL alone.
  Both give the same bytes.
- ``learning``: weights from the data themselves.
- ``writing``, ``lining``, ``chart``: the file of matches, and what a threshold means.

A match is a possibility for a person to judge; nothing is merged.
"""
