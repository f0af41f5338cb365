/** A figure over the whole window, with zoom by wheel, pinch, buttons and keys, and pan by dragging. */
export const enlarging = `
const dialog = document.querySelector('dialog');
const stage = dialog.querySelector('.stage');
const tipOver = dialog.querySelector('.tip');
let picture;
let whole;
let view;
let asked;
const setView = ([x, y, w, h]) => {
  w = Math.min(whole[2], Math.max(whole[2] / 40, w));
  h = (w * whole[3]) / whole[2];
  view = [Math.min(whole[2] - w, Math.max(0, x)), Math.min(whole[3] - h, Math.max(0, y)), w, h];
  picture.setAttribute('viewBox', view.join(' '));
};
const zoom = (factor, clientX, clientY) => {
  const box = picture.getBoundingClientRect();
  const point = clientX === undefined ? { x: view[0] + view[2] / 2, y: view[1] + view[3] / 2 } : at(picture, clientX, clientY);
  const w = Math.min(whole[2], Math.max(whole[2] / 40, view[2] * factor));
  setView([point.x - ((point.x - view[0]) * w) / view[2], point.y - ((point.y - view[1]) * w) / view[2], w]);
};
const pan = (dx, dy) => setView([view[0] + dx * view[2], view[1] + dy * view[3], view[2]]);
document.addEventListener('click', (event) => {
  const button = event.target.closest('figure button[data-act="enlarge"]');
  if (!button) return;
  const figure = button.closest('figure');
  const source = seen(figure);
  picture = source.cloneNode(true);
  whole = [0, 0, Number(source.getAttribute('width')), Number(source.getAttribute('height'))];
  picture.removeAttribute('width');
  picture.removeAttribute('height');
  stage.replaceChildren(picture);
  tipOver.hidden = true;
  setView(whole);
  dialog.setAttribute('aria-label', figure.getAttribute('aria-label').replace(/: use the arrow keys.*/, ''));
  asked = tellers(figure, tipOver);
  dialog.showModal();
  stage.focus();
});
dialog.addEventListener('click', (event) => {
  const { act } = (event.target.closest('button') || { dataset: {} }).dataset;
  if (act === 'close') dialog.close();
  if (act === 'in') zoom(0.7);
  if (act === 'out') zoom(1 / 0.7);
  if (act === 'whole') setView(whole);
});
stage.addEventListener('wheel', (event) => { event.preventDefault(); zoom(Math.exp(event.deltaY / 500), event.clientX, event.clientY); }, { passive: false });
stage.addEventListener('keydown', (event) => {
  const act = { '+': () => zoom(0.7), '=': () => zoom(0.7), '-': () => zoom(1 / 0.7), 0: () => setView(whole), ArrowLeft: () => pan(-0.1, 0), ArrowRight: () => pan(0.1, 0), ArrowUp: () => pan(0, -0.1), ArrowDown: () => pan(0, 0.1) }[event.key];
  if (!act) return;
  event.preventDefault();
  act();
});
const fingers = new Map();
const spread = () => { const [a, b] = [...fingers.values()]; return Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY); };
stage.addEventListener('pointerdown', (event) => { fingers.set(event.pointerId, event); stage.setPointerCapture(event.pointerId); asked.look(picture, event); });
stage.addEventListener('pointermove', (event) => {
  const before = fingers.get(event.pointerId);
  if (!before) { asked.look(picture, event); return; }
  const apart = fingers.size === 2 ? spread() : 0;
  fingers.set(event.pointerId, event);
  if (apart) zoom(apart / Math.max(1, spread()), event.clientX, event.clientY);
  else if (view[2] < whole[2]) {
    tipOver.hidden = true;
    const box = picture.getBoundingClientRect();
    const scale = Math.min(box.width / view[2], box.height / view[3]);
    setView([view[0] - (event.clientX - before.clientX) / scale, view[1] - (event.clientY - before.clientY) / scale, view[2]]);
  }
});
for (const end of ['pointerup', 'pointercancel']) stage.addEventListener(end, (event) => fingers.delete(event.pointerId));
`;

/** What the script fills. */
export const dialogHtml = `<dialog aria-label="Figure">
<div class="bar"><button type="button" data-act="in" aria-label="Zoom in">+</button><button type="button" data-act="out" aria-label="Zoom out">−</button><button type="button" data-act="whole">Whole figure</button><button type="button" data-act="close">Close</button></div>
<div class="stage" tabindex="0" role="group" aria-label="Figure: plus and minus zoom, arrow keys move"></div>
<div class="tip" role="status" hidden><span></span></div>
</dialog>`;
