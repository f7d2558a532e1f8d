// Sends clicks on our own links to the program, and moves the focus to the finding that has been opened since.
export default function ({ data, setTriggerValue }) {
  const follow = (event) => {
    const link = event.target.closest?.("[data-follow]");
    if (link) setTriggerValue("followed", link.dataset.follow);
  };
  document.removeEventListener("click", window.htqFollow);
  window.htqFollow = follow;
  document.addEventListener("click", follow);
  const before = document.body.dataset;
  const changed = (before.opened ?? "") !== data.opened;
  before.opened = data.opened;
  if (changed && data.opened) {
    setTimeout(() => {
      const opened = document.getElementById("opened");
      opened?.focus({ preventScroll: true });
      opened?.closest(".st-key-opened")?.scrollIntoView({ block: "start" });
    }, 150);
  }
  return () => document.removeEventListener("click", follow);
}
