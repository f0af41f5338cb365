import { createHash } from 'node:crypto';

/** Shows what a dot stands for to who points at it, or goes from dot to dot by arrow keys. The page's only script; its policy lets no other run. */
export const script = `
for (const figure of document.querySelectorAll('figure[data-words]')) {
  const words = JSON.parse(figure.dataset.words);
  const tip = figure.querySelector('.tip');
  const image = tip.querySelector('i');
  const { across, down } = figure.dataset;
  const show = (row, event) => {
    tip.hidden = false;
    tip.querySelector('span').textContent = words[row];
    if (image) {
      image.style.backgroundSize = across * 100 + '% ' + down * 100 + '%';
      image.style.backgroundPosition = (row % across) / (across - 1) * 100 + '% ' + (down > 1 ? Math.floor(row / across) / (down - 1) * 100 : 0) + '%';
    }
    const box = figure.getBoundingClientRect();
    const [x, y] = [event.clientX - box.left, event.clientY - box.top];
    tip.style.left = Math.max(0, Math.min(x + 14, box.width - tip.offsetWidth)) + 'px';
    tip.style.top = (y > tip.offsetHeight + 14 ? y - tip.offsetHeight - 10 : y + 18) + 'px';
  };
  let current = -1;
  figure.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') tip.hidden = true;
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    current = (Math.max(current, step < 0 ? 0 : -1) + step + words.length) % words.length;
    for (const group of figure.querySelectorAll('svg g[fill-opacity]')) {
      const { left, top, width, height } = group.querySelectorAll('circle')[current].getBoundingClientRect();
      if (width > 0) show(current, { clientX: left + width / 2, clientY: top + height / 2 });
    }
  });
  for (const svg of figure.querySelectorAll('svg')) {
    const group = svg.querySelector('g[fill-opacity]');
    if (!group) continue;
    const at = [...group.querySelectorAll('circle')].map((dot) => [Number(dot.getAttribute('cx')), Number(dot.getAttribute('cy'))]);
    const look = (event) => {
      const matrix = group.getScreenCTM();
      const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix.inverse());
      let [nearest, best] = [-1, (event.pointerType === 'touch' ? 24 : 12) ** 2 / matrix.a ** 2];
      at.forEach(([x, y], row) => {
        const distance = (x - point.x) ** 2 + (y - point.y) ** 2;
        if (distance < best) [nearest, best] = [row, distance];
      });
      if (nearest < 0) tip.hidden = true; else show(nearest, event);
    };
    svg.addEventListener('pointermove', look);
    svg.addEventListener('pointerdown', look);
    svg.addEventListener('pointerleave', (event) => { if (event.pointerType === 'mouse') tip.hidden = true; });
  }
}
`;

/** Nothing is fetched; styles and pictures are the page's own; only this script runs. */
export const policy = `default-src 'none'; style-src 'unsafe-inline'; img-src data:; script-src 'sha256-${createHash(
  'sha256',
)
  .update(script)
  .digest('base64')}'; base-uri 'none'; form-action 'none'`;
