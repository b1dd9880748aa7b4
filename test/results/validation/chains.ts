import { type Moves, steadyMeans } from "./markovChain.ts";

/** Times are in mean service times, rates one over that, unless told otherwise. */
export interface PhaseService {
  /** Chance to begin in each phase, the rate of leaving it, and the phase that follows; null: the job ends. */
  readonly phases: readonly { readonly chance: number; readonly rate: number; readonly next: number | null }[];
}

/** Erlang service of two stages and mean 1. */
export const ERLANG_2: PhaseService = {
  phases: [
    { chance: 1, rate: 2, next: 1 },
    { chance: 0, rate: 2, next: null },
  ],
};

/** Exponentials of two means, one drawn for each job. */
export function oneOfTwo(chance: number, firstMean: number, secondMean: number): PhaseService {
  return {
    phases: [
      { chance, rate: 1 / firstMean, next: null },
      { chance: 1 - chance, rate: 1 / secondMean, next: null },
    ],
  };
}

/** Hyperexponential of two phases with balanced means, mean 1 and the given squared coefficient of variation. */
export function balancedH2(squaredCv: number): PhaseService {
  const chance = (1 + Math.sqrt((squaredCv - 1) / (squaredCv + 1))) / 2;
  return oneOfTwo(chance, 1 / (2 * chance), 1 / (2 * (1 - chance)));
}

/** Mean wait and share that waits of M/PH/c: states are the jobs that wait, and those in each phase. */
export function phaseQueue(rate: number, servers: number, { phases }: PhaseService, most: number): [number, number] {
  const begin = (state: readonly number[]): [number, number[]][] =>
    phases.flatMap(({ chance }, phase) => (chance === 0 ? [] : [[chance, shifted(state, phase + 1, 1)]]));
  const busy = ([, ...working]: readonly number[]): number => working.reduce((sum, count) => sum + count, 0);
  const moves: Moves<readonly number[]> = (state) => {
    const [waiting = 0] = state;
    const arrivals: [number, readonly number[]][] =
      busy(state) < servers
        ? begin(state).map(([chance, next]) => [rate * chance, next])
        : waiting < most
          ? [[rate, shifted(state, 0, 1)]]
          : [];
    const ends = phases.flatMap(({ rate: speed, next }, phase): [number, readonly number[]][] => {
      const left = shifted(state, phase + 1, -1);
      const flow = state[phase + 1]! * speed;
      if (flow === 0) return [];
      if (next !== null) return [[flow, shifted(left, next + 1, 1)]];
      if (waiting === 0) return [[flow, left]];
      return begin(shifted(left, 0, -1)).map(([chance, to]) => [flow * chance, to]);
    });
    return [...arrivals, ...ends];
  };
  const [queue = 0, full = 0] = steadyMeans(
    [0, ...phases.map(() => 0)],
    moves,
    ([waiting = 0]) => waiting,
    (state) => (busy(state) === servers ? 1 : 0),
  );
  return [queue / rate, full];
}

function shifted(state: readonly number[], place: number, by: number): number[] {
  return state.with(place, state[place]! + by);
}

/** Mean waits of two tenants in one FIFO queue, each with a cap on what it runs at a time; a capped job lets others pass. */
export function cappedTenants(
  rates: readonly [number, number],
  servers: number,
  caps: readonly [number, number],
  most: number,
): [number, number] {
  /** Running of each tenant, then whose jobs wait, in order. */
  type State = readonly [number, number, ...(0 | 1)[]];
  const dispatched = ([a, b, ...queue]: State): State => {
    const running = [a, b];
    const next = a + b < servers ? queue.findIndex((tenant) => running[tenant]! < caps[tenant]!) : -1;
    if (next < 0) return [a, b, ...queue];
    running[queue[next]!]!++;
    return dispatched([running[0]!, running[1]!, ...queue.toSpliced(next, 1)]);
  };
  const moves: Moves<State> = ([a, b, ...queue]) => [
    ...(queue.length < most
      ? ([0, 1] as const).map((tenant) => [rates[tenant], dispatched([a, b, ...queue, tenant])] as const)
      : []),
    ...(a > 0 ? [[a, dispatched([a - 1, b, ...queue])] as const] : []),
    ...(b > 0 ? [[b, dispatched([a, b - 1, ...queue])] as const] : []),
  ];
  const waiting =
    (tenant: 0 | 1) =>
    ([, , ...queue]: State): number =>
      queue.filter((each) => each === tenant).length;
  const [first = 0, second = 0] = steadyMeans<State>([0, 0], moves, waiting(0), waiting(1));
  return [first / rates[0], second / rates[1]];
}

/** Mean wait of all jobs where some need several servers at once, strictly first come, first served. */
export function gangs(rates: readonly number[], needs: readonly number[], servers: number, most: number): number {
  const rate = rates.reduce((sum, each) => sum + each, 0);
  /** The kind at the head of the queue (-1: none waits), how many behind it, and the running ones of each kind. */
  type State = readonly [head: number, behind: number, ...running: number[]];
  const free = (running: readonly number[]): number =>
    servers - running.reduce((sum, count, kind) => sum + count * needs[kind]!, 0);
  // Of which kind those behind are matters only when they come to the head: it is drawn then.
  const settle = ([head, behind, ...running]: State): [number, State][] => {
    if (head < 0 || needs[head]! > free(running)) return [[1, [head, behind, ...running]]];
    const started = shifted(running, head, 1);
    return behind === 0 ? [[1, [-1, 0, ...started]]] : drawHead([-1, behind - 1, ...started]);
  };
  const drawHead = ([, behind, ...running]: State): [number, State][] =>
    rates.flatMap((each, kind) =>
      settle([kind, behind, ...running]).map(([chance, to]): [number, State] => [(chance * each) / rate, to]),
    );
  const moves: Moves<State> = ([head, behind, ...running]) => [
    ...(head < 0
      ? drawHead([head, behind, ...running]).map(([chance, to]) => [rate * chance, to] as const)
      : behind < most
        ? [[rate, [head, behind + 1, ...running] as State] as const]
        : []),
    ...running.flatMap((count, kind) =>
      count === 0
        ? []
        : settle([head, behind, ...shifted(running, kind, -1)]).map(([chance, to]) => [count * chance, to] as const),
    ),
  ];
  const start: State = [-1, 0, ...rates.map(() => 0)];
  const [waiting = 0] = steadyMeans<State>(start, moves, ([head, behind]) => (head < 0 ? 0 : 1 + behind));
  return waiting / rate;
}

/** Jobs in batches of a fixed size at servers that stay: the mean wait. `rate` is that of the batches. */
export function batches(rate: number, size: number, servers: number, most: number): number {
  const moves: Moves<readonly [number]> = ([jobs]) => [
    ...(jobs + size <= most ? [[rate, [jobs + size]] as const] : []),
    ...(jobs > 0 ? [[Math.min(jobs, servers), [jobs - 1]] as const] : []),
  ];
  const [waiting = 0] = steadyMeans<readonly [number]>([0], moves, ([jobs]) => Math.max(0, jobs - servers));
  return waiting / (rate * size);
}

/** What a pool on demand is like, with exponential setups and, unless it is 0, idle timeouts. */
export interface Elastic {
  /** Of batches. */
  readonly rate: number;
  readonly batch?: number;
  readonly min?: number;
  readonly max: number;
  readonly setup: number;
  /** 0: an idle VM leaves at once. */
  readonly idle?: number;
  /** Whether VMs that nobody waits for any more go on being set up. */
  readonly keep?: boolean;
  /** VMs lost a unit of time, for each that is ready. */
  readonly lost?: number;
  readonly most: number;
}

/** Mean time in the system but for service, mean VMs that are ready, and mean VMs being set up. */
export function elasticPool(pool: Elastic): [waiting: number, on: number, settingUp: number] {
  const { rate, batch = 1, min = 0, max, setup, idle = 0, keep = false, lost = 0, most } = pool;
  /** Jobs, VMs that are ready, and VMs being set up. */
  type State = readonly [jobs: number, on: number, settingUp: number];
  const wanted = (jobs: number, on: number): number =>
    Math.max(Math.min(Math.max(0, jobs - on), max - on), min - on, 0);
  const at = (jobs: number, on: number, settingUp: number): State => {
    const left = idle === 0 ? Math.min(on, Math.max(jobs, min)) : on;
    const want = wanted(jobs, left);
    return [jobs, left, keep ? Math.max(settingUp, want) : want];
  };
  const moves: Moves<State> = ([jobs, on, settingUp]) => {
    const surplus = Math.max(0, Math.min(on - jobs, on - min));
    return [
      ...(jobs + batch <= most ? [[rate, at(jobs + batch, on, settingUp)] as const] : []),
      ...(Math.min(jobs, on) > 0 ? [[Math.min(jobs, on), at(jobs - 1, on, settingUp)] as const] : []),
      ...(settingUp > 0 ? [[settingUp / setup, at(jobs, on + 1, settingUp - 1)] as const] : []),
      ...(idle > 0 && surplus > 0 ? [[surplus / idle, at(jobs, on - 1, settingUp)] as const] : []),
      ...(lost > 0 && on > 0 ? [[lost * on, at(jobs, on - 1, settingUp)] as const] : []),
    ];
  };
  const [waiting = 0, on = 0, settingUp = 0] = steadyMeans<State>(
    at(0, min, 0),
    moves,
    ([jobs, ready]) => Math.max(0, jobs - ready),
    ([, ready]) => ready,
    ([, , starting]) => starting,
  );
  return [waiting / (rate * batch), on, settingUp];
}
