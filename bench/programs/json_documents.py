"""Writes and reads JSON as services exchange it, plain and indented, and changes it in between."""

import json


def document(records):
    return {
        "version": 3,
        "next": None,
        "records": [
            {
                "id": i,
                "name": f"record \u00fcber {i}",
                "active": i % 3 == 0,
                "score": i * 0.25,
                "tags": ["a", "b" * (i % 5), str(i)],
                "owner": {"login": f"user{i % 17}", "path": "C:\\data\\" + str(i), "quota": None},
            }
            for i in range(records)
        ],
    }


def run(records):
    text = json.dumps(document(records))
    read = json.loads(text)
    for record in read["records"]:
        record["score"] += 1
        record["tags"].append(record["owner"]["login"])
    pretty = json.dumps(read, indent=2, sort_keys=True, ensure_ascii=False)
    again = json.loads(pretty)
    assert again == read
    return len(text), len(pretty), sum(record["score"] for record in again["records"])


FULL = 1_500, (264527, 448163, 282562.5)
SMALL = 25, (4236, 7305, 100.0)
