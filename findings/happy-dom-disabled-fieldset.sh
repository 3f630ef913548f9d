#!/usr/bin/env bash
# Package: happy-dom 21.0.4
# Expected: controls in a disabled fieldset are disabled themselves (HTML Standard, the fieldset element), are not
#   sent (constructing the entry list) and match :disabled (CSS pseudo-classes of HTML).
# Seen: FormData holds them and matches(":disabled") is false; a control with an attribute of its own is left out.
# Hurts: whoever replays a checkout without a browser: the insurance of a choice that was not made is counted as sold,
#   and a price looks as if it rose.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work" \
  'happy-dom@21.0.4' \
  >&2

cat >"$work/program.mjs" <<'EOF'
import { Window } from "happy-dom";

const window = new Window();
const { document } = window;
document.body.innerHTML = `<form><input name="qty" value="1"><input name="old" value="1" disabled>
  <fieldset disabled><input type="checkbox" name="insurance" value="9.90" checked></fieldset></form>`;
console.log("sent:", [...new window.FormData(document.querySelector("form")).keys()].join(" "));
console.log("disabled:", document.querySelector("[name=insurance]").matches(":disabled"));
await window.happyDOM.close();
EOF
seen=$(cd "$work" && node program.mjs)
expected=$(cat <<'EOF'
sent: qty insurance
disabled: false
EOF
)
if [ "$seen" != "$expected" ]; then
  printf '%s\n' 'changed: happy-dom knows disabled fieldsets' \
    'expected:' "$expected" 'seen:' "$seen" >&2
  exit 1
fi
printf '%s\n' 'a browser would send qty alone; happy-dom:' \
  "$seen"
