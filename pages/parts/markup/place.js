// Puts a focus that was lost, with the link or the file it was on, at the head of the page that took its place. Tells the
// program when this page, which had files, is served by a session that knows nothing of them: the connection was lost.
export default function ({ data, setTriggerValue }) {
  const before = document.body.dataset;
  const moved = before.page && (before.page !== data.page || before.files > data.files);
  const cut = before.visit && before.visit !== data.visit && before.files > 0;
  Object.assign(before, data);
  if (cut) setTriggerValue("cut", true);
  if (!moved) return;
  let elsewhere = false;
  document.addEventListener("focusin", () => { elsewhere = true; }, { once: true });
  setTimeout(() => {
    if (!elsewhere && document.activeElement === document.body) document.querySelector("h1")?.focus({ preventScroll: true });
  }, 200);
}
