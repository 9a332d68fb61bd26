"""Records as C's structure sequences are: tuples whose places have names."""


def record_type(name, fields, documentation):
    """Makes a type. ``name`` is the module's and the type's, ``fields`` has the places' names in order."""
    module, _, type_name = name.rpartition(".")
    names = fields.split()

    def __repr__(self):
        named = ", ".join(f"{field}={value!r}" for field, value in zip(names, self))
        return f"{name}({named})"

    places = {field: property(lambda record, place=place: record[place]) for place, field in enumerate(names)}
    counts = {"n_fields": len(names), "n_sequence_fields": len(names), "n_unnamed_fields": 0}
    own = {"__module__": module, "__doc__": documentation, "__slots__": (), "__repr__": __repr__}
    return type(type_name, (tuple,), own | counts | places)
