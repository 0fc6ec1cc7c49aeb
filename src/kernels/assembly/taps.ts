/*
 * Convolution along one axis, with lines held in L (f64, or f32 where speed counts more). `step` is what lies between
 * neighbours along the filtered axis, in bytes. All vectors are whole: up to 63 bytes behind a line are read, and
 * behind a result written.
 *
 * Four vectors at a time have four independent sums, which hides how long an addition takes. The order of each sum is
 * that of the plain TypeScript form. `symmetry` is 1 for even weights, -1 for odd ones, 0 for any; the layout of the
 * weights hangs on it.
 */

function filterEven<L>(at: usize, step: usize, weights: usize, radius: i32, target: usize, count: i32): void {
  const reach: usize = <usize>radius * step;
  const end = target + <usize>count * sizeof<L>();
  for (; target < end; target += 64) {
    let w = splatAt<L>(weights);
    let a = v128.mul<L>(v128.load(at), w);
    let b = v128.mul<L>(v128.load(at, 16), w);
    let c = v128.mul<L>(v128.load(at, 32), w);
    let d = v128.mul<L>(v128.load(at, 48), w);
    let near = at - reach;
    let far = at + reach;
    for (let weight = weights + <usize>radius * sizeof<L>(); weight > weights; weight -= sizeof<L>()) {
      w = splatAt<L>(weight);
      a = v128.add<L>(a, v128.mul<L>(v128.add<L>(v128.load(near), v128.load(far)), w));
      b = v128.add<L>(b, v128.mul<L>(v128.add<L>(v128.load(near, 16), v128.load(far, 16)), w));
      c = v128.add<L>(c, v128.mul<L>(v128.add<L>(v128.load(near, 32), v128.load(far, 32)), w));
      d = v128.add<L>(d, v128.mul<L>(v128.add<L>(v128.load(near, 48), v128.load(far, 48)), w));
      near += step;
      far -= step;
    }
    v128.store(target, a);
    v128.store(target, b, 16);
    v128.store(target, c, 32);
    v128.store(target, d, 48);
    at += 64;
  }
}

/**
 * The same for even weights of the lines at `at` and a step further, to `target` and `other`: what stands beside the one stands beside the
 * other one weight later, so it is read once for both.
 */
export function filterEvenPairs<L>(
  at: usize,
  step: usize,
  weights: usize,
  radius: i32,
  target: usize,
  other: usize,
  count: i32,
): void {
  const reach: usize = <usize>radius * step;
  const end = target + <usize>count * sizeof<L>();
  const second = other - target;
  for (; target < end; target += 32) {
    let w = splatAt<L>(weights);
    let a = v128.mul<L>(v128.load(at), w);
    let b = v128.mul<L>(v128.load(at, 16), w);
    let c = v128.mul<L>(v128.load(at + step), w);
    let d = v128.mul<L>(v128.load(at + step, 16), w);
    let near = at - reach;
    let far = at + reach;
    let nearA = v128.load(near);
    let nearB = v128.load(near, 16);
    let farC = v128.load(far + step);
    let farD = v128.load(far + step, 16);
    for (let weight = weights + <usize>radius * sizeof<L>(); weight > weights; weight -= sizeof<L>()) {
      w = splatAt<L>(weight);
      near += step;
      const farA = v128.load(far);
      const farB = v128.load(far, 16);
      const nearC = v128.load(near);
      const nearD = v128.load(near, 16);
      a = v128.add<L>(a, v128.mul<L>(v128.add<L>(nearA, farA), w));
      b = v128.add<L>(b, v128.mul<L>(v128.add<L>(nearB, farB), w));
      c = v128.add<L>(c, v128.mul<L>(v128.add<L>(nearC, farC), w));
      d = v128.add<L>(d, v128.mul<L>(v128.add<L>(nearD, farD), w));
      nearA = nearC;
      nearB = nearD;
      farC = farA;
      farD = farB;
      far -= step;
    }
    v128.store(target, a);
    v128.store(target, b, 16);
    v128.store(target + second, c);
    v128.store(target + second, d, 16);
    at += 32;
  }
}

function filterOdd<L>(at: usize, step: usize, weights: usize, radius: i32, target: usize, count: i32): void {
  const reach: usize = <usize>radius * step;
  const end = target + <usize>count * sizeof<L>();
  for (; target < end; target += 16) {
    let sum = v128.mul<L>(v128.load(at), splatAt<L>(weights));
    let near = at - reach;
    let far = at + reach;
    for (let weight = weights + <usize>radius * sizeof<L>(); weight > weights; weight -= sizeof<L>()) {
      const pair = v128.sub<L>(v128.load(near), v128.load(far));
      sum = v128.add<L>(sum, v128.mul<L>(pair, splatAt<L>(weight)));
      near += step;
      far -= step;
    }
    v128.store(target, sum);
    at += 16;
  }
}

function filterAny<L>(at: usize, step: usize, weights: usize, radius: i32, target: usize, count: i32): void {
  const reach: usize = <usize>radius * step;
  const lastWeight = weights + 2 * <usize>radius * sizeof<L>();
  const end = target + <usize>count * sizeof<L>();
  for (; target < end; target += 16) {
    let sum = v128.mul<L>(v128.load(at + reach), splatAt<L>(lastWeight));
    let from = at - reach;
    for (let weight = weights; weight < lastWeight; weight += sizeof<L>()) {
      sum = v128.add<L>(sum, v128.mul<L>(v128.load(from), splatAt<L>(weight)));
      from += step;
    }
    v128.store(target, sum);
    at += 16;
  }
}

function splatAt<L>(at: usize): v128 {
  return sizeof<L>() === 8 ? v128.load64_splat(at) : v128.load32_splat(at);
}

/** Writes `count` filtered values to `target`; the middle of the first lies at `at`. */
export function filter<L>(
  at: usize,
  step: usize,
  weights: usize,
  radius: i32,
  symmetry: i32,
  target: usize,
  count: i32,
): void {
  if (symmetry === 1) filterEven<L>(at, step, weights, radius, target, count);
  else if (symmetry === -1) filterOdd<L>(at, step, weights, radius, target, count);
  else filterAny<L>(at, step, weights, radius, target, count);
}
