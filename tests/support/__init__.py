"""What tests of several subjects share: a node's home, officers, browsers, databases."""
