// Run in a world of its own, where axe has been put before. Gives the faults as JSON text; see accessibility.py.
(async ({ rules, most, spots, budget }) => {
  const began = performance.now();
  const elements = document.querySelectorAll("*").length;
  const told = (faults, problem) =>
    JSON.stringify({ elements, milliseconds: Math.round(performance.now() - began), faults, problem });
  if (elements > most) return told([], `the page has ${elements} elements; at most ${most} are looked at`);

  // axe takes one rule after the other, each by a timer: a timer that is late ends the run.
  const plain = globalThis.setTimeout.bind(globalThis);
  globalThis.setTimeout = (work, ...rest) => plain(() => performance.now() - began < budget && work(), ...rest);
  const late = new Promise((done) => plain(() => done(null), budget));

  const inForm = (element) => !!element?.closest?.("form, [role=form]");
  const about = (element, selector) => ({
    selector: String(selector).slice(0, 300), html: (element?.outerHTML ?? "").slice(0, 2000), form: inForm(element),
  });
  const gathered = (rule, impact, found) => ({
    rule, impact, count: found.length, in_forms: found.filter((f) => f.form).length,
    spots: [...found.filter((f) => f.form), ...found.filter((f) => !f.form)].slice(0, spots),
  });

  // What a mouse can press and a keyboard cannot reach. Groups that move the focus by themselves are left out, and so
  // is what stands in or around something that can be reached.
  const REACHED = "a[href], button, input:not([type=hidden]), select, textarea, summary, [contenteditable], [tabindex]";
  const GROUPS = "[role=radiogroup],[role=tablist],[role=listbox],[role=menu],[role=menubar],[role=toolbar],[role=grid]," +
    "[role=tree],[aria-hidden=true],[inert]";
  const DRAWN = "[role=button],[role=checkbox],[role=switch],[role=combobox],[role=textbox],[role=searchbox],[onclick]";
  const reachable = (element) => element.tabIndex >= 0 && !element.disabled;
  const shown = (element) => {
    const box = element.getBoundingClientRect();
    const style = getComputedStyle(element);
    return box.width >= 8 && box.height >= 8 && style.opacity !== "0" && style.pointerEvents !== "none" &&
      element.checkVisibility({ checkVisibilityCSS: true, visibilityProperty: true });
  };
  const off = (element) => element.disabled || element.getAttribute("aria-disabled") === "true" || element.closest(GROUPS);
  const pressable = (element) => element.hasAttribute("role") || getComputedStyle(element).cursor === "pointer";
  const unreachable = () => {
    const fields = [...document.querySelectorAll("input:not([type=hidden]), select, textarea")]
      .filter((e) => e.tabIndex < 0 && !(e.type === "radio" || e.type === "file"));
    const drawn = [...document.querySelectorAll(DRAWN)].filter((e) => !e.matches(REACHED) || e.matches("[role][tabindex]"))
      .filter((e) => e.tabIndex < 0 && pressable(e) && ![...e.querySelectorAll(REACHED)].some(reachable))
      .filter((e) => !e.parentElement?.closest("label") && !(e.parentElement?.closest(REACHED)?.tabIndex >= 0));
    return [...fields, ...drawn].filter((e) => !off(e) && shown(e))
      .map((e) => about(e, selectorOf(e)));
  };
  const selectorOf = (element) => {
    const part = (e) => {
      if (e.id) return "#" + CSS.escape(e.id);
      const same = [...(e.parentElement?.children ?? [])].filter((o) => o.tagName === e.tagName);
      return e.tagName.toLowerCase() + (same.length > 1 ? `:nth-of-type(${same.indexOf(e) + 1})` : "");
    };
    const parts = [];
    for (let e = element; e && e !== document.documentElement && parts.length < 8; e = e.parentElement) {
      parts.unshift(part(e));
      if (e.id) break;
    }
    return parts.join(" > ");
  };

  // Frames are other people's pages, and style sheets are not fetched again.
  const found = await Promise.race([late, axe.run({ include: [["html"]], exclude: [["iframe"]] }, {
    preload: false, iframes: false, elementRef: true, selectors: true, resultTypes: ["violations"],
    runOnly: { type: "rule", values: rules },
  })]);
  if (!found) return told([], `not finished within ${budget} ms`);
  const faults = found.violations.map((fault) =>
    gathered(fault.id, fault.impact ?? "minor", fault.nodes.map((n) => about(n.element, n.target.flat(9).join(" ")))));
  const keyboard = unreachable();
  if (keyboard.length) faults.push(gathered("keyboard-unreachable", "critical", keyboard));
  return told(faults, "");
})
