// Waits until a page has come to rest: {settled, pending}. Argument, in milliseconds: {quiet, cap, patience, known}.
//
// A page rests where its structure has not changed for `quiet`, no request of it is in flight, and nothing it shows says
// that more is coming. It is waited for as long as `cap`, and as long as `patience` where something is plainly coming.
// What was waited for in vain is not waited for again in this document, nor what is in `known`: class names of marks
// that never go away on this shop. With a quiet of 0 nothing is asked but the page's own state: nothing can come.
// `pending` names what was still to come.
async ({ quiet, cap, patience = cap, known = [] }) => {
  const FADES_MS = 1500; // no longer than that for what moves: a carousel never ends
  const LARGEST_LOADER = 40; // letters
  const MOST_MARKS = 200;
  const MOST_TEXTS = 3000;
  const start = performance.now();
  let last = start;
  const inVain = (window.__ctInVain ||= { marks: new WeakSet(), kinds: new Set(), requests: 0, lacks: [] });
  // an element without a box of its own is where its parent is
  const shown = (el) => el.checkVisibility({ opacityProperty: true, visibilityProperty: true }) || (!!el.parentElement && getComputedStyle(el).display === "contents" && shown(el.parentElement));
  const classOf = (el) => (typeof el.className === "string" ? el.className : el.getAttribute("class") || "");
  const nameOf = (el) => (el.tagName.toLowerCase() + "." + classOf(el).trim().split(/\s+/).join(".")).slice(0, 120);

  const inFlight = () => window.__ctInFlight || 0;
  const isFlying = () => {
    inVain.requests = Math.min(inVain.requests, inFlight());
    return inFlight() > inVain.requests || document.readyState === "loading";
  };

  // Boxes that stand for what is still to come. Half of what is called so never goes away (a picture's "placeholder"),
  // and costs time once; only empty boxes that are called skeletons are proof that the page is not there yet.
  const MARKS = ["skeleton", "shimmer", "placeholder", "loading", "loader", "spinner"].map((w) => `[class*="${w}" i]`).join() + ',[aria-busy="true"]';
  const EMPTY = /(?:^|[\s_-])(?:skeletons?|shimmer|placeholder)(?:$|[\s_-])/i;
  const SURE = /skeleton|shimmer/i;
  const TURNS = /(?:^|[\s_-])(?:loading|loader|preloader|spinner)(?:$|[\s_-])/i;
  const OF_PICTURE = /img|image|picture|photo|media|thumb|avatar|map|video|icon|lazy/i;
  const REPLACED = "img,picture,video,canvas,iframe,svg,input,select,textarea";
  const mark = () => {
    let looked = 0;
    for (const el of document.querySelectorAll(MARKS)) {
      if (++looked > MOST_MARKS) return null;
      if (inVain.marks.has(el) || /^(?:HTML|BODY|IMG|IFRAME|VIDEO|INPUT|BUTTON|SCRIPT|STYLE|LINK)$/.test(el.tagName)) continue;
      const words = classOf(el).replace(/([a-z])([A-Z])/g, "$1-$2"), busy = el.getAttribute("aria-busy") === "true";
      const letters = (el.textContent || "").trim().length;
      const empty = EMPTY.test(words) && !letters && !OF_PICTURE.test(words) && !el.querySelector(REPLACED);
      const turns = TURNS.test(words) && letters <= LARGEST_LOADER && !OF_PICTURE.test(words);
      if (!(busy || empty || turns)) continue;
      const box = el.getBoundingClientRect();
      if (box.width * box.height < 64 || box.right <= 0 || box.bottom + scrollY <= 0 || box.left >= innerWidth || !shown(el)) continue;
      const name = nameOf(el);
      if (known.includes(name)) continue;
      return { what: "mark " + name, limit: patience, sure: (empty && SURE.test(words)) || (busy && !letters), el, lacks: () => el.isConnected && shown(el) };
    }
    return null;
  };

  // What is drawn in: by a transition or an animation that ends, or by a script that lets the opacity rise.
  const DRAWS_IN = ["opacity", "visibility", "transform", "translate", "left", "right", "top", "height", "maxHeight", "clipPath"];
  const isMoving = () =>
    document.getAnimations().some((a) => {
      if (a.playState !== "running" || !a.effect || !a.effect.target) return false;
      const left = a.effect.getComputedTiming().endTime - (a.currentTime || 0);
      return Number.isFinite(left) && left > 0 && left <= 2 * FADES_MS && a.effect.getKeyframes().some((k) => DRAWS_IN.some((p) => p in k));
    });

  const texts = function* (root) {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    let n = walker.nextNode();
    for (let i = 0; n && i < MOST_TEXTS; i++, n = walker.nextNode()) {
      const el = n.parentElement;
      if (el && n.data.trim() && !/^(?:SCRIPT|STYLE|NOSCRIPT|TEMPLATE)$/.test(el.tagName)) yield [n.data, el];
    }
  };
  // A page of which nothing is shown: it fades in as a whole, or its scripts have not drawn anything.
  const isBlank = () => {
    if (!document.body) return false;
    let any = false;
    for (const [, el] of texts(document.body)) { any = true; if (shown(el)) return false; }
    if (any) return true;
    if (!document.scripts.length || document.body.querySelector(REPLACED + ",button,object,embed,form")) return false;
    return ![...document.body.querySelectorAll("*")].some((el) => el.shadowRoot);
  };

  // The cart's own page, whose header counts what is in the cart while the page shows no amount: it is not drawn yet.
  const CART = /cart|basket|\bbag\b|trolley|troli|warenkorb|panier|carrito|carrello|购物车|購物車|カート/i;
  const COUNT = /(?:^|[^\d.,])([1-9]\d{0,2})(?![\d.,]*\d)|[$£€¥￥]\s?(?!0+(?:[.,]0+)?(?!\d))\d/;
  const AMOUNT = /[$£€¥￥₹]\s?\d|\d\s?[€£元]|\b(?:[A-Z]{3}|RM)\s?\d/;
  const lacksRows = () => {
    const here = location.href.split("#")[0];
    const counts = [...document.querySelectorAll("a[href]")].some((a) => a.href.split("#")[0] === here && CART.test(`${a.textContent} ${classOf(a)} ${a.getAttribute("href")} ${a.getAttribute("aria-label")}`) && COUNT.test(a.textContent || "") && shown(a));
    if (!counts || !document.body) return false;
    const frame = (el) => el.closest("header,nav,footer,[role=banner],[role=contentinfo],a");
    for (const [text, el] of texts(document.body)) if (AMOUNT.test(text) && !frame(el) && shown(el)) return false;
    return true;
  };
  const SAYS_WAIT = /^\W*(?:loading|please wait|one moment|calculating|updating|memuatkan|sila tunggu|正在加载|加载中|载入中|正在计算|请稍候)(?!\p{L})[\s.…]*(?:please wait)?[\s.…]*$/iu;
  const saysWait = () => {
    for (const [text, el] of texts(document.body || document)) if (text.length <= LARGEST_LOADER && SAYS_WAIT.test(text.trim()) && !inVain.marks.has(el) && shown(el)) return el;
    return null;
  };

  const once = (what, limit, sure, lacks) => (!inVain.kinds.has(what) && lacks() ? { what, limit, sure, lacks } : null);
  const coming = (since) => {
    if (quiet <= 0) return null;
    if (since < FADES_MS && isMoving()) return { what: "fading", limit: FADES_MS, sure: false };
    const found = once("blank", patience, true, isBlank) || mark();
    if (found || patience <= cap) return found; // the rest is asked of a walk's pages only
    const says = saysWait();
    return (says && { what: "mark " + nameOf(says), limit: patience, sure: false, el: says }) || once("cart", patience, true, lacksRows);
  };

  return new Promise((done) => {
    const observer = new MutationObserver((records) => {
      const now = performance.now();
      // A ticking clock changes text for ever; only structure and visibility keep a page unsettled.
      const counts = (r) => {
        if (r.type === "childList") return [...r.addedNodes].some((n) => n.nodeType === 1);
        if (r.attributeName !== "style") return true;
        const opacity = r.target.style ? r.target.style.opacity : "";
        return now - start < FADES_MS && opacity !== "" && +opacity < 1;
      };
      if (records.some(counts)) last = now;
    });
    observer.observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ["class", "hidden", "src", "href", "disabled", "style"] });
    const end = (settled, pending) => { observer.disconnect(); done({ settled, pending }); };
    const look = () => {
      const now = performance.now(), since = now - start, flying = isFlying();
      if (flying) last = now; // what has just arrived still has to be shown
      const rests = !flying && now - last >= quiet;
      const wait = rests ? coming(since) : { what: flying ? "requests" : "changes", limit: flying ? patience : cap, sure: true };
      if (!wait) {
        const lacking = inVain.lacks.filter((l) => l.lacks()).map((l) => l.what).concat(inFlight() ? ["requests"] : []);
        return end(!lacking.length, lacking);
      }
      if (since >= wait.limit) {
        if (flying) {
          inVain.requests = inFlight();
          for (const address of (window.__ctFlying || new Map()).values()) window.__ctHeldOpen.add(address);
        } else if (rests) {
          inVain.kinds.add(wait.what);
          if (wait.sure) inVain.lacks.push(wait);
          for (let found = wait; found && found.el; found = mark()) inVain.marks.add(found.el);
        }
        return end(!wait.sure, [wait.what]);
      }
      setTimeout(look, 25);
    };
    look();
  });
}
