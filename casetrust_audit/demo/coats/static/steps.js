"use strict";
// Opens the next step of the checkout when the one before it is filled in: the coat "steps-as-tabs".
if (!window.stepping) {
  window.stepping = true;
  const open = (number) => {
    for (const tab of document.querySelectorAll(".tabs [role=tab]")) tab.setAttribute("aria-selected", String(tab.id === `tab-${number}`));
    for (const step of document.querySelectorAll(".step")) step.hidden = step.id !== `step-${number}`;
    document.getElementById(`tab-${number}`).disabled = false;
  };
  addEventListener("click", (event) => {
    const tab = event.target.closest(".tabs [role=tab]");
    if (tab && !tab.disabled) open(Number(tab.id.slice(4)));
    const next = event.target.closest(".next-step");
    if (!next) return;
    const step = next.closest(".step");
    const wrong = [...step.querySelectorAll("input, select")].find((field) => !field.checkValidity());
    if (wrong) wrong.reportValidity();
    else open(Number(step.id.slice(5)) + 1);
  });
}
