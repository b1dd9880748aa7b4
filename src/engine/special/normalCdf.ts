const SQRT_HALF = Math.SQRT1_2;

/**
 * P(Z <= x) of a standard normal Z, to about 1 part in 10^15 in the lower tail as well.
 *
 * Source: W. J. Cody, Rational Chebyshev approximations for the error function, Math. Comp. 23 (1969) 631-637.
 */
export function normalCdf(x: number): number {
  return 0.5 * erfc(-x * SQRT_HALF);
}

/** 1 - erf(x), without cancellation for large x. */
export function erfc(x: number): number {
  const y = Math.abs(x);
  if (y <= 0.46875) {
    return 1 - x * centre(x * x);
  }
  const tail = y > 27 ? 0 : gaussian(y) * (y <= 4 ? middle(y) : far(y));
  return x < 0 ? 2 - tail : tail;
}

/** exp(-y²), splitting y so that the square of its leading part is exact. */
function gaussian(y: number): number {
  const lead = Math.trunc(y * 16) / 16;
  return Math.exp(-lead * lead) * Math.exp(-(y - lead) * (y + lead));
}

function centre(s: number): number {
  return (
    ((((0.18577770618460315 * s + 3.1611237438705655) * s + 113.86415415105016) * s + 377.485237685302) * s +
      3209.3775891384694) /
    ((((s + 23.601290952344122) * s + 244.02463793444417) * s + 1282.6165260773723) * s + 2844.236833439171)
  );
}

function middle(y: number): number {
  return (
    ((((((((2.1531153547440383e-8 * y + 0.5641884969886701) * y + 8.883149794388377) * y + 66.11919063714163) * y +
      298.6351381974001) *
      y +
      881.952221241769) *
      y +
      1712.0476126340707) *
      y +
      2051.0783778260716) *
      y +
      1230.3393547979972) /
    ((((((((y + 15.744926110709835) * y + 117.6939508913125) * y + 537.1811018620099) * y + 1621.3895745666903) * y +
      3290.7992357334597) *
      y +
      4362.619090143247) *
      y +
      3439.3676741437216) *
      y +
      1230.3393548037495)
  );
}

function far(y: number): number {
  const s = 1 / (y * y);
  const ratio =
    (s *
      (((((0.016315387137302097 * s + 0.30532663496123236) * s + 0.36034489994980445) * s + 0.12578172611122926) * s +
        0.016083785148742275) *
        s +
        0.0006587491615298378)) /
    (((((s + 2.568520192289822) * s + 1.8729528499234604) * s + 0.5279051029514285) * s + 0.06051834131244132) * s +
      0.0023352049762686918);
  return (1 / Math.sqrt(Math.PI) - ratio) / y;
}
