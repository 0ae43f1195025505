/** Text inside HTML and its attributes. */
export function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

/** A table; the first column of its body is what each row is about. Numbers are set to the right. No head where it says nothing. */
export function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const cell = (value: string | number, index: number): string => {
    if (index === 0) return `<th scope="row">${escaped(String(value))}</th>`;
    return typeof value === 'number'
      ? `<td class="number">${value.toLocaleString('en')}</td>`
      : `<td>${escaped(value)}</td>`;
  };
  const titles = head.map((title) => `<th scope="col">${escaped(title)}</th>`).join('');
  const thead = titles === '' ? '' : `<thead><tr>${titles}</tr></thead>\n`;
  const body = rows.map((row) => `<tr>${row.map(cell).join('')}</tr>`).join('\n');
  return `<div class="wide"><table>\n${thead}<tbody>\n${body}\n</tbody>\n</table></div>`;
}
