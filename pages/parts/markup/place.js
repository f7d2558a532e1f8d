// Puts a focus that was lost, with the link or the file it was on, at the head of the page that took its place.
export default function ({ data }) {
  const before = document.body.dataset;
  const lost = before.page && (before.page !== data.page || before.files > data.files);
  Object.assign(before, data);
  if (!lost) return;
  let moved = false;
  document.addEventListener("focusin", () => { moved = true; }, { once: true });
  setTimeout(() => {
    if (!moved && document.activeElement === document.body) document.querySelector("h1")?.focus({ preventScroll: true });
  }, 200);
}
