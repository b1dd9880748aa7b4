import { describe, expect, it } from "vitest";
import { ArrivalLanes } from "../../src/engine/arrivalLanes.ts";
import { EventClass, type Machine, Simulation, type StopRule } from "../../src/engine/simulation.ts";
import { NEVER } from "../../src/engine/time.ts";

/** A machine that writes a diary, and does at each entry what its script tells. */
class Diary implements Machine {
  readonly entries: string[] = [];
  readonly lasted: (readonly [from: number, until: number])[] = [];
  outstanding = 0;
  waitsInVain = false;
  readonly simulation: Simulation;
  readonly #arrivals: number[][];
  readonly #script: Readonly<Record<string, (diary: Diary) => void>>;

  constructor(arrivals: readonly (readonly number[])[], script: Readonly<Record<string, (diary: Diary) => void>> = {}) {
    this.#arrivals = arrivals.map((times) => [...times]);
    this.#script = script;
    this.simulation = new Simulation(new ArrivalLanes(this.#arrivals.map((times) => times.shift() ?? NEVER)));
  }

  handle(code: number): void {
    this.#write(`event ${code}`);
  }

  arrive(lane: number): void {
    this.#write(`arrival ${lane}`);
    this.simulation.lanes.advance(this.#arrivals[lane]!.shift() ?? NEVER);
  }

  dispatch(): void {
    this.#write("dispatch");
  }

  decide(): void {
    this.#write("decide");
  }

  instantEnds(until: number): void {
    this.lasted.push([this.simulation.now, until]);
  }

  run(rule: Partial<StopRule> = {}): string {
    return this.simulation.run(this, { end: 100, drain: false, eventCap: NEVER, ...rule });
  }

  #write(what: string): void {
    this.entries.push(`${this.simulation.now}: ${what}`);
    this.#script[what]?.(this);
  }
}

describe("The simulation", () => {
  it("lets the classes of an instant happen in the order of the table, with arrivals before dispatching", () => {
    const diary = new Diary([[10]], { "arrival 0": (d) => d.simulation.requestDispatch() });
    const { simulation } = diary;
    simulation.at(10, EventClass.observation, 7, 0);
    simulation.at(10, EventClass.idleTimer, 6, 0);
    simulation.at(10, EventClass.decision, 5, 0);
    simulation.at(10, EventClass.vm, 2, 0);
    simulation.at(10, EventClass.failure, 1, 0);
    simulation.at(10, EventClass.completion, 0, 0);
    diary.run();
    expect(diary.entries).toEqual([
      "10: event 0",
      "10: event 1",
      "10: event 2",
      "10: arrival 0",
      "10: dispatch",
      "10: event 5",
      "10: event 6",
      "10: event 7",
    ]);
  });

  it("gives an event created at the current instant its class's place, even if a higher class already ran", () => {
    const diary = new Diary([[10]], {
      "arrival 0": (d) => d.simulation.requestDispatch(),
      // A task of no length: it completes at once, and what it frees is dispatched before the decision.
      dispatch: (d) => {
        if (d.entries.length < 3) d.simulation.at(10, EventClass.completion, 0, 0);
      },
      "event 0": (d) => d.simulation.requestDispatch(),
    });
    diary.simulation.at(10, EventClass.decision, 5, 0);
    diary.run();
    expect(diary.entries).toEqual(["10: arrival 0", "10: dispatch", "10: event 0", "10: dispatch", "10: event 5"]);
  });

  it("dispatches again at the same instant when a decision asks for it", () => {
    const diary = new Diary([], { "event 5": (d) => d.simulation.requestDispatch() });
    diary.simulation.at(10, EventClass.decision, 5, 0);
    diary.simulation.at(10, EventClass.idleTimer, 6, 0);
    diary.run();
    expect(diary.entries).toEqual(["10: event 5", "10: dispatch", "10: event 6"]);
  });

  it("does not dispatch when nothing asked for it", () => {
    const diary = new Diary([[1, 2]]);
    diary.run();
    expect(diary.entries).toEqual(["1: arrival 0", "2: arrival 0"]);
  });

  it("lets classes 0 to 2 happen at the end, and no arrival, dispatching or decision", () => {
    const diary = new Diary([[100]], { "event 0": (d) => d.simulation.requestDispatch() });
    for (const eventClass of [0, 1, 2, 5, 6, 7]) diary.simulation.at(100, eventClass, eventClass, 0);
    expect(diary.run()).toBe("horizon");
    expect(diary.entries).toEqual(["100: event 0", "100: event 1", "100: event 2"]);
    expect(diary.simulation.now).toBe(100);
  });

  it("stops its clock at the end, not at the last event before it", () => {
    const diary = new Diary([[10, 200]]);
    expect(diary.run()).toBe("horizon");
    expect([diary.simulation.now, diary.simulation.events]).toEqual([100, 1]);
  });

  it("tells once how long each state lasts, from 0 to the end without a gap", () => {
    const diary = new Diary([[10, 10, 30]]);
    diary.simulation.at(20, EventClass.completion, 0, 0);
    diary.run();
    expect(diary.lasted.filter(([from, until]) => until > from)).toEqual([
      [0, 10],
      [10, 20],
      [20, 30],
      [30, 100],
    ]);
  });

  it("drains beyond the end until nothing is outstanding, and stops its clock there", () => {
    const diary = new Diary([[90]], {
      "arrival 0": (d) => {
        d.outstanding = 1;
        d.simulation.at(150, EventClass.completion, 0, 0);
        d.simulation.at(170, EventClass.vm, 2, 0);
      },
      "event 0": (d) => {
        d.outstanding = 0;
      },
    });
    expect(diary.run({ drain: true })).toBe("drained");
    expect([diary.simulation.now, diary.entries]).toEqual([150, ["90: arrival 0", "150: event 0"]]);
  });

  it.each([
    [70, 100],
    [150, 150],
  ])("drains no further once what is outstanding waits in vain, from %i on, but to the end: %i", (since, clock) => {
    const diary = new Diary([[10]], {
      "arrival 0": (d) => {
        d.outstanding = 1;
        for (const time of [70, 150, 900]) d.simulation.at(time, EventClass.vm, time, 0);
      },
      [`event ${since}`]: (d) => {
        d.waitsInVain = true;
      },
    });
    expect(diary.run({ drain: true })).toBe("drained");
    expect(diary.simulation.now).toBe(clock);
  });

  it("drains before the end when the last job ends before it", () => {
    const diary = new Diary([[10]]);
    diary.simulation.at(50, EventClass.vm, 2, 0);
    expect(diary.run({ drain: true })).toBe("drained");
    expect(diary.simulation.now).toBe(10);
  });

  it("waits for later arrivals while it drains, though nothing is outstanding in between", () => {
    const diary = new Diary([[10, 60]]);
    diary.run({ drain: true });
    expect(diary.entries).toEqual(["10: arrival 0", "60: arrival 0"]);
  });

  it("lets everything happen until the end told where nothing ever arrives", () => {
    const diary = new Diary([[]]);
    for (const time of [50, 100, 101]) diary.simulation.at(time, EventClass.vm, time, 0);
    expect(diary.run({ drain: true })).toBe("drained");
    expect([diary.simulation.now, diary.entries]).toEqual([100, ["50: event 50", "100: event 100"]]);
  });

  it("pauses after a dispatch that asks for it, and goes on from there when it is run again", () => {
    let left = 2;
    const diary = new Diary([[10, 20]], {
      "arrival 0": (d) => d.simulation.requestDispatch(),
      dispatch: (d) => {
        if (left === 0) return;
        left--;
        d.simulation.requestDispatch();
        d.simulation.pause();
      },
    });
    diary.simulation.at(10, EventClass.observation, 7, 0);
    expect(diary.run()).toBe("eventCap");
    expect(diary.entries).toEqual(["10: arrival 0", "10: dispatch"]);
    expect(diary.run()).toBe("eventCap");
    expect(diary.run()).toBe("horizon");
    expect(diary.entries).toEqual([
      "10: arrival 0",
      "10: dispatch",
      "10: dispatch",
      "10: dispatch",
      "10: event 7",
      "20: arrival 0",
      "20: dispatch",
    ]);
    expect(diary.simulation.events).toBe(3);
  });

  it("stops after as many events as it may have", () => {
    const diary = new Diary([[1, 2, 3, 4]]);
    expect(diary.run({ eventCap: 3 })).toBe("eventCap");
    expect([diary.simulation.events, diary.simulation.now]).toEqual([3, 3]);
  });
});
