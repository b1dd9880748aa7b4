/** Weights of the 24 hours of a day, or of the 168 of a week from Monday 00:00 UTC, before they are scaled to mean 1. */
export type Profile = readonly number[];

const OFFICE_DAY = weights((hour) => (hour >= 8 && hour < 18 ? 1 : 0.05));
const QUIET_DAY = weights(() => 0.05);
const NIGHT = weights((hour) => (hour < 6 ? 1 : 0.05));
const EVENING_DAY = weights((hour) => (hour >= 18 && hour < 23 ? 1 : 0.2));

/**
 * Profiles that have a name. All are assumptions, for who has no counts of their own by hour: busy hours weigh 1, quiet ones a twentieth
 * (a fifth in `evenings`). Hours are UTC.
 */
export const NAMED_PROFILES: Readonly<Record<string, Profile>> = {
  flat: weights(() => 1),
  "office-hours": OFFICE_DAY,
  "weekday-office-hours": [...Array.from({ length: 5 }, () => OFFICE_DAY).flat(), ...QUIET_DAY, ...QUIET_DAY],
  nightly: NIGHT,
  evenings: EVENING_DAY,
  weekend: [...Array.from({ length: 5 }, () => QUIET_DAY).flat(), ...weights(() => 1), ...weights(() => 1)],
};

/** The weights scaled to mean 1. At least one must be above 0. */
export function scaledProfile(profile: Profile): Profile {
  const mean = profile.reduce((sum, weight) => sum + weight, 0) / profile.length;
  return profile.map((weight) => weight / mean);
}

function weights(weightOf: (hour: number) => number): Profile {
  return Array.from({ length: 24 }, (_, hour) => weightOf(hour));
}
