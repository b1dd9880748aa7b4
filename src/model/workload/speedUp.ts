/**
 * How many times faster work is done on so many slots than on one, if `serial` of it can be done on one of them only: Amdahl's
 * law (1967). Linear for a share of 0.
 */
export function speedUpOf(slots: number, serial: number): number {
  return 1 / (serial + (1 - serial) / slots);
}
