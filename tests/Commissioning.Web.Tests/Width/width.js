// What is too narrow or broken on the page as it is now drawn, and where its links lead. Closed details are opened for it, then closed.
() => {
  const closed = document.querySelectorAll("details:not([open])");
  closed.forEach((details) => (details.open = true));
  const faults = [];
  const hiding = new Map();
  const hidden = (element) => {
    if (!element || element === document.body) return false;
    if (!hiding.has(element)) {
      const style = getComputedStyle(element);
      const clipped = style.position === "absolute" && (style.clipPath !== "none" || style.clip !== "auto");
      hiding.set(element, clipped || style.display === "none" || style.visibility === "hidden" || hidden(element.parentElement));
    }
    return hiding.get(element);
  };
  const pen = document.createElement("canvas").getContext("2d");
  const widthOf = (text, style) => {
    pen.font = style.font;
    return pen.measureText(text).width;
  };
  const room = (element, style) => element.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
  const block = (element) => {
    while (getComputedStyle(element).display.startsWith("inline") && element.parentElement) element = element.parentElement;
    return element;
  };
  const name = (element) => `${element.tagName.toLowerCase()}${element.className ? "." + String(element.className).trim().split(/\s+/).join(".") : ""}`;

  const page = document.documentElement;
  if (page.scrollWidth > innerWidth) faults.push({ rule: "page scrolls sideways", where: "html", text: `${page.scrollWidth} wide` });

  const range = document.createRange();
  const lines = () => {
    const rows = [];
    for (const box of range.getClientRects())
      if (box.width > 0 && !rows.some((row) => Math.abs(row - box.bottom) < box.height / 2)) rows.push(box.bottom);
    return rows.length;
  };

  for (const cell of document.querySelectorAll("td, th")) {
    // A cell whose words only a screen reader reads is as narrow as it likes.
    if (hidden(cell) || [...cell.childNodes].every((node) => (node.nodeType === Node.ELEMENT_NODE ? hidden(node) : !/\S/.test(node.data)))) continue;
    const style = getComputedStyle(cell);
    const width = room(cell, style);
    // Half a pixel is rounding.
    if (width + 0.5 >= widthOf("00000000", style)) continue;
    range.selectNodeContents(cell);
    if (lines() < 2) continue;
    // A column's heading may wrap between words, as in "Asked for".
    const words = cell.innerText.split(cell.scope === "col" ? /[\s-]+/ : /\n/);
    const longest = words.reduce((one, other) => (one.length < other.length ? other : one));
    if (widthOf(longest, style) > width + 0.5)
      faults.push({ rule: "cell narrower than eight characters", where: name(cell), text: longest.slice(0, 60), width: Math.round(width) });
  }

  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    const element = node.parentElement;
    if (!/\S/.test(node.data) || hidden(element) || element.closest("script, style, textarea, option, .app-hash")) continue;
    range.selectNodeContents(node);
    if (lines() < 2) continue;
    const broken = (start, length) => {
      range.setStart(node, start);
      range.setEnd(node, start + length);
      return lines() > 1;
    };
    for (const word of node.data.matchAll(/\S+/g)) {
      const found = (rule) => faults.push({ rule, where: name(element), text: word[0], width: Math.round(element.getBoundingClientRect().width) });
      if (!broken(word.index, word[0].length)) continue;
      if (/[A-Z]{2,}-\d\d-[A-Z0-9]+-\d+/.test(word[0])) {
        found("reference on two lines");
        continue;
      }
      // An address or a file name longer than its line has to break somewhere.
      const container = block(element);
      const style = getComputedStyle(container);
      if (/[@.:_,]\w/.test(word[0]) && widthOf(word[0], getComputedStyle(element)) > room(container, style)) continue;
      for (const part of word[0].matchAll(/[^-/\u2010-\u2014]+/g))
        if (broken(word.index + part.index, part[0].length)) {
          found("word on two lines");
          break;
        }
    }
  }
  closed.forEach((details) => (details.open = false));
  return { faults, links: [...document.querySelectorAll("a[href]")].map((link) => link.href) };
}
