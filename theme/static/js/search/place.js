// Where the reader was on the page: kept with its address, and found again once there are results.

const KEY = "cuon";

export class Place {
  constructor() {
    history.scrollRestoration = "manual";
    this.wanted = Number(history.state?.[KEY]) || 0;
    // A page that is left does not tell whether it will be kept whole.
    addEventListener("pagehide", () => this.keep());
    addEventListener("visibilitychange", () => this.keep());
  }

  keep() {
    // The address keeps what it has besides.
    history.replaceState({ ...history.state, [KEY]: scrollY }, "");
  }

  /** Go back to the place, once: whoever has moved since is left alone. */
  restore() {
    if (this.wanted && scrollY === 0) scrollTo({ top: this.wanted, behavior: "instant" });
    this.wanted = 0;
  }

  /** What the address that the way back led to has kept. */
  arrive() {
    this.wanted = Number(history.state?.[KEY]) || 0;
    if (this.wanted) scrollTo({ top: 0, behavior: "instant" });
  }
}
