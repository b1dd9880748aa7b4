/**
 * The name that `wanted` most likely misspells, or null where none is near: by edit distance, at most two edits or a third of the
 * name, capitals apart. Ties go to the earlier name.
 */
export function nearestName(wanted: string, names: Iterable<string>): string | null {
  let nearest: string | null = null;
  let least = Math.max(2, Math.floor(wanted.length / 3)) + 1;
  for (const name of names) {
    // Lengths that differ by so much take as many edits.
    if (Math.abs(name.length - wanted.length) >= least) continue;
    const edits = editDistance(wanted.toLowerCase(), name.toLowerCase());
    if (edits < least && edits < name.length) {
      nearest = name;
      least = edits;
    }
  }
  return nearest;
}

/** Levenshtein's distance, by rows. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, row[j]! + 1, next[j - 1]! + 1));
    }
    row = next;
  }
  return row[b.length]!;
}
