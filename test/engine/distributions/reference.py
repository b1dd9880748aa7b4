"""Writes reference.json: means, variances and distribution functions computed without Poolsim, with mpmath 1.3 at 40
digits, from the textbook formulas. Run: python3 reference.py > reference.json"""

import json

from mpmath import erf, exp, findroot, gamma, gammainc, log, mp, mpf, sqrt

mp.dps = 40
MEAN = mpf(90_000_000)
LEVELS = [mpf(p) for p in ("1e-6", "0.001", "0.01", "0.1", "0.25", "0.5", "0.75", "0.9", "0.99", "0.999")]


def normal(x):
    return (1 + erf(x / sqrt(mpf(2)))) / 2


def exponential(mean):
    return mean, mean**2, lambda x: 1 - exp(-x / mean)


def lognormal(mean, cv):
    s2 = log(1 + cv**2)
    m = log(mean) - s2 / 2
    return mean, (mean * cv) ** 2, lambda x: normal((log(x) - m) / sqrt(s2))


def lognormal_of_quantiles(median, p95):
    s = log(p95 / median) / findroot(lambda z: normal(z) - mpf("0.95"), 1.64)
    mean = exp(log(median) + s**2 / 2)
    return mean, mean**2 * (exp(s**2) - 1), lambda x: normal(log(x / median) / s)


def gamma_of(mean, cv):
    shape = 1 / cv**2
    return mean, (mean * cv) ** 2, lambda x: gammainc(shape, 0, x * shape / mean, regularized=True)


def weibull(mean, shape):
    scale = mean / gamma(1 + 1 / shape)
    return mean, scale**2 * gamma(1 + 2 / shape) - mean**2, lambda x: 1 - exp(-((x / scale) ** shape))


def uniform(low, high):
    return (low + high) / 2, (high - low) ** 2 / 12, lambda x: (x - low) / (high - low)


def hyperexponential(mean, cv):
    p = (1 + sqrt((cv**2 - 1) / (cv**2 + 1))) / 2
    a, b = 2 * p / mean, 2 * (1 - p) / mean
    variance = 2 * p / a**2 + 2 * (1 - p) / b**2 - mean**2
    return mean, variance, lambda x: 1 - p * exp(-a * x) - (1 - p) * exp(-b * x)


def pareto(mean, shape):
    scale = mean * (shape - 1) / shape
    variance = scale**2 * shape / ((shape - 1) ** 2 * (shape - 2)) if shape > 2 else mpf("inf")
    return mean, variance, lambda x: 1 - (scale / x) ** shape if x > scale else mpf(0)


def mixed(share, one, other):
    mean = share * one[0] + (1 - share) * other[0]
    square = share * (one[1] + one[0] ** 2) + (1 - share) * (other[1] + other[0] ** 2)
    return mean, square - mean**2, lambda x: share * one[2](x) + (1 - share) * other[2](x)


def constant(value):
    return value, mpf(0), lambda x: mpf(1 if x >= value else 0)


def geometric(mean):
    return mean, (1 - 1 / mean) * mean**2, lambda k: 1 - (1 - 1 / mean) ** int(k)


def poisson(mean):
    def cdf(k):
        term = total = exp(-mean)
        for n in range(1, int(k) + 1):
            term *= mean / n
            total += term
        return total

    return mean, mean, cdf


def root(cdf, level):
    low, high = mpf(0), mpf(10) ** 13
    for _ in range(150):
        middle = (low + high) / 2
        low, high = (middle, high) if middle > 0 and cdf(middle) < level else (low, middle)
    return high


def record(law, points=None):
    mean, variance, cdf = law
    at = points or [float(mp.nstr(root(cdf, level), 6)) for level in LEVELS]
    return {
        "mean": float(mean),
        "variance": "infinite" if variance == mpf("inf") else float(variance),
        "cdf": [[x, float(cdf(mpf(x)))] for x in at],
    }


LAWS = {
    "exponential": record(exponential(MEAN)),
    "lognormal of cv 0.6": record(lognormal(MEAN, mpf(0.6))),
    "lognormal of median and p95": record(lognormal_of_quantiles(mpf(240_000_000), mpf(720_000_000))),
    "gamma of cv 0.6": record(gamma_of(MEAN, mpf(0.6))),
    "gamma of cv 3": record(gamma_of(MEAN, mpf(3))),
    "gamma of cv 0.05": record(gamma_of(MEAN, mpf(0.05))),
    "erlang of 4 stages": record(gamma_of(MEAN, mpf(0.5))),
    "weibull of shape 0.7": record(weibull(MEAN, mpf(0.7))),
    "weibull of shape 2.5": record(weibull(MEAN, mpf(2.5))),
    "uniform": record(uniform(mpf(2_000_000), mpf(5_000_000))),
    "hyperexponential of cv 1.5": record(hyperexponential(MEAN, mpf(1.5))),
    "hyperexponential of cv 5": record(hyperexponential(MEAN, mpf(5))),
    "pareto of shape 6": record(pareto(MEAN, mpf(6))),
    "pareto of shape 1.5": record(pareto(MEAN, mpf(1.5))),
    "mixture of lognormal and exponential": record(mixed(mpf(0.75), lognormal(MEAN, mpf(0.6)), exponential(10 * MEAN))),
    "mixture of lognormal and constant": record(
        mixed(mpf(0.75), lognormal(MEAN, mpf(0.6)), constant(MEAN)),
        [2e7, 4e7, 5e7, 7e7, 89_999_999.0, 90_000_000.0, 1e8, 1.3e8, 2e8, 4e8],
    ),
    "geometric of mean 10": record(geometric(mpf(10)), [1, 2, 3, 5, 7, 10, 15, 20, 40, 80]),
    "poisson count of mean 4": record(poisson(mpf(4)), [0, 1, 2, 3, 4, 5, 6, 8, 10, 15]),
    "poisson count of mean 400": record(poisson(mpf(400)), [310, 340, 360, 380, 399, 400, 401, 420, 450, 480]),
}

print(json.dumps(LAWS, indent=1))
