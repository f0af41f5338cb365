/** The course of training: a slider over its frames, and a button that plays them. */
export const course = `
for (const figure of document.querySelectorAll('figure[data-course]')) {
  const { epochs, errors, places } = JSON.parse(figure.dataset.course);
  const [slider, button, words, images] = ['input', '[data-play]', 'output', '.sheet image'].map((part) => figure.querySelector(part));
  const dots = figure.querySelectorAll('.dots circle');
  const last = epochs.length - 1;
  const show = (frame) => {
    slider.value = frame;
    words.textContent = 'epoch ' + epochs[frame] + ': mean squared error ' + errors[frame];
    slider.setAttribute('aria-valuetext', words.textContent);
    if (images) images.setAttribute('y', (-frame / epochs.length) * Number(images.getAttribute('height')));
    dots.forEach((dot, i) => {
      dot.setAttribute('cx', places[frame][2 * i]);
      dot.setAttribute('cy', places[frame][2 * i + 1]);
    });
  };
  let timer;
  const stop = () => {
    clearInterval(timer);
    timer = undefined;
    button.textContent = 'Play';
  };
  slider.addEventListener('input', () => { stop(); show(Number(slider.value)); });
  button.addEventListener('click', () => {
    if (timer) return stop();
    if (Number(slider.value) === last) show(0);
    button.textContent = 'Pause';
    timer = setInterval(() => {
      const next = Number(slider.value) + 1;
      show(next);
      if (next === last) stop();
    }, 350);
  });
  show(last);
}
`;
