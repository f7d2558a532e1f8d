// Says the outcome of an upload to screen readers. The region outlives the screen, because a region that is new with
// its text is often not read out.
export default function ({ data }) {
  let region = document.getElementById("herald");
  if (!region) {
    region = document.createElement("div");
    region.id = "herald";
    region.setAttribute("role", "status");
    Object.assign(region.style, { position: "absolute", width: "1px", height: "1px", overflow: "hidden", clipPath: "inset(50%)" });
    document.body.append(region);
  }
  if (region.dataset.about === data.about) return;
  region.dataset.about = data.about;
  setTimeout(() => { region.textContent = data.words; }, 100);
}
