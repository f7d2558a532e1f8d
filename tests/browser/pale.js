// The texts of a page that stand out too little from what is behind them (WCAG 1.4.3), seen or scrolled out of sight.
() => {
  const channels = (colour) => (colour.match(/[\d.]+/g) ?? []).map(Number);
  const over = ([r, g, b, a = 1], below) => [r, g, b].map((each, at) => each * a + below[at] * (1 - a));
  const luminance = (colour) => {
    const [r, g, b] = colour.map((each) => each / 255).map((c) => (c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = (element) => {
    for (let each = element; each; each = each.parentElement) {
      const style = getComputedStyle(each);
      if (style.backgroundImage !== "none") return null;
      const [r, g, b, a = 1] = channels(style.backgroundColor);
      if (a === 1 && style.backgroundColor.startsWith("rgb")) return [r, g, b];
    }
    return [255, 255, 255];
  };
  const pale = (element) => {
    const own = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
    if (!own || !element.getClientRects().length) return false;
    if (element.closest("script, style, .unseen, [disabled], [aria-disabled='true'], svg")) return false;
    const style = getComputedStyle(element), ground = behind(element);
    if (!ground || style.visibility === "hidden") return false;
    const [one, other] = [luminance(over(channels(style.color), ground)), luminance(ground)].sort((a, b) => b - a);
    const size = parseFloat(style.fontSize), large = size >= 24 || (size >= 18.66 && style.fontWeight >= 700);
    return (one + 0.05) / (other + 0.05) < (large ? 3 : 4.5);
  };
  return [...document.querySelectorAll(".stApp *")].filter(pale).map((each) => each.textContent.trim().slice(0, 60));
}
