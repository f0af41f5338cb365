/** A figure as a file of its own: SVG and PNG of the picture as it is seen, CSV of its numbers. */
export const taking = `
const save = (blob, name) => {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
};
const svgText = (figure) => {
  const svg = seen(figure).cloneNode(true);
  const inks = getComputedStyle(document.documentElement);
  svg.removeAttribute('style');
  return new XMLSerializer().serializeToString(svg).replace(/var\\((--\\w+)\\)/g, (_, name) => inks.getPropertyValue(name).trim());
};
const takers = {
  svg: (figure, name) => save(new Blob([svgText(figure)], { type: 'image/svg+xml' }), name + '.svg'),
  async png(figure, name) {
    const svg = seen(figure);
    const image = new Image();
    image.src = 'data:image/svg+xml;charset=utf-8,' + encodeURIComponent(svgText(figure));
    await image.decode();
    const canvas = document.createElement('canvas');
    const [width, height] = ['width', 'height'].map((side) => Number(svg.getAttribute(side)));
    [canvas.width, canvas.height] = [2 * width, 2 * height];
    canvas.getContext('2d').drawImage(image, 0, 0, canvas.width, canvas.height);
    canvas.toBlob((blob) => save(blob, name + '.png'));
  },
  async csv(figure, name) {
    const bytes = Uint8Array.from(atob(figure.dataset.csv), (letter) => letter.charCodeAt(0));
    const text = await new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'))).text();
    save(new Blob([text], { type: 'text/csv' }), name + '.csv');
  },
};
document.addEventListener('click', (event) => {
  const button = event.target.closest('figure button[data-act]');
  if (button && takers[button.dataset.act]) takers[button.dataset.act](button.closest('figure'), button.closest('figure').dataset.name);
});
`;
