import type { IndicatorList } from "@threshold/identification";
import { has, idsOf, t } from "../words.ts";
import { Box, Boxes, Line, Paper } from "./paper.tsx";
import { paperSigns } from "./signs.ts";

/** Somebody to call, as the directory on this device has them. */
export interface Helper {
  readonly id: string;
  readonly name: string;
  readonly organisation: { readonly name: string };
  readonly phone: string;
}
export interface PackProps {
  readonly list: IndicatorList;
  readonly situation: string | null;
  /** Of this sheet alone. */
  readonly number: string;
  readonly counted: boolean;
  readonly consent: { readonly version: string; readonly parts: readonly string[] };
  readonly emergency: readonly { readonly id: string; readonly phone: string }[];
  readonly helpers: readonly Helper[];
}

const ages = ["adult", "child", "unsure", "unsure-claims-child"] as const;
const interpreters = ["none-needed", "professional", "phone-service", "other-adult", "none-available"] as const;
const choices = ["consent", "not-now", "no", "child", "unable", "danger", "duty"] as const;
const times = [1, 2, 3, 4, 5, 6] as const;
/** More would not fit beside the rest; those who are asked first stand first. */
const mostHelpers = 6;

/** What there is to note, to ask and to sign where there is no device: two to four pages, filled in by hand and typed in later. */
export function Pack(props: PackProps) {
  const { number, list, situation, counted } = props;
  return (
    <Paper
      title={t("paper.pack.title")}
      head={[
        t("paper.pack.number", { number }),
        situation === null ? t("paper.pack.any") : t(`situation.${situation}`),
        t("paper.pack.list", { version: list.version.split("+")[0] }),
      ]}
      foot={t("paper.keep")}
      counted={counted}
    >
      <Line label={t("paper.pack.reference")} />
      <Safety {...props} />
      <Times />
      <Noticed {...props} />
      <Questions {...props} />
      <Consent {...props} />
      <section>
        <h3>{t("paper.pack.information")}</h3>
        <Boxes>
          {idsOf("information.").map((id) => (
            <Box key={id}>{t(`information.${id}`)}</Box>
          ))}
        </Boxes>
      </section>
      <p>{t("paper.pack.type")}</p>
    </Paper>
  );
}

function Safety({ emergency }: PackProps) {
  return (
    <section class="paper-first">
      <h3>{t("paper.pack.safety")}</h3>
      <ul>
        {(["alone", "place", "paper", "enough"] as const).map((id) => (
          <li key={id}>{t(`paper.pack.safety.${id}`)}</li>
        ))}
      </ul>
      {emergency.length === 0 ? null : (
        <p>
          <strong>{t("paper.pack.danger-call")}</strong>{" "}
          {emergency.map(({ id, phone }) => (
            <span key={id} class="paper-number">
              {has(`field.number.${id}`) ? `${t(`field.number.${id}`)} ` : ""}
              <bdi dir="ltr">{phone}</bdi>{" "}
            </span>
          ))}
        </p>
      )}
    </section>
  );
}

function Times() {
  return (
    <section class="paper-whole">
      <h3>{t("paper.pack.times")}</h3>
      <p class="paper-hint">{t("paper.pack.times.hint")}</p>
      <ol class="paper-lines">
        {times.map((n) => (
          <li key={n}>
            <Line label={t(`paper.pack.time.${n}`)} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function Noticed({ list, situation }: PackProps) {
  const signs = paperSigns(list, situation);
  return (
    <section>
      <h3>{t("paper.pack.signs")}</h3>
      <div class="paper-group">
        <strong>{t("paper.pack.age")}</strong>
        <Boxes>
          {ages.map((age) => (
            <Box key={age}>{t(`common.age.${age}`)}</Box>
          ))}
        </Boxes>
      </div>
      <p class="paper-hint">{t("paper.pack.signs.hint")}</p>
      <SignTable signs={signs} />
      <Line label={t("paper.pack.other")} />
      <div class="paper-group paper-whole">
        <strong>{t("paper.pack.act")}</strong>
        <Boxes>
          {list.acts.map((id) => (
            <Box key={id}>{t(`act.${id}`)}</Box>
          ))}
        </Boxes>
      </div>
      <div class="paper-group paper-whole">
        <strong>{t("paper.pack.means")}</strong> {t("paper.pack.means.child")}
        <Boxes>
          {idsOf("means.").map((id) => (
            <Box key={id}>{t(`means.${id}`)}</Box>
          ))}
        </Boxes>
      </div>
      <div class="paper-group paper-whole">
        <strong>{t("paper.pack.purpose")}</strong> ({t("paper.pack.purpose.how")})
        <Boxes>
          {list.forms.map(({ id }) => (
            <Box key={id}>{t(`form.${id}`)}</Box>
          ))}
        </Boxes>
      </div>
    </section>
  );
}

const sources = ["seen", "said", "not-there"] as const;

function SignTable({ signs }: { readonly signs: readonly string[] }) {
  return (
    <table class="paper-signs">
      <thead>
        <tr>
          <th scope="col">{t("paper.pack.row-number")}</th>
          <th scope="col">{t("paper.pack.row")}</th>
          {sources.map((source) => (
            <th key={source} scope="col">
              {t(`paper.pack.${source}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {signs.map((id, at) => (
          <tr key={id}>
            <td>{at + 1}</td>
            <th scope="row">{t(`sign.${id}`)}</th>
            {sources.map((source) => (
              <td key={source}>
                <span class="paper-box" aria-hidden="true" />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Questions({ consent, helpers }: PackProps) {
  return (
    <section>
      <div class="paper-whole">
        <h3>{t("paper.pack.q1")}</h3>
        <Boxes>
          <Box>{t("common.yes")}</Box>
          <Box>{t("common.no")}</Box>
          <Box>{t("paper.pack.not-sure")}</Box>
        </Boxes>
        <p class="paper-hint">{t("paper.pack.q1.then")}</p>
      </div>
      <h3>{t("paper.pack.q2")}</h3>
      <div class="paper-read paper-whole">
        <p class="paper-hint">{t("paper.pack.q2.read")}</p>
        {consent.parts.map((part) => (
          <p key={part}>{t(`consent.${consent.version}.${part}`)}</p>
        ))}
      </div>
      <Boxes>
        {choices.map((choice) => (
          <Box key={choice}>{t(`paper.pack.choice.${choice}`)}</Box>
        ))}
      </Boxes>
      <p class="paper-hint">{t("paper.pack.q2.none")}</p>
      <h3>{t("paper.pack.q3")}</h3>
      <p class="paper-hint">{t(helpers.length === 0 ? "paper.pack.q3.none" : "paper.pack.q3.hint")}</p>
      <Helpers helpers={helpers} />
      <h3>{t("paper.pack.q4")}</h3>
      <p class="paper-hint">{t("paper.pack.q4.hint")}</p>
      <div class="paper-group">
        <strong>{t("paper.pack.needs")}</strong>
        <Boxes>
          {idsOf("need.").map((id) => (
            <Box key={id}>{t(`need.${id}`)}</Box>
          ))}
        </Boxes>
      </div>
      <Line label={t("paper.pack.speaks")} />
      <Line label={t("paper.pack.where")} />
      <Line label={t("paper.pack.dangers")} lines={2} />
      <Line label={t("paper.pack.health")} />
      <Line label={t("paper.pack.others")} />
      <Line label={t("paper.pack.narrative")} lines={5} />
      <Line label={t("paper.pack.officer")} />
      <div class="paper-whole">
        <h3>{t("paper.pack.q5")}</h3>
        <Line label={t("paper.pack.called")} />
        <Line label={t("paper.pack.contact")} />
        <Line label={t("paper.pack.safe-time")} />
      </div>
    </section>
  );
}

/** Those of the directory on this device, and room for one more. */
function Helpers({ helpers }: { readonly helpers: readonly Helper[] }) {
  return (
    <table class="paper-whole">
      <thead>
        <tr>
          <th scope="col">{t("paper.pack.first")}</th>
          <th scope="col">{t("paper.pack.fallback")}</th>
          <th scope="col">{t("paper.pack.helper")}</th>
          <th scope="col">{t("paper.pack.phone")}</th>
        </tr>
      </thead>
      <tbody>
        {[...helpers.slice(0, mostHelpers), null].map((helper) => (
          <tr key={helper?.id ?? ""} class={helper === null ? "paper-empty" : undefined}>
            <td>
              <span class="paper-box" aria-hidden="true" />
            </td>
            <td>
              <span class="paper-box" aria-hidden="true" />
            </td>
            <td>
              {helper === null ? null : (
                <>
                  <bdi>{helper.name}</bdi> (<bdi>{helper.organisation.name}</bdi>)
                </>
              )}
            </td>
            <td>{helper === null ? null : <bdi dir="ltr">{helper.phone}</bdi>}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Consent({ consent }: PackProps) {
  return (
    <section class="paper-whole paper-first">
      <h3>{t("paper.pack.consent")}</h3>
      <p>{t("paper.pack.consent.text", { version: consent.version })}</p>
      <Line label={t("paper.pack.consent.to")} lines={2} />
      <p>{t("paper.pack.consent.back")}</p>
      <Line label={t("paper.pack.consent.language")} />
      <div class="paper-group">
        <strong>{t("paper.pack.consent.interpreter")}</strong>
        <Boxes>
          {interpreters.map((id) => (
            <Box key={id}>{t(`common.interpreter.${id}`)}</Box>
          ))}
        </Boxes>
      </div>
      <Line label={t("paper.pack.consent.mark")} />
      <Line label={t("paper.pack.consent.witness")} />
      <Line label={t("paper.sign.place-day")} />
    </section>
  );
}
