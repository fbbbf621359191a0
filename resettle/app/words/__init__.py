"""The app's English text, gathered by page so that it can be translated."""
