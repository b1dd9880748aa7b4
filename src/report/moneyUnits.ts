/** What units of amounts say within the program, whatever the scenario's currency. */
const MONEY = "USD";

/** A result as its files have it: amounts in the currency of the scenario, by its name. The result itself stays as it is. */
export function inCurrency<Result>(result: Result, currency: string): Result {
  return withUnits(result, MONEY, currency);
}

/** A result that was read from its file, in the program's own words. */
export function fromCurrency<Result>(result: Result, currency: string): Result {
  return withUnits(result, currency, MONEY);
}

/** A copy of plain data in which each `unit` of money, alone or for a time, has another name. */
function withUnits<Data>(data: Data, from: string, to: string): Data {
  if (from === to) return data;
  const text = JSON.stringify(data, (key, value: unknown) =>
    key === "unit" && (value === from || value === `${from}/d`) ? value.replace(from, to) : value,
  );
  return JSON.parse(text) as Data;
}
