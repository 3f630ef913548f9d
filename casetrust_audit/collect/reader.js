// One in-page reading: everything facts need as one JSON string. The shape is casetrust_audit/model/reading.py.
// The second argument is what settling.js found, the third how currencies are written (patterns). With {shown: selector} it answers only whether that element, or the bare
// text in it, is shown: for measuring that alone.
({ shown }, { settled, pending }, money) => {
  const CAPS = { blocks: 4000, links: 1500, fields: 600, forms: 80, buttons: 600, rows: 600, cards: 400, headings: 300, images: 400, frames: 60, scripts: 200, choices: 40, closed: 400 };
  // As casetrust_audit/text/amounts.py reads them: a sign before a digit belongs to what follows ("1 £17.18" is a quantity
  // and an amount), one that is written behind its number belongs to what it follows.
  const PLAIN = String.raw`(?:\d[\d.,'’ʼ]*\d|\d|\.\d{1,2}(?!\d))`;
  const NUMBER = String.raw`(?:\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?:[.,]\d{1,2})?(?!\d)|\d[\d.,'’ʼ]*\d|\d|\.\d{1,2}(?!\d))`;
  const AMOUNT = new RegExp(String.raw`(?:(?<![^\s(])[-−])?${money.before}(?:\s?${money.before})?\s?:?\s?[-−]?\s?${NUMBER}|(?<![\d.,])(?:(?<![A-Za-z])${NUMBER}|${PLAIN})\s?(?:${money.after}(?!\s?\d)|${money.behind}(?!\d))`, "g");
  const WIDE = /[\uff01-\uff5e\uffe0-\uffe6]/; // full-width forms are read as the plain ones
  const plain = (text) => (WIDE.test(text) ? text.normalize("NFKC") : text);
  const BARE = /^\s*[-−(]?\s*\d{1,3}(?:[,']?\d{3})*\.\d{2}\s*\)?\s*$/;
  const FREE = /^\s*(?:free|free!|complimentary|included|percuma|免费|免運|免运费|tbd|to be determined|calculated at (?:checkout|next step))\s*$/i;
  let truncated = false;
  // What a dialog holds that is not open gives way first: one that asks for consent may list a thousand partners, each
  // with its texts, boxes and links, and the page itself is to be read whole all the same.
  const closed = (el) => el instanceof Element && areaOf(el) === "dialog" && !isVisible(el);
  const cut = (list, cap_) => {
    const kept = list.length > cap_ ? list.filter((el) => !closed(el)) : list;
    if (kept.length <= cap_) return kept;
    truncated = true;
    return kept.slice(0, cap_);
  };
  const clip = (text, n) => (text.length > n ? text.slice(0, n) : text);
  const squash = (text) => text.replace(/[\s\u00a0\u202f\u2007]+/g, " ").trim();

  const amountsIn = (text) => (/\d/.test(text = plain(text)) ? [...text.matchAll(AMOUNT)].map((m) => m[0].trim()) : []);
  const unpriced = (text) => squash(plain(text).replace(AMOUNT, " "));

  const styleCache = new Map();
  const styleOf = (el) => { let s = styleCache.get(el); if (!s) { s = getComputedStyle(el); styleCache.set(el, s); } return s; };
  const sx = window.scrollX, sy = window.scrollY;
  const rectCache = new Map();
  const rectOf = (el) => { let r = rectCache.get(el); if (!r) { r = el.getBoundingClientRect(); rectCache.set(el, r); } return r; };
  const boxOf = (el) => { const r = rectOf(el); return [r.left + sx, r.top + sy, r.width, r.height].map((v) => Math.round(v * 10) / 10); };
  const parentOf = (el) => el.parentElement || (el.getRootNode() instanceof ShadowRoot ? el.getRootNode().host : null);

  const rootClips = [document.documentElement, document.body].some((el) => el && /hidden|clip/.test(getComputedStyle(el).overflowX));
  // On a phone both grow with a page that is too wide for it, and what is fixed keeps to the edges of all of that.
  const wide = innerWidth, high = innerHeight;
  const hiddenCache = new Map();
  const clippedAway = (el) => {
    // visually hidden by clipping, by an empty overflow box, or by being moved off the page
    if (hiddenCache.has(el)) return hiddenCache.get(el);
    const s = styleOf(el);
    const r = rectOf(el);
    let hidden = false; // numbers first: each property of a style costs more than all of them
    if (r.width > 0 && (r.right + sx <= 0 || (r.height > 0 && r.bottom + sy <= 0))) hidden = true; // no height at the top is no place off the page
    else if (rootClips && r.width > 0 && r.left + sx >= wide) hidden = true;
    else if (r.width > 0 && (r.left >= wide || r.right <= 0 || r.top >= high || r.bottom <= 0) && s.position === "fixed") hidden = true; // a drawer that is not pulled out
    else if ((r.width <= 1 || r.height <= 1) && s.overflow !== "visible" && s.overflow !== "") hidden = true;
    else {
      const clip = s.clip, path = s.clipPath;
      hidden = (clip && clip !== "auto" && /rect\((0|1)px,? (0|1)px,? (0|1)px,? (0|1)px\)/.test(clip)) || (path !== "none" && /inset\((50|100)%/.test(path));
    }
    const up = parentOf(el);
    const result = hidden || (up && up !== document.body && up !== document.documentElement ? clippedAway(up) : false);
    hiddenCache.set(el, result);
    return result;
  };
  const visibleCache = new Map();
  const isVisible = (el) => {
    if (visibleCache.has(el)) return visibleCache.get(el);
    let ok;
    if (styleOf(el).display === "contents") ok = styleOf(el).visibility === "visible" && isVisible(parentOf(el) || document.body); // has no box of its own
    else {
      ok = el.checkVisibility({ opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: true });
      if (ok) { const r = rectOf(el); if (r.width <= 1 && r.height <= 1) ok = false; }
      if (ok) ok = !clippedAway(el);
    }
    visibleCache.set(el, ok);
    return ok;
  };

  // What is itself transparent and lies over something that is shown is pressed through it: a drawn button.
  const PRESSED_THROUGH = 8;
  const overDrawing = (el) => {
    const up = parentOf(el), r = rectOf(el);
    if (!up || styleOf(el).opacity !== "0" || r.width < PRESSED_THROUGH || r.height < PRESSED_THROUGH || !isVisible(up)) return false;
    if (styleOf(el).pointerEvents === "none" || !el.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true }) || clippedAway(el)) return false;
    const o = rectOf(up), fits = [[r.left, o.left], [r.top, o.top], [r.right, o.right], [r.bottom, o.bottom]].every(([a, b]) => Math.abs(a - b) <= PRESSED_THROUGH);
    return fits && [...up.children].some((c) => c !== el && isVisible(c) && ((c.innerText || "").trim() || /^(?:IMG|SVG|I)$/i.test(c.tagName) || c.querySelector("img,svg")));
  };
  const pressable = (el) => isVisible(el) || overDrawing(el);
  // The same of a box or radio that no label is tied to: its drawing and its words stand beside it in what is shown.
  const drawnBeside = (el) => {
    const up = parentOf(el), r = rectOf(el);
    const there = styleOf(el).opacity === "0" && styleOf(el).pointerEvents !== "none" && r.width >= PRESSED_THROUGH && r.height >= PRESSED_THROUGH;
    return there && !!up && isVisible(up) && !clippedAway(el) && [...up.children].some((c) => c !== el && !c.control && !c.querySelector("input,select,textarea") && isVisible(c) && /\p{L}/u.test(c.innerText || ""));
  };

  // Text may be hidden where its element is not: bare text of a closed details, of a shadow host without a slot for it,
  // or pushed away by an indent.
  const indentCache = new Map();
  const readable = (el) => {
    let ok = indentCache.get(el);
    if (ok === undefined) { const s = styleOf(el); ok = parseFloat(s.textIndent) > -400 && parseFloat(s.fontSize) >= 1; indentCache.set(el, ok); }
    return ok;
  };
  const textShown = (node, el) => isVisible(el) && !(el.tagName === "DETAILS" && !el.open) && !(el.shadowRoot && !node.assignedSlot) && readable(el);

  if (shown) {
    const el = document.querySelector(shown);
    const bare = el ? [...el.childNodes].filter((n) => n.nodeType === 3 && n.data.trim()) : [];
    return JSON.stringify(!!el && isVisible(el) && (!bare.length || bare.some((n) => textShown(n, el))));
  }

  // An id counts where it stands once. Of the children of one parent all are numbered at once.
  const ids = new Map();
  for (const el of document.querySelectorAll("[id]")) ids.set(el.id, (ids.get(el.id) || 0) + 1);
  const numbers = new Map();
  const numberOf = (el) => {
    const siblings = el.parentNode ? el.parentNode.children : [el];
    if (!numbers.has(el)) {
      const counts = new Map();
      for (const s of siblings) { const n = (counts.get(s.tagName) || 0) + 1; counts.set(s.tagName, n); numbers.set(s, n); }
      for (const s of siblings) if (counts.get(s.tagName) === 1) numbers.set(s, 0);
    }
    return numbers.get(el);
  };
  const selectorCache = new Map();
  const selectorOf = (el) => {
    if (selectorCache.has(el)) return selectorCache.get(el);
    let path;
    if (el.id && ids.get(el.id) === 1 && /^[A-Za-z][\w-]*$/.test(el.id)) path = "#" + el.id;
    else if (el === document.body || el === document.documentElement || !parentOf(el)) path = el.tagName.toLowerCase();
    else {
      const tag = el.tagName.toLowerCase(), n = numberOf(el);
      path = selectorOf(parentOf(el)) + (el.parentElement ? " > " : " ") + tag + (n ? `:nth-of-type(${n})` : "");
    }
    selectorCache.set(el, path);
    return path;
  };

  const wordsOf = (el) => (el.id || "") + " " + (typeof el.className === "string" ? el.className : "");
  // A page without landmarks has its head and its foot by their place: the strips across it, from the top and the bottom.
  const HEAD_WORD = /(^|[\s_-])(site-|page-|main-|top-)?(header|masthead|top-?bar|nav-?bar|nav|menu)($|[\s_-])/i;
  const FOOT_WORD = /(^|[\s_-])(footer|bottom|copyright|colophon)($|[\s_-])/i;
  const strips = new Map();
  const byPlace = () => {
    const stacked = (el) => [...el.children].filter((c) => !/^(?:SCRIPT|STYLE|NOSCRIPT|TEMPLATE|LINK|HR|BR)$/.test(c.tagName) && rectOf(c).height > 4 && isVisible(c) && styleOf(c).position !== "fixed");
    const high = document.documentElement.scrollHeight;
    let parts = stacked(document.body);
    for (let i = 0, whole; i < 15 && (whole = parts.length === 1 ? parts[0] : parts.find((c) => rectOf(c).height >= 0.85 * high)); i++) {
      const inner = stacked(whole);
      if (!inner.length || /^(?:UL|OL|P|A)$/.test(whole.tagName)) break;
      parts = inner;
    }
    parts.sort((a, b) => rectOf(a).top - rectOf(b).top);
    if (parts.length < 2 || parts.some((c, i) => i && rectOf(c).top < rectOf(parts[i - 1]).bottom - 8)) return; // side by side
    const linked = (el) => { const all = (el.textContent || "").replace(/\s+/g, "").length; const links = [...el.querySelectorAll("a,button,[role=button],[role=link],[onclick],option")]; return { many: links.length, share: all ? links.reduce((n, a) => n + (a.textContent || "").replace(/\s+/g, "").length, 0) / all : 0 }; };
    const sells = (el) => el.querySelector("input[type=number],input[type=password],textarea") || /h1/i.test([...el.querySelectorAll("h1")].filter((h) => !h.querySelector("a,img")).map((h) => h.tagName).join());
    const deep = rectOf(parts[parts.length - 1]).bottom + sy;
    let last = 0;
    for (; last < parts.length - 1 && last < 5; last++) {
      const el = parts[last], r = rectOf(el), menu = linked(el);
      if (r.bottom + sy > 480 || r.height > 320 || sells(el) || amountsIn(el.innerText || "").length > 2) break;
      if (!(HEAD_WORD.test(wordsOf(el)) || (menu.many >= 2 && menu.share >= 0.5) || (menu.many === 1 && last === 0 && menu.share >= 0.5))) break;
      strips.set(el, "header");
    }
    for (let i = parts.length - 1, foot = false; i > last && i > parts.length - 5; i--) {
      const el = parts[i], menu = linked(el), says = FOOT_WORD.test(wordsOf(el)) || /©|\(c\)\s*\d{4}|\bcopyright\b|版权所有/i.test(el.textContent || "");
      if (rectOf(el).top + sy < 0.3 * deep || (el.textContent || "").length > 4000 || sells(el) || rectOf(el).height > 0.5 * deep || (amountsIn(el.innerText || "").length && !FOOT_WORD.test(wordsOf(el))) || !(says || (foot && menu.many >= 3 && menu.share >= 0.6))) break;
      foot = true;
      strips.set(el, "footer");
    }
  };
  if (document.body && !document.querySelector("header,main,footer,[role=banner],[role=main],[role=contentinfo]")) byPlace(); // a list of where one is may still be marked as a menu

  // A box that is called a pop-up and that only a script can focus, or nobody is told of, opens over the page: it is no part of it.
  const popsUp = (el) => (el.getAttribute("tabindex") === "-1" || el.getAttribute("aria-hidden") === "true") && !/^(BODY|HTML|A|BUTTON|INPUT|SELECT|I|SVG|IMG)$/i.test(el.tagName) && /(^|[\s_-])(modal|pop-?up|lightbox|quick-?view|dialog)($|[\s_-])/i.test(wordsOf(el));
  const areaCache = new Map();
  const areaOf = (el) => {
    if (!el) return "main";
    if (areaCache.has(el)) return areaCache.get(el);
    const tag = el.tagName, role = el.getAttribute("role") || "";
    let area = null;
    if (strips.has(el)) area = strips.get(el);
    else if (tag === "DIALOG" || role === "dialog" || role === "alertdialog" || el.getAttribute("aria-modal") === "true" || popsUp(el)) area = "dialog";
    else if (tag === "FOOTER" && !el.closest("article,main section,blockquote") || role === "contentinfo") area = "footer";
    else if (tag === "NAV" || role === "navigation") { const out = parentOf(el) ? areaOf(parentOf(el)) : "main"; area = out === "footer" || out === "header" ? out : "nav"; }
    else if (tag === "HEADER" && !el.closest("article,main,section,form") || role === "banner") area = "header";
    else if (tag === "MAIN" || role === "main") area = "main";
    else if (tag === "ASIDE" || role === "complementary") area = "aside";
    else if (tag !== "BODY" && tag !== "HTML" && /(^|[\s_-])(site-|page-|main-)?footer($|[\s_-])/i.test((el.id || "") + " " + (typeof el.className === "string" ? el.className : "")) && !el.closest("main,article,table,dialog,[role=dialog],[role=alertdialog],[aria-modal=true]")) area = "footer";
    const up = parentOf(el);
    const result = area || (up && up !== document.documentElement ? areaOf(up) : "main");
    areaCache.set(el, result);
    return result;
  };

  const rgbCache = new Map();
  const rgb = (text) => { let c = rgbCache.get(text); if (c === undefined) { c = parsed(text); rgbCache.set(text, c); } return c; };
  const parsed = (text) => { const m = /rgba?\(([\d.]+)[, ]+([\d.]+)[, ]+([\d.]+)(?:[,/ ]+([\d.]+))?\)/.exec(text); return m ? [+m[1], +m[2], +m[3], m[4] === undefined ? 1 : +m[4]] : null; };
  const luminance = ([r, g, b]) => { const f = (v) => { v /= 255; return v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; }; return 0.2126 * f(r) + 0.7152 * f(g) + 0.0722 * f(b); };
  const backCache = new Map();
  const backOf = (el) => {
    if (!el) return [255, 255, 255, 1];
    if (backCache.has(el)) return backCache.get(el);
    const s = styleOf(el); let back;
    if (s.backgroundImage && s.backgroundImage !== "none") back = null;
    else { const c = rgb(s.backgroundColor); back = c && c[3] >= 0.95 ? c : c && c[3] > 0.05 ? null : backOf(parentOf(el)); }
    backCache.set(el, back);
    return back;
  };
  const ratioCache = new Map();
  const contrastOf = (el) => {
    const front = rgb(styleOf(el).color), back = backOf(el);
    if (!front || !back || front[3] < 0.95) return front && front[3] < 0.05 ? 1 : null;
    const key = front.join() + "|" + back.join();
    let ratio = ratioCache.get(key);
    if (ratio === undefined) {
      const a = luminance(front), b = luminance(back);
      ratio = Math.round(((Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)) * 100) / 100;
      ratioCache.set(key, ratio);
    }
    return ratio;
  };

  // --- text: every text node goes to its innermost block-level element ---
  const ALWAYS_BLOCK = new Set(["LI", "TD", "TH", "BUTTON", "OPTION", "SELECT", "SUMMARY", "LEGEND", "CAPTION", "DT", "DD", "FIGCAPTION", "LABEL", "P", "H1", "H2", "H3", "H4", "H5", "H6"]);
  const SKIP = new Set(["SCRIPT", "STYLE", "NOSCRIPT", "TEMPLATE", "HEAD", "TITLE", "OPTION", "TEXTAREA", "IFRAME", "OBJECT"]);
  // Parts of one price laid out as flex items ("S$", "12", ".90") are one text.
  const INLINE_TAGS = new Set(["SPAN", "SUP", "SUB", "SMALL", "B", "STRONG", "EM", "I", "BDI", "FONT"]);
  const splitCache = new Map();
  const splitPrice = (el) => {
    if (splitCache.has(el)) return splitCache.get(el);
    const text = /flex/.test(styleOf(el).display) && el.childElementCount > 1 && el.childElementCount < 6 ? (el.textContent || "").slice(0, 60).replace(/\s+/g, "") : "";
    const result = text.length > 0 && text.length <= 16 && /^(?:[A-Z]{0,3}\$|[A-Z]{2,3}|[£€¥])?\d[\d.,]*$/.test(text);
    splitCache.set(el, result);
    return result;
  };
  const blockCache = new Map();
  const blockOf = (el) => {
    if (blockCache.has(el)) return blockCache.get(el);
    const up = parentOf(el);
    const display = styleOf(el).display;
    // Words taken off the page for those who hear it ("Original price") stand where they are heard, in the line around them.
    const unseen = () => INLINE_TAGS.has(el.tagName) && styleOf(el).position === "absolute" && clippedAway(el);
    const inline = display.startsWith("inline") || display === "contents" || display === "ruby" || display === "none" || (up && INLINE_TAGS.has(el.tagName) && (splitPrice(up) || unseen()));
    const result = !up || el === document.body || ALWAYS_BLOCK.has(el.tagName) || !inline ? el : blockOf(up);
    blockCache.set(el, result);
    return result;
  };
  const strikeCache = new Map();
  const struck = (el) => {
    if (!el) return false;
    if (strikeCache.has(el)) return strikeCache.get(el);
    const style = styleOf(el), up = el !== document.body && parentOf(el);
    let result = el.tagName === "DEL" || el.tagName === "S" || el.tagName === "STRIKE" || (style.textDecorationLine || "").includes("line-through");
    if (!result && up && struck(up)) {
      // a line through the parent does not cross a box of its own; what is marked as deleted is so, however it is drawn
      const crosses = !/^inline-|^none$/.test(style.display) && style.float === "none" && !/absolute|fixed/.test(style.position);
      result = crosses || !!el.closest("del,s,strike");
    }
    strikeCache.set(el, result);
    return result;
  };
  // A currency that only the style writes before or behind a number is shown as well.
  const BARE_NUMBER = /^\s*\d[\d.,'’]*\s*$/;
  const signed = (data, el) => {
    if (!BARE_NUMBER.test(data)) return data;
    let text = data;
    for (let up = el, i = 0; up && i < 2 && (up.textContent || "").trim() === data.trim(); up = parentOf(up), i++) {
      const [front, back] = ["::before", "::after"].map((side) => { const said = /^["'](.{1,5})["']$/.exec(getComputedStyle(up, side).content || ""); return said ? said[1] : ""; });
      if (front && amountsIn(front + "1").length) text = front + text.trimStart();
      else if (back && amountsIn("1" + back).length) text = text.trimEnd() + back;
    }
    return text;
  };
  // A font of icons draws a picture for a word ("shopping_cart"), which nobody reads.
  const ICON_FONT = /^[^,]*(?:icon|symbols?\b|glyph)/i, ICON_CLASS = /(?:^|\s)(?:material-(?:icons|symbols)[\w-]*|mat-icon)(?:\s|$)/;
  const icons = new Map();
  const isIcon = (word, el) => {
    if (!/^\s*[a-z][a-z0-9]*(?:_[a-z0-9]+)*\s*$/.test(word) || el.childElementCount) return false;
    if (!ICON_FONT.test(styleOf(el).fontFamily || "") && !ICON_CLASS.test(typeof el.className === "string" ? el.className : "")) return false;
    icons.set(el, word.trim());
    return true;
  };
  const roots = [document];
  const byBlock = new Map();
  let inClosed = 0;
  // A walk by hand: a tree walker with a filter asks back for every node, which costs more than the walk itself.
  const walk = (parent) => {
    const el = parent.nodeType === 1 ? parent : parent instanceof ShadowRoot ? parent.host : null;
    if (!el) return;
    for (let n = parent.firstChild; n; n = n.nextSibling) {
      if (n.nodeType === 1) {
        if (SKIP.has(n.tagName)) continue;
        if (n.shadowRoot) { roots.push(n.shadowRoot); walk(n.shadowRoot); }
        if (n.tagName === "BR" && n.parentElement) { const b = blockOf(n.parentElement); if (byBlock.has(b)) byBlock.get(b).push({ text: " ", el: n.parentElement, gap: true }); }
        if (n.firstChild) walk(n);
        continue;
      }
      if (n.nodeType !== 3) continue;
      const block = blockOf(el);
      let parts = byBlock.get(block);
      if (isIcon(n.data, el)) { if (parts) parts.push({ text: " ", el, gap: true }); continue; }
      if (!n.data.trim()) { if (parts && n.data && !splitPrice(el)) parts.push({ text: " ", el, gap: true }); continue; }
      const shown = textShown(n, el);
      if (!parts) {
        if (!shown && areaOf(block) === "dialog") { if (inClosed >= CAPS.closed) continue; inClosed++; }
        else if (byBlock.size - inClosed >= CAPS.blocks) { truncated = true; continue; }
        byBlock.set(block, (parts = []));
      }
      parts.push({ text: signed(n.data, el), el, gap: false, shown });
    }
  };
  if (document.body) walk(document.body);

  // Where two elements meet without white space their border is kept, except within one number or one word: "S$" and "12",
  // "24" and ".90", raised cents, the letters of one word.
  const WHOLE = /\d[.,]\d{2}$/, WORDLY = /^[\p{L}\d$£€¥￥₹₩₱฿]/u;
  const PRICED = new RegExp(String.raw`^[-−]?(?:${money.before})\s?\.?\d`), OWNS = new RegExp(String.raw`\d\s?(?:${money.behind})$`), ASKED = new RegExp(String.raw`(?:${money.before})\s?[\d.,'’]*\d$`);
  const apart = (one, other) => {
    const a = [...one.getClientRects()].pop(), b = other.getClientRects()[0];
    return !!a && !!b && a.width > 0 && b.width > 0 && (b.left > a.right + 1 || b.top >= a.bottom - 1 || a.top >= b.bottom - 1);
  };
  const border = (text, last, next, one, other) => {
    if (!WORDLY.test(next) || !/[\p{L}\d)%$£€¥￥₹₩₱฿]$/u.test(text)) return false;
    const nested = one.contains(other) || other.contains(one);
    if (struck(one) !== struck(other) && /\d/.test(last) && /\d|[$£€¥￥₹]/.test(next)) return true;
    if (OWNS.test(text) && /^\d/.test(next)) return !/^\d\d\s*$/.test(next); // "25€" and "49€", but "25€" and its cents
    if (PRICED.test(next)) return !/^[A-Z]{1,3}$/.test(last.trim()) && /[\p{L}\d)%]$|[€]$/u.test(text); // "US" and "$12" are one
    if (WHOLE.test(text)) return !nested || /^\p{L}/u.test(next);
    if (/\d$/.test(text)) {
      if (/^\d/.test(next)) return /^[\d.,'’]+(?!\s?\p{L})\P{L}*$/u.test(next) ? !nested && apart(one, other) : !nested; // "4.9" and "2,695 reviews"
      return /^\p{L}/u.test(next) && (ASKED.test(text) ? /^\p{L}{3}/u.test(next) : !nested && /^(?:\p{L}{4}|\p{Lu}\p{L}{2})/u.test(next));
    }
    return !nested && /[\p{L})]$/u.test(text) && (apart(one, other) || (/\p{L}{3}$/u.test(text) && /^\d/.test(next)));
  };
  const joined = (parts) => {
    let text = "", before = null, last = "";
    for (const p of parts) {
      let t = p.text.replace(/[\s\u00a0\u202f\u2007]+/g, " ");
      // superscript cents: "12" + raised "90" is 12.90
      if (/^\s?\d\d\s?$/.test(t) && /\d$/.test(text) && (p.el.tagName === "SUP" || /super|text-top|top/.test(styleOf(p.el).verticalAlign) && parseFloat(styleOf(p.el).fontSize) < parseFloat(styleOf(blockOf(p.el)).fontSize) - 1)) t = "." + t.trim();
      if (before && before !== p.el && !/^\s|^$/.test(t) && border(text, last, t, before, p.el)) t = " " + t;
      if (t.trim()) { before = p.el; last = t; }
      text += t;
    }
    return text.replace(/ +/g, " ").trim();
  };
  // class names a page uses for what it answers; names with ":" or "[" are a style's conditions, not a state
  const names = (el) => [el.id || "", ...(typeof el.className === "string" ? el.className.split(/\s+/) : [])].filter((n) => n && !/[:[\]]/.test(n)).join(" ");
  const complaints = new Set([...document.querySelectorAll("[aria-invalid=true]")].flatMap((el) => `${el.getAttribute("aria-errormessage") || ""} ${el.getAttribute("aria-describedby") || ""}`.split(/\s+/).filter(Boolean).map((i) => document.getElementById(i)).filter(Boolean)));
  const ANSWERS = /error|invalid|alert|danger|message|notice|notification|flash|toast|help-block/i;
  const answersCache = new Map();
  const answersOf = (el) => {
    let answers = answersCache.get(el);
    if (answers === undefined) {
      const role = el.getAttribute("role");
      answers = complaints.has(el) || role === "alert" || role === "status" || el.getAttribute("aria-live") === "assertive" || ANSWERS.test(names(el));
      answersCache.set(el, answers);
    }
    return answers;
  };
  const noticeOf = (el) => {
    for (let up = el, i = 0; up && i < 5 && !["FORM", "MAIN", "BODY", "HTML"].includes(up.tagName); up = parentOf(up), i++) {
      if (!answersOf(up)) continue;
      const role = up.getAttribute("role") || "", words = names(up);
      if ((up.textContent || "").length > 600) return "";
      if (complaints.has(up)) return "error";
      if (/success|info|cookie/i.test(words) || role === "status") return "notice";
      // what only calls for attention may be good news as well: its words tell
      return /error|invalid|danger|help-block/i.test(words) ? "error" : /alert|warning/i.test(words) || role === "alert" ? "alert" : "notice";
    }
    return "";
  };
  const blocks = [];
  for (const [el, parts] of byBlock) {
    const runs = [];
    for (const p of parts) {
      if (p.gap) continue;
      const s = styleOf(p.el);
      runs.push({ text: clip(squash(p.text), 2000), font_px: Math.round(parseFloat(s.fontSize) * 10) / 10, weight: parseInt(s.fontWeight) || 400, strike: struck(p.el), visible: p.shown, contrast: contrastOf(p.el) });
    }
    if (!runs.length) continue;
    const seen = parts.filter((p) => p.gap || p.shown);
    const visible = seen.some((p) => !p.gap);
    blocks.push({ text: clip(joined(visible ? seen : parts), 6000), tag: el.tagName.toLowerCase(), selector: selectorOf(el), area: areaOf(el), visible, box: boxOf(el), runs: runs.slice(0, 40), notice: noticeOf(el), el });
  }

  const nameOf = (el) => {
    const aria = el.getAttribute("aria-label");
    if (aria && aria.trim()) return squash(aria);
    const by = el.getAttribute("aria-labelledby");
    if (by) { const t = by.split(/\s+/).map((i) => document.getElementById(i)?.textContent || "").join(" "); if (t.trim()) return squash(t); }
    const drawnBy = iconsIn(el), text = squash(drawnBy.length ? besides(el) : el.innerText ?? el.textContent ?? "");
    if (text && !/\p{L}/u.test(text) && PICTURES.some(([is]) => is.test(text))) return clip(squash(PICTURES.reduce((said, [is, word]) => said.replace(is, ` ${word} `), text.replace(/\ufe0f/g, ""))), 300);
    if (text) return clip(/^[a-z]+(?:_[a-z]+)+$/.test(text) ? text.replace(/_/g, " ") : text, 300); // an icon's name as its font has it
    const drawn = [...el.querySelectorAll("img[alt],svg[aria-label],[aria-label],[title],svg title")].map((i) => squash((i.tagName.toLowerCase() === "title" ? i.textContent : i.getAttribute("alt") || i.getAttribute("aria-label") || i.getAttribute("title")) || "")).find((t) => t);
    if (drawn) return clip(drawn, 300);
    return ownName(el) || (drawnBy.length ? iconSays(icons.get(drawnBy[0])) : "") || signOf(el);
  };
  // Pictures that are letters, where no words stand with them.
  const PICTURES = [[/\u{1f6d2}|\u{1f6cd}|\u{1f9fa}/u, "cart"], [/\u{1f5d1}|\u{1f6ae}/u, "remove"], [/\u{1f50d}|\u{1f50e}/u, "search"], [/[\u2661\u2665\u2764]|\u{1f90d}|\u{1f5a4}/u, "wishlist"], [/\u{1f464}|\u{1f465}|\u{1f9d1}/u, "account"], [/\u274c|\u274e|\u2716/u, "close"], [/\u2795/u, "+"], [/\u2796/u, "-"], [/[\u25b2\u25b4\u2b06\u{1f53c}]/u, "up"], [/[\u25bc\u25be\u2b07\u{1f53d}]/u, "down"]];
  const holders = new Set();
  for (const icon of icons.keys()) for (let up = icon; up && !holders.has(up); up = parentOf(up)) holders.add(up);
  const iconsIn = (el) => (holders.has(el) ? [...icons.keys()].filter((i) => el.contains(i)) : []);
  // The words beside the pictures that a font of icons draws.
  const besides = (el) => [...el.childNodes].map((n) => (n.nodeType === 3 ? (isVisible(el) ? n.data : "") : n.nodeType !== 1 || icons.has(n) || SKIP.has(n.tagName) ? " " : besides(n))).join(" ");
  const saidIn = (el) => (iconsIn(el).length ? blocks.filter((b) => b.visible && (el.contains(b.el) || b.el === el)).map((b) => b.text).join(" ") : el.innerText || "");
  // What such a picture says, where its name says something else or too little.
  const ICONS = [[/^add_\w*(?:cart|basket|bag)/, "add to cart"], [/^(?:delete|remove_\w*(?:cart|basket|bag))/, "remove"], [/^(?:add|plus)(?:_circle|_box)?(?:_outlined?)?$/, "+"], [/^(?:remove|minus)(?:_circle|_box)?(?:_outlined?)?$/, "-"], [/^(?:clear|cancel|close|highlight_off)/, "close"]];
  const iconSays = (word) => (ICONS.find(([is]) => is.test(word)) || (SIGNS.find(([is]) => is.test(word.replace(/_/g, "-")))) || [0, word.replace(/_/g, " ")])[1];
  // What a drawing without words shows is told by what it, or the function it calls, is called: "icon-cart", "fa fa-trash",
  // "#remove", "basket.svg", "javascript:addToCart(3)".
  const SIGNS = [[/add[\s_-]?(?:item[\s_-]?)?(?:in)?(?:to[\s_-]?)?(?:my[\s_-]?)?(?:shopping[\s_-]?)?(?:cart|basket|bag|trolley)/i, "add to cart"], [/buy[\s_-]?now/i, "buy now"], [/trash|remove|delete|(?:^|[\s_-])bin(?:$|[\s_-])/i, "remove"], [/cart|basket|shopping-?bag/i, "cart"], [/search|magnif/i, "search"], [/wish|heart|favou?rite/i, "wishlist"], [/(?:^|[\s_-])(?:user|account|profile)(?:$|[\s_-])/i, "account"], [/close|dismiss|times|(?:^|[\s_-])x(?:$|[\s_-])/i, "close"], [/plus|increase|increment/i, "+"], [/minus|decrease|decrement/i, "-"], [/(?:arrow|caret|chevron|angle)[\s_-]*up|up[\s_-]*arrow/i, "up"], [/(?:arrow|caret|chevron|angle)[\s_-]*down|down[\s_-]*arrow/i, "down"], [/check[\s_-]?out/i, "checkout"], [/(?:sub(?:mit)?|place|confirm)[\s_-]?order/i, "place order"]];
  const signOf = (el) => {
    const said = [el, ...[...el.querySelectorAll("i,span,svg,use,img")].slice(0, 6)].map((e) => `${e.tagName === "A" || e.tagName === "BUTTON" || e.tagName === "INPUT" || e.tagName === "DIV" || e.tagName === "SPAN" || e.tagName === "I" || e.tagName === "svg" ? e.getAttribute("class") || "" : ""} ${(e.getAttribute("href") || e.getAttribute("xlink:href") || "").startsWith("#") || e.tagName === "use" ? e.getAttribute("href") || e.getAttribute("xlink:href") : ""} ${e.tagName === "IMG" ? (e.getAttribute("src") || "").slice(-60).replace(/^.*\//, "") : ""} ${e.tagName === "INPUT" && e.type === "image" ? (e.getAttribute("src") || "").slice(-60).replace(/^.*\//, "") : ""}`).join(" ");
    const acts = [el, ...el.querySelectorAll("[onclick]")].map((e) => `${e.getAttribute("onclick") || ""} ${/^javascript:/i.test(e.getAttribute("href") || "") ? e.getAttribute("href") : ""}`).join(" ");
    const calls = (acts.match(/[\w$]+(?=\s*\()/g) || []).join(" ");
    const sign = SIGNS.find(([is]) => is.test(`${said} ${calls}`.replace(/([a-z])([A-Z])/g, "$1-$2")));
    return sign ? sign[1] : "";
  };
  const ownName = (el) => {
    return squash(el.value && el.tagName === "INPUT" && /submit|button|reset/i.test(el.type) ? el.value : el.getAttribute("alt") || el.getAttribute("title") || "");
  };
  const base = document.baseURI, absoluteCache = new Map();
  const absolute = (href) => {
    let url = absoluteCache.get(href);
    if (url === undefined) { try { url = new URL(href, base).href; } catch { url = ""; } absoluteCache.set(href, url); }
    return url;
  };
  const all = (q) => roots.flatMap((root) => [...root.querySelectorAll(q)]);

  const HANDLERS = ["onclick", "onmousedown", "@click", "v-on:click", "x-on:click", "ng-click", "(click)", "wire:click", "hx-get", "hx-post", "data-href", "data-url", "data-link"];
  const points = (el) => styleOf(el).cursor === "pointer" && !(parentOf(el) && styleOf(parentOf(el)).cursor === "pointer");
  const handles = (el) => HANDLERS.some((n) => el.hasAttribute(n)) || Object.keys(el).some((k) => (k.startsWith("__reactProps") && el[k] && (el[k].onClick || el[k].onMouseDown || el[k].onPointerDown)) || (k === "_vei" && el[k] && el[k].onClick));
  const acts = (el) => handles(el) || /^(?:button|link)$/.test(el.getAttribute("role") || "") || el.getAttribute("tabindex") === "0" || points(el);
  const allLinks = cut(all("a[href],area[href],a:not([href])").filter((a) => a.hasAttribute("href") || acts(a)), CAPS.links);
  const links = allLinks.map((a) => ({ href: a.hasAttribute("href") ? clip(absolute(a.getAttribute("href")), 2000) : "", text: nameOf(a), selector: selectorOf(a), area: areaOf(a), visible: pressable(a), box: boxOf(a), rel: a.getAttribute("rel") || "" }));

  // a fieldset or a group of options that is disabled disables what it holds; an element of one's own has only the property
  const isDisabled = (el) => !!el.disabled || el.matches(":disabled") || el.getAttribute("aria-disabled") === "true";
  const TYPED = new Set(["text", "email", "tel", "password", "search", "url", "date", "month", "week", "time", "datetime-local", "textarea", "file", "color", "hidden"]);
  // a label that is tied to no field means the one right behind it, also where that has a box of its own
  const labelBefore = (el) => {
    for (let node = el, up = 0; node && up < 3; up++) {
      let at = node.previousSibling;
      while (at && (at.nodeType === 8 || (at.nodeType === 3 && !at.nodeValue.trim()) || at.nodeName === "BR")) at = at.previousSibling;
      if (at) return at.nodeName === "LABEL" && !at.control ? squash(at.textContent || "") : "";
      node = node.parentElement;
      if (!node || node.nodeName === "FORM" || node.querySelectorAll("input:not([type=hidden]),select,textarea").length > 1) return "";
    }
    return "";
  };
  const labelOf = (el) => {
    const aria = el.getAttribute("aria-label");
    if (aria && aria.trim()) return squash(aria);
    const by = el.getAttribute("aria-labelledby");
    if (by) { const t = by.split(/\s+/).map((i) => document.getElementById(i)?.textContent || "").join(" "); if (t.trim()) return clip(squash(t), 300); }
    if (el.labels && el.labels.length) {
      const clone = el.labels[0].cloneNode(true);
      clone.querySelectorAll("select,textarea,script,style,option").forEach((n) => n.remove());
      const t = squash(clone.textContent || "");
      if (t) return clip(t, 300);
    }
    const own = !/^(?:INPUT|SELECT|TEXTAREA)$/.test(el.tagName) && /^(?:radio|checkbox|switch)$/.test(el.getAttribute("role") || "") ? squash(el.innerText || "") : "";
    const before = /^(?:radio|checkbox|hidden|submit|button|image)$/.test(el.type || "") ? "" : labelBefore(el);
    return clip(own || before, 300) || squash(el.getAttribute("title") || "");
  };
  const cellsOf = (tr) => (tr.cells ? [...tr.cells] : [...tr.querySelectorAll("[role=cell],[role=gridcell],[role=rowheader],[role=columnheader]")]);
  const columnOf = (el) => {
    const cell = el.closest("td,th,[role=cell],[role=gridcell]"), tr = cell && cell.closest("tr,[role=row]"), table = tr && tr.closest("table,[role=table],[role=grid]");
    const head = table && (table.tHead && table.tHead.rows[0] || table.querySelector("tr,[role=row]"));
    if (!head || head === tr || head.querySelector("input,select,textarea")) return "";
    const before = cellsOf(tr).slice(0, cellsOf(tr).indexOf(cell)).reduce((n, c) => n + (c.colSpan || 1), 0);
    let at = 0;
    for (const c of cellsOf(head)) { if (before >= at && before < at + (c.colSpan || 1)) { const t = squash(c.innerText || ""); return t.length <= 40 && /\p{L}/u.test(t) && !amountsIn(t).length ? t : ""; } at += c.colSpan || 1; }
    return "";
  };
  const HOW_MANY = /qty|quan|quantity|数量|kuantiti|menge|anzahl|cantidad|\bpcs\b|how many/i;
  const contextOf = (el) => {
    // the row the field stands in: the widest ancestor that holds no other field of another group
    let best = el.labels && el.labels[0] ? el.labels[0] : el;
    for (let up = parentOf(el), i = 0; up && i < 5; up = parentOf(up), i++) {
      if (["FORM", "FIELDSET", "BODY", "TABLE", "TBODY", "UL", "OL", "SECTION", "MAIN"].includes(up.tagName)) break;
      const others = [...up.querySelectorAll("input:not([type=hidden]),select,textarea")].filter((o) => o !== el);
      if (others.length) break;
      best = up;
      if (up.tagName === "TR" || up.tagName === "LI") break;
    }
    return clip(squash(best.innerText || ""), 300);
  };
  // What a person may have typed is never read; a number of up to five digits is a quantity. Of hidden fields only those
  // that say what the form does ("action=place_order").
  const valueOf = (el, tag, type) => {
    if (tag === "select" || tag === "textarea") return "";
    if ((type === "text" || type === "tel") && /^\d{1,3}$/.test(el.value) && HOW_MANY.test(`${el.name} ${el.id} ${columnOf(el)}`)) return el.value;
    if (type === "combobox") return clip(squash(el.innerText || ""), 100); // what it shows as chosen
    const value = clip(String(el.value ?? ""), 100);
    if (type === "number" || type === "range") return value.length <= 5 ? value : "";
    if (type === "hidden") return /^(?:action|do|op|operation|step|cmd|intent|event|route|wc-ajax)$/i.test(el.name) && /^[\w./ -]{1,60}$/.test(value) ? value : "";
    return TYPED.has(type) ? "" : value;
  };
  const fieldOf = (el) => {
    const tag = el.tagName.toLowerCase();
    const role = el.getAttribute("role") || "";
    const opens = role === "combobox" || el.getAttribute("aria-haspopup") === "listbox";
    const type = tag === "input" ? (el.type || "text").toLowerCase() : tag === "select" ? "select" : tag === "textarea" ? "textarea" : opens ? "combobox" : role;
    const set = el.closest("fieldset,[role=group],[role=radiogroup]");
    const legend = set ? set.querySelector("legend") : null;
    const box = boxOf(el);
    // a styled radio or checkbox is often invisible itself while its label is what people see and press
    let visible = isVisible(el);
    if (!visible && (type === "radio" || type === "checkbox") && el.labels && el.labels[0]) visible = isVisible(el.labels[0]);
    else if (!visible && (type === "radio" || type === "checkbox")) visible = drawnBeside(el);
    return {
      tag, type, name: el.getAttribute("name") || "", id: el.id || "", label: labelOf(el), placeholder: squash(el.getAttribute("placeholder") || ""),
      autocomplete: (el.getAttribute("autocomplete") || "").toLowerCase(), required: !!el.required || el.getAttribute("aria-required") === "true",
      checked: !!el.checked || el.getAttribute("aria-checked") === "true", disabled: isDisabled(el),
      visible, selector: selectorOf(el), box,
      value: valueOf(el, tag, type),
      group: clip(squash((legend && legend.innerText) || (set && set.getAttribute("aria-label")) || ""), 200),
      group_selector: set ? selectorOf(set) : "",
      context: contextOf(el), column: columnOf(el),
      min_length: el.minLength > 0 ? el.minLength : null, max_length: el.maxLength > 0 ? el.maxLength : null,
      filled: TYPED.has(type) && type !== "hidden" || type === "number" ? String(el.value ?? "") !== "" : false,
      invalid: el.getAttribute("aria-invalid") === "true" || /(^|[\s_-])(is-)?(invalid|error|has-error)($|[\s_-])/i.test(names(el) + " " + (parentOf(el) ? names(parentOf(el)) : "")),
      options: tag === "select" ? [...el.options].slice(0, 300).map((o) => ({ text: clip(squash(o.text), 200), value: clip(o.value, 100), selected: o.selected, disabled: o.matches(":disabled") })) : [],
    };
  };
  const FIELD_QUERY = "input:not([type=submit]):not([type=button]):not([type=reset]):not([type=image]),select,textarea,[role=checkbox]:not(input),[role=switch]:not(input),[role=radio]:not(input),[role=listbox],[role=combobox]:not(input),[aria-haspopup=listbox]:not(input):not([role=combobox])";
  const BUTTON_QUERY = "button,input[type=submit],input[type=button],input[type=reset],input[type=image],[role=button],a.btn,a.button,a[class*='btn-'],a[class*='button']";
  const formOf = (el) => el.form || el.closest("form");
  // A link that leads nowhere is a button: a script answers it.
  const leadsNowhere = (el) => /^(?:#!?|javascript:.*)?$/i.test((el.getAttribute("href") || "").trim());
  const buttonOf = (el) => {
    const tag = el.tagName.toLowerCase();
    const form = formOf(el), text = nameOf(el);
    const drawn = !!text && !squash(el.innerText || "") && !ownName(el) && text === signOf(el);
    return {
      drawn, text, selector: selectorOf(el), type: tag === "a" && !leadsNowhere(el) ? "link" : tag === "button" ? (form ? el.type : "button") : tag === "input" ? el.type : "button",
      form: form ? selectorOf(form) : "", area: areaOf(el), visible: pressable(el), disabled: isDisabled(el), box: boxOf(el),
      name: el.getAttribute("name") || "", formaction: el.hasAttribute("formaction") ? absolute(el.getAttribute("formaction")) : "",
    };
  };
  // a radio drawn inside another, whatever it says of itself, is its picture
  const drawn = (el) => { const role = el.getAttribute("role"), over = role && role !== "combobox" && role !== "listbox" && parentOf(el); return !!(over && over.closest(`[role=${role}]`)); };
  const allFields = cut(all(FIELD_QUERY).filter((el) => !drawn(el)), CAPS.fields);
  // Whatever else acts when it is pressed: by its handler, or as the pointer says. What holds other controls is a tile.
  const CONTROLS = BUTTON_QUERY + ",a,button,input,select,textarea,label,summary,option";
  const alone = (el) => !el.closest(CONTROLS) && !el.querySelector("a,button,input,select,textarea,[onclick],[role=button]");
  const short = (el) => (el.textContent || "").trim().length <= 40 && !(el.textContent || "").includes("?"); // no questions that unfold
  const acting = new Set(all("[onclick],[role=link],[tabindex='0'],img,svg").filter((el) => (handles(el) || points(el) || el.getAttribute("role") === "link") && alone(el) && short(el) && nameOf(el)));
  // The pointer says it of all a thing holds: what is pressed is the outermost, where its words are one block.
  const pressed = (el) => { let top = el; while (parentOf(top) && styleOf(parentOf(top)).cursor === "pointer") top = parentOf(top); return top; };
  for (const b of blocks) {
    if (!b.visible) continue;
    // words in one line, each with the pointer of its own
    if (b.text.length <= 400 && styleOf(b.el).cursor !== "pointer") for (const el of b.el.querySelectorAll(":is(span,em,b,i,strong):nth-child(n+2),:is(span,em,b,i,strong):first-child:not(:only-child)")) if (!acting.has(el) && points(el) && alone(el) && short(el) && nameOf(el)) acting.add(el);
    if (b.text.length > 40 || !short(b.el) || styleOf(b.el).cursor !== "pointer") continue;
    const el = pressed(b.el);
    if (el === document.body || acting.has(el) || !alone(el) || !short(el) || [...acting].some((a) => el.contains(a))) continue;
    if (el === b.el || blocks.filter((o) => o.visible && o.text && el.contains(o.el)).length === 1) acting.add(el);
  }
  const listed = new Set(all(BUTTON_QUERY)), more = [...acting].filter((el) => !listed.has(el));
  const allButtons = cut(more.length ? [...listed, ...more].sort((a, b) => (a.compareDocumentPosition(b) & 4 ? -1 : 1)) : [...listed], CAPS.buttons);
  const forms = cut(all("form"), CAPS.forms).map((form) => ({
    selector: selectorOf(form), action: form.hasAttribute("action") && form.getAttribute("action") !== "" ? absolute(form.getAttribute("action")) : document.URL,
    method: (form.getAttribute("method") || "get").toLowerCase() === "post" ? "post" : (form.getAttribute("method") || "").toLowerCase() === "dialog" ? "dialog" : "get",
    area: areaOf(form), visible: isVisible(form), text: clip(squash(form.innerText || ""), 2000),
    fields: allFields.filter((f) => formOf(f) === form).map(fieldOf), buttons: allButtons.filter((b) => formOf(b) === form).map(buttonOf),
    scripted: !!form.onsubmit || (form.getAttribute("action") || "").startsWith("javascript:") || [...form.attributes].some((a) => /^(@submit|v-on:submit|x-on:submit|ng-submit|data-action|data-remote|hx-post)/.test(a.name)) || Object.keys(form).some((k) => k.startsWith("__reactProps") && form[k] && form[k].onSubmit),
  }));
  const loose_fields = allFields.filter((f) => !formOf(f)).map(fieldOf);
  const buttons = allButtons.map(buttonOf);

  // --- choices: swatches and sizes that are no form fields ---
  const HINT = /swatch|variant|option|attribute|colou?r|size|flavou?r|choice/i;
  const WORDS = (el) => (el.id || "") + " " + (typeof el.className === "string" ? el.className : "") + " " + (el.getAttribute("data-hook") || "") + " " + (el.getAttribute("aria-label") || "");
  const isChosen = (el) => [el, parentOf(el)].some((e, i) => e && (e.getAttribute("aria-checked") === "true" || e.getAttribute("aria-pressed") === "true" || e.getAttribute("aria-selected") === "true" || /(^|[\s_-])(selected|active|checked|current|chosen)($|[\s_-])/i.test(typeof e.className === "string" ? e.className : "")) && (i === 0 || e.childElementCount === 1));
  const ACTS = /\b(?:add|buy|cart|basket|bag|check-?out|wish|save|log ?in|sign|apply|share|review|remove|delete|qty|quantity|increase|decrease|close|next|prev(?:ious)?|back|show|more|less|view|read|compare|notify|clear|reset|filter|sort)\b/i;
  const choiceSeen = new Map();
  // What the pointer alone makes a button is a choice where several stand in one place, after a caption with a colon.
  const captionOf = (el) => {
    const alike = [...parentOf(el).children].filter((e) => e.tagName === el.tagName && acting.has(e));
    for (let up = alike.length > 1 ? parentOf(el) : null, i = 0; up && i < 3; up = parentOf(up), i++) {
      const before = up.previousElementSibling, said = before && !before.querySelector("a,button,input,select") ? squash(before.innerText || "") : "";
      if (/^[^:\uff1a]{1,24}[:\uff1a]$/.test(said)) return ACTS.test(said) || /分享|排序|[筛篩][选選]|[关關][于於]/.test(said) ? "" : said.slice(0, -1).trim();
      if (before) break;
    }
    return "";
  };
  const CHOICE_QUERY = "a,button,[data-value],[role=option],label,li,div[tabindex],span[tabindex]";
  const captions = new Map([...acting].filter((el) => !el.matches(CHOICE_QUERY) && parentOf(el)).map((el) => [el, captionOf(el)]).filter(([, said]) => said));
  for (const el of [...all(CHOICE_QUERY), ...captions.keys()]) {
    if (choiceSeen.size >= CAPS.choices) { truncated = true; break; }
    const tag = el.tagName, href = el.getAttribute("href");
    if (tag === "A" && href !== null && !/^#|^javascript:|^$/.test(href) && !(HINT.test(href.split("?")[1] || "") && href.split("?")[0].split("#")[0] === location.pathname)) continue;
    if ((tag === "BUTTON" && el.type === "submit" && formOf(el)) || el.getAttribute("role") === "radio" || el.getAttribute("role") === "combobox" || el.hasAttribute("aria-haspopup")) continue;
    if ((tag === "LI" || tag === "LABEL" || tag === "DIV" || tag === "SPAN") && (el.querySelector("a,button,input,select,[data-value],[tabindex]") || (tag === "LABEL" && el.control) || (tag === "LI" && !el.hasAttribute("data-value") && getComputedStyle(el).cursor !== "pointer"))) continue;
    if (["header", "footer", "nav"].includes(areaOf(el)) || el.closest("select,[role=listbox]:not([class*=swatch]),nav")) continue;
    const text = nameOf(el);
    if (!text || text.length > 40 || !/[\p{L}\d]/u.test(text) || ACTS.test(text)) continue;
    // siblings: the lists whose items hold one such thing each, or the element's own parent
    let list = parentOf(el);
    if (list && list.childElementCount === 1 && parentOf(list)) list = parentOf(list);
    if (!list || list === document.body) continue;
    const over = tag === "BUTTON" && list.childElementCount > 1 && [...list.children].every((e) => e.tagName === "BUTTON") ? list.previousElementSibling : null;
    const caption = over && !over.querySelector("button,a,input") ? squash(over.innerText || "") : "";
    const named = captions.has(el) || (caption.length <= 40 && HINT.test(caption)) || [list, parentOf(list), parentOf(list) && parentOf(parentOf(list)), el].some((e) => e && HINT.test(WORDS(e)));
    if (!named || list.childElementCount > 60) continue;
    const before = list.previousElementSibling || (parentOf(list) && parentOf(list).firstElementChild !== list ? parentOf(list).firstElementChild : null);
    let group = choiceSeen.get(list);
    if (!group) choiceSeen.set(list, (group = { label: captions.get(el) || clip(squash((before && before.innerText) || list.getAttribute("aria-label") || ""), 80), selector: selectorOf(list), area: areaOf(list), choices: [] }));
    if (group.choices.length < 60) group.choices.push({ text: clip(text, 80), selector: selectorOf(el), chosen: isChosen(el), disabled: isDisabled(el) || [el, parentOf(el)].some((e, i) => e && (i === 0 || e.childElementCount === 1) && /(^|[\s_-])(un-available|unavailable|disabled|sold-?out|out-?of-?stock)($|[\s_-])/i.test(typeof e.className === "string" ? e.className : "")), visible: isVisible(el), box: boxOf(el) });
  }
  const choices = [...choiceSeen.values()];

  // --- rows: an amount and the label it belongs to ---
  const numbered = blocks.filter((b) => /\d/.test(b.text) || b.runs.some((r) => /\d/.test(r.text))); // an amount has a digit
  // innerText tears raised cents off their amount ("12" "90" is 1290 there); the blocks have them joined. And it lets a
  // number run into the amount of the next line ("999" "119.00 SGD" is no 999,119.00).
  const ranOn = (amount, told) => !told.includes(amount) && told.some((t) => [amount.endsWith(t) && amount.slice(0, -t.length), amount.startsWith(t) && amount.slice(t.length)].some((rest) => rest && /^[\d\s]+$/.test(rest)));
  const setApart = (texts) => texts.reduce((said, text) => said + (/\d$/.test(said) && /^\d/.test(text) ? " · " : said ? " " : "") + text, "");
  const rowText = (row, own) => {
    const inner = squash(saidIn(row) || own);
    const told = numbered.filter((b) => b.visible && row.contains(b.el)).flatMap((b) => amountsIn(b.text)), whole = amountsIn(inner);
    const torn = told.some((amount) => !inner.includes(amount)) || (told.length > 0 && told.join() !== whole.join() && told.some((amount) => !whole.includes(amount))) || whole.some((amount) => ranOn(amount, told));
    return torn ? setApart(blocks.filter((b) => b.visible && row.contains(b.el)).map((b) => b.text)) : inner;
  };
  // words that qualify an amount and do not name it: the name stands further out
  const QUALIFIER = /^[\s(*]*(?:(?:incl|excl|inc|ex|inkl|exkl|zzgl)\b\.?|including|excluding|inclusive|exclusive|included|plus|of which|with|before|after|each|per item|price per item)[\s,:]*(?:of|any|all|the)?\s*(?:\d+(?:[.,]\d+)?\s?%)?\s*(?:vat|gst|sst|tax(?:es)?|mwst\.?|each|per item)?\s*(?:included|incl\.?|excluded|excl\.?)?[\s).*]*$/i;
  // A sum is told by its words where no currency is: "Total: 28.00".
  const SUMMED = /^([^\d:]{0,24}(?:total|amount (?:due|payable)|to pay|jumlah|总[额计价]|總[額計價]|合[计計]|[应應]付|மொத்த)[^\d:]{0,20}):\s*(\d{1,3}(?:,?\d{3})*\.\d{2})$/i;
  const rows = [], rowSeen = new Set();
  // A table that only places things is no table of lines: its cells hold whole parts of the page.
  const laidCache = new Map();
  const laidOut = (tr) => {
    if (!laidCache.has(tr)) laidCache.set(tr, (tr.innerText || "").length > 400 || !!tr.querySelector("h1,main,form table") || (!!tr.querySelector("table") && (tr.innerText || "").length > 160));
    return laidCache.get(tr);
  };
  // the words that stand before an amount in a line or a cell of their own
  const beside = (el) => {
    for (let up = el, i = 0; up && i < 3 && up !== document.body; up = parentOf(up), i++) {
      const before = up.previousElementSibling, text = before && isVisible(before) ? squash(saidIn(before)) : "";
      if (text && text.length <= 60 && /\p{L}{2}/u.test(text) && !amountsIn(text).length) return text;
      if (before) break;
    }
    return "";
  };
  const amountsOf = (el) => numbered.filter((b) => el.contains(b.el)).flatMap((b) => {
    const single = (runs) => runs.flatMap((r) => amountsIn(r.text).map((text) => ({ text, strike: r.strike, visible: r.visible && b.visible, font_px: r.font_px, box: b.box })));
    if (!b.visible) return single(b.runs);
    // an amount may be spread over several runs ("S$" "15" "90"): it is in the style of the run its first digit stands in
    const digits = b.runs.filter((r) => r.visible).flatMap((r) => (r.text.match(/\d/g) || []).map(() => r));
    const told = plain(b.text);
    const spread = [...told.matchAll(AMOUNT)].flatMap((m) => {
      const run = digits[(told.slice(0, m.index).match(/\d/g) || []).length];
      return run ? [{ text: m[0].trim(), strike: run.strike, visible: true, font_px: run.font_px, box: b.box }] : [];
    });
    return spread.concat(single(b.runs.filter((r) => !r.visible)));
  });
  const struckBlocks = numbered.filter((b) => b.visible && b.runs.some((r) => r.strike && r.visible));
  const struckIn = (row) => (struckBlocks.some((b) => row.contains(b.el)) ? amountsOf(row).filter((a) => a.strike && a.visible).map((a) => a.text) : []);
  const bodyFont = document.body ? parseFloat(getComputedStyle(document.body).fontSize) || 16 : 16;
  const keep = (row, label, amounts, text, shown_, strong) => {
    const group = row.closest("table,[role=table],[role=grid],dl,ul,ol,aside,section,fieldset,form,main") || document.body;
    rows.push({ label: clip(label, 240), amounts: amounts.slice(0, 12), text: clip(text, 500), selector: selectorOf(row), area: areaOf(row), visible: shown_ && isVisible(row), box: boxOf(row), tag: row.tagName.toLowerCase(), strong, group: selectorOf(group), struck: struckIn(row) });
  };
  for (const block of [...blocks.filter((b) => b.visible), ...blocks.filter((b) => !b.visible)]) {
    const found = amountsIn(block.text);
    const alone = BARE.test(block.text) || FREE.test(block.text), sum = found.length ? null : SUMMED.exec(plain(block.text));
    if (!found.length && !alone && !sum) continue;
    let row = block.el;
    const cell = row.closest("td,th,[role=cell],[role=gridcell],[role=rowheader]");
    const line = row.closest("tr,[role=row]"), tr = line && !laidOut(line) ? line : null;
    let label = sum ? squash(sum[1]) : "";
    if (cell && tr && !sum) {
      row = tr;
      label = cellsOf(tr).filter((c) => c !== cell && !amountsIn(saidIn(c)).length && /\p{L}/u.test(saidIn(c))).map((c) => squash(saidIn(c))).join(" ");
      if (!label) label = unpriced(block.text);
      if (!/\p{L}/u.test(label)) label = unpriced(saidIn(cell));
      if (!/\p{L}/u.test(label)) label = columnOf(cell);
    } else if (row.closest("dd") && !sum) {
      row = row.closest("dd");
      let dt = row.previousElementSibling;
      while (dt && dt.tagName !== "DT") dt = dt.previousElementSibling;
      label = dt ? squash(saidIn(dt) || dt.textContent || "") : "";
    }
    if (!label && !tr) {
      // climb until the ancestor says what the amount is for
      for (let up = row, i = 0; up && i < 5 && up !== document.body; up = parentOf(up), i++) {
        const text = squash(saidIn(up));
        if (text.length > 220) break;
        const rest = squash(unpriced(text).replace(FREE, " ")).replace(/^[\s:：•·|–-]+|[\s:：•·|–-]+$/g, "");
        if (/\p{L}{2}/u.test(rest)) { row = up; label = rest; if (!QUALIFIER.test(rest)) break; }
        if (["LI", "TR", "DL", "TABLE", "SECTION", "FORM", "MAIN"].includes(up.tagName)) break;
      }
    }
    if (!label && !tr) label = beside(block.el);
    const key = selectorOf(row);
    if (rowSeen.has(key)) continue;
    rowSeen.add(key);
    const text = rowText(row, block.text);
    let amounts = amountsIn(text);
    if (!amounts.length) amounts = [squash(sum ? sum[2] : block.text)];
    const strong = block.runs.some((r) => r.visible && !r.strike && (r.weight >= 600 || r.font_px > bodyFont * 1.15)) || !!block.el.closest("strong,b,th,tfoot");
    keep(row, label, amounts, text, block.visible, strong);
  }
  // A line of goods: what stands around a quantity, or what takes it out, with its name and its amount in places of their
  // own. It reaches as far as no other line begins.
  const TAKES_OUT = /^\W*(?:remove|delete|×|✕|移除|删除|buang)/i;
  const handlesOf = [...allFields.filter((f) => /^(?:INPUT|SELECT)$/.test(f.tagName) && !/^(?:hidden|radio|checkbox)$/.test(f.type) && (f.type === "number" || HOW_MANY.test(`${f.name} ${f.id} ${f.getAttribute("aria-label") || ""} ${columnOf(f)}`))), ...allButtons.filter((b) => TAKES_OUT.test(nameOf(b))), ...allLinks.filter((a, i) => TAKES_OUT.test(links[i].text))].filter((h) => isVisible(h) && !["header", "nav", "footer"].includes(areaOf(h)) && !(h.closest("tr,[role=row]") && !laidOut(h.closest("tr,[role=row]"))));
  for (const handle of handlesOf.slice(0, 60)) {
    const kind = handlesOf.filter((h) => h.tagName === handle.tagName && h.type === handle.type && h !== handle);
    let found = null;
    for (let up = parentOf(handle), i = 0; up && i < 8 && !["FORM", "MAIN", "BODY", "TABLE", "TBODY", "UL", "OL"].includes(up.tagName); up = parentOf(up), i++) {
      const text = squash(saidIn(up));
      if (text.length > 400 || kind.some((h) => up.contains(h)) || up.querySelector("h1")) break;
      if (!amountsIn(text).length) continue;
      const named = [...up.querySelectorAll("a[href],img[alt],h2,h3,h4,h5,h6,[class*=name i],[class*=title i]")].some((e) => !TAKES_OUT.test(nameOf(e)) && /\p{L}{3}/u.test(nameOf(e)));
      if (!found || named) found = up;
      if (named) break;
    }
    if (!found || rowSeen.has(selectorOf(found))) continue;
    rowSeen.add(selectorOf(found));
    const text = rowText(found, "");
    keep(found, unpriced(text), amountsIn(text), text, true, false);
  }

  // --- cards: the items of a list. The largest element whose links all lead to one page; or, without links, one of several
  // alike beside each other, each with a name, a price and something to press ---
  const NOT_PRODUCT = /(^|[/?&=_-])(cart|basket|bag|wishlist|wish|compare|login|log-in|signin|account|register|checkout|review|reviews|share|tel:|mailto:)([/?&=_-]|$)|^javascript:|add-to|add_to/i;
  const NO_PAGE = /\.(?:jpe?g|png|gif|webp|avif|svg|bmp|mp4|webm|pdf)$/i; // a picture to enlarge
  const route = (url) => (/^#!?\//.test(url.hash) ? url.hash : ""); // some shops route behind the hash
  const hrefsAt = new Map(), cardLinks = [];
  const here = new URL(location.href), hereClean = here.origin + here.pathname + here.search + route(here);
  for (const a of all("a[href]")) {
    let url; try { url = new URL(absolute(a.getAttribute("href"))); } catch { continue; }
    if (url.origin !== location.origin || NOT_PRODUCT.test(url.pathname + url.search + route(url)) || NO_PAGE.test(url.pathname)) continue;
    const clean = url.origin + url.pathname + url.search + route(url);
    if (clean === hereClean || (url.pathname === "/" && !url.search && !/[^#!/]/.test(route(url)))) continue;
    const area = areaOf(a);
    if (area === "header" || area === "nav" || area === "footer") continue;
    cardLinks.push([a, clean]);
    for (let up = a, i = 0; up && i < 9 && up !== document.body; up = parentOf(up), i++) {
      let set = hrefsAt.get(up);
      if (!set) hrefsAt.set(up, (set = new Set()));
      set.add(clean);
    }
  }
  const BUYS = "button,input[type=submit],input[type=image],[role=button]";
  const STATE = /^(?:first|last|odd|even|active|current|selected|show|visible|slick-.*|swiper-.*|is-.*|js-.*|.*\d.*)$/i;
  const shapeOf = (el) => el.tagName + "." + (typeof el.className === "string" ? el.className.split(/\s+/).filter((c) => c && !STATE.test(c)).sort().join(".") : "");
  const shapes = new Map(); // the children of one parent by their shape
  const likeOf = (el) => {
    const up = parentOf(el);
    if (!up) return [];
    let known = shapes.get(up);
    if (!known) {
      shapes.set(up, (known = new Map()));
      for (const s of up.children) { const shape = shapeOf(s); if (!known.has(shape)) known.set(shape, []); known.get(shape).push(s); }
    }
    return known.get(shapeOf(el)) || [];
  };
  const pageButtons = all(BUYS).filter((b) => !["header", "nav", "footer"].includes(areaOf(b)));
  // A card that stands alone reaches no further than its own: not to a button or a name that belong to the page.
  const oversteps = (a, el, up) => {
    if (!isVisible(a) && isVisible(up)) return true; // what is not shown holds nothing that is
    const named = [...up.querySelectorAll("a[href]")].map(nameOf).filter((t) => t);
    const own = (h) => !!h.querySelector("a[href]") || !!h.closest("a[href]") || named.some((t) => squash(h.innerText || "").includes(t));
    const heads = [...up.querySelectorAll("h1,h2,h3,h4,[role=heading],[itemprop=name],[class*=title i],[class*=name i]")].filter((h) => isVisible(h) && /\p{L}/u.test(h.innerText || ""));
    if (heads.some((h) => !el.contains(h) && !own(h))) return true;
    return pageButtons.some((b) => up.contains(b) && !el.contains(b)) && !heads.some(own);
  };
  const cards = [], cardSeen = new Set();
  const addCard = (el, href, named, press, amounts) => {
    const controls = [...el.querySelectorAll("button,input[type=submit],[role=button]")].filter(nameOf);
    const button = nameOf(controls.find((b) => !b.querySelector("img,picture,h2,h3,h4") || b.matches("button")) || controls[0] || el).slice(0, controls.length ? 80 : 0); // what holds the picture opens the item
    const head = el.querySelector("h1,h2,h3,h4,h5,h6,[class*=title],[class*=name]");
    const title = clip(squash((head && head.innerText) || named), 200);
    // goods may bear sums in their names: these are no prices, where the card shows one besides
    const priced = amounts.filter((a) => !title.includes(a.text));
    if (priced.some((a) => a.visible && !a.strike)) amounts = priced;
    cards.push({ href, title, text: clip(squash(saidIn(el)), 400), amounts: amounts.slice(0, 8), selector: selectorOf(el), area: areaOf(el), visible: isVisible(el), box: boxOf(el), button: clip(button, 80), press });
  };
  for (const [a, href] of cardLinks) {
    const reach = []; // what holds the page's own heading is no card on it
    for (let up = parentOf(a); up && hrefsAt.get(up) && hrefsAt.get(up).size === 1 && !["MAIN", "BODY", "TABLE", "TBODY", "UL", "OL"].includes(up.tagName) && !up.querySelector("h1"); up = parentOf(up)) reach.push(up);
    const among = reach.findLastIndex((up) => likeOf(up).some((s) => s !== up && hrefsAt.has(s))); // one of several alike
    let el = among < 0 ? a : reach[among];
    for (const up of reach.slice(among + 1)) { if (oversteps(a, el, up)) break; el = up; }
    if (cardSeen.has(el)) continue;
    if (cards.length >= CAPS.cards) { truncated = true; break; }
    cardSeen.add(el);
    const amounts = amountsOf(el);
    if (!amounts.length && !el.querySelector("img")) continue; // a link with words around it is no product
    addCard(el, href, nameOf(a), "", amounts);
  }
  // --- tiles: no link leads on, or one that leads nowhere ("#", "/") ---
  const taken = [...cardSeen];
  const LINE = /^\W*(?:remove|delete|update|×|✕|移除|删除|buang)/i;
  const isDrawn = (el) => !!el.querySelector("img,picture,svg image,canvas") || [el, ...el.querySelectorAll("div,span,figure,a")].some((e) => /url\(/.test(styleOf(e).backgroundImage || ""));
  // a script that hears the click leaves no mark on the element: it was noted as it began to listen
  const leadsOn = (el) => acts(el) || !!(window.__ctListening && window.__ctListening.has(el));
  const isTile = (el) => {
    if (taken.some((c) => c.contains(el) || el.contains(c)) || el.querySelector("h1,input[type=radio],input[type=checkbox],[role=radio],select[name*=qty i]")) return false;
    if (!isVisible(el) || rectOf(el).width < 60 || rectOf(el).height < 16) return false;
    if ([...el.querySelectorAll("button,a,input[type=submit],[role=button],[onclick],i,svg")].some((b) => LINE.test(nameOf(b)))) return false; // a line of the cart
    const buys = [...el.querySelectorAll(BUYS)].some(isVisible), drawn = isDrawn(el);
    const leads = leadsOn(el) || [...el.querySelectorAll("*")].some((e) => !e.matches(BUYS) && !e.closest(BUYS) && (e.tagName === "A" || leadsOn(e)));
    return !!((drawn && (buys || leads)) || (buys && (leads || el.querySelector("h2,h3,h4,h5,h6,[class*=title i],[class*=name i]"))));
  };
  const pressOf = (el) => {
    const inner = [...el.querySelectorAll("a,[onclick],[role=link],[tabindex],img,h2,h3,h4,h5,h6,[class*=title i],[class*=name i]")].filter((e) => !e.matches(BUYS) && !e.closest(BUYS) && isVisible(e));
    const spot = inner.find((e) => e.tagName === "A") || (leadsOn(el) ? el : null) || inner.find(leadsOn) || inner[0] || el;
    return selectorOf(spot);
  };
  const tried = new Set();
  for (const block of numbered) {
    if (!block.visible || ["header", "nav", "footer"].includes(block.area) || !amountsIn(block.text).length) continue;
    for (let up = block.el, i = 0; up && i < 7 && !["MAIN", "BODY", "TBODY", "FORM", "TABLE"].includes(up.tagName); up = parentOf(up), i++) {
      if (tried.has(up)) break;
      tried.add(up);
      if (["TR", "DL", "DD", "OPTION", "LABEL"].includes(up.tagName)) break;
      const like = likeOf(up);
      if (like.length < 2 || like.length > 300) continue;
      const tiles = like.filter((e) => amountsIn(e.innerText || "").length && /\p{L}{2}/u.test(unpriced(e.innerText || "")) && isTile(e));
      if (tiles.length < (tiles.some(isDrawn) ? 2 : 3)) continue; // two ways to buy one thing look alike, but have no picture each
      for (const el of tiles) {
        if (cardSeen.has(el)) continue;
        if (cards.length >= CAPS.cards) { truncated = true; break; }
        cardSeen.add(el);
        const names = blocks.filter((b) => b.visible && el.contains(b.el) && /\p{L}{2}/u.test(unpriced(b.text)) && !b.el.closest(BUYS));
        const name = names.sort((x, y) => Math.max(...y.runs.map((r) => r.font_px)) - Math.max(...x.runs.map((r) => r.font_px)))[0];
        addCard(el, "", name ? unpriced(name.text) : nameOf(el), pressOf(el), amountsOf(el));
      }
      break;
    }
  }

  // Stars that no picture file shows: a drawing, or an empty box painted by the style, with a name that holds a number.
  const drawings = () => {
    const found = [];
    for (const el of all("[role=img],svg,[aria-label],[title]")) {
      if (found.length >= 60 || el.tagName === "IMG" || el.closest("a,button,input,select,textarea,[role=button],[role=link]") || el.parentElement?.closest("svg")) continue;
      const inner = el.tagName === "svg" ? el.querySelector(":scope > title") : null;
      const name = squash(el.getAttribute("aria-label") || el.getAttribute("title") || (inner && inner.textContent) || "");
      if (!/\d/.test(name) || name.length > 80 || (el.tagName !== "svg" && el.getAttribute("role") !== "img" && /[\p{L}\d]/u.test(el.textContent))) continue;
      found.push({ src: "", alt: name, visible: isVisible(el), box: boxOf(el) });
    }
    return found;
  };

  const meta = {};
  for (const m of all("meta[name],meta[property],meta[itemprop]")) { const k = (m.getAttribute("name") || m.getAttribute("property") || m.getAttribute("itemprop") || "").toLowerCase(); if (k && !(k in meta) && Object.keys(meta).length < 120) meta[k] = clip(m.getAttribute("content") || "", 500); }
  const microdata = [];
  for (const el of all("[itemprop]")) {
    if (microdata.length >= 400) { truncated = true; break; }
    const scope = el.parentElement ? el.parentElement.closest("[itemscope]") : null;
    const content = el.getAttribute("content") ?? el.getAttribute("datetime") ?? (/^(?:DATA|METER)$/.test(el.tagName) ? el.getAttribute("value") : null) ?? (/^(?:LINK|A|AREA)$/.test(el.tagName) ? el.getAttribute("href") : el.tagName === "IMG" ? el.getAttribute("src") : el.hasAttribute("itemscope") ? "" : squash(el.textContent || ""));
    microdata.push([scope ? scope.getAttribute("itemtype") || "" : "", el.getAttribute("itemprop") || "", clip(content || "", 500)]);
  }
  const doc = document.documentElement;
  // Consent managers hold scripts back by a type that no browser runs: these are not loaded.
  const run = all("script[src]").filter((s) => /^(|module|([0-9a-f]+-)?(text|application)\/(x-)?(java|ecma|j)script.*)$/i.test((s.getAttribute("type") || "").trim()));
  const read = {
    url: location.href, title: clip(squash(document.title || ""), 300), lang: (doc.getAttribute("lang") || "").toLowerCase(),
    // of the device, not of the page: see above
    viewport: [Math.min(window.innerWidth, screen.width), Math.min(window.innerHeight, screen.height)], document: [Math.max(doc.scrollWidth, document.body ? document.body.scrollWidth : 0), doc.scrollHeight],
    settled, pending, meta, canonical: (document.querySelector("link[rel=canonical]") || {}).href || "",
    blocks: blocks.map(({ el, ...rest }) => rest), links, forms, loose_fields, buttons, choices, rows: cut(rows, CAPS.rows), cards,
    headings: cut(all("h1,h2,h3,h4,h5,h6"), CAPS.headings).map((h) => ({ level: +h.tagName[1], text: clip(squash(h.innerText || h.textContent || ""), 300), visible: isVisible(h), box: boxOf(h), selector: selectorOf(h), area: areaOf(h) })).filter((h) => h.text),
    images: [...cut(all("img"), CAPS.images).map((i) => ({ src: clip(i.currentSrc || i.src || "", 500).replace(/^data:.*/, "data:"), alt: clip(squash(i.getAttribute("alt") || ""), 200), visible: isVisible(i), box: boxOf(i) })), ...drawings()],
    frames: cut(all("iframe"), CAPS.frames).map((f) => ({ src: clip(f.src || "", 1000), title: f.getAttribute("title") || "", visible: isVisible(f), box: boxOf(f) })),
    json_ld: all("script[type]").filter((s) => s.getAttribute("type").split(";")[0].trim().toLowerCase() === "application/ld+json").slice(0, 40).map((s) => clip(s.textContent || "", 100000)),
    microdata, scripts: cut(run, CAPS.scripts).map((s) => clip(s.src, 500)),
    pinned: run.slice(0, CAPS.scripts).filter((s) => /\bsha(256|384|512)-/.test(s.integrity || "")).map((s) => clip(s.src, 500)),
  };
  read.truncated = truncated; // every list has been cut by now
  // Half of a character pair, cut or written so, is no text that can be stored. It is written as an escape, which is
  // looked for: to ask of every text takes longer than writing the whole.
  const written = JSON.stringify(read);
  if (!/\\ud[89a-f]/i.test(written)) return written;
  return JSON.stringify(read, (key, value) => (typeof value === "string" ? value.toWellFormed() : value));
}
