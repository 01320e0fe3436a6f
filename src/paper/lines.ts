// Text in lines as wide as the paper.

/** Lines of at most `most` points, set in as far as the text begins; a word that is longer is broken. */
export const inLines = (text: string, measure: (text: string) => number, most: number): string[] =>
  text.split('\n').flatMap((whole) => {
    const lead = whole.slice(0, whole.length - whole.trimStart().length);
    const lines: string[] = [];
    let current = '';
    for (const word of whole.trimStart().split(' ')) {
      const longer = current === '' ? word : `${current} ${word}`;
      if (measure(lead + longer) <= most) {
        current = longer;
        continue;
      }
      if (current !== '') lines.push(current);
      let rest = [...word];
      while (rest.length > 1 && measure(lead + rest.join('')) > most) {
        let fits = Math.max(1, Math.floor((rest.length * most) / measure(lead + rest.join(''))));
        while (fits > 1 && measure(lead + rest.slice(0, fits).join('')) > most) fits--;
        lines.push(rest.slice(0, fits).join(''));
        rest = rest.slice(fits);
      }
      current = rest.join('');
    }
    return [...lines, current].map((line) => lead + line);
  });
