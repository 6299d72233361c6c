/** A page of our own that is empty, works offline and tells nobody where the reader went. */
const neutral = "/clear.html";

function blank(): void {
  document.documentElement.classList.add("left");
  document.title = "";
}

/**
 * Leaves at once: blank first, then forget, then go to a neutral page without a way back. What waits to be sent stays, sealed.
 * It never promises that no trace is left: the browser's own history is not ours to clear.
 * @param forget what this surface must drop from memory; runs after the screen is blank
 */
export function leave(forget: () => void, to: string = neutral): void {
  blank();
  try {
    forget();
  } finally {
    document.body.replaceChildren();
    location.replace(to);
  }
}

/** A page that the browser brings back from its back cache stays blank and starts anew. */
export function guardReturn(): void {
  addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    blank();
    document.body.replaceChildren();
    location.reload();
  });
}

/** For a page that shows something to whoever holds the device: out of sight it is blank, and brought back it goes to the neutral page. */
export function stayBlank(): void {
  addEventListener("pagehide", () => {
    blank();
    document.body.replaceChildren();
  });
  addEventListener("pageshow", (event) => {
    if (event.persisted) leave(() => undefined);
  });
}

/**
 * Leaves when Shift is pressed three times within five seconds, as on GOV.UK's pages for people at risk. Writing capital
 * letters does not count: any other key in between starts the count again.
 * @returns a function that stops listening
 */
export function onThreeShifts(act: () => void): () => void {
  let presses = 0;
  let first = 0;
  const heard = (event: KeyboardEvent) => {
    if (event.key !== "Shift" || event.repeat) {
      presses = 0;
      return;
    }
    if (presses === 0 || event.timeStamp - first > 5000) {
      presses = 0;
      first = event.timeStamp;
    }
    presses += 1;
    if (presses === 3) act();
  };
  addEventListener("keydown", heard);
  return () => removeEventListener("keydown", heard);
}
