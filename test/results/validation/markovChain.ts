/** Where a chain goes from a state, and at which rate. */
export type Moves<State> = (state: State) => readonly (readonly [rate: number, next: State])[];

const MOST_SWEEPS = 20_000;
const CONVERGED = 1e-12;

/**
 * Means of some measures in the steady state of a finite Markov chain in continuous time, by Gauss-Seidel sweeps over the balance
 * equations of the states that can be reached from `start`. Whoever describes a chain without end cuts it off where it is not felt.
 */
export function steadyMeans<State extends readonly number[]>(
  start: State,
  moves: Moves<State>,
  ...measures: readonly ((state: State) => number)[]
): number[] {
  const places = new Map<string, number>([[start.join(), 0]]);
  const states: State[] = [start];
  const leaving: number[] = [];
  const entering: [from: number, rate: number][][] = [[]];
  for (let place = 0; place < states.length; place++) {
    leaving[place] = 0;
    for (const [rate, next] of moves(states[place]!)) {
      const key = next.join();
      const target = places.get(key) ?? states.length;
      if (rate === 0 || target === place) continue;
      if (target === states.length) {
        places.set(key, target);
        states.push(next);
        entering.push([]);
      }
      leaving[place]! += rate;
      entering[target]!.push([place, rate]);
    }
  }
  const shares = new Float64Array(states.length).fill(1 / states.length);
  for (let sweep = 0; sweep < MOST_SWEEPS; sweep++) {
    let change = 0;
    let sum = 0;
    for (let step = 0; step < states.length; step++) {
      // To and fro: what flows up the chain and what flows down are both passed on within a sweep.
      const place = sweep % 2 === 0 ? step : states.length - 1 - step;
      const inflow = entering[place]!.reduce((total, [from, rate]) => total + shares[from]! * rate, 0);
      const share = inflow / leaving[place]!;
      change += Math.abs(share - shares[place]!);
      shares[place] = share;
      sum += share;
    }
    for (let place = 0; place < states.length; place++) shares[place]! /= sum;
    if (change < CONVERGED) {
      return measures.map((measure) =>
        states.reduce((mean, state, place) => mean + shares[place]! * measure(state), 0),
      );
    }
  }
  throw new Error("the chain's steady state was not found");
}
