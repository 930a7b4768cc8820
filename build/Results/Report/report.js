for (const timeline of document.querySelectorAll('.timeline')) {
  const output = timeline.querySelector('output');
  const lanes = timeline.querySelector('.lanes');
  const scroll = timeline.querySelector('.scroll');
  const read = button => {
    timeline.querySelectorAll('[aria-pressed]').forEach(other => other.removeAttribute('aria-pressed'));
    button.setAttribute('aria-pressed', 'true');
    output.textContent = button.title;
  };
  lanes.addEventListener('click', event => event.target.closest('.track button') && read(event.target));
  lanes.addEventListener('keydown', event => {
    const next = { ArrowLeft: 'previousElementSibling', ArrowRight: 'nextElementSibling' }[event.key];
    const target = next && event.target.closest('.track button') && event.target[next];
    if (target) {
      event.preventDefault();
      target.focus();
      read(target);
    }
  });
  timeline.querySelector('.zoom').addEventListener('input', event => {
    const atEnd = scroll.scrollLeft + scroll.clientWidth >= scroll.scrollWidth - 2;
    lanes.style.setProperty('--zoom', event.target.value);
    if (atEnd) scroll.scrollLeft = scroll.scrollWidth;
  });
  timeline.querySelectorAll('[type=checkbox]').forEach(box =>
    box.addEventListener('change', () => timeline.classList.toggle('no-' + box.value, !box.checked)));
}
const name = document.getElementById('name');
const outcomes = [...name.closest('.filter').querySelectorAll('[type=checkbox]')];
const show = () => {
  const shown = new Set(outcomes.filter(box => box.checked).map(box => box.value));
  for (const row of document.querySelectorAll('#tests tr[class]')) {
    row.hidden = !shown.has(row.className) || !row.cells[0].textContent.toLowerCase().includes(name.value.toLowerCase());
  }
};
[name, ...outcomes].forEach(input => input.addEventListener('input', show));
