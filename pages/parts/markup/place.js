// Puts a focus that was lost where the reader goes on: at the file that came, or at the head of the page that took the
// place of another or of a file. Tells the program when this page, which had files, is served by a session that knows
// nothing of them: the connection was lost.
const LOOK_EVERY = 100, LOOKS = 4;

export default function ({ data, setTriggerValue }) {
  const before = { ...document.body.dataset };
  const cut = before.visit && before.visit !== data.visit && before.files > 0;
  Object.assign(document.body.dataset, data);
  if (cut) setTriggerValue("cut", true);
  if (!before.page) return;
  if (before.page !== data.page || before.files > data.files) catchFocus("h1");
  else if (before.given < data.given) catchFocus(data.arrived);
}

// What had the focus may go at once, or only when the page has been drawn to its end. Whoever moves on is left alone.
function catchFocus(place) {
  let quiet = 0;
  const moved = (event) => { if (!event.target.matches(place)) quiet = LOOKS; };
  document.addEventListener("focusin", moved);
  const look = () => {
    if (quiet >= LOOKS) return document.removeEventListener("focusin", moved);
    if (document.activeElement === document.body) document.querySelector(place)?.focus({ preventScroll: true });
    quiet = document.querySelector("[data-test-script-state=running]") ? 0 : quiet + 1;
    setTimeout(look, LOOK_EVERY);
  };
  setTimeout(look, LOOK_EVERY);
}
