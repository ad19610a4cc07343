"""Pages of the node itself: is it well, and what its administrator should look at."""
