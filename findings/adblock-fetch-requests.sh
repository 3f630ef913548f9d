#!/usr/bin/env bash
# Package: adblock 0.6.0
# Expected: a request made with fetch() is matched by a rule with the option xmlhttprequest, since in the browsers'
#   types of requests (webRequest.ResourceType on MDN) both ways are one. Chrome's archives and Playwright write
#   "fetch" for it, and the list of types of Brave's engine, of which this is the Python package, has a Fetch as well.
# Seen: "fetch" is taken for "other", without an error. Rules for xmlhttprequest miss the request, and rules for other,
#   and for all but xmlhttprequest, match it. The same request is read right as "xhr", and so is an image.
# Hurts: whoever counts trackers of shops out of archives or a browser's log: those that report by fetch() are missed,
#   and a shop that sends data before consent passes.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m pip install --quiet --disable-pip-version-check --no-input --target "$work/lib" \
  'adblock==0.6.0' \
  2>"$work/log" || { cat "$work/log" >&2; exit 1; }

cat >"$work/program.py" <<'EOF'
import json

from adblock import Engine, FilterSet

ARCHIVE = """{"log": {"entries": [
  {"_resourceType": "xhr", "request": {"url": "https://collect.example.net/event"}},
  {"_resourceType": "fetch", "request": {"url": "https://collect.example.net/event"}},
  {"_resourceType": "image", "request": {"url": "https://collect.example.net/event"}}
]}}"""
RULES = ("xmlhttprequest,third-party", "~xmlhttprequest", "other", "third-party", "image")

for options in RULES:
    rules = FilterSet()
    rules.add_filter_list(f"||collect.example.net^${options}\n")
    engine = Engine(rules)
    found = []
    for entry in json.loads(ARCHIVE)["log"]["entries"]:
        kind = entry["_resourceType"]
        result = engine.check_network_urls(entry["request"]["url"], "https://shop.example.com/", kind)
        assert not result.error
        found += [kind] if result.matched else []
    print(f"${options}: {', '.join(found)}")
EOF
seen=$(PYTHONPATH="$work/lib" python3 "$work/program.py")
expected=$(cat <<'EOF'
$xmlhttprequest,third-party: xhr
$~xmlhttprequest: fetch, image
$other: fetch
$third-party: xhr, fetch, image
$image: image
EOF
)
if [ "$seen" != "$expected" ]; then
  printf '%s\n' 'changed: fetch() is matched by rules for xmlhttprequest' \
    'expected:' "$expected" 'seen:' "$seen" >&2
  exit 1
fi
printf '%s\n' 'rules, and the requests of an archive that they match:' \
  "$seen"
