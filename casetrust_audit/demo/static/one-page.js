"use strict";
// Reckons the order anew when the postal code or the delivery method changes: the style "one-page-checkout".
{
const form = document.getElementById("checkout");
const order = document.getElementById("order");
const note = document.getElementById("order-note");
let asked = 0;

function row(label, amount, kind = "") {
  const line = document.createElement("tr");
  const head = document.createElement("th");
  const cell = document.createElement("td");
  line.className = kind;
  head.scope = "row";
  head.textContent = label;
  cell.textContent = amount;
  line.append(head, cell);
  return line;
}

function show(table) {
  order.querySelector("tbody").replaceChildren(...table.rows.map(([label, amount]) => row(label, amount)));
  const foot = [row(...table.total, "total")];
  if (table.included) foot.push(row("GST 9 % included", table.included, "included"));
  order.querySelector("tfoot").replaceChildren(...foot);
  note.hidden = true;
}

async function reckon() {
  const fields = new FormData(form);
  if (!/^[0-9]{6}$/.test(fields.get("postcode").trim())) return;
  const mine = ++asked;
  try {
    const answer = await fetch(form.dataset.quote, {
      method: "POST",
      headers: { "Content-Type": "application/json", Accept: "application/json" },
      body: JSON.stringify({ postcode: fields.get("postcode"), delivery: fields.get("delivery") }),
    });
    const table = await answer.json();
    if (mine === asked && answer.ok) show(table);
  } catch {
    note.textContent = "The total could not be worked out. Please try again.";
    note.hidden = false;
  }
}

form.addEventListener("change", (event) => {
  if (["postcode", "delivery"].includes(event.target.name)) reckon();
});
}
