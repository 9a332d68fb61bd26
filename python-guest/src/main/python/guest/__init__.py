"""The guest's own Python: code that runs before and after the user's program, inside the interpreter.

It is imported once, when the snapshot is made, and then removed from ``sys.modules``: programs do not see it, and may
have modules with the same names.
"""
