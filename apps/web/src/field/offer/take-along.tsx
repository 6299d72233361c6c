import { t } from "../../shared/words.ts";
import { emergency, services } from "../directory/current.ts";
import { Onward, Phone, Title } from "../page/parts.tsx";
import { takeAlong } from "./check.ts";
import { age, answers } from "./current.ts";
import { offer } from "./data.ts";

/**
 * What the person takes along, to hear, see or hold (II.1, V.1). It names no service and nothing that happened: a paper may be found.
 * The browser names what it prints after the page's title, which is neutral.
 */
export function TakeAlong() {
  const parts = takeAlong(offer, answers.value, age.value);
  return (
    <>
      <p class="no-print">{t("offer.take.about")}</p>
      <article class="take">
        <Title>{t("offer.take.title")}</Title>
        {parts.map(({ id, items }) => (
          <section key={id}>
            <h2>{t(`offer.take.part.${id}`)}</h2>
            <ul>
              {items.map((item) => (
                <li key={item.id}>{t(`offer.take.${item.id}`)}</li>
              ))}
            </ul>
          </section>
        ))}
        <section>
          <h2>{t("offer.take.numbers")}</h2>
          <Numbers />
        </section>
      </article>
      <div class="no-print">
        <Onward onTap={() => print()}>{t("offer.take.print")}</Onward>
        <p>{t("offer.take.no-paper")}</p>
      </div>
    </>
  );
}

/** Numbers alone: whoever finds the paper learns of no shelter and of no unit. Those who investigate are left out. */
function Numbers() {
  const known = services.value.filter((one) => one.open && !offer.help.never.includes(one.organisation.kind));
  const advice = known.filter(({ offers }) => offers.includes("hotline"));
  const danger = emergency.value.map(({ phone }) => phone);
  const help = [...new Set(advice.map(({ phone }) => phone))];
  return (
    <>
      <div class="phones">
        {danger.map((phone) => (
          <Phone key={phone} name={t("offer.take.emergency")} number={phone} />
        ))}
        {help.map((phone) => (
          <Phone key={phone} name={t("offer.take.advice-line")} number={phone} />
        ))}
      </div>
      {[...danger, ...help].some((phone) => phone.startsWith("+")) ? <p>{t("offer.take.abroad")}</p> : null}
      <p class="print-only">{t("offer.take.own-number")} ______________________</p>
      <p class="print-only">{t("offer.take.embassy-number")} ______________________</p>
    </>
  );
}
