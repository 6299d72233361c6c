import type { ComponentType } from "preact";
import { later } from "../later.ts";

type Screens = NonNullable<typeof later.value>;

/** A part of a first screen that lies in the later chunk: nothing stands there until it is here. */
export function fromLater<Props extends object = object>(
  pick: (screens: Screens) => ComponentType<Props>,
): ComponentType<Props> {
  return function Part(props: Props) {
    const screens = later.value;
    if (screens === null) return null;
    const Here = pick(screens);
    return <Here {...props} />;
  };
}
