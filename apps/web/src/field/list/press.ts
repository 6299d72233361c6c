const long = 500;

/** Handlers for a button that a long press opens further. A keyboard or a screen reader reaches the same by a button of its own. */
export function longPress(onLong: () => void): {
  onPointerDown: () => void;
  onPointerUp: () => void;
  onPointerLeave: () => void;
  onPointerCancel: () => void;
  onContextMenu: (event: Event) => void;
  /** True once after a long press: the click that ends it is not a tap. */
  swallowed: () => boolean;
} {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let pressed = false;
  const stop = () => clearTimeout(timer);
  return {
    onPointerDown() {
      pressed = false;
      stop();
      timer = setTimeout(() => {
        pressed = true;
        onLong();
      }, long);
    },
    onPointerUp: stop,
    onPointerLeave: stop,
    onPointerCancel: stop,
    onContextMenu: (event) => event.preventDefault(),
    swallowed() {
      const was = pressed;
      pressed = false;
      return was;
    },
  };
}
