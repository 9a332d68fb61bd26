"""The guest's own Python: what runs before and after the user's program, inside the interpreter.

It is imported once, when the snapshot is made, and then taken out of ``sys.modules``: a program sees nothing of it and
may have modules of the same names.
"""
