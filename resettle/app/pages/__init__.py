"""One file a page; each reads state, calls one function and draws."""
