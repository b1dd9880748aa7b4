import { describe, expect, it } from "vitest";
import { WaitSpells } from "../../../src/model/fifo/waitSpells.ts";

const NEVER = Number.POSITIVE_INFINITY;

/** What is told, as instants with a sign: from +3 on some job waits, from -5 on none does. */
function told(tell: (spells: WaitSpells) => void): string {
  const all: string[] = [];
  tell(new WaitSpells((at, waits) => all.push(`${waits ? "+" : "-"}${at}`)));
  return all.join(" ");
}

describe("The times in which some job waits", () => {
  it("join where a job comes before the last one has its server, or just then", () => {
    const spells = told((each) => {
      each.served(1, 1);
      each.served(2, 5);
      each.served(4, 6);
      each.served(6, 8);
      each.served(9, 9);
      each.served(9, 10);
      each.noneWaits();
    });
    expect(spells).toBe("+2 -8 +9 -10");
  });

  it("go on over instants at which jobs are seen to wait", () => {
    const spells = told((each) => {
      each.served(2, 3);
      each.stillWaits(5);
      each.stillWaits(5);
      each.served(5, 20);
      each.stillWaits(19);
      each.served(19, 21);
      each.noneWaits();
      each.noneWaits();
    });
    expect(spells).toBe("+2 -3 +5 -21");
  });

  it("have no length where a server comes in the instant in which a job was seen to wait", () => {
    const spells = told((each) => {
      each.stillWaits(7);
      each.served(7, 7);
      each.noneWaits();
      each.served(8, NEVER);
    });
    expect(spells).toBe("+7 -7 +8");
  });
});
