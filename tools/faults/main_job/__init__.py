"""The whole first product under bad weather: from a file or a report to a shared lead and back, over four nodes.

Three countries and the secretariat that hosts the trust list, in one process; every step is an action of the product as
its page calls it. Nothing is lost, nothing happens twice, no secret leaves, whatever ends in the middle.
"""
