import json, sys
print(json.dumps({"argv": sys.argv}), file=sys.stderr)
try:
    open("/lib/new", "w")
except OSError as error:
    print(error)
