"""Charts: pure functions from tidy frames to figures; they read neither model nor files and load nothing."""
