"""Worker processes: what takes long is worked out beside the process that serves people, and can be ended at any time.

A pool of processes (``pool``) takes calls of functions of modules; what a call is given and gives travels between
processes (``messages``), and while it runs it can say how far it is (``caller``).
"""
