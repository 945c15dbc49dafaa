/** Round numbers that divide a range, both ends outside it or on it. */
export function ticks(low: number, high: number, wanted = 4): number[] {
  if (!(high > low)) {
    const by = Math.abs(low) > 1 ? 1 : 0.5;
    return [low - by, low, low + by];
  }
  const rough = (high - low) / wanted;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].map((factor) => factor * power).find((each) => each >= rough) ?? 10 * power;
  const first = Math.floor(low / step) * step;
  const count = Math.ceil((high - first) / step - 1e-9);
  return Array.from({ length: count + 1 }, (_, at) => Number((first + at * step).toPrecision(12)));
}

/** Mean of each point with those before it, over some points; gaps stay out. */
export function rolling(values: (number | null)[], width: number): (number | null)[] {
  return values.map((_, at) => {
    const window = values.slice(Math.max(0, at - width + 1), at + 1).filter((each) => each !== null);
    return window.length < Math.ceil(width / 2) ? null : window.reduce((sum, each) => sum + each, 0) / window.length;
  });
}

/** A path through points; a missing value breaks the line. */
export function path(points: ([number, number] | null)[]): string {
  let pen = "M";
  return points
    .map((point) => {
      if (!point) {
        pen = "M";
        return "";
      }
      const step = `${pen}${point[0].toFixed(1)} ${point[1].toFixed(1)}`;
      pen = "L";
      return step;
    })
    .join("");
}
