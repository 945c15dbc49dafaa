import { useLayoutEffect, useRef, useState } from "react";

/** Width of a picture in pixels, so that its text and lines keep their size at every width. */
export function useWidth(): [React.RefObject<SVGSVGElement | null>, number] {
  const place = useRef<SVGSVGElement>(null);
  const [width, setWidth] = useState(640);
  useLayoutEffect(() => {
    const element = place.current;
    if (!element || typeof ResizeObserver === "undefined") return;
    const measure = () => setWidth((now) => Math.round(element.getBoundingClientRect().width) || now);
    measure();
    const watch = new ResizeObserver(measure);
    watch.observe(element);
    return () => watch.disconnect();
  });
  return [place, width];
}
