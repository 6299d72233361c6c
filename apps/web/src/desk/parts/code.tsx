import { useLayoutEffect, useRef } from "preact/hooks";

interface Props {
  readonly heading: string;
  readonly code: string;
  readonly lines: readonly string[];
}

/** A code to read out, large, once. The heading takes the focus so that it is read at once. */
export function BigCode({ heading, code, lines }: Props) {
  const title = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => title.current?.focus(), [code]);
  return (
    <section class="desk-code" aria-labelledby="code-heading">
      <h2 class="govuk-heading-s" id="code-heading" tabIndex={-1} ref={title}>
        {heading}
      </h2>
      <p class="desk-code__code">
        <bdi translate={false}>{code}</bdi>
      </p>
      {lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
    </section>
  );
}
