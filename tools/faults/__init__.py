"""What happens when many write at once, processes are killed, or the disk is full: nothing acknowledged may be lost.

An answer that sends the browser on (302) acknowledges a write. What killing processes does not prove stands in the
decision record on durability.
"""
