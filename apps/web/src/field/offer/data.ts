import offerFile from "@knowledge/offer.json";
import type { Offer } from "./offer.ts";

/** The check that came with this app; the build looked at its shape. */
export const offer = offerFile as unknown as Offer;
