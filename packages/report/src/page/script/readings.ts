/** What stands at a place of a figure, in words: read off the attributes that figures carry (`data-plot`, `data-grid`, …). */
export const readings = `
const number = (value) => {
  const size = Math.abs(value);
  return size !== 0 && (size < 1e-3 || size >= 1e6) ? value.toExponential(2) : String(Number(value.toPrecision(4)));
};
const at = (element, clientX, clientY) => {
  const matrix = element.getScreenCTM();
  return matrix ? new DOMPoint(clientX, clientY).matrixTransform(matrix.inverse()) : { x: NaN, y: NaN };
};
const axisOf = (text, from, to) => {
  const [low, high, log, title] = JSON.parse(text);
  const [a, b] = log ? [Math.log(low), Math.log(high)] : [low, high];
  const value = (pixel) => {
    const t = a + ((pixel - from) / (to - from)) * (b - a);
    return log ? Math.exp(t) : t;
  };
  return { title, value };
};
const plotOf = (group) => {
  const [width, height] = group.dataset.plot.split(' ').map(Number);
  return { width, height, x: axisOf(group.dataset.x, 0, width), y: axisOf(group.dataset.y, height, 0) };
};
const vertices = (line) => {
  const found = [];
  const path = line.querySelector('path[fill="none"]:last-of-type');
  if (path) {
    const all = path.getAttribute('d').split(/[M ]/).filter(Boolean).map(Number);
    for (let i = 0; i + 1 < all.length; i += 2) found.push([all[i], all[i + 1]]);
  }
  if (found.length === 0) for (const dot of line.querySelectorAll('circle')) found.push([Number(dot.getAttribute('cx')), Number(dot.getAttribute('cy'))]);
  return found;
};
const ofPlot = (group, point) => {
  const { width, height, x, y } = plotOf(group);
  if (!(point.x >= 0 && point.x <= width && point.y >= 0 && point.y <= height)) return;
  const cells = group.querySelector('[data-cells]');
  if (cells) {
    const [columns, rows, words] = JSON.parse(cells.dataset.cells);
    const [column, row] = [Math.min(columns - 1, Math.floor((point.x / width) * columns)), Math.min(rows - 1, Math.floor((point.y / height) * rows))];
    return ['row ' + row + ', column ' + column + (words.length ? ': ' + words[row * columns + column] : '')];
  }
  const bars = group.querySelector('[data-bars]');
  if (bars) {
    const [names, values] = JSON.parse(bars.dataset.bars);
    const i = Math.min(names.length - 1, Math.floor((point.x / width) * names.length));
    return [names[i] + ': ' + number(values[i])];
  }
  const counted = [...group.querySelectorAll('[data-counts]')];
  if (counted.length) {
    return [x.title + ' ' + number(x.value(point.x))].concat(counted.map((path) => {
      const counts = path.dataset.counts.split(' ');
      return path.dataset.name + ': ' + counts[Math.min(counts.length - 1, Math.floor((point.x / width) * counts.length))];
    }));
  }
  const lines = [...group.querySelectorAll('g[data-name]')].map((line) => {
    let best;
    for (const vertex of vertices(line)) if (!best || Math.abs(vertex[0] - point.x) < Math.abs(best[0] - point.x)) best = vertex;
    return best && Math.abs(best[0] - point.x) < width / 8 ? { name: line.dataset.name, best } : undefined;
  }).filter(Boolean);
  const surface = group.querySelector('image');
  if (lines.length && !surface) return [x.title + ' ' + number(x.value(lines[0].best[0]))].concat(lines.map(({ name, best }) => name + ': ' + number(y.value(best[1]))));
  return [x.title + ' ' + number(x.value(point.x)), y.title + ' ' + number(y.value(point.y))];
};
const ofGrid = (group, clientX, clientY) => {
  const [images, titles] = JSON.parse(group.dataset.grid);
  const box = group.querySelector('image').getBoundingClientRect();
  const [across, down] = [(clientX - box.left) / box.width, (clientY - box.top) / box.height];
  if (!(across >= 0 && across < 1 && down >= 0 && down < 1)) return;
  const title = titles[Math.floor(down * titles.length)];
  return [(title ? title + ' · ' : '') + 'image ' + Math.floor(across * images)];
};
const reading = (svg, clientX, clientY) => {
  for (const group of svg.querySelectorAll('[data-plot]')) {
    const found = ofPlot(group, at(group, clientX, clientY));
    if (found) return found;
  }
  for (const group of svg.querySelectorAll('[data-grid]')) {
    const found = ofGrid(group, clientX, clientY);
    if (found) return found;
  }
};
`;
