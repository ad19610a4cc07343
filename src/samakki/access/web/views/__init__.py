"""What each page does: read the request, ask one query or action, show the answer."""
