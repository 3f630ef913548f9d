"use strict";
// Starts again on every load, and again at nought: the defect "resetting-countdown".
{
let left = 14 * 60 + 59;
setInterval(() => {
  left = left > 0 ? left - 1 : 14 * 60 + 59;
  const seconds = String(left % 60).padStart(2, "0");
  const shown = document.getElementById("countdown");
  if (shown) shown.textContent = `${Math.floor(left / 60)}:${seconds}`;
}, 1000);
}
