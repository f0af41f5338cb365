/** Shows what stands where a reader points, or goes by the arrow keys: what a dot stands for, where a figure says it, else its numbers. */
export const pointing = `
const seen = (figure) => [...figure.querySelectorAll('svg')].find((svg) => svg.getBoundingClientRect().width > 0 && !svg.parentElement.closest('svg'));
const tellers = (figure, tip) => {
  const words = figure.dataset.words && JSON.parse(figure.dataset.words);
  const image = tip.querySelector('i');
  const { across, down } = figure.dataset;
  const show = (lines, clientX, clientY, row) => {
    tip.hidden = false;
    tip.querySelector('span').textContent = lines.join('\\n');
    if (image) {
      image.hidden = row === undefined;
      image.style.backgroundSize = across * 100 + '% ' + down * 100 + '%';
      image.style.backgroundPosition = (row % across) / (across - 1) * 100 + '% ' + (down > 1 ? Math.floor(row / across) / (down - 1) * 100 : 0) + '%';
    }
    const box = tip.offsetParent.getBoundingClientRect();
    const [x, y] = [clientX - box.left, clientY - box.top];
    tip.style.left = Math.max(0, Math.min(x + 14, box.width - tip.offsetWidth)) + 'px';
    tip.style.top = (y > tip.offsetHeight + 14 ? y - tip.offsetHeight - 10 : y + 18) + 'px';
  };
  const dots = (svg) => words ? [...svg.querySelectorAll('g[fill-opacity] circle')] : [];
  let places = new WeakMap();
  const placesOf = (svg) => {
    if (!places.has(svg)) places.set(svg, dots(svg).map((dot) => [Number(dot.getAttribute('cx')), Number(dot.getAttribute('cy'))]));
    return places.get(svg);
  };
  const look = (svg, event) => {
    if (words) {
      const group = svg.querySelector('g[fill-opacity]');
      if (!group) return;
      const matrix = group.getScreenCTM();
      const point = at(group, event.clientX, event.clientY);
      let [nearest, best] = [-1, (event.pointerType === 'touch' ? 24 : 12) ** 2 / matrix.a ** 2];
      placesOf(svg).forEach(([x, y], row) => {
        const distance = (x - point.x) ** 2 + (y - point.y) ** 2;
        if (distance < best) [nearest, best] = [row, distance];
      });
      if (nearest < 0) tip.hidden = true; else show([words[nearest]], event.clientX, event.clientY, nearest);
      return;
    }
    const lines = reading(svg, event.clientX, event.clientY);
    if (lines) show(lines, event.clientX, event.clientY); else tip.hidden = true;
  };
  return { words, show, dots, look };
};
for (const figure of document.querySelectorAll('figure[data-name]')) {
  const tip = figure.querySelector('.tip');
  const { words, show, dots, look } = tellers(figure, tip);
  let current = -1;
  let share = 0;
  figure.addEventListener('keydown', (event) => {
    if (event.target !== figure) return;
    if (event.key === 'Escape') tip.hidden = true;
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const svg = seen(figure);
    if (words) {
      current = (Math.max(current, step < 0 ? 0 : -1) + step + words.length) % words.length;
      const { left, top, width, height } = dots(svg)[current].getBoundingClientRect();
      show([words[current]], left + width / 2, top + height / 2, current);
      return;
    }
    const marks = [...svg.querySelectorAll('[data-plot], [data-grid] image')].filter((mark) => !mark.closest('[data-plot]') || mark.dataset.plot);
    share = Math.min(marks.length - 0.01, Math.max(0.01, share + step * 0.04));
    const mark = marks[Math.floor(share)];
    if (!mark) return;
    const [width, height] = mark.dataset.plot ? mark.dataset.plot.split(' ').map(Number) : [Number(mark.getAttribute('width')), Number(mark.getAttribute('height'))];
    const [x, y] = mark.dataset.plot ? [0, 0] : [Number(mark.getAttribute('x')), Number(mark.getAttribute('y'))];
    const place = new DOMPoint(x + (share % 1) * width, y + height / 2).matrixTransform(mark.getScreenCTM());
    look(svg, { clientX: place.x, clientY: place.y, pointerType: 'mouse' });
  });
  for (const svg of figure.querySelectorAll('svg')) {
    if (svg.parentElement.closest('svg')) continue;
    svg.addEventListener('pointermove', (event) => look(svg, event));
    svg.addEventListener('pointerdown', (event) => look(svg, event));
    svg.addEventListener('pointerleave', (event) => { if (event.pointerType === 'mouse') tip.hidden = true; });
  }
}
`;
