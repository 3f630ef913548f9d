#!/usr/bin/env bash
# Package: rdflib 7.6.0, beside PyLD 3.3.0
# Expected: 20 and 20.00 in JSON-LD are one number: a number without a fraction becomes xsd:integer "20" (JSON-LD 1.1
#   Processing Algorithms and API, Object to RDF Conversion). A page that says 20 in one block and 20.00 in another
#   states one price.
# Seen: rdflib makes "20"^^xsd:integer of the first and "20.0"^^xsd:double of the second: two triples, two prices.
#   PyLD makes one.
# Hurts: whoever compares offers in a graph: a page is said to contradict itself, and two tools disagree about the
#   same page.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m pip install --quiet --disable-pip-version-check --no-input --target "$work/lib" \
  'rdflib==7.6.0' \
  'PyLD==3.3.0' \
  2>"$work/log" || { cat "$work/log" >&2; exit 1; }

cat >"$work/program.py" <<'EOF'
import json

from pyld import jsonld
from rdflib import Graph

text = '[{"@id": "https://shop.example/a", "https://schema.org/price": %s}]'
graph = Graph()
lines = set()
for number in ("20", "20.00"):
    graph.parse(data=text % number, format="json-ld")
    nquads = jsonld.to_rdf(json.loads(text % number), {"format": "application/n-quads"})
    lines.update(nquads.strip().splitlines())
print("rdflib:", *sorted(o.n3().rsplit("#", 1)[-1].rstrip(">") for o in graph.objects()))
print("PyLD:", *sorted(line.rsplit("#", 1)[-1].rstrip("> .") for line in lines))
EOF
seen=$(cd "$work" && PYTHONPATH="$work/lib" python3 -W ignore program.py)
expected=$(cat <<'EOF'
rdflib: double integer
PyLD: integer
EOF
)
if [ "$seen" != "$expected" ]; then
  printf '%s\n' 'changed: rdflib and PyLD agree about whole numbers' \
    'expected:' "$expected" 'seen:' "$seen" >&2
  exit 1
fi
printf '%s\n' 'types of the price 20, written as 20 and as 20.00:' \
  "$seen"
