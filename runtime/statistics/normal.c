/* normal.c: the normal distribution, by series of our own: libraries differ in the last digits. */
#include "runtime/statistics/statistics.h"

#define SQRT_TWO_PI 2.5066282746310002

/* e to the -x, x from 0: a series of x / 1024, squared ten times. */
static double exponential_of_minus(double x)
{
    enum { HALVINGS = 10, TERMS = 16 };
    if (x > 700.0) return 0.0;
    double small = -x / (double)(1 << HALVINGS);
    double sum = 1.0;
    for (int term = TERMS; term > 0; term--)
        sum = 1.0 + small / (double)term * sum;
    for (int i = 0; i < HALVINGS; i++)
        sum *= sum;
    return sum;
}

/* Half of what lies between -z and z, by density times series; for moderate z. */
static double half_inside(double z, double density)
{
    double term = z;
    double sum = z;
    for (int k = 1; k < 200; k++) {
        term *= z * z / (double)(2 * k + 1);
        sum += term;
    }
    return density * sum;
}

/* What lies beyond z on one side, by a continued fraction; for large z. */
static double beyond(double z, double density)
{
    double fraction = 0.0;
    for (int k = 200; k > 0; k--)
        fraction = (double)k / (z + fraction);
    return density / (z + fraction);
}

double pm_normal_outside(double z)
{
    double size = z < 0.0 ? -z : z;
    double density = exponential_of_minus(size * size / 2.0) / SQRT_TWO_PI;
    if (size < 3.0) return 1.0 - 2.0 * half_inside(size, density);
    return 2.0 * beyond(size, density);
}

struct pm_ratio pm_ratio_from_double(double number)
{
    double size = number < 0.0 ? -number : number;
    int64_t scale = size <= 1e6 ? 1000000000000 : 1000;
    if (!(size <= 9e14)) return pm_ratio_undefined();
    int64_t rounded = (int64_t)(size * (double)scale + 0.5);
    return pm_ratio_make(number < 0.0 ? -rounded : rounded, scale);
}
