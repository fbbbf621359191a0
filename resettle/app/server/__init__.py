"""The server around the app's pages: what it answers, to whom, with which headers, and when a session ends."""
