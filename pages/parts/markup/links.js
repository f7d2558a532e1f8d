// Sends clicks on our own links to the program, and moves the focus to the finding that has been opened since.
export default function ({ data, setTriggerValue }) {
  const follow = (event) => {
    const link = event.target.closest?.("[data-follow]");
    if (link) setTriggerValue("followed", link.dataset.follow);
    if (link?.dataset.follow.startsWith("matter ")) window.htqTurn = link.dataset.follow;
  };
  document.removeEventListener("click", window.htqFollow);
  window.htqFollow = follow;
  document.addEventListener("click", follow);
  bring(data.opened);
  turn(data.matter);
  return () => document.removeEventListener("click", follow);
}

// The finding may not be drawn yet, or only on the page that comes next: look for it for a while.
function bring(wanted) {
  const body = document.body.dataset;
  clearInterval(window.htqBring);
  if (!wanted) body.opened = "";
  if (!wanted || body.opened === wanted) return;
  let tries = 60;
  window.htqBring = setInterval(() => {
    const opened = document.querySelector("#opened[data-finding]");
    if (opened?.dataset.finding === wanted) {
      clearInterval(window.htqBring);
      body.opened = wanted;
      opened.focus({ preventScroll: true });
      opened.closest(".st-key-opened")?.scrollIntoView({ block: "start" });
    } else if (!tries--) {
      clearInterval(window.htqBring);
    }
  }, 100);
}

// A matter that was chosen in the agenda stands further up.
function turn(matter) {
  if (window.htqTurn !== `matter ${matter}`) return;
  window.htqTurn = "";
  setTimeout(() => {
    const head = document.querySelector("#matter");
    head?.focus({ preventScroll: true });
    head?.scrollIntoView({ block: "center" });
  }, 200);
}
