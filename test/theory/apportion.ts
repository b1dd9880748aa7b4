/** What a tenant brings to a division of slots. */
export interface Claim {
  readonly tenant: string;
  /** Shares are in proportion to it. */
  readonly work: number;
  /** Nobody gets less. */
  readonly least: number;
}

/**
 * Divides slots in proportion to work by largest remainder (Hamilton's method). Who would get less than the least it needs gets just that,
 * and the rest is divided anew among the others, until nobody does. Ties go to the first.
 */
export function apportion(slots: number, claims: readonly Claim[]): ReadonlyMap<string, number> {
  const work = claims.reduce((sum, claim) => sum + claim.work, 0);
  const quotas = claims.map((claim) => (slots * claim.work) / work);
  const shares = quotas.map(Math.floor);
  const left = slots - shares.reduce((sum, share) => sum + share, 0);
  const byRemainder = claims.map((_, i) => i).sort((a, b) => quotas[b]! - shares[b]! - (quotas[a]! - shares[a]!));
  for (const i of byRemainder.slice(0, left)) shares[i]! += 1;
  const isShort = claims.map(({ least }, i) => shares[i]! < least);
  if (!isShort.includes(true)) return new Map(claims.map(({ tenant }, i) => [tenant, shares[i]!]));
  const short = claims.filter((_, i) => isShort[i]);
  const rest = slots - short.reduce((sum, { least }) => sum + least, 0);
  const others = apportion(
    rest,
    claims.filter((_, i) => !isShort[i]),
  );
  return new Map([...short.map(({ tenant, least }) => [tenant, least] as const), ...others]);
}
