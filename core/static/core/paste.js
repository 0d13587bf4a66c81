// What the editor would lose of something pasted: cells of tables run together, headings
// it does not have become plain lines, links to a drive and pictures vanish. This puts
// lines, the headings there are and a notice in their place.
(() => {
  const HEADINGS = "h1, h2, h3, h4, h5, h6, p.MsoTitle, [role=heading]";
  const BLOCKS = "p, div, ul, ol, li, h1, h2, h3, h4, h5, h6, table, tbody, tr, td";
  const ON_A_DRIVE = /^(file:|smb:|[a-z]:[\\/]|\\\\)/i;
  const LEVELS = { "header-two": "h2", "header-three": "h3", "header-four": "h4" };
  const TABLE = "The table became lines, with a bar between its cells. Where the page offers a block “Table”, it reads better there.";
  const KEPT = "Headings were kept as this field has them. Please look at their order.";
  const BOLD = "This field has no headings, so those you pasted are bold lines.";
  const DRIVE = "Readers cannot open a file on your drive, so its link was left out. Upload it, or link to a web page.";
  const PICTURES = "Pictures do not come along. Upload them, and choose them for the page.";
  const ours = new WeakSet();

  // The editors of blocks do not say which headings they have; all of them have this one.
  function levelsOf(editor) {
    const levels = editor.closest("[data-field]")?.querySelector("[data-headings]")?.dataset.headings;
    return levels === undefined ? ["h3"] : levels.split(" ").filter(Boolean);
  }

  function remember({ target, detail }) {
    const types = (detail.blockTypes ?? []).map(({ type }) => LEVELS[type]);
    target.dataset.headings = types.filter(Boolean).sort().join(" ");
  }

  function renamed(element, name) {
    const other = document.createElement(name);
    other.append(...element.childNodes);
    element.replaceWith(other);
    return other;
  }

  function embolden(paragraph) {
    const bold = document.createElement("b");
    bold.append(...paragraph.childNodes);
    paragraph.append(bold);
  }

  function flatten(cell) {
    for (const block of [...cell.querySelectorAll(BLOCKS)].reverse()) block.replaceWith(...block.childNodes, " ");
  }

  function line(row) {
    const paragraph = document.createElement("p");
    [...row.cells].forEach((cell, place) => {
      flatten(cell);
      paragraph.append(place ? " | " : "", ...cell.childNodes);
    });
    return paragraph.textContent.replace(/[|\s]/g, "") ? paragraph : "";
  }

  function tablesToLines(body) {
    const tables = [...body.querySelectorAll("table")].reverse();
    const hasCells = tables.some((table) => [...table.rows].some((row) => row.cells.length > 1));
    for (const table of tables) table.replaceWith(...[...table.rows].map(line));
    return hasCells ? [TABLE] : [];
  }

  function headingsToThoseHere(body, levels) {
    const found = [...body.querySelectorAll(HEADINGS)].filter((heading) => heading.textContent.trim());
    const depth = (heading) => Number(heading.tagName[1]) || Number(heading.ariaLevel) || 1;
    const depths = [...new Set(found.map(depth))].sort();
    const place = (heading) => levels[Math.min(depths.indexOf(depth(heading)), levels.length - 1)];
    const same = found.every((heading) => heading.tagName.toLowerCase() === place(heading));
    if (same) return [];
    for (const heading of found) {
      const other = renamed(heading, levels.length ? place(heading) : "p");
      if (!levels.length) embolden(other);
    }
    return [levels.length ? KEPT : BOLD];
  }

  function lost(body) {
    const links = [...body.querySelectorAll("a[href]")];
    const drives = links.some((link) => ON_A_DRIVE.test(link.getAttribute("href").trim()));
    return [...(drives ? [DRIVE] : []), ...(body.querySelector("img") ? [PICTURES] : [])];
  }

  function say(editor, notices) {
    const wrapper = editor.closest(".Draftail-Editor__wrapper, .Draftail-Editor") ?? editor;
    wrapper.parentElement.querySelector(".map-pasted")?.remove();
    const said = document.createElement("p");
    said.className = "map-pasted help-block help-info";
    said.setAttribute("role", "status");
    wrapper.after(said);
    said.textContent = notices.join(" ");
  }

  function pasteInstead(event, html) {
    const data = new DataTransfer();
    data.setData("text/html", html);
    data.setData("text/plain", event.clipboardData.getData("text/plain"));
    const again = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
    if (!again.clipboardData?.getData("text/html")) return;
    ours.add(again);
    event.preventDefault();
    event.stopImmediatePropagation();
    event.target.dispatchEvent(again);
  }

  function pasted(event) {
    const editor = event.target.closest?.(".public-DraftEditor-content");
    const html = event.clipboardData?.getData("text/html");
    if (!editor || !html || ours.has(event) || html.includes("data-editor=")) return;
    const { body } = new DOMParser().parseFromString(html, "text/html");
    const notices = [...lost(body), ...tablesToLines(body), ...headingsToThoseHere(body, levelsOf(editor))];
    if (!notices.length) return;
    say(editor, notices);
    pasteInstead(event, body.innerHTML);
  }

  document.addEventListener("w-draftail:init", remember);
  document.addEventListener("paste", pasted, true);
})();
