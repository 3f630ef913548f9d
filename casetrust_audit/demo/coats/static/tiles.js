"use strict";
// A press anywhere on a tile opens its product: the coats "tiles-without-links" and "tiles-to-nowhere".
if (!window.tiles) {
  window.tiles = true;
  addEventListener("click", (event) => {
    const tile = event.target.closest("[data-sku]");
    if (!tile || event.target.closest("a.lightbox")) return;
    event.preventDefault();
    event.stopPropagation();
    location.assign(JSON.parse(document.getElementById("goods").textContent)[tile.dataset.sku]);
  }, true);
}
