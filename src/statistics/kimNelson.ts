/** Constants of Kim and Nelson's procedure for picking the best of k systems. */
export interface KimNelsonConstants {
  readonly eta: number;
  /** h^2 = 2 eta (n0 - 1). */
  readonly hSquared: number;
}

/**
 * The constants of the fully sequential procedure KN with c = 1: eta = ((2 alpha / (k - 1))^(-2 / (n0 - 1)) - 1) / 2. Source:
 * Kim & Nelson (2001), ACM Transactions on Modeling and Computer Simulation 11, 251-273.
 *
 * @param systems k, 2 or more; @param alpha chance of a wrong pick; @param firstStage n0, replications of each at first.
 * Throws RangeError outside these ranges.
 */
export function kimNelson(systems: number, alpha: number, firstStage: number): KimNelsonConstants {
  if (!Number.isSafeInteger(systems) || systems < 2) throw new RangeError(`systems are 2 or more, got ${systems}`);
  // A blind pick is wrong with 1 - 1/k; below that eta is positive.
  if (!(alpha > 0 && alpha < 1 - 1 / systems)) {
    throw new RangeError(`the chance of a wrong pick among ${systems} systems is out of range, got ${alpha}`);
  }
  if (!Number.isSafeInteger(firstStage) || firstStage < 2) {
    throw new RangeError(`a first stage takes 2 or more replications, got ${firstStage}`);
  }
  const eta = ((2 * alpha) / (systems - 1)) ** (-2 / (firstStage - 1)) / 2 - 1 / 2;
  return { eta, hSquared: 2 * eta * (firstStage - 1) };
}
