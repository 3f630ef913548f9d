"use strict";
// Shows add-ons before the checkout, and goes there after five seconds: the coat "add-on-dialog".
if (!window.adding) {
  window.adding = true;
  addEventListener("click", (event) => {
    const dialog = document.getElementById("add-ons");
    if (!dialog) return;
    const decline = dialog.querySelector(".no-thanks");
    const go = () => location.assign(decline.dataset.go);
    if (decline.contains(event.target)) return event.stopPropagation(), go();
    const link = event.target.closest("[href], [data-go]");
    const to = link?.getAttribute("href") ?? link?.dataset.go;
    if (to !== decline.dataset.go) return;
    event.preventDefault();
    event.stopPropagation();
    dialog.hidden = false;
    decline.focus();
    setTimeout(() => { if (dialog.isConnected) go(); }, 5000);
  }, true);
}
