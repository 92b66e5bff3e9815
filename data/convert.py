#!/usr/bin/env python3
"""Makes earthquakes.ndjson and flights.ndjson from the files that npm's vega-datasets 3.2.1 ships.

usage: convert.py FOLDER   (which holds usgs-earthquakes-week.json and us-flights-20k.json)
"""
import json
import pathlib
import sys

source, target = pathlib.Path(sys.argv[1]), pathlib.Path(__file__).parent


def write(name, records):
    with open(target / name, "w", encoding="utf-8") as out:
        for record in records:
            out.write(json.dumps(record, ensure_ascii=False, separators=(",", ":")) + "\n")


def earthquake(feature):
    p, (longitude, latitude, depth) = feature["properties"], feature["geometry"]["coordinates"]
    return {
        "id": feature["id"], "time": p["time"], "updated": p["updated"], "network": p["net"],
        "code": p["code"], "magnitude": p["mag"], "magnitude_type": p["magType"],
        "place": p["place"], "latitude": latitude, "longitude": longitude, "depth": depth,
        "type": p["type"], "status": p["status"], "azimuthal_gap": p["gap"],
        "stations": p["nst"], "rms": p["rms"], "minimum_distance": p["dmin"],
        "significance": p["sig"], "felt": p["felt"], "alert": p["alert"], "tsunami": p["tsunami"],
    }


def flight(f):
    day, clock = f["date"].split(" ")
    return {"date": f"{day.replace('/', '-')}T{clock}:00Z", "delay": f["delay"],
            "distance": f["distance"], "origin": f["origin"], "destination": f["destination"]}


features = json.loads((source / "usgs-earthquakes-week.json").read_text())["features"]
write("earthquakes.ndjson",
      sorted(map(earthquake, features), key=lambda e: (e["updated"], e["id"])))
write("flights.ndjson",
      map(flight, json.loads((source / "us-flights-20k.json").read_text())))
