const ANY = new Set(["*", "?"]);

/**
 * A cron expression that fires some hours later, or earlier where they are negative; null for what fires at no hours by number, and
 * where another day would have to be meant.
 */
export function shiftedCron(expression: string, hours: number): string | null {
  const fields = expression.trim().split(/\s+/);
  if (fields.length !== 5 && fields.length !== 6) return null;
  const place = fields.length - 4;
  if (!/^\d{1,2}(?:,\d{1,2})*$/.test(fields[place]!)) return null;
  const moved = fields[place]!.split(",").map((hour) => Number(hour) + hours);
  const isDaily = fields.slice(place + 1).every((field) => ANY.has(field));
  if (!isDaily && moved.some((hour) => hour < 0 || hour > 23)) return null;
  const wrapped = moved.map((hour) => ((hour % 24) + 24) % 24).sort((a, b) => a - b);
  return fields.map((field, at) => (at === place ? wrapped.join(",") : field)).join(" ");
}
